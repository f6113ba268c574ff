"""样式: how a region's document is worded, ordered and set, as data (``templates/<name>/style.yaml``)."""

"""Facts → what a chart shows (neutral blocks). Drawing is the printers' affair."""

"""数据溯源底稿: composed document + provenance → where every printed number comes from, as a value, xlsx and HTML."""

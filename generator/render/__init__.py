"""Document + style → bytes. A printer prints what was composed; it knows no figures and computes nothing."""

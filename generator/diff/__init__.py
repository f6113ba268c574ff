"""Two states of a unit compared, two years, two units; and a finished document compared with its data."""

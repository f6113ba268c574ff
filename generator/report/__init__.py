"""Findings and results → what a person reads: terminal, HTML; and the same as JSON for programs."""

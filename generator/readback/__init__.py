"""Finished files read back: what a reader sees of a DOCX or PDF, be it of our making or edited by hand."""

"""Tests of the review copy."""

"""Tests of the copies with notes."""

"""Tests of importing exported tables."""

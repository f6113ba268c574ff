"""Tests of building many units in one run."""

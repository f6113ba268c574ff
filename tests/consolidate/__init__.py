"""Tests of adding units up."""

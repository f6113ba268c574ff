"""Reported figures and what people write about them: validated, frozen, without any computation."""

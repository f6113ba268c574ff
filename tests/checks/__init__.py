"""The catalogue of checks: cases, laws, seeded faults, the report as a whole."""

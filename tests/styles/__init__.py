"""The styles against the published documents that they are made after."""

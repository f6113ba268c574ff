"""The kinds of charts: each module registers one drawing; adding a kind is adding a module here."""

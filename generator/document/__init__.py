"""Neutral page content: what is said and shown, before any printer. Strings only; no figures, no markup."""

"""The one time that files carry: the same input then gives the same bytes, today and next year."""

from __future__ import annotations

import datetime as dt

CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - formats that take it know no zones
"""As libraries take it."""

CREATED_TEXT = f"{CREATED.isoformat()}Z"
"""As XML has it."""

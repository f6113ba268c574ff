"""Rows of the board kept on disk by the fingerprint of what they were made from: a second start shows them at once."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.batch.record import as_data, from_data
from generator.output import write_together
from generator.report.data import as_json

if TYPE_CHECKING:
    from pathlib import Path

    from generator.batch.record import Record

VERSION = 1


@dataclass(frozen=True)
class Records:
    """A folder with one file a unit."""

    folder: Path

    def read(self, unit: str, fingerprint: str) -> Record | None:
        """The record of the unit with this key, if it was made from the same data, styles and program."""
        try:
            data = json.loads((self.folder / f"{unit}.json").read_text(encoding="utf-8"))
            if data["version"] != VERSION or data["fingerprint"] != fingerprint:
                return None
            return from_data(data["record"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, unit: str, fingerprint: str, record: Record) -> None:
        """Remember it; where that is not possible the next start computes it again."""
        data = {"version": VERSION, "fingerprint": fingerprint, "record": as_data(record)}
        with contextlib.suppress(Exception):
            write_together(self.folder, {f"{unit}.json": as_json(data).encode()})

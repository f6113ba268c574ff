"""Findings → the notes of one file: for each sheet and cell, how bad it is and what the note says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.finding import SEVERITIES, Severity
from generator.report.text import details

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.finding import Finding

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::[A-Z]{1,3}[1-9]\d{0,6})?")

LONGEST = 2_000
"""Characters of a note; one that is longer cannot be read in a window of that size."""

FILLS: dict[Severity, str] = {"错误": "FFFFC7CE", "警告": "FFFFEB9C", "提示": "FFDDEBF7"}
"""级别 → colour of the cell."""


@dataclass(frozen=True)
class Note:
    """批注: what is wrong with a cell."""

    row: int
    column: int
    severity: Severity
    """That of the worst finding."""
    text: str

    @property
    def cell(self) -> str:
        """Its address."""
        return f"{letters(self.column)}{self.row}"


Notes = dict[str, tuple[Note, ...]]
"""Sheet → its notes, in order."""


def notes_of(findings: Iterable[Finding], file: str) -> Notes:
    """The notes for the cells of ``file``; findings that a unit has explained need none."""
    by_cell: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in findings:
        source = finding.source
        if source is None or source.file != file or finding.waived:
            continue
        if match := _CELL.fullmatch(source.cell):
            by_cell.setdefault((source.sheet, int(match[2]), number(match[1])), []).append(finding)
    notes: dict[str, list[Note]] = {}
    for (sheet, row, column), found in sorted(by_cell.items(), key=lambda item: item[0]):
        worst = min((finding.severity for finding in found), key=SEVERITIES.index)
        text = "\n\n".join(dict.fromkeys(_text(finding) for finding in found))
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        notes.setdefault(sheet, []).append(Note(row, column, worst, short))
    return {sheet: tuple(found) for sheet, found in notes.items()}


def _text(finding: Finding) -> str:
    said = (f"{title}：{text}" for title, text in details(finding))
    return "\n".join([f"{finding.severity} {finding.code} {finding.message}", *said])


def letters(column: int) -> str:
    """1 → A, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(column: str) -> int:
    """A → 1, AA → 27."""
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - 64
    return found

"""科目: functional and economic codes with their names, by year."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CodeKind = Literal["functional", "economic"]

CLASS, SECTION, ITEM = 3, 5, 7
"""Digits of a 类, 款 and 项 code."""

LEVELS = {CLASS: "类", SECTION: "款", ITEM: "项"}
"""Digits of a code → its level."""


def parents(code: str) -> Iterator[str]:
    """The codes above ``code``, the nearest first: 2080501 → 20805, 208."""
    for length in (SECTION, CLASS):
        if len(code) > length:
            yield code[:length]


@dataclass(frozen=True)
class CodeTable:
    """科目表 of one year."""

    year: int
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    other_names: Mapping[str, frozenset[str]]
    """Names that a code had in other years."""

    @property
    def classes(self) -> tuple[str, ...]:
        """类 codes in the order of the table."""
        return tuple(code for code in self.names if LEVELS.get(len(code)) == "类")


@cache
def load_codes(folder: Path, kind: CodeKind, year: int) -> CodeTable:
    """``reference/<kind>.csv`` as of ``year``; columns code, name, since, until, definition, source."""
    names: dict[str, str] = {}
    definitions: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    with (folder / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["since"] or 0) <= year <= int(row["until"] or 9999):
                names[row["code"]] = row["name"]
                definitions[row["code"]] = row["definition"]
            else:
                others.setdefault(row["code"], set()).add(row["name"])
    other_names = {code: frozenset(found) for code, found in others.items()}
    return CodeTable(year, names, definitions, other_names)

"""Figures that are there and figures that are imported → what is new, what differs, and the unit's data with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.ingest.fields import titles
from generator.ingest.messages import problem, show
from generator.ingest.tree import Tree, same_value
from generator.workbook.values import at, leaf_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding, Severity
    from generator.source import Path
    from generator.workbook.values import Data, Value

NAME = "name"
"""The field of a line that is no figure."""


@dataclass(frozen=True)
class Difference:
    """A figure that is there and would be another, or none, after the import."""

    path: Path
    before: Value
    after: Value


@dataclass(frozen=True)
class Comparison:
    """导入与已有数据的比较."""

    added: int
    same: int
    differences: tuple[Difference, ...]

    @property
    def changes(self) -> bool:
        """Whether an import would change anything."""
        return bool(self.added or self.differences)


def compare(present: Data, imported: Data) -> Comparison:
    """The imported tables against the same tables as they are; a table is imported as a whole."""
    before = dict(_figures({table: present[table] for table in imported if present.get(table)}))
    after = dict(_figures(imported))
    pairs = {path: (before.get(path), after.get(path)) for path in (*before, *after)}
    differences = tuple(
        Difference(path, old, new) for path, (old, new) in pairs.items() if old is not None and not same_value(old, new)
    )
    added = sum(path not in before for path in after)
    return Comparison(added, len(pairs) - added - len(differences), differences)


def _figures(data: Data) -> Iterator[tuple[Path, Value]]:
    """The values that are there, without the names of lines."""
    for path, value in leaf_values(data):
        if value is not None and value != {} and path[-1] != NAME:
            yield path, value


def merged(present: Data, imported: Data) -> Data:
    """``present`` with the imported tables in the place of its own."""
    return {**present, **imported}


def difference_findings(
    comparison: Comparison, present: Tree, imported: Tree, amount_unit: str, severity: Severity
) -> Iterator[Finding]:
    """One finding for each figure that differs; it stands at the cell of the imported file, if that has one."""
    for one in comparison.differences:
        title = " · ".join(titles(one.path))
        there = present.place(one.path)
        new = "空的" if one.after is None else f" {show(one.after)} {amount_unit}"
        message = f"{title}：导入的是{new}，已有的是 {show(one.before)} {amount_unit}（{there}）"
        advice = "核对；以导入的为准时加 --overwrite" if severity == "错误" else "已改为导入的数"
        finding = problem("SJ60", message, imported.place(one.path), path=one.path, advice=advice)
        yield replace(finding, severity=severity)


def holds(data: Data, expected: Data) -> bool:
    """Whether ``data`` says all that ``expected`` says; numbers may be written in another way."""
    return all(_same(at(data, path), value) for path, value in leaf_values(expected) if value is not None)


def _same(found: Value, value: Value) -> bool:
    return found == value or same_value(found, value) or (value in ({}, ()) and not found)

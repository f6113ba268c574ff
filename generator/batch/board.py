"""A run's result → the rows of the status board, those that need attention first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.batch.record import STATES, Record

if TYPE_CHECKING:
    from generator.batch.discover import Found
    from generator.batch.journal import Entry
    from generator.batch.record import State

BOARD = "批量结果"


@dataclass(frozen=True, slots=True)
class Line:
    """What a run knows of one unit with data."""

    record: Record
    outdated: bool = False
    """What was built before is no more what would be built."""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """一个单位的一行."""

    record: Record
    notes: tuple[str, ...] = ()
    entry: Entry | None = None

    @property
    def note(self) -> str:
        """All remarks in one line."""
        return "；".join(self.notes)


@dataclass(frozen=True, slots=True)
class Board:
    """状态表."""

    rows: tuple[Row, ...]
    interrupted: bool = False
    others: int = 0
    """Units in the output folder that this run was not about."""

    @property
    def failed(self) -> tuple[Row, ...]:
        """Units with data and without documents."""
        return tuple(row for row in self.rows if row.record.failed)

    @property
    def counts(self) -> dict[State, int]:
        """State → how many units, without those that no unit is in."""
        found = {state: sum(row.record.state == state for row in self.rows) for state in STATES}
        return {state: count for state, count in found.items() if count}

    @property
    def summary(self) -> str:
        """How many units are in each state."""
        parts = "，".join(f"{state} {count}" for state, count in self.counts.items())
        others = f"输出文件夹中另有 {self.others} 个单位不在本次数据中。" if self.others else ""
        return (f"共 {len(self.rows)} 个单位：{parts}。" if parts else "没有单位。") + others


def make_board(found: Found, lines: tuple[Line, ...], *, interrupted: bool, others: int = 0) -> Board:
    """The rows: units without data, units with errors, the rest; within a state in the order of list and folders."""
    matched = _matched(found, lines)
    missing = [Row(Record("", one.name, "未提交")) for one in found.listed if one.name not in matched]
    names = {key: name for name, key in matched.items()}
    twins = _twins(lines)
    rows = [
        _row(line, names.get(line.record.key, ""), twins.get(line.record.key, ""), listed=bool(found.listed))
        for line in lines
    ]
    ordered = sorted((*missing, *rows), key=lambda row: STATES.index(row.record.state))
    return Board(tuple(ordered), interrupted, others)


def _matched(found: Found, lines: tuple[Line, ...]) -> dict[str, str]:
    """Name on the list → key of the unit whose data it is, for units that have any."""
    known = {line.record.key for line in lines}
    by_name = {line.record.unit: line.record.key for line in reversed(lines)}
    keys = {one.name: one.key if one.key in known else by_name.get(one.name, "") for one in found.listed}
    return {name: key for name, key in keys.items() if key}


def _twins(lines: tuple[Line, ...]) -> dict[str, str]:
    """Key → the key before it that holds the same unit's data of the same year."""
    first: dict[tuple[str, int], str] = {}
    found = {}
    for record in (line.record for line in lines if line.record.year):
        other = first.setdefault((record.unit, record.year), record.key)
        if other != record.key:
            found[record.key] = other
    return found


def _row(line: Line, name: str, twin: str, *, listed: bool) -> Row:
    """The row of a unit.

    Args:
        line: what is known of it.
        name: what it is called on the list; empty where it is not on it.
        twin: the key of the same unit's other data; empty where there are none.
        listed: whether there is a list.
    """
    record = line.record
    if name and not record.year:
        record = replace(record, unit=name)
    remarks = (
        (line.outdated, "数据或样式已经变动，这次没有重新生成"),
        (record.failed and bool(record.documents), "文件夹中是上次生成的文件"),
        (listed and not name and not twin, "不在名单中"),
        (bool(twin), f"与“{twin}”是同一单位同一年度的数据，只留一份"),
    )
    return Row(record, tuple(text for applies, text in remarks if applies), line.entry)

"""What both forms of the paper say in the same words: sources of a number, and the list of the other numbers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.trace.paper import OTHER_KINDS, sources
from generator.trace.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.trace.paper import Origin, OtherKind, OtherNumber

HEADS_OF_OTHERS = (
    Column("类别", 13),
    Column("部分", 12, cut=True),
    Column("章节", 36),
    Column("位置", 34),
    Column("数", 30),
    Column("原文", 60),
    Column("文字来自", 40),
    Column("出处", 30),
)
_BY_PLACE: frozenset[OtherKind] = frozenset({"年份", "序号", "行次", "栏次", "编码", "表号"})
"""Kinds that are told by where they stand, listed by section in one line."""
_FEW = 3
_LISTED = 12
"""Of numbers told by their place, how many are written out."""
_LONGEST = 90
"""Characters that are quoted around a number."""


def source_text(origin: Origin) -> str:
    """The cells and lines that a number goes back to, the first few by name."""
    leaves = [str(leaf.source) for leaf in sources(origin) if leaf.source is not None]
    shown = "；".join(dict.fromkeys(leaves[:_FEW]))
    return shown if len(leaves) <= _FEW else f"{shown}；…（共 {len(leaves)} 处）"


def listed_others(others: Sequence[OtherNumber]) -> list[tuple[str, ...]]:
    """One line for each other number; those of numbering, one for each section."""
    lines = []
    for kind in OTHER_KINDS:
        own = [other for other in others if other.kind == kind]
        for _, group in groupby(own, key=lambda other: _together(other, kind)):
            lines.append(_line(tuple(group), by_place=kind in _BY_PLACE))
    return lines


def _together(other: OtherNumber, kind: OtherKind) -> tuple[object, ...]:
    where = other.place
    if kind in _BY_PLACE:
        return (where.part, where.section, other.source)
    return (where, other.before + other.printed + other.after, other.source)


def _line(group: Sequence[OtherNumber], *, by_place: bool) -> tuple[str, ...]:
    first = group[0]
    where, numbers = first.place, list(dict.fromkeys(other.printed for other in group))
    if first.kind in {"行次", "栏次"}:
        numbers.sort(key=int)
    more = by_place and len(numbers) > _LISTED
    shown = "、".join(numbers[:_LISTED]) + "…" if more else "、".join(numbers)
    quoted = "" if by_place else _quoted(first)
    return (
        first.kind,
        where.part,
        where.section,
        f"共 {len(group)} 个" if by_place else where.where,
        shown,
        quoted,
        first.title,
        str(first.source) if first.source else "",
    )


def _quoted(other: OtherNumber) -> str:
    """The number in what stands around it."""
    before, after = other.before, other.after
    lead = f"…{before[-_LONGEST // 2 :]}" if len(before) > _LONGEST // 2 else before
    tail = f"{after[: _LONGEST // 2]}…" if len(after) > _LONGEST // 2 else after
    return f"{lead}{other.printed}{tail}"

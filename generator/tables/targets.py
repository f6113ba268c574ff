"""绩效目标 → the rows of its indicators; those of an annual goal with the values of the two years before."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.document.table import Cell, Row
from generator.tables.annex import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.application import TargetGoal, TargetRow


def goal_rows(goal: TargetGoal, lead: str, expected: str) -> Iterator[Row]:
    """Heads and indicators of ``goal``.

    Args:
        goal: a long-term or annual goal.
        lead: what stands at the left of all indicators.
        expected: head of the column with the value that this year is to reach.
    """
    is_annual = goal.kind == "年度目标"
    heads = 3 if is_annual else 1
    names = tuple(label(name, rowspan=heads) for name in ("一级指标", "二级指标", "三级指标"))
    basis = label("指标值确定依据", rowspan=heads)
    yield (label(lead, rowspan=len(goal.rows) + heads), *names, label("指标值", colspan=3), basis)
    if is_annual:
        yield label("近两年指标值", colspan=2), label(expected, rowspan=2)
        yield label("前年"), label("上年")
    for _, group in groupby(goal.rows, key=lambda row: row.level1):
        yield from _level(tuple(group), is_annual=is_annual)


def _level(rows: tuple[TargetRow, ...], *, is_annual: bool) -> Iterator[Row]:
    """The indicators of one 一级指标; neighbours of one 二级指标 share its cell."""
    lead: tuple[Cell, ...] = (label(rows[0].level1, rowspan=len(rows)),)
    for name, group in groupby(rows, key=lambda row: row.level2):
        members = tuple(group)
        for index, row in enumerate(members):
            second = (label(name, rowspan=len(members)),) if index == 0 else ()
            yield (
                *lead,
                *second,
                Cell(row.level3),
                *_values(row, is_annual=is_annual),
                Cell(row.basis, align="center"),
            )
            lead = ()


def _values(row: TargetRow, *, is_annual: bool) -> tuple[Cell, ...]:
    if not is_annual:
        return (Cell(row.target, colspan=3, align="center"),)
    return tuple(Cell(text, align="center") for text in (row.two_years_ago, row.last_year, row.target))

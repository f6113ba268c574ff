"""What the readers of the four kinds of table share: the context, and the collecting of amounts with their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.ingest.heads import is_repeated
from generator.ingest.labels import squeeze
from generator.ingest.messages import problem, show
from generator.ingest.tree import Tree
from generator.money import SCALE, AmountError, convert, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from generator.classification import CodeTable
    from generator.finding import Finding
    from generator.forms.model import FormSet
    from generator.ingest.grid import Grid, GridCell
    from generator.ingest.heads import Head
    from generator.ingest.regions import Region
    from generator.source import Path

_UNIT = re.compile(r"单位:?(?:人民币)?([万千百亿十]*元)|\(([万千百亿十]*元)\)|^([万千百亿十]*元)$")
_NOTHING_TO_REPORT = re.compile(r"[^\d]{2,}无[^\d]{2,}|无[^\d]{4,}")
_NO_FIGURES = frozenset({"行次", "栏次", "序号", "行号"})
ROWS_ABOVE = 3
"""Rows above a title in which the unit of amounts may stand."""


@dataclass(frozen=True)
class Context:
    """What a table is read with: the forms and code tables of the year, and what ``unit.yaml`` declares."""

    forms: FormSet
    functional: CodeTable
    economic: CodeTable
    year: int
    amount_unit: str
    unit_names: tuple[str, ...] = ()
    answered_unit: str = ""
    """The unit of amounts of tables that do not say it: what a person answered."""
    year_given: bool = True
    """Whether the data says the year; else one is assumed, and no table can be of the wrong one."""


@dataclass
class Reading:
    """The reading of one table: its tree and findings grow while the table is read."""

    grid: Grid
    region: Region
    title: str
    head: Head
    context: Context
    tree: Tree = field(default_factory=Tree)
    findings: list[Finding] = field(default_factory=list)
    found_unit: str = "元"
    amounts: int = 0
    """Amounts read."""
    unknown: int = 0
    """Columns that the form does not know."""
    rows_read: set[int] = field(default_factory=set)
    """Rows of which an amount was read."""
    unit_said: bool = True
    """Whether the table says its unit of amounts."""

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows below the head, without blank ones and heads printed again."""
        below = (row for row in self.region.rows(self.grid) if row >= self.head.body)
        return tuple(row for row in below if not is_repeated(self.grid, self.region, row, self.head))

    def cells(self, row: int) -> list[tuple[int, GridCell]]:
        """The cells of a row, inside this table."""
        return self.region.cells(self.grid, row)

    def first(self, row: int) -> int:
        """The first column of a row that is not blank."""
        return self.cells(row)[0][0]

    def present(self, row: int, column: int) -> bool:
        """Whether a cell holds something that is an amount, or should be."""
        cell = self.grid.cells.get((row, column))
        return cell is not None and not cell.dash

    def numeric(self, row: int, column: int) -> bool:
        """Whether a cell is a number, or was meant as one."""
        cell = self.grid.cells.get((row, column))
        return cell is not None and cell.numeric

    def report(self, code: str, row: int, column: int, message: str, advice: str, expected: str = "") -> None:
        """Note a problem at a cell."""
        cell = self.grid.cells.get((row, column))
        text = f"{self.title}：{message}"
        place, found = self.grid.ref(row, column), show(cell.text) if cell else ""
        self.findings.append(problem(code, text, place, found=found, expected=expected, advice=advice))

    def report_unknown(self, known: Iterable[int]) -> None:
        """Note the columns beside the ``known`` ones that have amounts in the rows that were read."""
        filled = {column for row in self.rows_read for column, cell in self.cells(row) if cell.numeric}
        for column in sorted({*self.head.paths, *filled} - set(known)):
            label = " · ".join(self.head.paths.get(column, ()))
            if self.head.label(column) in _NO_FIGURES:
                continue
            self.unknown += 1
            if column in filled:
                row = min(row for row in self.rows_read if self.numeric(row, column))
                place = self.head.corners.get(column, (row, column))
                advice = "这一栏没有读取；是表内栏目时，把栏目名改成表样中的名称"
                self.report("SJ32", *place, f"栏目“{label}”不认识" if label else "这一栏有金额，但没有栏目名", advice)

    def amount(self, path: Path, row: int, column: int, label: str, *, note: bool = False) -> None:
        """Read an amount; ``note`` where a sentence (本单位无…) may stand in its place."""
        cell = self.grid.cells.get((row, column))
        if cell is None or cell.dash or (note and not cell.problem and _NOTHING_TO_REPORT.fullmatch(cell.text)):
            return
        reason = cell.problem
        try:
            number = None if reason else parse_decimal(cell.value)
        except AmountError as error:
            reason = str(error)
        else:
            if number is not None:
                self._put(path, convert(number, self.found_unit, self.context.amount_unit), row, column)
                return
        message = f"{self.title}：“{label}”不是金额（{reason}）"
        self.findings.append(
            problem(
                "SJ13",
                message,
                self.grid.ref(row, column),
                path=path,
                found=show(cell.text),
                expected="数字",
                advice=_advice(reason),
            )
        )

    def _put(self, path: Path, number: Decimal, row: int, column: int) -> None:
        """Lay an amount down; a second one for the same place must say the same."""
        self.rows_read.add(row)
        before, place = self.tree.places.get(path), self.grid.ref(row, column)
        if before is not None and self.tree.value(path) != number:
            message = f"同一数据在表中写了两次，{before.cell} 的金额与这里不同"
            self.report("SJ21", row, column, message, f"核对后改成一致，或删去其中一处（另一处在 {before.cell}）")
        elif before is None:
            self.amounts += 1
            self.tree.put(path, number, place)


def _advice(reason: str) -> str:
    if "公式" in reason:
        return "用 Excel 或 WPS 打开，保存一次"
    if "格式" in reason:
        return "把单元格格式改为“数值”，重新输入金额"
    if "错误值" in reason:
        return "改正公式，或直接输入金额"
    return "改为数字；没有发生的留空"


def read_unit(reading: Reading) -> None:
    """Set the unit in which a table is read; report where it has none, or one that is not supported."""
    unit, (row, column) = _find_unit(reading)
    reading.found_unit = declared = reading.context.answered_unit or reading.context.amount_unit
    reading.unit_said = bool(unit)
    if not unit and reading.context.answered_unit:
        return
    if not unit:
        advice = f"在表题下写“单位：万元”或“单位：元”；现按 unit.yaml 的“{declared}”读取"
        reading.report("SJ34", row, column, "没有写金额单位", advice, "单位：万元 或 单位：元")
    elif unit in SCALE:
        reading.found_unit = unit
    else:
        reading.report("SJ35", row, column, f"金额单位“{unit}”不支持", "换算成元或万元", "元 或 万元")


def _find_unit(reading: Reading) -> tuple[str, tuple[int, int]]:
    """The unit of amounts that stands over a table (单位：万元), and its cell."""
    title = reading.region.title
    for row in reading.grid.rows:
        if title[0] - ROWS_ABOVE <= row <= reading.head.rows[-1]:
            for column, cell in reading.cells(row):
                if not cell.numeric and (match := _UNIT.search(squeeze(cell.text))):
                    return next(unit for unit in match.groups() if unit), (row, column)
    return "", title

"""A filling-in workbook → the unit's tree, last year's reasons, and findings located in its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.facts.budget_ledger import BudgetLedger
from generator.facts.ledger import Ledger
from generator.ingest.codes import Coded, check_name
from generator.ingest.keyed import has_keys, keyed_rows
from generator.ingest.messages import problem, show
from generator.ingest.tree import Tree
from generator.ingest.unit_rows import UnitRows
from generator.ingest.workbook import read_workbook
from generator.model.kinds import declared
from generator.source import SourceRef
from generator.workbook import keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from generator.classification import CodeKind
    from generator.finding import Finding
    from generator.ingest.grid import Grid
    from generator.ingest.reading import Context
    from generator.ingest.workbook import Workbook
    from generator.model.kinds import Accounts


_TITLE = (1, 2)
"""Row and column of the guide's title: 某中心2024年度决算公开填报工作簿."""
_YEAR = re.compile(rf"(\d{{4}})年度\w+{keys.TITLE}")


class UnitWorkbook(NamedTuple):
    """What a filling-in workbook holds."""

    tree: Tree
    findings: tuple[Finding, ...]
    last_reasons: dict[str, str]


def read_unit_workbook(path: FilePath) -> UnitWorkbook:
    """Read the workbook at ``path``, which the program laid out and a person filled in."""
    book = read_workbook(path, path.name)
    stamp = next(filter(None, map(_stamp, book.grids)), None)
    refused = _refused(book, path.name, stamp[1] if stamp else None)
    if stamp is None or refused:
        return UnitWorkbook(Tree({}, {(): SourceRef(path.name)}), refused, {})
    rows, strays = keyed_rows(book.grids)
    reading = UnitRows(stamp[0], {**declared(stamp[0])}, places={(): SourceRef(path.name)})
    tree = reading.read(rows)
    findings = (*_of_sheets(book, path.name), *_of_year(book, tree), *strays, *reading.findings)
    return UnitWorkbook(tree, findings, reading.last_reasons)


def is_unit_workbook(grids: tuple[Grid, ...]) -> bool:
    """Whether the program laid the workbook out."""
    return any(_stamp(grid) for grid in grids)


def _stamp(grid: Grid) -> tuple[type[Accounts], str] | None:
    """The kind of workbook and its version, if the sheet is its guide."""
    first = grid.cells.get((1, 1))
    return keys.stamped(first.text) if first else None


def _refused(book: Workbook, file: str, version: str | None) -> tuple[Finding, ...]:
    """Why the workbook cannot be read as a unit; ``version`` is that of its stamp, if it has one."""
    if not book.grids:
        return book.findings
    if version is None:
        advice = "用 juesuan new 生成填报工作簿，或把公开表用 juesuan import 导入填报工作簿"
        return (*book.findings, problem("SJ51", "不是本程序的填报工作簿", SourceRef(file), advice=advice))
    if not version.isdecimal() or int(version) > keys.VERSION:
        advice = "升级程序后重试"
        return (problem("SJ50", f"工作簿由更新的程序生成（版本 {show(version)}）", SourceRef(file), advice=advice),)
    return ()


def _of_sheets(book: Workbook, file: str) -> Iterator[Finding]:
    """Sheets that are hidden, gone, or someone's own."""
    for finding in book.findings:
        sheet = finding.source.sheet if finding.source else ""
        if sheet not in keys.HIDDEN_SHEETS:
            yield replace(finding, severity="错误", advice="取消隐藏后重试；填报工作簿的各表都要读取")
    keyed = {grid.sheet for grid in book.grids if has_keys(grid)}
    guides = [grid for grid in book.grids if _stamp(grid)]
    listed = [
        cell.text for grid in guides for (row, column), cell in grid.cells.items() if _is_listed(grid, row, column)
    ]
    if len(keyed) < len(listed):
        gone = [name for name in listed if name not in keyed]
        advice = "从原来的工作簿复制回这些工作表；没有内容的表也要保留"
        yield problem("SJ57", f"缺少工作表：{'、'.join(gone)}", SourceRef(file), advice=advice)
    for grid in book.grids:
        if grid.sheet not in keyed and grid not in guides:
            message = f"工作表“{grid.sheet}”不是填报工作簿的表，没有读取"
            yield problem("SJ30", message, SourceRef(file, grid.sheet), advice="其中有要公开的数据时，填到对应的表中")


def _of_year(book: Workbook, tree: Tree) -> Iterator[Finding]:
    """A finding where the year was changed in a workbook that was laid out for another."""
    filled = str(tree.value(("year",)) or "")
    for grid in book.grids:
        title = grid.cells.get(_TITLE) if _stamp(grid) else None
        made = _YEAR.search(title.text) if title else None
        if made and filled.isdecimal() and filled != made[1]:
            message = f"年度填的是 {filled}，这个工作簿是 {made[1]} 年度的"
            advice = "填错的改回；换年度用 juesuan rollover 结转，或用 juesuan new 生成新的：各年的表样和科目不同"
            place = tree.place(("year",)) or grid.ref(*_TITLE)
            yield problem("SJ58", message, place, path=("year",), found=filled, expected=made[1], advice=advice)


def _is_listed(grid: Grid, row: int, column: int) -> bool:
    mark = grid.cells.get((row, 1))
    return column == 2 and mark is not None and mark.value == keys.SHEET  # noqa: PLR2004 - the column of names


def check_codes(tree: Tree, context: Context) -> Iterator[Finding]:
    """What there is to say about the codes and names of the tables' lines."""
    for table in (*Ledger.BY_FUNCTION, *Ledger.BY_ECONOMY, *BudgetLedger.BY_FUNCTION, *BudgetLedger.BY_ECONOMY):
        is_economic = table in Ledger.BY_ECONOMY or table in BudgetLedger.BY_ECONOMY
        kind: CodeKind = "economic" if is_economic else "functional"
        lines = tree.value((table, "lines"))
        for code, line in (lines if isinstance(lines, dict) else {}).items():
            path = (table, "lines", code)
            place = tree.place(path) or SourceRef("")
            name = line.get("name", "") if isinstance(line, dict) else ""
            codes = context.economic if kind == "economic" else context.functional
            if not name and code not in codes.names:
                message = f"科目表（{context.year}年）中没有编码 {show(code)}，名称栏是空的"
                advice = "核对编码，或在名称栏写上名称"
                yield problem("SJ39", message, place, path=path, found=show(code), advice=advice)
            elif name:
                yield from check_name(codes, kind, Coded(code, str(name)), path, place)[1]

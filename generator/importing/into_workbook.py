"""A filling-in workbook and imported tables → the same workbook with their figures in its cells."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.importing.merge import compare, holds
from generator.importing.target import LossError, Present, Writing
from generator.ingest.assemble import assemble
from generator.ingest.messages import problem
from generator.ingest.tree import Tree
from generator.ingest.unit_workbook import read_unit_workbook
from generator.model.accounts import FIRST_YEAR, LAST_YEAR
from generator.model.kinds import only_final_accounts
from generator.money import SCALE
from generator.source import SourceRef
from generator.workbook.folder import TABLES
from generator.workbook.unit_file import UnitData, unit_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding
    from generator.workbook.values import Data
    from generator.workspace import Workspace

MISSING = frozenset({"SJ11"})
"""What an unfinished unit may lack."""
LEFT_BEHIND = "SJ30"
"""A sheet that is not one of ours."""


def open_workbook(path: Path) -> Present:
    """The unit in the workbook at ``path``, filled in or not; a cell that cannot be read must be mended first."""
    tree, findings, _ = read_unit_workbook(path)
    errors = [finding for finding in findings if finding.severity == "错误"]
    unit = tree.data.get("amount_unit")
    if tree.data and not errors:
        _, wrong = assemble(tree, unit if isinstance(unit, str) and unit in SCALE else "元")
        errors = [finding for finding in wrong if finding.code not in MISSING]
    if not errors:
        return Present(tree, tuple(check_declared(tree, path.name)))
    message = f"填报工作簿中有 {len(errors)} 处要先改正，导入会丢掉这些格"
    refused = problem("SJ63", message, SourceRef(path.name), advice="改正以下各处并保存，再导入")
    return Present(tree, (refused, *errors))


def check_declared(tree: Tree, file: str) -> Iterator[Finding]:
    """Whether the unit says its year, its unit of amounts and its style, without which nothing can be written."""
    year, unit, style = (tree.data.get(key) for key in ("year", "amount_unit", "style"))
    given = isinstance(year, int) and not isinstance(year, bool) and FIRST_YEAR <= year <= LAST_YEAR
    known = isinstance(unit, str) and unit in SCALE
    for word, good in (
        ("年度", given),
        ("金额单位（元、万元）", known),
        ("样式", isinstance(style, str) and bool(style)),
    ):
        if not good:
            advice = "在单位信息中填写后再导入"
            yield problem("SJ63", f"导入到的单位没有写{word}", SourceRef(file), advice=advice)


def left_behind(path: Path) -> tuple[Finding, ...]:
    """What the workbook has beside our sheets: it is in the backup, not in the new workbook."""
    _, findings, _ = read_unit_workbook(path)
    sheets = [finding.source.sheet for finding in findings if finding.code == LEFT_BEHIND and finding.source]
    if not sheets:
        return ()
    message = f"自己添加的工作表没有写进新的工作簿：{'、'.join(sheets)}"
    return (problem("SJ66", message, SourceRef(path.name), advice="需要时从备份中复制回来"),)


def write_into_workbook(path: Path, data: Data, workspace: Workspace) -> Writing:
    """The workbook at ``path`` with ``data``; nothing is written yet.

    Raises:
        LossError: what would be written does not read back as ``data``.
    """
    _, _, last_reasons = read_unit_workbook(path)
    amount_unit = str(data["amount_unit"])
    assembled, _ = assemble(Tree(data), amount_unit)
    accounts = only_final_accounts(assembled, "导入公开表") if assembled else None
    content = unit_workbook(UnitData(data, accounts, last_reasons), workspace)
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        copy = Path(name) / path.name
        copy.write_bytes(content)
        again, findings, reasons = read_unit_workbook(copy)
    tables = {table: data[table] for table in TABLES if table in data}
    if not holds(again.data, data) or compare(again.data, tables).changes or dict(reasons) != dict(last_reasons):
        advice = "；".join(str(finding) for finding in findings[:3]) or "请把这个工作簿交给程序的维护者"
        raise LossError("写出的工作簿读回后与原数据不同，没有写出", advice)
    return Writing(path.parent, {path.name: content}, {path.name: backup_name(path)})


def backup_name(path: Path) -> str:
    """单位.备份.xlsx, or with the next number where that is there."""
    number = 1
    while True:
        name = f"{path.stem}.备份{number if number > 1 else ''}{path.suffix}"
        if not path.with_name(name).exists():
            return name
        number += 1

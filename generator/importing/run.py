"""``juesuan import`` as one function: recognise, compare, write; the numbered story of an import."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.finding import Finding, has_errors, in_order
from generator.importing import into_folder, into_workbook
from generator.importing.merge import Comparison, compare, difference_findings, merged
from generator.importing.recognise import Recognised, open_exported, recognise_tables, survey
from generator.importing.target import Writing, carry_out
from generator.ingest.assemble import assemble
from generator.ingest.context import make_context
from generator.ingest.fields import titles
from generator.ingest.files import WORKBOOKS
from generator.ingest.messages import problem
from generator.ingest.tree import Tree
from generator.model.kinds import only_final_accounts
from generator.source import SourceRef
from generator.style.load import load_style
from generator.workbook.folder import folder_files
from generator.workbook.unit_file import UnitData, new_unit, unit_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Severity
    from generator.importing.recognise import ExportedFile
    from generator.ingest.reading import Context
    from generator.workbook.values import Data
    from generator.workspace import Workspace

NAME_TO_FILL = "（请填写单位全称）"


@dataclass(frozen=True)
class Answers:
    """What a person says of the file."""

    amount_unit: str = ""
    """The unit of amounts of tables that do not say it."""
    sheets: tuple[str, ...] = ()
    """The sheets to import; all where none is named."""
    overwrite: bool = False
    """Whether imported figures replace others."""


@dataclass(frozen=True)
class NewUnit:
    """What a person says of a unit that is not there yet; empty where the tables say it."""

    style: str = "base"
    year: int | None = None
    name: str = ""


@dataclass(frozen=True)
class ImportResult:
    """导入的结果. Nothing is written when there are findings of level 错误."""

    recognised: Recognised
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    files: tuple[Path, ...] = ()
    backups: tuple[Path, ...] = ()
    to_fill: tuple[str, ...] = ()
    """Titles of what the unit still lacks."""
    readable: bool = True


def import_into(source: Path, target: Path, answers: Answers, workspace: Workspace) -> ImportResult:
    """Put the tables of ``source`` into the unit at ``target``: its workbook, or its folder.

    Raises:
        GeneratorError: a file cannot be written, or would not read back.
    """
    is_workbook = target.suffix.lower() in WORKBOOKS and target.is_file()
    present = into_workbook.open_workbook(target) if is_workbook else into_folder.open_folder(target, workspace)
    if present.findings:
        return ImportResult(Recognised((), Tree(), ()), present.findings)
    file = open_exported(source, answers.sheets)
    context, _ = make_context(present.tree, workspace)
    recognised = recognise_tables(file, replace(context, answered_unit=answers.amount_unit))
    imported, amount_unit = recognised.tree.data, context.amount_unit
    comparison = compare(present.tree.data, imported)
    severity: Severity = "警告" if answers.overwrite else "错误"
    different = difference_findings(comparison, present.tree, recognised.tree, amount_unit, severity)
    findings = in_order((*recognised.findings, *different))
    result = ImportResult(recognised, findings, comparison, readable=bool(file.grids))
    if has_errors(findings) or not comparison.changes:
        return result
    data = merged(present.tree.data, imported)
    if is_workbook:
        writing = into_workbook.write_into_workbook(target, data, workspace)
        findings = in_order((*findings, *into_workbook.left_behind(target)))
    else:
        writing = into_folder.write_into_folder(target, imported, workspace)
    return _carried_out(replace(result, findings=findings), writing, data)


def import_new(source: Path, target: Path, answers: Answers, unit: NewUnit, workspace: Workspace) -> ImportResult:
    """A new workbook or folder at ``target`` with the tables of ``source``.

    Raises:
        GeneratorError: the style does not load, or a file cannot be written.
    """
    file = open_exported(source, answers.sheets)
    said = survey(file, workspace)
    year = unit.year or (said.years[0] if len(said.years) == 1 else None)
    amount_unit = said.amount_unit or answers.amount_unit or "元"
    name = unit.name or said.unit_name or NAME_TO_FILL
    declared: Data = {"amount_unit": amount_unit, "unit": {"name": name}} | ({"year": year} if year else {})
    recognised = recognise_tables(file, _context(declared, answers, workspace))
    asked = () if year or not file.grids else (_asks_year(file, said.years),)
    findings = in_order((*recognised.findings, *asked))
    result = ImportResult(recognised, findings, readable=bool(file.grids))
    if has_errors(findings) or year is None:
        return result
    _check_style(unit.style, year, workspace)
    made = new_unit(unit.style, year, amount_unit, {"name": name})
    data = merged(made.data, recognised.tree.data)
    if target.suffix.lower() in WORKBOOKS:
        assembled, _ = assemble(Tree(data), amount_unit)
        accounts = only_final_accounts(assembled, "导入公开表") if assembled else None
        content = unit_workbook(UnitData(data, accounts), workspace)
        writing = Writing(target.parent, {target.name: content})
    else:
        writing = Writing(target, folder_files(data, {}))
    comparison = compare({}, recognised.tree.data)
    return _carried_out(replace(result, comparison=comparison), writing, data)


def _check_style(name: str, year: int, workspace: Workspace) -> None:
    first, last = load_style(workspace.styles, name).style.years
    if not first <= year <= last:
        raise StyleError(f"样式“{name}”适用于 {first} 至 {last} 年度，不适用于 {year} 年度", "换一个样式，或核对年度")


def look_at(source: Path, answers: Answers, workspace: Workspace) -> ImportResult:
    """What the file holds, without writing anything."""
    file = open_exported(source, answers.sheets)
    said = survey(file, workspace)
    declared: Data = {"amount_unit": said.amount_unit or answers.amount_unit or "元", "unit": {"name": said.unit_name}}
    if len(said.years) == 1:
        declared["year"] = said.years[0]
    recognised = recognise_tables(file, _context(declared, answers, workspace))
    return ImportResult(recognised, recognised.findings, readable=bool(file.grids))


def _context(declared: Data, answers: Answers, workspace: Workspace) -> Context:
    context, _ = make_context(Tree(declared), workspace)
    return replace(context, answered_unit=answers.amount_unit)


def _asks_year(file: ExportedFile, years: tuple[int, ...]) -> Finding:
    named = "、".join(str(year) for year in years)
    message = f"表题写了几个年度：{named}" if years else "表题没有写年度"
    return problem("SJ67", message, SourceRef(file.name), found=named, advice="加 --year 说明年度，如 --year 2024")


def _carried_out(result: ImportResult, writing: Writing, data: Data) -> ImportResult:
    files, backups = carry_out(writing)
    _, lacking = assemble(Tree(data), str(data["amount_unit"]))
    missing = [" · ".join(titles(finding.path)) for finding in lacking if finding.code in into_workbook.MISSING]
    name = data.get("unit", {}).get("name")
    to_fill = (*(("单位全称",) if name == NAME_TO_FILL else ()), *missing)
    return replace(result, files=files, backups=backups, to_fill=to_fill)

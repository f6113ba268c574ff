"""A grid → the statutory tables that it holds, as trees, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from generator.finding import has_errors
from generator.forms.model import ClassifiedForm, EconomicForm, GroupForm, TwoSidedForm
from generator.ingest.classified import classified_words, read_classified
from generator.ingest.economic import economic_words, is_by_function, read_economic
from generator.ingest.group import group_words, read_group
from generator.ingest.heads import Finder, vocabulary
from generator.ingest.messages import problem, show
from generator.ingest.reading import Reading, read_unit
from generator.ingest.regions import find_regions, match_title, title_keys, whole_sheet
from generator.ingest.two_sided import read_two_sided, two_sided_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding
    from generator.forms.model import Form
    from generator.ingest.grid import Grid
    from generator.ingest.reading import Context
    from generator.ingest.regions import Region
    from generator.ingest.tree import Tree

FEWEST_ROWS = 3
"""Rows with several cells that make a region without a known title worth mentioning."""


@dataclass(frozen=True)
class Recognised:
    """What a sheet holds: the tables that were read, and what is wrong or was not understood."""

    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]
    """Those of the readings too."""


def read_tables(grid: Grid, name: str, context: Context) -> tuple[tuple[Tree, ...], tuple[Finding, ...]]:
    """All tables of a sheet; ``name`` is that of the sheet or file, used where no title stands in the cells."""
    found = recognise(grid, name, context)
    return tuple(reading.tree for reading in found.readings), found.findings


def recognise(grid: Grid, name: str, context: Context) -> Recognised:
    """All tables of a sheet, each with its region, head and unit of amounts."""
    titles = title_keys(context.forms)
    regions = find_regions(grid, titles, context.unit_names)
    if not any(region.table for region in regions):
        return _read_untitled(grid, name, context)
    readings: list[Reading] = []
    findings: list[Finding] = []
    for region in regions:
        if not region.table:
            findings.extend(_unrecognised(grid, region))
            continue
        found = read_region(grid, region, context)
        if isinstance(found, Reading):
            readings.append(found)
            findings.extend(found.findings)
        elif found is not None:
            findings.append(found)
    return Recognised(tuple(readings), tuple(findings))


def read_region(grid: Grid, region: Region, context: Context) -> Reading | Finding | None:
    """The table of one region: ``None`` where a title is only mentioned, a finding where it cannot be read."""
    form = context.forms.tables[region.table]
    labelled = isinstance(form, TwoSidedForm)
    head = Finder(grid, region, vocabulary(_words(form)), context.year, labelled).find()
    place = grid.ref(*region.title)
    if head is None:
        advice = "检查表题下面是否是这张表的表头；栏目名称按表样填写"
        message = f"{form.title}：表题下面没有找到表头"
        return problem("SJ31", message, place, advice=advice) if _is_table(grid, region) else None
    if isinstance(form, EconomicForm) and is_by_function(head, context.economic):
        message = f"没有识别“{show(region.title_text)}”：它按功能分类列示，经济科目在表头"
        advice = "公开的基本支出决算明细表按经济分类科目列示，一行一个科目；另行导出或填写"
        return problem("SJ30", message, place, advice=advice)
    if context.year_given and region.year is not None and region.year != context.year:
        advice = f"换成 {context.year} 年度的表，或改正表题、unit.yaml 中的年度"
        message = f"{form.title}：表题写的是 {region.year} 年度，本单位的数据是 {context.year} 年度"
        expected = f"{context.year} 年度"
        return problem("SJ36", message, place, found=f"{region.year} 年度", expected=expected, advice=advice)
    reading = Reading(grid, region, form.title, head, context)
    read_unit(reading)
    reading.tree.data[region.table] = {}
    reading.tree.places[region.table,] = place
    match form:
        case TwoSidedForm():
            read_two_sided(reading, form)
        case ClassifiedForm():
            read_classified(reading, form)
        case EconomicForm():
            read_economic(reading, form)
        case GroupForm():
            read_group(reading, form)
    return reading


def _words(form: Form) -> Iterator[str]:
    match form:
        case TwoSidedForm():
            return two_sided_words(form)
        case ClassifiedForm():
            return classified_words(form)
        case EconomicForm():
            return economic_words(form)
        case GroupForm():
            return group_words(form)


def _read_untitled(grid: Grid, name: str, context: Context) -> Recognised:
    """A sheet without a title: by its name, else by its head if only one form fits it without any doubt."""
    if table := match_title(name, title_keys(context.forms), context.unit_names):
        found = read_region(grid, whole_sheet(grid, table, name), context)
        if isinstance(found, Reading):
            return Recognised((found,), tuple(found.findings))
        return Recognised((), () if found is None else (found,))
    readings = (read_region(grid, whole_sheet(grid, table, ""), context) for table in context.forms.tables)
    fitting = [reading for reading in readings if isinstance(reading, Reading) and _fits(reading)]
    most = max((reading.amounts for reading in fitting), default=0)
    best = [reading for reading in fitting if reading.amounts == most]
    if len(best) != 1:
        message = f"没有识别“{show(name)}”中的内容"
        advice = "是决算公开表时，在表上方写出表题，如“2024年度收入决算表”；不是时不用处理"
        return Recognised((), (problem("SJ30", message, grid.ref(*min(grid.cells)), advice=advice),))
    reading = best[0]
    message = f"没有表题，按表头识别为“{reading.title}”"
    advice = "核对是否正确；在表上方写出表题"
    notice = problem("SJ42", message, grid.ref(*min(grid.cells)), advice=advice)
    return Recognised((reading,), (notice, *reading.findings))


def _fits(reading: Reading) -> bool:
    """Whether a form explains all that a sheet says."""
    return reading.amounts > 0 and reading.unknown == 0 and not has_errors(reading.findings)


def _unrecognised(grid: Grid, region: Region) -> tuple[Finding, ...]:
    if not _is_table(grid, region):
        return ()
    message = f"没有识别“{show(region.title_text)}”，其内容没有读取"
    advice = "是决算公开表时，把表题改成表样中的名称；不是时不用处理"
    return (problem("SJ30", message, grid.ref(*region.title), advice=advice),)


def _is_table(grid: Grid, region: Region) -> bool:
    wide = (row for row in region.rows(grid) if len(region.cells(grid, row)) > 1)
    return len(tuple(islice(wide, FEWEST_ROWS))) == FEWEST_ROWS

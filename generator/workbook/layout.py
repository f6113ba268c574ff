"""A unit's data → the plan of its workbook: every sheet, every cell, every hidden key.

The plan is the one declaration of the workbook: what is written follows from it, and what is read follows from
the keys that it writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.entries import find_entries
from generator.workbook.guide import guide_sheet
from generator.workbook.lists import choice_sheet, code_sheet, other_sheet
from generator.workbook.outlines import OUTLINES, unnamed_parts
from generator.workbook.plan import Places, Sheet, find_places
from generator.workbook.plans import plan_sheet
from generator.workbook.printed import table_sheets
from generator.workbook.reasons import reason_sheet
from generator.workbook.records import record_sheet
from generator.workbook.sections import Fields, SheetSpec
from generator.workbook.values import at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.workbook.material import Material
    from generator.workbook.outlines import Special


@dataclass(frozen=True)
class WorkbookPlan:
    """All sheets, the named ranges, and where each datum stands."""

    title: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    places: Places


def plan_workbook(material: Material) -> WorkbookPlan:
    """The plan of the workbook that holds ``material``."""
    sheets = [sheet for wanted in OUTLINES[material.model].sheets for sheet in _sheets(material, wanted)]
    sheets.append(other_sheet(material, sheets))
    guide = guide_sheet(material, sheets)
    places = find_places(sheets)
    codes, names = code_sheet(material)
    choices, owners = choice_sheet(material, places.ranges["projects/*/name"])
    return WorkbookPlan(keys.title_of(material.model), (guide, *sheets, codes, choices), {**names, **owners}, places)


def _sheets(material: Material, wanted: SheetSpec | Special) -> Iterator[Sheet]:
    """The sheets that a step of the outline stands for."""
    if wanted == "tables":
        yield from table_sheets(material)
    elif wanted == "plan":
        yield plan_sheet(material)
    elif wanted == "reasons":
        yield reason_sheet(material)
    else:
        spec = replace(wanted, parts=(*wanted.parts, *unnamed_parts(material.model))) if wanted.rest else wanted
        if spec.parts and _is_wanted(material, spec):
            yield record_sheet(material, spec)


def _is_wanted(material: Material, spec: SheetSpec) -> bool:
    """Whether a sheet is for this unit: by the 文种 of its style, or because it has such data."""
    if spec.only in {"", material.style.document}:
        return True
    return any(
        at(material.data, part.base) is not None
        if isinstance(part, Fields)
        else any(find_entries(material.data, part.pattern))
        for part in spec.parts
    )

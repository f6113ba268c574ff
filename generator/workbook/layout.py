"""A unit's data → the plan of its workbook: every sheet, every cell, every hidden key.

The plan is the one declaration of the workbook: what is written follows from it, and what is read follows from
the keys that it writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.workbook.entries import find_entries
from generator.workbook.guide import guide_sheet
from generator.workbook.lists import choice_sheet, code_sheet, other_sheet
from generator.workbook.plan import Places, Sheet, find_places
from generator.workbook.plans import plan_sheet
from generator.workbook.printed import table_sheets
from generator.workbook.reasons import reason_sheet
from generator.workbook.records import record_sheet
from generator.workbook.sections import (
    AFTER_TABLES,
    BUDGET,
    MORE,
    TERMS,
    UNIT,
    WAIVERS,
    Fields,
    SheetSpec,
    unnamed_parts,
)
from generator.workbook.values import at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.workbook.material import Material


NAMED = (UNIT, *AFTER_TABLES, TERMS, MORE, WAIVERS, *BUDGET)


@dataclass(frozen=True)
class WorkbookPlan:
    """All sheets, the named ranges, and where each datum stands."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    places: Places


def plan_workbook(material: Material) -> WorkbookPlan:
    """The plan of the workbook that holds ``material``."""
    first, *others = (record_sheet(material, spec) for spec in AFTER_TABLES)
    sheets = [
        record_sheet(material, UNIT),
        *table_sheets(material),
        first,
        plan_sheet(material),
        *others,
        reason_sheet(material),
        record_sheet(material, TERMS),
        record_sheet(material, replace(MORE, parts=(*MORE.parts, *unnamed_parts(NAMED)))),
        record_sheet(material, WAIVERS),
        *(record_sheet(material, spec) for spec in BUDGET if _is_wanted(material, spec)),
    ]
    sheets.append(other_sheet(material, sheets))
    guide = guide_sheet(material, sheets)
    places = find_places(sheets)
    codes, names = code_sheet(material)
    choices, owners = choice_sheet(material, places.ranges["projects/*/name"])
    return WorkbookPlan((guide, *sheets, codes, choices), {**names, **owners}, places)


def _is_wanted(material: Material, spec: SheetSpec) -> bool:
    """Whether a sheet of 预算公开 is for this unit: by its style, or because it has such data."""
    if material.style.document == "budget":
        return True
    return any(
        at(material.data, part.base) is not None
        if isinstance(part, Fields)
        else any(find_entries(material.data, part.pattern))
        for part in spec.parts
    )

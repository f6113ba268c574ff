"""文种 → the sheets of its workbook in order: specs of :mod:`sections`, and sheets that are laid out otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.kinds import BUDGET, FINAL_ACCOUNTS
from generator.workbook.fields import INDEX, KEY, Pattern, leaves, lists, shape_at
from generator.workbook.folder import TABLES_OF
from generator.workbook.sections import (
    APPLICATIONS,
    COSTS,
    DETAILS,
    EVALUATIONS,
    INDICATORS,
    KEY_WORK,
    MORE,
    PRIOR,
    PROJECTS,
    PURCHASES,
    RESULTS,
    TERMS,
    WAIVERS,
    Fields,
    Part,
    Rows,
    SheetSpec,
    unit_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.kinds import Accounts

Special = Literal["tables", "plan", "reasons"]
"""Sheets of their own kind: the tables as printed, 预算数, 原因."""

SETTINGS = ("style", "year", "amount_unit")


@dataclass(frozen=True)
class Outline:
    """The workbook of one kind of document."""

    sheets: tuple[SheetSpec | Special, ...]
    tables: tuple[str, ...]
    """Sections of the model that are tables to fill in."""

    @property
    def specs(self) -> tuple[SheetSpec, ...]:
        """The sheets that are declared by their parts."""
        return tuple(sheet for sheet in self.sheets if isinstance(sheet, SheetSpec))


PRIOR_BUDGET = SheetSpec(
    "上年预算数", (Fields(("prior_budget",), "上年预算数", note="与本年比较用。不知道的留空，没有发生的填 0。"),)
)
BUDGET_COSTS = SheetSpec(
    "运行经费采购资产",
    (
        Fields(("budget_operating_cost",), "机关运行经费"),
        Rows(("budget_operating_cost", "includes", INDEX), "机关运行经费主要包括", 6),
        Fields(("procurement",), "政府采购"),
        Fields(("assets",), "国有资产占用"),
        Fields((), "国有资本经营预算", ("state_capital_budget",), "没有安排的填 0。"),
    ),
)
BUDGET_MORE = SheetSpec("补充情况", (), rest=True)

OUTLINES: Mapping[type[Accounts], Outline] = {
    FinalAccounts: Outline(
        (
            unit_sheet(FINAL_ACCOUNTS, SETTINGS),
            "tables",
            PRIOR,
            "plan",
            DETAILS,
            COSTS,
            PROJECTS,
            RESULTS,
            INDICATORS,
            *EVALUATIONS,
            KEY_WORK,
            "reasons",
            TERMS,
            MORE,
            WAIVERS,
            *PURCHASES,
            *APPLICATIONS,
        ),
        TABLES_OF[FinalAccounts],
    ),
    Budget: Outline(
        (
            unit_sheet(BUDGET, ("document", *SETTINGS, "district")),
            "tables",
            PRIOR_BUDGET,
            BUDGET_COSTS,
            *PURCHASES,
            PROJECTS,
            RESULTS,
            INDICATORS,
            *APPLICATIONS,
            *EVALUATIONS,
            "reasons",
            TERMS,
            BUDGET_MORE,
            WAIVERS,
        ),
        TABLES_OF[Budget],
    ),
}

_FORMS: tuple[Pattern, ...] = (("plan",), ("reasons",), ("performance", "whole"), ("performance", "application"))
"""Parts of the models, beside the tables, that have sheets of their own kind."""


def unnamed_parts(model: type[Accounts]) -> tuple[Part, ...]:
    """The parts of a model that no sheet of its outline names."""
    outline = OUTLINES[model]
    laid_out = {*((table,) for table in outline.tables), *_FORMS}
    named = [part for spec in outline.specs for part in spec.parts]
    bases = laid_out | {part.base for part in named if isinstance(part, Fields) and part.base}
    patterns = [part.pattern for part in named if isinstance(part, Rows)]
    single = {(name,) for part in named if isinstance(part, Fields) and not part.base for name in part.only}
    alone = {
        leaf.steps[:1]: leaf.titles[0]
        for leaf in leaves((), model)
        if leaf.steps not in single and not any(leaf.steps[: len(base)] == base for base in bases)
    }
    found: list[Part] = [Fields(base, title) for base, title in alone.items()]
    for below, title in lists((), model):
        within = any(below[: len(base)] == base for base in laid_out)
        if not within and not any(pattern[: len(below)] == below for pattern in patterns):
            shape = shape_at(below, model)
            found.append(Rows((*below, INDEX if shape and shape.listed else KEY), title, key_title="名称"))
    return tuple(found)

"""One unit's accounts → every amount and count that adds up, by path, complete with all totals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.classification import parents
from generator.facts.figure import Figure, Kind, reported, total
from generator.facts.ledger import build_ledger
from generator.facts.performance import performance
from generator.model.accounts import FinalAccounts
from generator.model.disclosures import VehicleCounts
from generator.model.tables import RevenueSources
from generator.workbook.fields import field_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.classification import CodeTable
    from generator.facts.ledger import Ledger
    from generator.source import Path

CLASSIFIED = ("revenue", "expenditure", "general_budget", "government_fund", "state_capital")
CELLS = ("summary", "appropriation", "three_public")
TABLES = (*CELLS, *CLASSIFIED, "basic")
"""What the ledger completes."""

OTHERS = (
    "project_detail",
    "prior",
    "plan",
    "three_public_details",
    "operating_cost",
    "procurement",
    "assets",
    "general_costs",
)
"""Parts beside the tables whose numbers add up."""

UNIT = ("unit",)
PERFORMANCE = "performance"

_FUNDS = ("general_budget", "government_fund", "state_capital")
_KINDS = ("goods", "works", "services")
_VEHICLES = ("vehicle_purchase", "vehicle_operation")


_KINDS_OF: dict[str, Kind] = {"amount": "money", "count": "count", "number": "number"}


def _below(*above: str, names: tuple[str, ...], last: str = "") -> tuple[Path, ...]:
    return tuple((*above, name, last) if last else (*above, name) for name in names)


SUMS: tuple[tuple[Path, tuple[Path, ...]], ...] = (
    (("procurement", "total"), _below("procurement", names=_KINDS, last="amount")),
    (("procurement", "sme"), _below("procurement", names=_KINDS, last="sme")),
    (("procurement", "micro"), _below("procurement", names=_KINDS, last="micro")),
    (("assets", "vehicles_total"), _below("assets", "vehicles", names=tuple(VehicleCounts.model_fields))),
    (("prior", "revenue_total"), _below("prior", "revenue", names=tuple(RevenueSources.model_fields))),
    (("prior", "appropriation_revenue", "total"), _below("prior", "appropriation_revenue", names=_FUNDS)),
    (("prior", "appropriation_expenditure", "total"), _below("prior", "appropriation_expenditure", names=_FUNDS)),
    (("prior", "appropriation_closing", "total"), _below("prior", "appropriation_closing", names=_FUNDS)),
    (("prior", "three_public", "vehicles"), _below("prior", "three_public", names=_VEHICLES)),
    (("prior", "three_public", "total"), _below("prior", "three_public", names=("abroad", "vehicles", "reception"))),
)
"""Total → its parts, outside the tables: one unit reports the total, another the parts alone."""

Figures = dict["Path", Figure]


def amounts_of(accounts: FinalAccounts, functional: CodeTable, economic: CodeTable) -> Figures:
    """Path → figure. What follows from other figures is there whether it was reported or not."""
    ledger = build_ledger(accounts, functional, economic)
    found = dict(_of_ledger(ledger))
    for part in OTHERS:
        found |= dict(_numbers(getattr(accounts, part), (part,), title_of((part,))))
    found |= dict(_numbers(accounts.unit.staffing, (*UNIT, "staffing"), "人员构成"))
    found |= dict(_of_performance(accounts, ledger))
    for path, parts in SUMS:
        _add_total(found, path, parts)
    for column in ("initial", "adjusted", "prior"):
        _complete_plan(found, column)
    return found


def title_of(path: Path) -> str:
    """The title of the table or part that a path leads into."""
    return FinalAccounts.model_fields[str(path[0])].title or str(path[0])


def _of_ledger(ledger: Ledger) -> Iterator[tuple[Path, Figure]]:
    for name in CLASSIFIED:
        table = getattr(ledger, name)
        yield from (((name, "total", column), figure) for column, figure in table.total.items())
        for line in table.lines:
            yield from (((name, "lines", line.code, column), figure) for column, figure in line.cells.items())
    for name in CELLS:
        yield from (((name, *field.split(".")), figure) for field, figure in getattr(ledger, name).items())
    for code, line in ledger.basic.lines.items():
        yield from ((("basic", "lines", code, column), figure) for column, figure in line.cells.items())
    for field, total_of in (("personnel", ledger.basic.personnel), ("public", ledger.basic.public)):
        if total_of is not None:
            yield ("basic", field), total_of


def _of_performance(accounts: FinalAccounts, ledger: Ledger) -> Iterator[tuple[Path, Figure]]:
    """How much was evaluated; scores do not add up."""
    facts = performance(accounts, ledger, Decimal(1))
    found = (("project_count", facts.count), ("project_funds", facts.funds), ("whole_funds", facts.whole_funds))
    yield from (((PERFORMANCE, field), figure) for field, figure in found if figure is not None)


def _numbers(node: object, path: Path, title: str) -> Iterator[tuple[Path, Figure]]:
    """Every number below a part of the model; lists are not numbers that add up."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _numbers(value, (*path, key), f"{title}·{key}")
    elif isinstance(node, BaseModel):
        for name, field in type(node).model_fields.items():
            value, own = getattr(node, name), (*path, name)
            kind = _KINDS_OF.get(field_shape(field).kind or "")
            if kind is None:
                yield from _numbers(value, own, f"{title}·{field.title}")
            elif (figure := reported(own, f"{title}·{field.title}", value, kind)) is not None:
                yield own, figure


def _add_total(found: Figures, path: Path, parts: tuple[Path, ...]) -> None:
    """Put the total of what is present at ``path``, unless it is there already."""
    present = [found[part] for part in parts if part in found]
    if path not in found and present:
        title = present[0].title.rpartition("·")[0]
        figure = total(".".join(map(str, path)), f"{title}合计", present, present[0].kind)
        if figure is not None:
            found[path] = figure


def _complete_plan(found: Figures, column: str) -> None:
    """Budgets of every code above those that were given, and of all: one unit knows 项, another only 类."""
    codes = {str(path[2]) for path in found if path[:2] == ("plan", "lines") and path[3] == column}
    every = codes | {above for code in codes for above in parents(code)}
    for code in sorted(every, key=len, reverse=True):
        below = tuple(sorted(other for other in every if next(iter(parents(other)), "") == code))
        _add_total(found, ("plan", "lines", code, column), _below("plan", "lines", names=below, last=column))
    tops = tuple(sorted(code for code in every if not any(parents(code))))
    _add_total(found, ("plan", "total", column), _below("plan", "lines", names=tops, last=column))

"""A unit's data → the bytes of its workbook, or of the files of its folder; and the data of a new unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.classification import load_codes
from generator.forms.load import load_forms
from generator.model.accounts import FinalAccounts
from generator.model.kinds import DOCUMENTS, FORMS, declared, model_of
from generator.style.load import load_style, sound_styles
from generator.workbook.coding import SPARE_LINES
from generator.workbook.layout import WorkbookPlan, plan_workbook
from generator.workbook.material import Material
from generator.workbook.stored import stored_amounts
from generator.workbook.values import plain_data
from generator.workbook.write import write_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from generator.model.kinds import Accounts
    from generator.workbook.renewal import Renewal
    from generator.workbook.values import Data
    from generator.workspace import Workspace


@dataclass(frozen=True)
class UnitData:
    """A unit as its files hold it."""

    data: Data
    """Amounts in the declared unit; it may lack what is required."""
    accounts: Accounts | None = None
    """The same, validated."""
    last_reasons: Mapping[str, str] = field(default_factory=dict)
    renewed: tuple[Renewal, ...] = ()

    @staticmethod
    def of(accounts: Accounts, last_reasons: Mapping[str, str]) -> UnitData:
        """A unit that was read."""
        return UnitData(plain_data(accounts), accounts, last_reasons)


def new_unit(style: str, year: int, amount_unit: str, unit: Data, model: type[Accounts] = FinalAccounts) -> UnitData:
    """A unit of which only the names are known."""
    given = {key: value for key, value in unit.items() if value}
    return UnitData({**declared(model), "style": style, "year": year, "amount_unit": amount_unit, "unit": given})


def amounts_of(accounts: Accounts, workspace: Workspace) -> dict[str, Decimal]:
    """Path → amount of every figure of the tables, in the unit that ``accounts`` declare."""
    year = accounts.year
    functional, economic = (load_codes(workspace.reference, kind, year) for kind in ("functional", "economic"))
    return stored_amounts(accounts, functional, economic)


def plan_unit(unit: UnitData, workspace: Workspace, *, spare: int = SPARE_LINES) -> WorkbookPlan:
    """The plan of the unit's workbook.

    Raises:
        StyleError: the style does not load, or the year has no forms.
    """
    year, name = unit.data["year"], unit.data["style"]
    known = sound_styles(workspace.styles)
    model = model_of(unit.data)
    fitting = tuple(
        one.name
        for one in known
        if not one.abstract and DOCUMENTS[one.document] is model and one.years[0] <= year <= one.years[1]
    )
    return plan_workbook(
        Material(
            data=unit.data,
            year=year,
            forms=load_forms(workspace.forms, year, FORMS[model]),
            functional=load_codes(workspace.reference, "functional", year),
            economic=load_codes(workspace.reference, "economic", year),
            style=load_style(workspace.styles, name).style,
            styles=fitting,
            stored=amounts_of(unit.accounts, workspace) if unit.accounts else {},
            last_reasons=unit.last_reasons,
            renewed=unit.renewed,
            spare=spare,
        )
    )


def unit_workbook(unit: UnitData, workspace: Workspace) -> bytes:
    """The unit's workbook, the same bytes for the same unit.

    Raises:
        StyleError: the style does not load, or the year has no forms.
    """
    return write_workbook(plan_unit(unit, workspace))

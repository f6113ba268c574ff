"""What a workbook is made from: the unit's data, the year's forms and codes, the style, and our totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.kinds import TITLES, model_of
from generator.workbook.coding import SPARE_LINES
from generator.workbook.plan import Slot
from generator.workbook.values import at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from generator.classification import CodeTable
    from generator.forms.model import FormSet
    from generator.model.kinds import Accounts
    from generator.source import Path
    from generator.style.model import Style
    from generator.workbook.fields import Kind, Shape
    from generator.workbook.formulas import Formula
    from generator.workbook.renewal import Renewal
    from generator.workbook.values import Data


@dataclass(frozen=True)
class Material:
    """Everything that the sheets are laid out from."""

    data: Data
    """As a file holds it: amounts in the declared unit."""
    year: int
    forms: FormSet
    functional: CodeTable
    economic: CodeTable
    style: Style
    styles: tuple[str, ...]
    """Names of the styles that cover the year."""
    stored: Mapping[str, Decimal] = field(default_factory=dict)
    """Path → amount that our formula gives, in the declared unit."""
    last_reasons: Mapping[str, str] = field(default_factory=dict)
    """Path of a reason → what was written last year."""
    renewed: tuple[Renewal, ...] = ()
    """What was emptied because it must be new this year."""
    spare: int = SPARE_LINES

    @property
    def model(self) -> type[Accounts]:
        """The kind of document that the data are for."""
        return model_of(self.data)

    @property
    def kind(self) -> str:
        """决算 or 预算."""
        return TITLES[self.model]

    def must_be_new(self, path: Path) -> bool:
        """Whether a datum was emptied for the new year."""
        return any(one.covers(path) for one in self.renewed)

    def amount(self, path: Path, formula: Formula | None = None) -> Slot:
        """The cell of an amount of the nine tables: as reported, else our formula, else blank."""
        value = at(self.data, path)
        if formula is None:
            renew = value is None and self.must_be_new(path)
            return Slot("input", value, kind="amount", path=path, align="right", renew=renew)
        if value is not None:
            return Slot("total", value, kind="amount", path=path, align="right")
        stored = self.stored.get("/".join(str(step) for step in path))
        return Slot("total", stored, formula, "amount", path, align="right")

    def name(self, path: Path, code: str, formula: Formula | None, kind: str) -> Slot:
        """The cell of a code's name: as reported, else looked up; without a formula it is only reported."""
        value = at(self.data, path) or None
        if formula is None:
            return Slot("input", value, path=path)
        if value:
            return Slot("total", value, path=path)
        table = self.functional if kind == "功能" else self.economic
        return Slot("total", table.names.get(code), formula, path=path)

    def datum(self, path: Path, shape: Shape, *, default: object = None) -> Slot:
        """The cell of any other datum."""
        value = at(self.data, path)
        kind: Kind = "lines" if shape.item is not None else shape.kind or "line"
        if value is None and kind == "choice" and isinstance(default, str):
            value = default
        if kind == "lines":
            value = "\n".join(value) if value else None
        numeric = kind in {"amount", "number", "count", "whole"}
        return Slot(
            "input",
            value,
            kind=kind,
            path=path,
            choices=shape.choices,
            align="right" if numeric else "left",
            renew=value is None and self.must_be_new(path),
        )

"""Figures of a two-sided or grouped table under construction: reported where given, computed where not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.figure import Figure, reported, settle, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel


def titles(model: type[BaseModel], *, skip: Iterable[str] = ("name",)) -> dict[str, str]:
    """Field → Chinese title of a model class."""
    left_out = set(skip)
    return {name: field.title or name for name, field in model.model_fields.items() if name not in left_out}


class CellsBuilder:
    """Figures of one table under construction, by field path."""

    def __init__(self, table: str, given: BaseModel | None) -> None:
        self.table = table
        self.given = given
        self.found: dict[str, Figure] = {}

    def put(self, field: str, title: str, *computed: Figure | None) -> Figure | None:
        """The figure of ``field``: as reported, else the first that can be computed."""
        figure = settle(reported((self.table, *field.split(".")), title, self._value(field)), *computed)
        if figure is not None:
            self.found[field] = figure
        return figure

    def fallback(self, field: str, title: str, *computed: Figure | None) -> Figure | None:
        """As :meth:`put`, but what is computed from other tables is used only where nothing is reported."""
        return self.put(field, title, *(() if self._value(field) is not None else computed))

    def sum(self, field: str, title: str, parts: Iterable[str]) -> Figure | None:
        """The figure of ``field``, which is the sum of other fields of the table."""
        suffix = "" if self._value(field) is None else ".sum"
        figures = [self.found.get(part) for part in parts]
        return self.put(field, title, total(f"{self.table}.{field}{suffix}", title, figures))

    def _value(self, field: str) -> Decimal | None:
        value: object = self.given
        for step in field.split("."):
            if value is None:
                return None
            value = value.get(step) if isinstance(value, dict) else getattr(value, step)
        return value if isinstance(value, Decimal) else None

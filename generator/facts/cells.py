"""Figures of a two-sided or grouped table under construction: reported where given, computed where not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.facts.figure import Figure, reported, settle, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from generator.facts.lines import FactTable


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

    def classes(self, table: FactTable) -> None:
        """支出功能分类 of a two-sided table and their sum: as reported, else the 类 of ``table``."""
        lines = {line.code: line for line in table.level("类")}
        given = getattr(self.given, "classes", {})
        codes = sorted({*given, *lines})
        for code in codes:
            line = lines.get(code)
            self.fallback(f"classes.{code}", line.name if line else code, line.get("total") if line else None)
        self.sum("expenditure_total", "本年支出合计", [f"classes.{code}" for code in codes])

    def three_public(self, names: Mapping[str, str], group: str = "") -> None:
        """“三公”经费, all of it or one ``group``: 小计 = 购置 + 运行, 合计 = 出国 + 小计 + 接待; field → title."""
        for field in ("abroad", "vehicle_purchase", "vehicle_operation", "reception"):
            self.put(f"{group}{field}", names[field])
        parts = [f"{group}{field}" for field in ("vehicle_purchase", "vehicle_operation")]
        self.sum(f"{group}vehicles", names["vehicles"], parts)
        parts = [f"{group}{field}" for field in ("abroad", "vehicles", "reception")]
        self.sum(f"{group}total", names["total"], parts)

    def _value(self, field: str) -> Decimal | None:
        value: object = self.given
        for step in field.split("."):
            if value is None:
                return None
            value = value.get(step) if isinstance(value, dict) else getattr(value, step)
        return value if isinstance(value, Decimal) else None

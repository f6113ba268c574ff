"""Table → the codes that its lines go by: functional, economic, or those of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.facts.budget_ledger import BudgetLedger

SPARE_LINES = 60
"""Blank lines of a classified table."""

Kind = Literal["功能", "经济", "单位"]


@dataclass(frozen=True)
class Coding:
    """How the lines of a table are coded."""

    kind: Kind
    levels: tuple[int, ...]
    """Digits of the codes of each level, the uppermost first."""
    message: str
    spare: int = SPARE_LINES
    """Most blank lines that its tables have."""

    @property
    def source(self) -> str:
        """The range of codes to choose from; none for units, which have codes and names of their own."""
        return "" if self.kind == "单位" else f"{self.kind}科目编码"


FUNCTIONAL = Coding(
    "功能",
    (3, 5, 7),
    "从列表中选科目编码，或直接输入 3、5、7 位数字。可以只填项级科目，类、款和合计由程序汇总。",
)
ECONOMIC = Coding("经济", (3, 5), "从列表中选科目编码，或直接输入 3、5 位数字。可以只填款级科目，类和合计由程序汇总。")
UNITS = Coding("单位", (3, 6, 9, 12), "部门的编码是 3 位数字，每下一级单位多 3 位，如 205、205001。", 15)

_OTHERS = dict.fromkeys(BudgetLedger.BY_ECONOMY, ECONOMIC) | dict.fromkeys(("budget_revenue", "budget_units"), UNITS)


def coding_of(table: str) -> Coding:
    """The codes of a classified table."""
    return _OTHERS.get(table, FUNCTIONAL)

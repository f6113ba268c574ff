"""Units + what was asked for (order, state, words, page) → the rows of the board."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from generator.batch.record import STATES
from generator.finding import SEVERITIES
from generator.money import NumberFormat, show_amount, show_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.serve.units import Unit

Key = Literal["key", "name", "state", "error", "warning", "note", "revenue", "expenditure", "change", "rate", "public"]
PENDING = "核对中"
PAGE = 400
"""Rows of one page."""
_FORM = NumberFormat(thousands=True)
_SIGNED = frozenset({"change", "rate"})

COLUMNS: tuple[tuple[Key, str], ...] = (
    ("name", "单位"),
    ("state", "状态"),
    ("error", "错误"),
    ("warning", "警告"),
    ("note", "提示"),
    ("revenue", "收入总计"),
    ("expenditure", "支出总计"),
    ("change", "比上年增减"),
    ("rate", "增减率"),
    ("public", "“三公”经费"),
)
"""Key by which a column is sorted, and its head."""
LOOKS = {"未提交": "bad", "有错误": "bad", "未生成": "soft", "有警告": "warn", "成功": "good", PENDING: "soft"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for."""

    sort: Key = "key"
    down: bool = False
    state: str = ""
    words: str = ""
    page: int = 1

    @staticmethod
    def of(query: Mapping[str, str]) -> Wish:
        """What a query says; what is not known counts as nothing said."""
        known: dict[str, Key] = {key: key for key, _ in COLUMNS}
        page = query.get("page", "1")
        return Wish(
            known.get(query.get("sort", ""), "key"),
            query.get("down") == "1",
            state if (state := query.get("state", "")) in {*STATES, PENDING} else "",
            query.get("q", "")[:50],
            int(page) if page.isascii() and page.isdecimal() and 0 < len(page) < 6 else 1,  # noqa: PLR2004 - digits
        )

    def address(self, **changed: object) -> str:
        """The query of this wish with changes."""
        said: dict[str, object] = {
            "sort": self.sort,
            "down": "1" if self.down else "",
            "state": self.state,
            "q": self.words,
            "page": self.page,
        }
        said |= changed
        bare = {"sort": "key", "page": 1}
        return "?" + urlencode({name: value for name, value in said.items() if value and value != bare.get(name)})


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row as it is shown."""

    id: str
    name: str
    key: str
    state: str
    look: str
    counts: tuple[str, ...]
    amounts: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """What the board shows."""

    rows: tuple[BoardRow, ...]
    states: tuple[tuple[str, int], ...]
    found: int
    pages: int
    ready: int
    every: int


def board_view(units: Iterable[Unit], wish: Wish) -> BoardView:
    """The rows that are wanted, in the order that is wanted; those without a value come last."""
    every = tuple(units)
    states = {state: sum(_state(unit) == state for unit in every) for state in (*STATES, PENDING)}
    wanted = [
        unit
        for unit in every
        if (not wish.state or _state(unit) == wish.state) and _folded(wish.words) in _folded(f"{unit.name} {unit.key}")
    ]
    value = _VALUES[wish.sort]
    known = sorted((unit for unit in wanted if value(unit) is not None), key=value, reverse=wish.down)
    ordered = [*known, *(unit for unit in wanted if value(unit) is None)]
    pages = max(1, -(-len(ordered) // PAGE))
    first = (min(wish.page, pages) - 1) * PAGE
    return BoardView(
        tuple(row_of(unit) for unit in ordered[first : first + PAGE]),
        tuple((state, count) for state, count in states.items() if count),
        len(ordered),
        pages,
        sum(unit.record is not None for unit in every),
        len(every),
    )


def row_of(unit: Unit) -> BoardRow:
    """The row of a unit."""
    record, state = unit.record, _state(unit)
    figures = record.figures if record else None
    shown = (
        (figures.revenue, figures.expenditure, figures.change, figures.rate, figures.three_public)
        if figures
        else ("",) * 5
    )
    amounts = tuple(
        ("" if not text else show_percent(Decimal(text), NumberFormat()) if number == 3 else _amount(text))  # noqa: PLR2004 - the rate
        for number, text in enumerate(shown)
    )
    counts = tuple(str(count) if count else "" for count in record.counts.values()) if record else ("", "", "")
    return BoardRow(
        unit.id, unit.name, unit.key, state, LOOKS[state], counts, amounts, record.first_problem if record else ""
    )


def _state(unit: Unit) -> str:
    return unit.record.state if unit.record else PENDING


def _amount(yuan: str) -> str:
    return show_amount(Decimal(yuan), "万元", _FORM)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _figure(name: str) -> Callable[[Unit], Decimal | None]:
    def value(unit: Unit) -> Decimal | None:
        text = getattr(unit.record.figures, name) if unit.record else ""
        return Decimal(text) if text else None

    return value


def _count(number: int) -> Callable[[Unit], int | None]:
    return lambda unit: unit.record.count(SEVERITIES[number]) if unit.record else None


_VALUES: dict[Key, Callable[[Unit], Any]] = {
    "key": lambda unit: unit.key,
    "name": lambda unit: unit.name,
    "state": lambda unit: STATES.index(unit.record.state) if unit.record else None,
    "error": _count(0),
    "warning": _count(1),
    "note": _count(2),
    "revenue": _figure("revenue"),
    "expenditure": _figure("expenditure"),
    "change": _figure("change"),
    "rate": _figure("rate"),
    "public": _figure("three_public"),
}
"""What a column is sorted by."""

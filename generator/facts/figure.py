"""指标: a number that knows its meaning and its origin, and the one primitive for each kind of derived number.

No rate exists on a zero or an absent base. Nothing here rounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from generator.source import Path, dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["money", "ratio", "count", "number"]
"""money 元, ratio 1 = 100%, count 个/辆/人次, number 分值 and the like."""

Operation = Literal["reported", "sum", "difference", "distance", "ratio", "growth", "product", "count"]
"""How a figure follows from its operands.

reported: it is in the data at ``path``; sum: a + b + …; difference: a − b − …; distance: |a − b|;
ratio: a ÷ b; growth: |a − b| ÷ |b|; product: a × b; count: how many operands.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One number: ``value`` (元, ratio, count or plain), and how it came about.

    ``key`` is unique in a fact book and stable from year to year.
    ``derived`` are the same number computed from others, where a reported number also follows from them.
    """

    key: str
    title: str
    value: Decimal
    kind: Kind = "money"
    operation: Operation = "reported"
    operands: tuple[Figure, ...] = ()
    path: Path = ()
    derived: tuple[Figure, ...] = ()

    def __bool__(self) -> bool:
        """Whether it is not zero."""
        return self.value != 0


def reported(path: Path, title: str, value: Decimal | int | None, kind: Kind = "money") -> Figure | None:
    """A figure of the data; ``None`` where nothing is reported."""
    return None if value is None else Figure(dotted(path), title, Decimal(value), kind, path=path)


def evaluate(operation: Operation, values: list[Decimal]) -> Decimal:  # noqa: PLR0911 - one return a case
    """The value that ``operation`` makes of its operands' values; the only arithmetic on facts."""
    match operation:
        case "sum":
            return sum(values, Decimal(0))
        case "difference":
            return values[0] - sum(values[1:], Decimal(0))
        case "distance":
            return abs(values[0] - values[1])
        case "ratio":
            return values[0] / values[1]
        case "growth":
            return abs(values[0] - values[1]) / abs(values[1])
        case "product":
            return values[0] * values[1]
        case "count":
            return Decimal(len(values))
        case "reported":
            raise ValueError(operation)


def derive(key: str, title: str, operation: Operation, operands: Iterable[Figure], kind: Kind = "money") -> Figure:
    """A figure computed from others."""
    parts = tuple(operands)
    return Figure(key, title, evaluate(operation, [part.value for part in parts]), kind, operation, parts)


def total(key: str, title: str, parts: Iterable[Figure | None], kind: Kind = "money") -> Figure | None:
    """The sum of what is present; ``None`` where nothing is."""
    present = [part for part in parts if part is not None]
    return derive(key, title, "sum", present, kind) if present else None


def settle(given: Figure | None, *computed: Figure | None) -> Figure | None:
    """The reported figure where there is one, with what it should be; else the first that could be computed."""
    present = tuple(figure for figure in computed if figure is not None)
    if given is None:
        return present[0] if present else None
    return replace(given, derived=present) if present else given


def nothing(key: str, title: str, kind: Kind = "money") -> Figure:
    """Zero where a table that was reported leaves the cell blank: the sum of no figures."""
    return derive(key, title, "sum", (), kind)


def first(*figures: Figure | None) -> Figure | None:
    """The first figure that is known, be it zero."""
    return next((figure for figure in figures if figure is not None), None)


def per_head(key: str, title: str, amount: Figure | None, persons: Figure | None) -> Figure | None:
    """人均: an amount by a number of persons; none without persons."""
    if amount is None or not persons:
        return None
    return derive(f"{key}.per_head", title, "ratio", (amount, persons))


Direction = Literal["up", "down", "flat", "unknown"]
"""增加, 减少, 持平, or unknown where there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Change:
    """增减: current against a base (上年决算数 or 年初预算数)."""

    current: Figure
    base: Figure | None
    amount: Figure | None
    """|current − base|; ``None`` without a base."""
    rate: Figure | None
    """|current − base| ÷ |base|; ``None`` without a base or on a zero base."""
    direction: Direction

    @property
    def known(self) -> bool:
        """Whether there is a base to compare with."""
        return self.base is not None

    @property
    def changed(self) -> bool:
        """Whether there is a difference to explain."""
        return self.direction in {"up", "down"}


def shows(base: Figure, quantum: Decimal) -> bool:
    """Whether ``base`` prints as other than zero; no rate stands on a base that the reader sees as zero."""
    return abs(base.value) * 2 >= quantum


def change(key: str, title: str, current: Figure, base: Figure | None, quantum: Decimal) -> Change:
    """``current`` against ``base``; a difference that would print as zero (under half ``quantum``) is 持平."""
    if base is None:
        return Change(current, None, None, None, "unknown")
    amount = derive(f"{key}.change", f"{title}增减额", "distance", (current, base))
    rate = None
    if shows(base, quantum):
        rate = derive(f"{key}.change_rate", f"{title}增减率", "growth", (current, base), "ratio")
    direction: Direction = "flat"
    if amount.value * 2 >= quantum:
        direction = "up" if current.value > base.value else "down"
    return Change(current, base, amount, rate, direction)


@dataclass(frozen=True, slots=True)
class Share:
    """占比: a part of a whole; no rate of a zero whole."""

    part: Figure
    whole: Figure | None
    rate: Figure | None


def share(key: str, title: str, part: Figure, whole: Figure | None) -> Share:
    """``part`` of ``whole``."""
    if whole is None or whole.value == 0:
        return Share(part, whole, None)
    return Share(part, whole, derive(f"{key}.share", title, "ratio", (part, whole), "ratio"))


@dataclass(frozen=True, slots=True)
class Completion:
    """预算完成: outturn against a budget; no rate of a zero budget."""

    outturn: Figure
    budget: Figure | None
    rate: Figure | None
    direction: Direction
    """up: 决算数大于预算数, down: 小于."""

    @property
    def changed(self) -> bool:
        """Whether outturn and budget differ."""
        return self.direction in {"up", "down"}


def completion(key: str, title: str, outturn: Figure, budget: Figure | None, quantum: Decimal) -> Completion:
    """``outturn`` against ``budget``."""
    if budget is None:
        return Completion(outturn, None, None, "unknown")
    compared = change(key, title, outturn, budget, quantum)
    rate = None
    if shows(budget, quantum):
        rate = derive(f"{key}.completion", f"{title}预算完成率", "ratio", (outturn, budget), "ratio")
    return Completion(outturn, budget, rate, compared.direction)


def walk(figure: Figure) -> Iterator[Figure]:
    """The figure and everything it follows from, itself first."""
    yield figure
    for operand in figure.operands:
        yield from walk(operand)

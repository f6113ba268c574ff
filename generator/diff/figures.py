"""Printed figures of both sides → those that differ: by their meaning, with difference and change."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.diff.model import FigureChange
from generator.facts.figure import change
from generator.ink import Ink, plain
from generator.money import show_amount, show_percent, smallest
from generator.trace.formula import exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diff.tokens import Tokenizer, Tokenizers
    from generator.facts.figure import Change, Figure
    from generator.style.model import Style

_INDEX = re.compile(r"(?<=\.)\d{1,2}(?=\.|$)")
"""A place in a list; codes are longer. What stands there is known by its name, not by its place."""
_SMALLEST = {"ratio": Decimal("0.0001"), "count": Decimal(1), "number": Decimal("0.01")}

Meaning = tuple[str, str, int]
"""Key without places in lists, title where there are any, and which of several it is."""


def compare_figures(
    left: Mapping[str, Figure], right: Mapping[str, Figure], style: Style, tokenizers: Tokenizers
) -> tuple[tuple[FigureChange, ...], int]:
    """The figures that differ, in the order in which they are printed, and how many are the same.

    ``style`` says how they are shown.
    """
    lefts, rights = _by_meaning(left, tokenizers.left), _by_meaning(right, tokenizers.right)
    changes: list[FigureChange] = []
    for meaning, one in lefts.items():
        other = rights.get(meaning)
        if other is None:
            changes.append(FigureChange("缺少", one.key, one.title, _shown(one, style), ""))
        elif one.value != other.value:
            changes.append(_changed(one, other, style))
    changes += [
        FigureChange("多出", other.key, other.title, "", _shown(other, style))
        for meaning, other in rights.items()
        if meaning not in lefts
    ]
    same = sum(meaning in rights and rights[meaning].value == one.value for meaning, one in lefts.items())
    return tuple(changes), same


def _by_meaning(figures: Mapping[str, Figure], tokenizer: Tokenizer) -> dict[Meaning, Figure]:
    found: dict[Meaning, Figure] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for figure in figures.values():
        key = _INDEX.sub("*", figure.key)
        name = key, tokenizer.key(figure.title) if key != figure.key else ""
        found[*name, seen[name]] = figure
        seen[name] += 1
    return found


def _shown(figure: Figure, style: Style) -> str:
    text = plain(Ink(style, "").number(figure))
    return f"{text}{style.text_unit}" if figure.kind == "money" else text


def _changed(one: Figure, other: Figure, style: Style) -> FigureChange:
    left, right = _shown(one, style), _shown(other, style)
    if left == right:
        left, right = (_unrounded(figure) for figure in (one, other))
    compared = change(one.key, one.title, other, one, _quantum(one, style))
    return FigureChange("改动", one.key, one.title, left, right, _difference(compared, style), _rate(compared, style))


def _rate(compared: Change, style: Style) -> str:
    """The change in percent, with its sign; empty where there is none to state, or none that shows."""
    if compared.rate is None or compared.current.kind == "ratio":
        return ""
    text = show_percent(compared.rate.value, style.percent.form)
    return _sign(compared) + text if text.strip("0.%") else ""


def _unrounded(figure: Figure) -> str:
    """The value where rounding hides the difference."""
    text = exact(figure.value, figure.kind, "元", named=False)
    return f"{text}元" if figure.kind == "money" else text


def _quantum(figure: Figure, style: Style) -> Decimal:
    """Below half of it a base is shown as zero."""
    if figure.kind == "money":
        return smallest(style.text_unit, style.text.places)
    return _SMALLEST[figure.kind]


def _difference(compared: Change, style: Style) -> str:
    """By how much the right side is larger or smaller, with its sign."""
    amount = compared.amount
    if amount is None or compared.base is None:
        return ""
    sign = _sign(compared)
    match compared.base.kind:
        case "ratio":
            return f"{sign}{show_percent(amount.value, style.percent.form).removesuffix('%')}个百分点"
        case "money":
            return f"{sign}{show_amount(amount.value, style.text_unit, style.text.form)}{style.text_unit}"
        case _:
            return f"{sign}{amount.value.normalize():f}"


def _sign(compared: Change) -> str:
    is_more = compared.base is not None and compared.current.value > compared.base.value
    return "+" if is_more else "-"

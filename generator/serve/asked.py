"""Composition → the reasons that the text asks a person for, those that are missing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.rules.reasons import movements
from generator.facts.figure import Change
from generator.ingest.fields import titles
from generator.money import NumberFormat, show_percent
from generator.serve.view import Asked
from generator.trace.formula import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.figure import Completion, Direction, Figure
    from generator.ink import ReasonAsked
    from generator.pipeline import Composed

_MOVED: dict[Direction, str] = {"up": "增加", "down": "减少", "flat": "持平", "unknown": "没有可以比较的数"}
_AGAINST_BUDGET: dict[Direction, str] = {**_MOVED, "up": "大于预算", "down": "小于预算", "flat": "与预算相同"}
_RATE = NumberFormat()

MOST_CHARACTERS = 500
"""Of a reason that is typed in; one that is longer is no reason but a report."""


def asked_reasons(composed: Composed) -> tuple[Asked, ...]:
    """What the document asks for, in its order; first what must be written and is not."""
    moved = movements(composed.book, composed.style.style.compare.operating_cost)
    unit = composed.book.accounts.amount_unit
    every = [
        _asked(reason, composed, tuple(_figures(moved.get(reason.key), unit)))
        for reason in composed.composition.reasons.values()
    ]
    return tuple(sorted(every, key=lambda one: not one.missing))


def _asked(reason: ReasonAsked, composed: Composed, figures: tuple[tuple[str, str], ...]) -> Asked:
    steps = reason.key.split(".")
    names = composed.subject.functional.names
    words = [f"{word} {names[word]}" if word in names else word for word in titles(("reasons", *steps))[1:]]
    written: object = composed.book.accounts.reasons
    for step in steps:
        written = written.get(step) if isinstance(written, dict) else getattr(written, step, None)
    return Asked(
        key=reason.key,
        place=reason.place.strip("“”"),
        title=" · ".join(words),
        figures=figures,
        written=written if isinstance(written, str) else "",
        last=composed.loaded.last_reasons.get("/".join(("reasons", *steps)), ""),
        missing=reason.required and not reason.given,
    )


def _figures(moved: Change | Completion | None, unit: str) -> Iterator[tuple[str, str]]:
    if moved is None:
        return
    shown: tuple[Figure | None, ...] = (
        (moved.current, moved.base, moved.amount, moved.rate)
        if isinstance(moved, Change)
        else (moved.outturn, moved.budget, moved.rate)
    )
    yield from ((figure.title, _shown(figure, unit)) for figure in shown if figure is not None)
    yield ("变动", _MOVED[moved.direction] if isinstance(moved, Change) else _AGAINST_BUDGET[moved.direction])


def _shown(figure: Figure, unit: str) -> str:
    """Amounts exactly, rates as the text prints them."""
    return show_percent(figure.value, _RATE) if figure.kind == "ratio" else exact(figure.value, figure.kind, unit)

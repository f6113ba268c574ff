"""Working paper → what a page says of each number: its formula, its operands, its place in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.serve.view import Explained, Part
from generator.trace.formula import OPERATION_NAMES, exact, in_figures, in_words
from generator.trace.origins import Origins
from generator.trace.paper import Leaf, sources
from generator.trace.trace import trace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.compose import Reference
    from generator.pipeline import Composed
    from generator.trace.paper import Origin, WorkingPaper

MOST_ROOTS = 60
"""Reported figures that the page of a computed one lists."""
MOST_PRINTED = 20
"""Places that a number's page lists."""


def explain(composed: Composed, reference: Reference) -> tuple[dict[str, str], dict[str, Explained]]:
    """Key of each printed figure → name of its origin; name → what is said of it."""
    made, book, loaded = composed.composition, composed.book, composed.loaded
    paper = trace(made, book.accounts, loaded.sources, composed.style, reference)
    origins = Origins(made.figures.values(), book.accounts, loaded.sources)
    numbers = {key: name_of(origins[key]) for key in made.figures}
    printed = _printed(paper)
    said: dict[str, Explained] = {}
    every: tuple[Origin, ...] = (*origins.leaves, *origins.derivations)
    for origin in every:
        name = name_of(origin)
        said[name] = _explained(origin, paper.amount_unit, tuple(printed.get(name, ())[:MOST_PRINTED]))
    return numbers, said


def name_of(origin: Origin) -> str:
    """s12 for a reported figure, j5 for a computed one."""
    return f"{'s' if isinstance(origin, Leaf) else 'j'}{origin.number}"


def _printed(paper: WorkingPaper) -> Mapping[str, list[tuple[str, str]]]:
    """Name of an origin → where it is printed, and how."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number in paper.numbers:
        place = " · ".join(part for part in (number.place.section or number.place.part, number.place.where) if part)
        found.setdefault(name_of(number.origin), []).append((place, number.printed))
    return found


def _explained(origin: Origin, amount_unit: str, printed: tuple[tuple[str, str], ...]) -> Explained:
    name, value = name_of(origin), exact(origin.value, origin.kind, amount_unit)
    if isinstance(origin, Leaf):
        return Explained(name, origin.title, origin.item, value, source=origin.source, printed=printed)
    return Explained(
        name=name,
        title=origin.title,
        item=OPERATION_NAMES[origin.operation],
        value=value,
        words=in_words(origin),
        figures=in_figures(origin, amount_unit),
        parts=tuple(_part(operand, amount_unit) for operand in origin.operands),
        roots=tuple(_part(leaf, amount_unit) for leaf in sources(origin)[:MOST_ROOTS]),
        printed=printed,
    )


def _part(origin: Origin, amount_unit: str) -> Part:
    return Part(name_of(origin), origin.title, exact(origin.value, origin.kind, amount_unit))

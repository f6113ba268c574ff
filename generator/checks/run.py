"""All checks over one unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.checks.balance import all_figures, check_balance
from generator.checks.reasons import check_reasons
from generator.facts.figure import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.facts.book import FactBook
    from generator.facts.figure import Figure
    from generator.finding import Finding
    from generator.ink import ReasonAsked


def check_all(
    book: FactBook, figures: Mapping[str, Figure], reasons: Mapping[str, ReasonAsked], missing: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """The findings of every check, and what composing found missing."""
    return tuple(_findings(book, figures, reasons, missing))


def _findings(
    book: FactBook, figures: Mapping[str, Figure], reasons: Mapping[str, ReasonAsked], missing: tuple[Finding, ...]
) -> Iterator[Finding]:
    printed = (part for figure in figures.values() for part in walk(figure))
    yield from check_balance([*all_figures(book.ledger), *printed], book.accounts.amount_unit)
    yield from check_reasons(reasons.values())
    yield from missing

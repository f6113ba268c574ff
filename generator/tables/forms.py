"""A book of either kind → what writes the forms of its annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.budget_book import BudgetBook
from generator.tables.annex import AnnexWriter
from generator.tables.application import ApplicationWriter

if TYPE_CHECKING:
    from generator.facts.kinds import Book
    from generator.ink import Ink
    from generator.style.model import Style

AnnexForms = AnnexWriter | ApplicationWriter


def forms_writer(book: Book, style: Style, ink: Ink, *, internal: bool) -> AnnexForms:
    """绩效自评表 of 决算, or 绩效目标申报表 of a budget."""
    name = book.unit.short_name or book.unit.name
    if isinstance(book, BudgetBook):
        return ApplicationWriter(book, style, ink, name, internal)
    return AnnexWriter(book, style, ink, name)

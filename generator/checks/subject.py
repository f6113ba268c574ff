"""What the checks of one unit look at: its figures first, then the finished text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.checks.figures import FigureIndex
from generator.checks.passages import Passage, Texts, passages_of
from generator.facts.budget_book import BudgetBook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checks.wordlists import Lists
    from generator.classification import CodeTable
    from generator.document.blocks import Document
    from generator.facts.book import FactBook
    from generator.facts.figure import Figure
    from generator.facts.kinds import Book
    from generator.finding import Finding
    from generator.forms.model import FormSet
    from generator.ink import ReasonAsked
    from generator.model.accounts import FinalAccounts
    from generator.model.budget import Budget
    from generator.model.kinds import Accounts
    from generator.style.model import Style


@dataclass(frozen=True)
class AnySubject:
    """One unit before composing, of either kind of document."""

    book: Book
    style: Style
    forms: FormSet
    functional: CodeTable
    economic: CodeTable
    lists: Lists

    @property
    def accounts(self) -> Accounts:
        """What was reported."""
        return self.book.accounts

    @cached_property
    def index(self) -> FigureIndex:
        """Its figures by path."""
        return FigureIndex(self.book)

    def figure(self, path: str) -> Figure | None:
        """The figure at ``path``, be it reported or computed."""
        return self.index.figures.get(path)

    @cached_property
    def sections(self) -> frozenset[str]:
        """Parts and sections that the style prints."""
        style = self.style
        waiting = [name for part in style.outline for name in style.parts[part].sections]
        found = set(style.outline)
        while waiting:
            name = waiting.pop()
            found.add(name)
            waiting += style.sections[name].sections
        return frozenset(found)


@dataclass(frozen=True)
class Subject(AnySubject):
    """决算."""

    book: FactBook

    @property
    def accounts(self) -> FinalAccounts:
        """What was reported."""
        return self.book.accounts


@dataclass(frozen=True)
class BudgetSubject(AnySubject):
    """预算."""

    book: BudgetBook

    @property
    def accounts(self) -> Budget:
        """What was reported."""
        return self.book.accounts


def subject_kind(book: Book) -> type[AnySubject]:
    """The subject that the checks of a kind of document look at."""
    return BudgetSubject if isinstance(book, BudgetBook) else Subject


@dataclass(frozen=True)
class TextSubject(AnySubject):
    """The unit with its composed document, the reasons that it asked for, and what was missing."""

    document: Document
    reasons: Mapping[str, ReasonAsked] = field(default_factory=dict)
    missing: tuple[Finding, ...] = ()
    internal: bool = False
    """Whether names and numbers of persons are printed on purpose."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every stretch of text of the document."""
        return passages_of(self.document)

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """The different texts of the passages; many cells say what others say."""
        return tuple(dict.fromkeys(passage.text for passage in self.passages))

    @cached_property
    def texts(self) -> Texts:
        """What people wrote, to lead a passage back to its place in the data."""
        return Texts(self.index.fields.texts)

    @cached_property
    def self_word(self) -> str:
        """本部门, 本单位 or what the unit calls itself."""
        unit = self.book.unit
        return unit.self_word or self.style.self_words[unit.kind]

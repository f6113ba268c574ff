"""What the checks of one unit look at: its figures first, then the finished text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.checks.figures import FigureIndex
from generator.checks.passages import Passage, Texts, passages_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checks.wordlists import Lists
    from generator.classification import CodeTable
    from generator.document.blocks import Document
    from generator.facts.book import FactBook
    from generator.facts.figure import Figure
    from generator.finding import Finding
    from generator.forms.model import FormSet
    from generator.ink import ReasonAsked
    from generator.model.accounts import FinalAccounts
    from generator.style.model import Style


@dataclass(frozen=True)
class Subject:
    """One unit before composing."""

    book: FactBook
    style: Style
    forms: FormSet
    functional: CodeTable
    economic: CodeTable
    lists: Lists

    @property
    def accounts(self) -> FinalAccounts:
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
class TextSubject(Subject):
    """The unit with its composed document, the reasons that it asked for, and what was missing."""

    document: Document
    reasons: Mapping[str, ReasonAsked] = field(default_factory=dict)
    missing: tuple[Finding, ...] = ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every stretch of text of the document."""
        return passages_of(self.document)

    @cached_property
    def texts(self) -> Texts:
        """What people wrote, to lead a passage back to its place in the data."""
        return Texts(self.index.fields.texts)

    @cached_property
    def self_word(self) -> str:
        """本部门, 本单位 or what the unit calls itself."""
        unit = self.book.unit
        return unit.self_word or self.style.self_words[unit.kind]

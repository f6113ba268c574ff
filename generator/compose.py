"""Facts + style → the composed document, once for all formats: walks the style's outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.charts.figures import chart_block
from generator.document.blocks import Block, Cover, Document, Heading, Paragraph, Span
from generator.errors import StyleError
from generator.facts.book import FactBook
from generator.ink import Ink, ReasonAsked
from generator.narrative.glossary import choose_terms
from generator.narrative.sections import TextWriter
from generator.numerals import numbered
from generator.tables.forms import AnnexForms, forms_writer
from generator.tables.lists import key_work_table
from generator.tables.statutory import TableWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.classification import CodeTable
    from generator.facts.figure import Figure
    from generator.facts.kinds import Book
    from generator.finding import Finding
    from generator.forms.model import FormSet
    from generator.style.load import LoadedStyle
    from generator.style.model import PartSpec


@dataclass(frozen=True, slots=True)
class Reference:
    """The year's forms and names that a document is composed with."""

    forms: FormSet
    functional: CodeTable
    economic: CodeTable
    folder: Path


@dataclass(frozen=True, slots=True)
class Composition:
    """The composed document, the figures it prints by their keys, the reasons it asked for, and what was missing."""

    document: Document
    figures: Mapping[str, Figure]
    reasons: Mapping[str, ReasonAsked]
    findings: tuple[Finding, ...]


def compose(
    book: Book,
    style: LoadedStyle,
    reference: Reference,
    tail_tables: frozenset[str] = frozenset(),
    *,
    internal: bool = False,
) -> Composition:
    """The document of ``book`` in ``style``; under ``tail_tables`` stands the note on tail differences.

    ``internal`` prints what is not for publication too: names and telephone numbers of persons.
    """
    kind = book.unit.kind
    ink = Ink(style.style, book.unit.self_word or style.style.self_words[kind])
    glossary = choose_terms(book, style.style, reference.folder, reference.functional)
    composer = _Composer(
        book=book,
        style=style,
        ink=ink,
        text=TextWriter.over(book, style, ink, glossary),
        tables=TableWriter(
            ledger=book.ledger,
            forms=reference.forms,
            style=style.style,
            functional=reference.functional,
            economic=reference.economic,
            owner=book.unit.short_name or book.unit.name,
            year=book.year,
            ink=ink,
            entity_kind=kind,
        ),
        annex=forms_writer(book, style.style, ink, internal=internal),
        tail_tables=tail_tables,
    )
    document = composer.document()
    return Composition(document, ink.figures, ink.reasons, tuple(ink.findings))


@dataclass(frozen=True, slots=True)
class _Composer:
    book: Book
    style: LoadedStyle
    ink: Ink
    text: TextWriter
    tables: TableWriter
    annex: AnnexForms
    tail_tables: frozenset[str]

    def document(self) -> Document:
        style = self.style.style
        title = self.text.line(style.document_title)
        published = self.book.unit.published_on
        cover = Cover(
            title=self.text.line(style.cover_title) if style.cover_title else title,
            unit=self.text.line(style.cover_unit),
            date=f"{published.year}年{published.month}月{published.day}日" if published else "",
        )
        blocks = tuple(
            block for number, part in enumerate(style.outline, 1) for block in self._part(number, style.parts[part])
        )
        return Document(title=title, cover=cover, blocks=blocks, toc_depth=style.toc_depth)

    def _part(self, number: int, part: PartSpec) -> Iterator[Block]:
        title = self.text.line(part.title)
        anchor = f"part-{number}"
        lead = numbered(self.style.style.numbering.part, number) if part.numbered else ""
        yield Heading(0, f"{lead} {title}".strip(), anchor)
        if part.sentence:
            yield Paragraph((Span(self.text.line(part.sentence)),))
        if part.text:
            yield from self.text.blocks(part.text, 1, anchor, title)
        for index, name in enumerate(part.sections, 1):
            yield from self._section(name, 1, index, f"{anchor}-{index}")
        yield from self._tables(part.tables)
        if part.statutory_tables:
            for index, table in enumerate(self.style.style.tables.order):
                yield self.tables.write(table, is_first=index == 0, tail_note=table in self.tail_tables)
        if part.annex:
            yield from self.annex.tables()

    def _section(self, name: str, level: int, number: int, anchor: str) -> Iterator[Block]:
        section = self.style.style.sections[name]
        numbering = self.style.style.numbering
        pattern = numbering.section if level == 1 else numbering.subsection
        title = self.text.line(section.title)
        yield Heading(level, numbered(pattern, number) + title, anchor)
        if section.text:
            yield from self.text.blocks(name, level + 1, anchor, title)
        yield from self._tables(section.tables)
        for chart in section.charts:
            yield chart_block(chart, self._final_accounts(chart), self.style.style, self.ink)
        for index, one in enumerate(section.sections, 1):
            yield from self._section(one, level + 1, index, f"{anchor}-{index}")

    def _final_accounts(self, name: str) -> FactBook:
        """The book, for a chart or table that only 决算 have."""
        if not isinstance(self.book, FactBook):
            raise StyleError(f"样式“{self.style.style.name}”的提纲中有“{name}”，预算没有这张图或表", "从提纲中删去")
        return self.book

    def _tables(self, names: tuple[str, ...]) -> Iterator[Block]:
        for name in names:
            if name != "key_work":
                raise StyleError(f"样式“{self.style.style.name}”的提纲中没有这样的表：{name}", "可用：key_work")
            table = key_work_table(self._final_accounts(name).accounts.key_work, self.style.style, self.book.year)
            if table is not None:
                yield table

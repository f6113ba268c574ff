"""Papers of units made by the factories, and of the samples; and the document's numbers, counted independently."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.ingest import load
from generator.pipeline import compose_unit, reference_for
from generator.source import SourceMap, SourceRef
from generator.trace.trace import trace
from tests.laws import WORKSPACE, make, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.model.accounts import FinalAccounts
    from generator.pipeline import Composed
    from generator.source import Path as DataPath
    from generator.trace.paper import WorkingPaper

SAMPLES = tuple(sorted(folder.name for folder in (WORKSPACE.data / "samples").iterdir() if folder.is_dir()))
RUN = re.compile(r"\d+")


def sources_of(accounts: FinalAccounts) -> SourceMap:
    """A place of its own for every value, as if each stood in a line of unit.yaml."""
    paths = list(_paths(accounts.model_dump(), ()))
    return SourceMap({path: SourceRef("unit.yaml", line=line) for line, path in enumerate(paths, 1)})


def _paths(value: object, path: DataPath) -> Iterator[DataPath]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _paths(below, (*path, key))
    elif isinstance(value, (list, tuple)):
        yield path
        for index, below in enumerate(value):
            yield from _paths(below, (*path, index))
    elif value is not None:
        yield path


def paper_of(accounts: FinalAccounts) -> tuple[Document, WorkingPaper]:
    """Document and paper of accounts made in a test."""
    made = make(accounts)
    paper = trace(made.composition, accounts, sources_of(accounts), made.style, reference(accounts.year))
    return made.composition.document, paper


def sample_folder(name: str) -> Path:
    """Where a sample's files are."""
    return WORKSPACE.data / "samples" / name


@cache
def composed_sample(name: str) -> Composed:
    """A sample, read and composed."""
    return compose_unit(load(sample_folder(name), WORKSPACE), WORKSPACE)


@cache
def paper_of_sample(name: str) -> WorkingPaper:
    """The paper of a sample."""
    made = composed_sample(name)
    accounts = made.book.accounts
    forms = reference_for(accounts.year, WORKSPACE, type(accounts))
    return trace(made.composition, accounts, made.loaded.sources, made.style, forms)


def texts(document: Document) -> Iterator[str]:
    """Everything that the document prints, but the table of contents, which repeats the headings."""
    cover = document.cover
    yield from (cover.title, cover.unit, cover.date, *cover.lines)
    for block in document.blocks:
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(spans=spans):
                yield from (span.text for span in spans)
            case ChartBlock():
                yield from (block.caption, block.note, *(series.name for series in block.series))
                yield from (
                    text
                    for series in block.series
                    for one in series.data
                    for text in (one.label, one.amount, one.share)
                )
            case _:
                yield from (block.title, block.label, block.owner, block.unit, *block.notes)
                yield from (cell.text for row in (*block.boxhead, *block.body) for cell in row)


def refs(document: Document) -> Iterator[tuple[str, str]]:
    """Key and text of everything that is marked as a figure, in order."""
    for block in document.blocks:
        match block:
            case Heading():
                pass
            case Paragraph(spans=spans):
                yield from ((span.ref, span.text) for span in spans if span.ref)
            case ChartBlock():
                for datum in (datum for series in block.series for datum in series.data):
                    yield datum.ref, datum.amount
                    if datum.share:
                        yield datum.share_ref, datum.share
            case _:
                yield from ((cell.ref, cell.text) for row in (*block.boxhead, *block.body) for cell in row if cell.ref)


def runs(parts: Iterable[str]) -> Counter[str]:
    """Runs of digits, each with how often it occurs."""
    return Counter(run for part in parts for run in RUN.findall(part))

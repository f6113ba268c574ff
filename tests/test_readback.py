"""What is printed is what was composed, and every number of the narrative is found again from the input tables."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from generator.document.blocks import ChartBlock, Document, Heading, Paragraph
from generator.document.table import TableBlock
from tests.conftest import SAMPLES
from tests.readback import Read, read_docx, read_pdf
from tests.recompute import allowed_numbers, numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.pipeline import BuildResult, Composed

READERS = {".docx": read_docx, ".pdf": read_pdf}
each_sample = pytest.mark.parametrize("name", SAMPLES)
each_format = pytest.mark.parametrize("suffix", READERS)
LONGEST_EXCERPT = 60


@pytest.fixture(scope="session")
def read(built: dict[str, BuildResult]) -> dict[tuple[str, str], Read]:
    """(sample, suffix) → the file as read back."""
    files = [(name, path) for name, result in built.items() for path in result.files if path.suffix in READERS]
    return {(name, path.suffix): READERS[path.suffix](path.read_bytes()) for name, path in files}


def printed_lines(document: Document) -> Iterator[str]:
    """Everything that a reader of ``document`` sees outside the table of contents, in order."""
    cover = document.cover
    yield from (cover.title, cover.unit, *cover.lines, cover.date, document.toc_title)
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case TableBlock():
                yield from (block.title, block.label, block.owner, block.unit)
                yield from (cell.text for row in (*block.boxhead, *block.body) for cell in row)
                yield from block.notes
            case ChartBlock():
                yield block.caption


def squeezed(lines: Iterator[str] | tuple[str, ...]) -> str:
    """The text without whitespace."""
    return re.sub(r"\s+", "", "".join(lines))


def first_difference(expected: str, found: str) -> tuple[str, str]:
    """Where two texts begin to differ; empty where they do not."""
    at = next((index for index, pair in enumerate(zip(expected, found, strict=False)) if len(set(pair)) > 1), -1)
    if at < 0 and len(expected) != len(found):
        at = min(len(expected), len(found))
    return ("", "") if at < 0 else (expected[at : at + LONGEST_EXCERPT], found[at : at + LONGEST_EXCERPT])


@each_sample
@each_format
def test_the_text_read_back_is_the_composed_text(
    name: str, suffix: str, read: dict[tuple[str, str], Read], composed: dict[str, Composed]
) -> None:
    expected = squeezed(printed_lines(composed[name].composition.document))
    assert first_difference(expected, squeezed(read[name, suffix].lines)) == ("", "")


@each_sample
@each_format
def test_charts_are_described_in_words(
    name: str, suffix: str, read: dict[tuple[str, str], Read], composed: dict[str, Composed]
) -> None:
    charts = [block for block in composed[name].composition.document.blocks if isinstance(block, ChartBlock)]
    assert [chart.alt for chart in charts] == list(read[name, suffix].descriptions)


@each_sample
@each_format
def test_the_table_of_contents_lists_the_headings(
    name: str, suffix: str, read: dict[tuple[str, str], Read], composed: dict[str, Composed]
) -> None:
    toc = read[name, suffix].toc
    expected = [heading.text for heading in composed[name].composition.document.toc]
    assert [squeezed((text,)) for text in expected] == [squeezed((text,)) for text, _ in toc]
    pages = [page for _, page in toc]
    assert sorted(pages) == pages


@each_sample
def test_page_numbers_in_the_contents_are_those_of_the_pages(name: str, read: dict[tuple[str, str], Read]) -> None:
    printed = read[name, ".pdf"]
    starts = {squeezed((text,)): page for text, page in printed.starts.items()}
    assert {squeezed((text,)): page for text, page in printed.toc} == {
        squeezed((text,)): starts[squeezed((text,))] for text, _ in printed.toc
    }


@each_sample
@each_format
def test_every_number_of_the_narrative_is_found_again_from_the_input(
    name: str, suffix: str, read: dict[tuple[str, str], Read], samples: dict[str, Path]
) -> None:
    lines = [line for line in read[name, suffix].lines if line.strip()]
    starts = [index for index, line in enumerate(lines) if re.match(r"第[三四五]部分", line)]
    narrative = [line.strip() for line in lines[starts[0] : starts[-1]]]
    allowed = allowed_numbers(samples[name])
    printed = set(chain.from_iterable(numbers_in(line) for line in narrative))
    assert len(printed) > 90
    assert set() == printed - allowed

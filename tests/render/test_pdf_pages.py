"""Pages of the samples: numbers at the outer edge, nothing alone at the foot, one page a table, cells that hold."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.blocks import ChartBlock, Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.render.markup_fit import SMALLEST, balanced, fit, text_area, tight
from generator.render.pdf import print_pdf
from tests.documents import amount, chart, head
from tests.render.pdf_samples import EVERY_SAMPLE, SAMPLES, crossed_words, drawn_lines, lines_of, printed_sample
from tests.render.pdf_support import bare, base_style, document_of, elements, pages_of, poppler, reader, words

PAGE = base_style().style.page
MM = 72 / 25.4
DIGITS = "9,999,999,999.99"
"""Twelve digits."""


def numbers_of(content: bytes, *, turned: bool) -> dict[int, tuple[float, float]]:
    """Where the number of each upright or turned page stands between its dashes: parts of its width and height."""
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader(content).pages]
    found = {}
    line = []
    for page, left, top, right, bottom, text in words(content):
        line = [*line[-2:], text]
        width, height = sizes[page - 1]
        if re.fullmatch(r"—\d+—", "".join(line)) and turned == (width > height):
            found[int(line[1])] = (left + right) / 2 / width, (top + bottom) / 2 / height
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_odd_numbers_stand_on_the_right_and_even_ones_on_the_left(name: str) -> None:
    found = numbers_of(printed_sample(name)[1], turned=False)
    assert len(found) > 20
    assert {number: number % 2 == 1 for number in found} == {number: x > 0.5 for number, (x, _) in found.items()}


@pytest.mark.parametrize("name", SAMPLES)
def test_on_a_turned_page_the_number_stands_where_it_stands_on_the_others_once_bound(name: str) -> None:
    found = numbers_of(printed_sample(name)[1], turned=True)
    assert 4 == len(found)
    assert {number: number % 2 == 1 for number in found} == {number: y > 0.5 for number, (_, y) in found.items()}


@pytest.mark.parametrize("name", SAMPLES)
def test_each_statutory_table_stands_on_one_page(name: str) -> None:
    document, content = printed_sample(name)
    pages = pages_of(content)
    tables = [block for block in document.blocks if isinstance(block, TableBlock) and block.own_page]
    assert len(tables) >= 9
    for table in tables:
        ends = [bare("".join(cell.text for cell in row)) for row in (table.body[0], table.body[-1])]
        assert any(bare(table.title) in page and all(end in page for end in ends) for page in pages), table.title


@pytest.mark.parametrize("name", EVERY_SAMPLE)
def test_every_word_stays_inside_its_cell(name: str) -> None:
    _, content = printed_sample(name)
    assert sum(len(rules) > 20 for _, rules in drawn_lines(content)) >= 7
    assert [] == crossed_words(content)


@pytest.mark.parametrize("name", EVERY_SAMPLE)
def test_every_number_of_a_table_is_printed_whole(name: str) -> None:
    document, content = printed_sample(name)
    printed = Counter(text for *_, text in words(content))
    for table in (block for block in document.blocks if isinstance(block, TableBlock)):
        amounts = Counter(cell.text for row in table.body for cell in row if cell.role == "amount" and cell.text)
        assert Counter() == amounts - printed, table.title
        printed -= amounts


@pytest.mark.parametrize("name", SAMPLES)
def test_no_heading_is_the_last_line_of_its_page(name: str) -> None:
    document, content = printed_sample(name)
    headings = {bare(block.text) for block in document.blocks if isinstance(block, Heading) and block.level}
    lines = [line for line in lines_of(content) if not line.text.startswith("—")]
    start = next(number for number, line in enumerate(lines) if line.text.startswith("第一部分") and line.page > 2)
    last = [above.text for above, below in pairwise(lines[start:]) if below.page > above.page]
    assert len(last) > 15
    assert [] == [text for text in last if text in headings]


@pytest.mark.parametrize("name", SAMPLES)
def test_no_head_of_a_table_stands_alone_at_the_foot(name: str) -> None:
    document, content = printed_sample(name)
    pages = pages_of(content)
    for table in (block for block in document.blocks if isinstance(block, TableBlock) and block.boxhead):
        text = bare("".join(cell.text for row in table.boxhead for cell in row))
        rows = [bare("".join(cell.text for cell in row)) for row in table.body]
        with_head = [page for page in pages if text in page]
        assert [] == [page for page in with_head if not any(row and row[:8] in page for row in rows)]


def pages_with_figures(content: bytes) -> list[int]:
    """Index of the page of each chart."""
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(reader(content).pages)}  # type: ignore[union-attr] # a page of a file
    return [numbers[element.raw_get("/Pg").idnum] for element in elements(content) if element["/S"] == "/Figure"]


@pytest.mark.parametrize("name", SAMPLES)
def test_charts_and_captions_stand_on_one_page(name: str) -> None:
    document, content = printed_sample(name)
    pages = pages_of(content)
    captions = [bare(block.caption) for block in document.blocks if isinstance(block, ChartBlock)]
    assert captions
    shown = zip(captions, pages_with_figures(content), strict=True)
    assert [] == [caption for caption, number in shown if caption not in pages[number]]


@pytest.mark.parametrize("lines", range(13, 17))
def test_a_chart_is_never_parted_from_its_caption(lines: int) -> None:
    text = [Paragraph((Span(f"第{number}行"),)) for number in range(lines)]
    content = print_pdf(document_of(*text, chart()), base_style())
    (number,) = pages_with_figures(content)
    assert "图1" in pages_of(content)[number]


@pytest.mark.parametrize(("entries", "pages"), [(26, 1), (28, 1), (30, 1), (32, 2)])
def test_a_table_of_contents_that_runs_over_by_a_few_entries_closes_up(entries: int, pages: int) -> None:
    headings = [Heading(1, f"第{number}章", f"n{number}") for number in range(entries)]
    content = print_pdf(document_of(*headings), base_style())
    assert pages == sum("—I" in page for page in pages_of(content))


def plain_table(rows: int, widths: tuple[float, ...], text: str, *, landscape: bool = False) -> TableBlock:
    """A table of one number again and again."""
    row = tuple(amount(text) for _ in widths)
    names = tuple(head(f"第{index}栏名称") for index in range(len(widths)))
    return TableBlock("t", "测试表", (names,), (row,) * rows, widths, landscape=landscape, own_page=True)


@pytest.mark.parametrize(
    ("widths", "landscape"),
    [((1.0,) * 6, False), ((1.0,) * 12, True), ((4.0, *((1.0,) * 10)), True), ((10.0, 1.0, 1.0), False)],
)
def test_numbers_of_twelve_digits_are_whole_and_inside_their_cells(
    widths: tuple[float, ...],
    landscape: bool,  # noqa: FBT001 - a case
) -> None:
    content = print_pdf(document_of(plain_table(3, widths, DIGITS, landscape=landscape)), base_style())
    assert 3 * len(widths) == sum(text == DIGITS for *_, text in words(content))
    assert [] == crossed_words(content)


def test_a_table_of_200_rows_and_12_columns_holds_its_numbers_below_repeated_heads() -> None:
    content = print_pdf(document_of(plain_table(200, (1.0,) * 12, DIGITS, landscape=True)), base_style())
    assert 200 * 12 == sum(text == DIGITS for *_, text in words(content))
    assert [] == crossed_words(content)
    pages = [page for page in pages_of(content) if DIGITS in page]
    assert len(pages) > 3
    assert {1} == {page.count("第11栏名称") for page in pages}


def test_where_no_size_would_do_a_number_is_broken_and_none_is_cut_off() -> None:
    table = plain_table(2, (1.0,) * 12, DIGITS)
    assert fit(table, PAGE).breaks
    content = print_pdf(document_of(table), base_style())
    assert 24 == "".join(pages_of(content)).count("9,99") / 3
    assert [] == crossed_words(content)


def test_the_law_of_cells_finds_words_that_leave_theirs() -> None:
    long = TableBlock("t", "表", ((head("甲"), head("乙")),), ((amount("1" * 60), amount("2" * 80)),), (1, 30))
    assert crossed_words(print_pdf(document_of(long), base_style()))


WIDTHS = st.lists(st.floats(0.5, 6), min_size=2, max_size=8).map(tuple)


@given(WIDTHS, st.integers(1, 10**12))
def test_balanced_columns_hold_their_numbers_if_any_can(widths: tuple[float, ...], number: int) -> None:
    table = plain_table(1, widths, f"{number:,}")
    even = balanced(table, PAGE)
    room = text_area(tight(PAGE), landscape=False)[0]
    assert (
        fit(even, PAGE).breaks
        == (len(widths) * (((len(f"{number:,}") - f"{number:,}".count(",") / 2) / 2 + 0.6) * SMALLEST + 0.5) > room)
        or not fit(table, PAGE).breaks
    )


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text("汉字（）、1234567890.", min_size=0, max_size=30), min_size=4, max_size=40))
def test_any_text_stays_inside_its_cell(texts: list[str]) -> None:
    body = tuple(
        (Cell(f"{number}"), Cell(text, indent=number % 4), amount(f"{number}.00")) for number, text in enumerate(texts)
    )
    table = TableBlock("t", "表", ((head("号"), head("文"), head("数")),), body, (1, 2, 1.5))
    assert [] == crossed_words(print_pdf(document_of(table), base_style()))


def test_fonts_and_pages_are_whole_for_poppler() -> None:
    for name in SAMPLES:
        assert "Error" not in poppler("pdfinfo", printed_sample(name)[1])

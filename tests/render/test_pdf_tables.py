"""How tables are set: type size, page, rows that stay together. Laws, and the printed page as their judge."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.blocks import Heading, Paragraph, Span
from generator.document.table import Cell, Row, TableBlock
from generator.render.markup_fit import CELL_ABOVE, CELL_SIDE, CLOSE, READABLE, SMALLEST, Fit, fit, latin_em, text_area
from generator.render.markup_table import groups
from generator.render.pdf import print_pdf
from tests.documents import amount, form_table, head
from tests.render.pdf_support import bare, base_style, document_of, pages_of, reader, words

PAGE = base_style().style.page


def table_of(body: tuple[Row, ...], widths: tuple[float, ...], **more: bool) -> TableBlock:
    """A table with a plain head."""
    boxhead = (tuple(head(f"栏{index}") for index in range(len(widths))),)
    return TableBlock("t", "测试表", boxhead, body, widths, **more)  # type: ignore[arg-type] # flags of the table


def spanning(rows: int, reach: int) -> TableBlock:
    """A form in which each cell of the first column spans ``reach`` rows."""
    body = tuple(
        (
            *((Cell(f"组{row}", rowspan=min(reach, rows - row)),) if row % reach == 0 else ()),
            Cell(f"项{row}末"),
            amount("1"),
        )
        for row in range(rows)
    )
    return table_of(body, (1, 3, 1))


SPANS = st.lists(st.integers(1, 6), min_size=1, max_size=30)


@given(SPANS)
def test_groups_part_the_rows_where_no_cell_spans(spans: list[int]) -> None:
    rows = tuple((Cell("x", rowspan=span),) for span in spans)
    parts = list(groups(rows))
    assert list(range(len(rows))) == [row for part, _ in parts for row in range(*part.indices(len(rows)))]
    ends = {part.stop for part, _ in parts}
    for start, span in enumerate(spans):
        assert not ends & set(range(start + 1, min(start + span, len(rows))))
    for part, joined in parts:
        assert joined == any(spans[row] > 1 for row in range(part.start, part.stop))


AMOUNTS = st.lists(st.integers(0, 10**12 - 1), min_size=1, max_size=12)


@pytest.mark.parametrize("landscape", [False, True])
@given(AMOUNTS)
def test_no_number_is_wider_than_its_column_above_the_smallest_size(landscape: bool, amounts: list[int]) -> None:  # noqa: FBT001 - a case
    table = table_of((tuple(amount(f"{value:,}.00") for value in amounts),), (1.0,) * len(amounts), landscape=landscape)
    found = fit(table, PAGE)
    room = text_area(PAGE, landscape=landscape)[0] / len(amounts)
    widest = max(latin_em(cell.text) for cell in table.body[0]) + 2 * CELL_SIDE
    assert SMALLEST <= found.size <= PAGE.table_size
    assert found.size == SMALLEST or widest * found.size <= room


@given(st.integers(1, 80), st.integers(1, 20))
def test_more_rows_are_never_set_larger_or_with_more_room_around_them(rows: int, more: int) -> None:
    def found(count: int) -> Fit:
        return fit(table_of(((Cell("项"), amount("1")),) * count, (3, 1), own_page=True), PAGE)

    short, long = found(rows), found(rows + more)
    assert short.fits or not long.fits
    if long.fits:
        order = [(way.size >= READABLE, not way.tight, way.above, way.size) for way in (short, long)]
        assert order == sorted(order, reverse=True)


def test_type_rows_and_margins_are_made_smaller_in_that_order() -> None:
    ways = [fit(table_of(((Cell("项"), amount("1")),) * count, (3, 1), own_page=True), PAGE) for count in range(20, 70)]
    seen = list(dict.fromkeys((way.size, way.above, way.tight) for way in ways if way.fits))
    assert (PAGE.table_size, CELL_ABOVE, False) == seen[0]
    assert (8.0, CELL_ABOVE, False) in seen
    assert (8.0, CLOSE, False) in seen
    assert any(narrow for _, _, narrow in seen)
    assert SMALLEST == seen[-1][0]
    assert not ways[-1].fits
    assert PAGE.table_size == ways[-1].size


@pytest.mark.parametrize(("columns", "landscape"), [(6, False), (12, True)])
def test_numbers_of_twelve_digits_are_printed_whole_inside_their_columns(columns: int, landscape: bool) -> None:  # noqa: FBT001 - a case
    row = tuple(amount(f"12345678{column:02}.{column:02}") for column in range(columns))
    content = print_pdf(document_of(table_of((row,) * 3, (1,) * columns, landscape=landscape)), base_style())
    left = (PAGE.bottom if landscape else PAGE.left) / 25.4 * 72
    width = text_area(PAGE, landscape=landscape)[0] / columns
    found = [word for word in words(content) if word[5].startswith("12345678")]
    assert 3 * columns == len(found)
    for index, (_, start, _, end, _, text) in enumerate(found):
        column = index % columns
        assert row[column].text == text
        assert left + column * width <= start
        assert end <= left + (column + 1) * width


def test_a_table_of_200_rows_and_12_columns_prints_every_cell() -> None:
    body = tuple(
        tuple(
            Cell(f"第{row}行名称", role="label") if column == 0 else amount(f"{row}.{column:02}")
            for column in range(12)
        )
        for row in range(200)
    )
    table = table_of(body, (3, *((1,) * 11)), landscape=True, own_page=True)
    pages = pages_of(print_pdf(document_of(table), base_style()))
    whole = "".join(pages)
    assert [] == [row for row in body if "".join(bare(cell.text) for cell in row) not in whole]
    assert {1} == {page.count("栏0栏1栏2") for page in pages if "行名称" in page}


@pytest.mark.parametrize("reach", [4, 11])
def test_rows_joined_by_a_cell_stay_on_one_page(reach: int) -> None:
    text = Paragraph((Span("前文。" * 150),))
    pages = pages_of(print_pdf(document_of(text, spanning(77, reach)), base_style()))
    for start in range(0, 77, reach):
        members = range(start, min(start + reach, 77))
        assert 1 == len({number for number, page in enumerate(pages) for row in members if f"项{row}末" in page})


def test_rows_joined_over_more_than_a_page_are_broken_without_loss() -> None:
    pages = pages_of(print_pdf(document_of(spanning(120, 60)), base_style()))
    assert [f"项{row}末" for row in range(120)] == [
        f"项{row}末" for page in pages for row in range(120) if f"项{row}末" in page
    ]


def test_a_form_within_the_text_is_not_broken() -> None:
    for lines in (17, 19, 21):
        text = tuple(Paragraph((Span(f"第{line}行"),)) for line in range(lines))
        heading = Heading(1, "一、自评表", "a")
        pages = pages_of(print_pdf(document_of(*text, heading, form_table()), base_style()))
        assert [True] == ["一、自评表" in page and "产出指标" in page for page in pages if "总分" in page]


def test_a_title_never_stands_alone_below_the_text() -> None:
    table = table_of(tuple((Cell(f"第{row}项"), amount("1.00")) for row in range(60)), (3, 1))
    for lines in range(18, 23):
        text = tuple(Paragraph((Span("文"),)) for _ in range(lines))
        pages = pages_of(print_pdf(document_of(*text, table), base_style()))
        assert [True] == ["第0项" in page for page in pages if "测试表" in page]


def test_a_cell_longer_than_pages_loses_nothing() -> None:
    long = Cell("一二三四五六七八九十" * 1000)
    table = table_of(((Cell("甲"), amount("1.00")), (long, amount("2.00")), (Cell("乙"), amount("3.00"))), (3, 1))
    content = print_pdf(document_of(table, Paragraph((Span("x" * 3000),))), base_style())
    whole = "".join(pages_of(content))
    assert (1000, 3000) == (whole.count("五"), whole.count("x"))
    assert len(reader(content).pages) > 5


def test_a_table_with_its_own_page_is_made_smaller_to_fit_it() -> None:
    rows = tuple((Cell(f"第{row}项"), amount("1.00")) for row in range(36))
    table = table_of(rows, (3, 1), own_page=True)
    assert PAGE.table_size == fit(replace(table, body=rows[:20]), PAGE).size
    assert fit(table, PAGE).size < PAGE.table_size
    pages = pages_of(print_pdf(document_of(table), base_style()))
    assert ["第0项" in page for page in pages] == ["第35项" in page for page in pages]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=6), st.integers(0, 12))
def test_any_mixture_of_spans_prints_every_cell(shapes: list[tuple[int, int]], before: int) -> None:
    body: list[Row] = []
    for number, (down, across) in enumerate(shapes):
        body.append(
            (Cell(f"大{number}格", rowspan=down, colspan=across), *(Cell(f"甲{number}") for _ in range(4 - across)))
        )
        body.extend(tuple(Cell(f"乙{number}") for _ in range(4 - across)) for _ in range(down - 1))
    text = tuple(Paragraph((Span("文"),)) for _ in range(before))
    whole = "".join(pages_of(print_pdf(document_of(*text, table_of(tuple(body), (1, 1, 1, 1))), base_style())))
    for number, (down, across) in enumerate(shapes):
        assert (1, 4 - across, (down - 1) * (4 - across)) == (
            whole.count(f"大{number}格"),
            whole.count(f"甲{number}"),
            whole.count(f"乙{number}"),
        )

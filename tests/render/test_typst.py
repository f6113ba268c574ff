"""The second PDF engine beside the first: the same text, figures, outline and pages."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from generator.batch.request import Request
from generator.batch.run import _options as fingerprint_options
from generator.cli.formats import chosen_formats
from generator.document.blocks import Cover, Document, Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.errors import MissingDependencyError, StyleError, UsageError
from generator.fonts import find_face
from generator.pipeline import check_unit
from generator.render.markup_text import printable
from generator.render.pdf import extras_of, print_pdf
from generator.render.typst import print_pdf_typst
from generator.style.load import LoadedStyle
from generator.workspace import Workspace
from tests.documents import chart, form_table, head, sample_document, wide_table
from tests.render.pdf_support import (
    bare,
    base_style,
    bookmarks,
    document_of,
    pages_of,
    poppler,
    reader,
    words,
)
from tests.render.typst_support import (
    first_difference,
    font,
    fonts_of,
    outline,
    read_aloud,
    resident,
    sizes,
    without_page_numbers,
)

pytest.importorskip("typst", reason="没有安装 typst（juesuan[fast]）")

SAMPLES = sorted(path.parent for path in Path("data/samples").glob("*/unit.yaml"))
MANY = 100
FRONT = 2
"""Pages of the sample before the first numbered one: cover and contents."""

HOSTILE = (
    '#eval("1+1") #import "@preview/x:1.0.0": * #read("/etc/passwd")',
    "$ x^2 $ `code` *粗* _斜_ @引用 <标签> // 注 /* 注 */ ~ -- --- ... [内] {外}",
    '\\u{41} \\n \\ " \' \\" );panic("x") #"',
    "= 标题 + 一 - 二 / 三: 四 http://example.invalid/很长?a=b&c=d",
    "甲\x00\x07\x1b乙\ud800丙\ufffe丁",
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


def printed(document: Document) -> bytes:
    return print_pdf_typst(document, base_style())


@cache
def composed(sample: Path) -> tuple[Document, LoadedStyle]:
    found, _ = check_unit(sample, Workspace.find())
    assert found is not None
    return found.composition.document, found.style


@cache
def by_both(sample: Path) -> tuple[bytes, bytes]:
    document, style = composed(sample)
    return print_pdf(document, style), print_pdf_typst(document, style)


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_both_engines_print_the_same_text_and_numbers_in_the_same_order(sample: Path) -> None:
    document, _ = composed(sample)
    first, second = (without_page_numbers(read_aloud(content), document) for content in by_both(sample))
    assert ("", "") == first_difference(first, second)
    assert len(NUMBER.findall(second)) > MANY


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_outline_contents_and_sizes_of_pages_are_those_of_the_first_engine(sample: Path) -> None:
    first, second = by_both(sample)
    assert outline(first) == outline(second)
    assert {size for _, size in sizes(first)} == {size for _, size in sizes(second)}
    assert [kind for kind, _ in groupby(turned for turned, _ in sizes(first))] == [
        kind for kind, _ in groupby(turned for turned, _ in sizes(second))
    ]


@pytest.fixture(scope="module")
def sample() -> bytes:
    return printed(sample_document())


def test_contents_name_the_printed_numbers_of_the_pages_on_which_the_headings_stand(sample: bytes) -> None:
    listed = re.findall(
        r"^\s*(\S.*?)\s+(\d+)$", poppler("pdftotext", sample, "-layout", "-f", "2", "-l", "2"), re.MULTILINE
    )
    pages = {bare(mark.title): mark.page for mark in bookmarks(sample)}
    assert [bare(heading.text) for heading in sample_document().toc] == [bare(text) for text, _ in listed]
    assert [pages[bare(text)] - FRONT for text, _ in listed] == [int(page) for _, page in listed]
    labels = reader(sample).page_labels
    assert [str(pages[bare(text)] - FRONT) for text, _ in listed] == [
        labels[pages[bare(text)] - 1] for text, _ in listed
    ]


def test_both_engines_say_the_same_of_every_kind_of_block(sample: bytes) -> None:
    assert ("", "") == first_difference(read_aloud(print_pdf(sample_document(), base_style())), read_aloud(sample))


def test_page_numbers_stand_at_the_outer_edge(sample: bytes) -> None:
    page = base_style().style.page
    middle = page.width * 72 / 25.4 / 2
    low = (page.height - page.bottom) * 72 / 25.4
    found = [
        (int(text), left > middle) for number, left, top, *_, text in words(sample) if top > low and text.isdigit()
    ]
    assert found
    assert [number % 2 == 1 for number, _ in found] == [at_right for _, at_right in found]


def test_numbers_of_turned_pages_stand_where_they_are_on_the_bound_page(sample: bytes) -> None:
    page = base_style().style.page
    point = 72 / 25.4
    turned = [number for number, (is_turned, _) in enumerate(sizes(sample), 1) if is_turned]
    found = [
        (int(text), top > page.width * point / 2)
        for number, left, top, right, _, text in words(sample)
        if number in turned and text.isdigit() and (page.bottom - 15) * point < left < right < (page.bottom - 5) * point
    ]
    assert [number - FRONT for number in turned] == [number for number, _ in found]
    assert [number % 2 == 1 for number, _ in found] == [at_the_outer_edge for _, at_the_outer_edge in found]


def test_a_head_is_repeated_and_a_row_is_whole(sample: bytes) -> None:
    table = wide_table()
    pages = [page for page in pages_of(sample) if "功能分类科目编码" in page]
    assert len(pages) >= 2
    rows = ["".join(bare(cell.text) for cell in row) for row in table.body]
    assert rows == [row for page in pages for row in rows if row in page]


def test_all_fonts_are_embedded_and_are_those_of_the_style(sample: bytes) -> None:
    rows = [line.split() for line in poppler("pdffonts", sample).splitlines()[2:]]
    assert [["yes", "yes", "yes"]] * len(rows) == [row[-5:-2] for row in rows]
    fonts = base_style().style.fonts
    places = (fonts.title, fonts.heading1, fonts.heading2, fonts.body, fonts.table, fonts.latin)
    families = [family for place in places for family in place.families] + list(fonts.fallback)
    known = tuple(re.sub(r"\W", "", family).casefold() for family in families)
    assert [] == [row[0] for row in rows if not font(row[0]).casefold().startswith(known)]


def test_quotation_marks_are_chinese() -> None:
    document = Document("测试", Cover("测试", "", ""), (Paragraph((Span("“引”……——12"),)),))
    content = printed(document)
    assert "“引”……——12" in pages_of(content)[-1]
    face = find_face(base_style().style.fonts.latin.families)
    assert face is not None
    latin = face.families[0].replace(" ", "")
    maps = [found["/ToUnicode"] for found in fonts_of(content, -1) if font(str(found["/BaseFont"])[1:]) == latin]
    assert maps
    assert [] == [found for found in maps if b"201C" in found.get_data().upper()]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_data_is_printed_and_never_run(text: str) -> None:
    table = TableBlock("t", text, ((head(text),),), ((Cell(text, role="label"),),), (1.0,), notes=(text,), anchor=text)
    chart_block = replace(chart(), caption=text, alt=text)
    document = replace(
        document_of(Heading(0, text, text), Paragraph((Span(text),)), table, chart_block),
        title=text,
        cover=Cover(text, text, text),
        draft=text,
    )
    content = printed(document)
    shown = bare(printable(text))
    assert shown in bare(poppler("pdftotext", content, "-raw"))
    assert shown in read_aloud(content)
    assert [bare(printable(text))] == [bare(mark.title) for mark in bookmarks(content)]
    metadata = reader(content).metadata
    assert metadata is not None
    assert shown == bare(str(metadata.title))


def test_the_same_document_gives_the_same_bytes() -> None:
    once, other, again = (
        printed(document) for document in (sample_document(), document_of(form_table()), sample_document())
    )
    assert once == again
    assert once != other


def test_a_draft_says_so_on_every_page() -> None:
    document = replace(sample_document(), draft="草稿：有没有改正的错误（BS01），不得公开")
    pages = pages_of(printed(document))
    assert [True] * len(pages) == ["草稿：有没有改正的错误（BS01），不得公开" in page for page in pages]


def test_an_archive_carries_the_tables_and_its_own_date() -> None:
    pdf = reader(printed(sample_document()))
    assert {file.name for file in extras_of(sample_document(), base_style()).attached} == set(pdf.attachments)
    assert (
        b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        in pdf.root_object["/Metadata"].get_data()
    )
    assert pdf.metadata is not None
    assert "2025-10-11" == str(pdf.metadata.creation_date)[:10]


@pytest.mark.parametrize(("kind", "tagged"), [("plain", False), ("tagged", True)])
def test_a_style_may_want_less_than_an_archive(kind: str, *, tagged: bool) -> None:
    style = base_style()
    wanted = LoadedStyle(style.style.model_copy(update={"pdf": kind}), style.folders)
    pdf = reader(print_pdf_typst(sample_document(), wanted))
    assert tagged == ("/StructTreeRoot" in pdf.root_object)
    assert {} == dict(pdf.attachments)


def test_a_character_that_no_font_has_costs_the_archive_not_the_document() -> None:
    content = printed(document_of(Paragraph((Span("甲\U000e0041乙\U0010fffd丙"),))))
    assert "甲" in poppler("pdftotext", content, "-raw")


def test_a_page_css_of_the_style_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("p { color: red }", encoding="utf-8")
    style = base_style()
    with pytest.raises(StyleError, match=r"page\.css"):
        print_pdf_typst(sample_document(), LoadedStyle(style.style, (tmp_path, *style.folders)))


def test_memory_stays_flat_over_many_documents() -> None:
    documents = [replace(sample_document(), title=f"第{number}份") for number in range(24)]
    used = []
    for number, document in enumerate(documents):
        body = tuple(
            replace(block, text=f"{block.text}{number}") if isinstance(block, Heading) else block
            for block in document.blocks
        )
        printed(replace(document, blocks=body))
        used.append(resident())
    assert used[-1] - used[7] < 24


def test_without_the_extra_the_option_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingDependencyError, match=r"juesuan\[fast\]"):
        chosen_formats("docx,pdf", "typst")
    assert ("docx", "pdf") == chosen_formats("docx, pdf", "weasyprint")


def test_the_engine_takes_the_place_of_the_pdf() -> None:
    assert ("docx", "pdf-typst") == chosen_formats("docx,pdf,pdf", "typst")
    with pytest.raises(UsageError):
        chosen_formats("pdf", "word")
    with pytest.raises(UsageError):
        chosen_formats("pdf,pdf-typst")


def test_a_batch_that_changes_the_engine_builds_all_units_again() -> None:
    first, second = (
        fingerprint_options(Request(Path("数据"), Path("output"), chosen_formats("docx,pdf", engine)))
        for engine in ("weasyprint", "typst")
    )
    assert first != second


def test_threads_may_print_at_the_same_time() -> None:
    document = document_of(form_table())
    with ThreadPoolExecutor(3) as threads:
        made = set(threads.map(printed, [document] * 6))
    assert {printed(document)} == made


@pytest.mark.parametrize("rowspan", [1, 2])
def test_a_row_higher_than_a_page_goes_on_with_all_its_text(rowspan: int) -> None:
    long = "".join(f"第{number}句，" for number in range(900))
    rows = ((Cell("项目", rowspan=rowspan), Cell(long)), *([(Cell("次行"),)] * (rowspan - 1)))
    content = printed(
        document_of(TableBlock("t", "长表", ((head("甲"), head("乙")),), rows, (1.0, 3.0), own_page=True))
    )
    assert bare(long) in read_aloud(content)
    assert [long.count("，")] == [sum(page.count("，") for page in pages_of(content))]


@pytest.mark.parametrize("run", ["ABCDEFGHJK" * 12, "…" * 60, "Ж" * 60])
def test_a_run_without_a_place_to_break_stays_in_its_cell(run: str) -> None:
    content = printed(document_of(TableBlock("t", "窄表", (), ((Cell(run), Cell("乙" * 200)),), (1.0, 3.0))))
    page = base_style().style.page
    edge = (page.left + (page.width - page.left - page.right) / 4) * 72 / 25.4
    pieces = [(right, text) for *_, right, _, text in words(content) if set(text) <= set(run)]
    assert run == "".join(text for _, text in pieces)
    assert [] == [text for right, text in pieces if right > edge]

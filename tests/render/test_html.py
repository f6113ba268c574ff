"""网页: well-formed, escaped, closed in itself; every figure is marked; it says what the document says."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import tinyhtml5

from generator.document.blocks import ChartBlock, Heading, Paragraph, Span
from generator.document.table import TableBlock
from generator.render.html import html_body, print_html
from generator.render.html_chart import chart_svg
from generator.render.html_look import SCOPE, look
from generator.render.html_table import least_width
from generator.render.registry import printers
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.conftest import SAMPLES
from tests.documents import chart, form_table, sample_document, wide_table

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.pipeline import Composed

STYLE = load_style(Workspace.find().templates, "base")
H = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def tree(markup: str) -> ET.Element:
    """The page as a browser's parser sees it."""
    return tinyhtml5.parse(markup)


def said(element: ET.Element) -> str:
    """The text of an element; style sheets and the descriptions of pictures left out."""
    if element.tag in {f"{H}style", f"{SVG}title", f"{SVG}desc"}:
        return element.tail or ""
    inside = (element.text or "") + "".join(said(child) for child in element)
    return inside + (element.tail or "")


def squeezed(text: str) -> str:
    return "".join(text.split())


def names(element: ET.Element) -> list[str]:
    return [one.attrib["id"] for one in element.iter() if "id" in one.attrib]


def printed_refs(document: Document) -> list[tuple[str, str]]:
    """Text and figure of every printed number, in order."""
    found: list[tuple[str, str]] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                found += [(span.text, span.ref) for span in block.spans]
            case TableBlock():
                found += [(cell.text, cell.ref) for row in block.body for cell in row]
            case ChartBlock():
                for datum in (datum for series in block.series for datum in series.data):
                    found += [(datum.amount, datum.ref), (datum.share, datum.share_ref)]
    return [(text, ref) for text, ref in found if text and ref]


def test_html_is_a_printer() -> None:
    assert ".html" == printers()["html"].suffix


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_says_all_that_the_document_says(name: str, composed: dict[str, Composed]) -> None:
    document = composed[name].composition.document
    text = squeezed(said(tree(print_html(document, composed[name].style).decode())))
    place = text.index(squeezed(document.blocks[0].text)) if isinstance(document.blocks[0], Heading) else 0
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                parts = [block.text]
            case TableBlock():
                cells = [cell.text for row in (*block.boxhead, *block.body) for cell in row]
                parts = [block.title, block.label, block.owner, block.unit, *cells, *block.notes]
            case ChartBlock():
                parts = [block.caption] if block.caption_above else []
        for part in parts:
            place = text.index(squeezed(part), place) + len(squeezed(part))


def test_headings_descend_without_a_gap_and_there_is_one_title(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    page = tree(print_html(unit.composition.document, unit.style).decode())
    levels = [int(one.tag[-1]) for one in page.iter() if re.fullmatch(rf"{H}h[1-6]", str(one.tag))]
    assert [1] == [level for level in levels if level == 1]
    assert [] == [(above, below) for above, below in pairwise(levels) if below > above + 1]


def test_tables_have_caption_columns_and_heads_with_scope() -> None:
    page = tree(html_body(replace(sample_document(), blocks=(wide_table(2), form_table())), STYLE))
    wide, form = page.iter(f"{H}table")
    caption = wide.find(f"{H}caption")
    assert caption is not None
    assert "2024年度支出决算表公开03表部门：测试单位单位：万元" == squeezed(said(caption))
    assert 5 == len(list(wide.iter(f"{H}col")))
    heads = [(one.text, one.get("scope"), one.get("colspan"), one.get("rowspan")) for one in wide.iter(f"{H}th")][:7]
    assert [
        ("项目", "colgroup", "2", None),
        ("本年支出合计", "col", None, "2"),
        ("其中", "colgroup", "2", None),
        ("功能分类科目编码", "col", None, None),
        ("科目名称", "col", None, None),
        ("基本支出", "col", None, None),
        ("项目支出", "col", None, None),
    ] == heads
    body = wide.find(f"{H}tbody")
    assert body is not None
    assert ["2080000", "第0项 <支出> & 其他"] == [one.text for one in body[0] if one.get("scope") == "row"]
    assert ["总分"] == [one.text for one in form.iter(f"{H}th") if one.get("scope") == "row"]


def test_a_table_scrolls_in_a_box_of_its_own_that_the_keyboard_reaches() -> None:
    page = tree(html_body(replace(sample_document(), blocks=(wide_table(2),)), STYLE))
    (box,) = [one for one in page.iter(f"{H}div") if one.get("class") == "scroll"]
    assert ("region", "0", "2024年度支出决算表") == (box.get("role"), box.get("tabindex"), box.get("aria-label"))
    assert 30 < least_width(wide_table(2)) < 60


def test_charts_are_drawn_with_real_text_a_title_and_a_description(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    document = unit.composition.document
    page = tree(print_html(document, unit.style).decode())
    charts = [block for block in document.blocks if isinstance(block, ChartBlock)]
    drawn = list(page.iter(f"{SVG}svg"))
    assert len(charts) == len(drawn) == 4
    for block, picture in zip(charts, drawn, strict=True):
        assert [block.caption, block.alt] == [one.text for one in picture if one.tag in {f"{SVG}title", f"{SVG}desc"}]
        letters = "".join(one.text or "" for one in picture.iter(f"{SVG}text"))
        for datum in (datum for series in block.series for datum in series.data if datum.value):
            assert datum.amount in letters


def test_hatched_fills_are_there_and_no_text_is_outside_the_picture() -> None:
    picture = ET.fromstring(chart_svg(chart(), "p-"))  # noqa: S314 - our own picture
    assert {one.get("id") for one in picture.iter(f"{SVG}pattern")} == {
        fill.removeprefix("url(#").removesuffix(")")
        for one in picture.iter(f"{SVG}rect")
        if (fill := one.get("fill", "")).startswith("url(#")
    }
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    assert all(0 <= float(one.attrib["x"]) <= width for one in picture.iter(f"{SVG}text"))
    assert all(0 <= float(one.attrib["y"]) <= height for one in picture.iter(f"{SVG}text"))


def test_nothing_of_the_data_becomes_markup() -> None:
    bad = "<script>alert(1)</script>&\"'</style><!--{{ x }}"
    blocks = (
        Heading(1, bad, bad),
        Paragraph((Span(bad, bad),)),
        replace(wide_table(1), title=bad, label=bad, owner=bad, unit=bad, notes=(bad,), anchor=bad),
        replace(chart(), caption=bad, alt=bad, id=bad, unit=bad, note=bad),
    )
    document = replace(sample_document(), title=bad, blocks=blocks, draft=bad, toc_title=bad, language=bad)
    for marks in (False, True):
        page = tree(html_body(document, STYLE, marks=marks))
        assert [] == list(page.iter(f"{H}script"))
        assert 1 == len(list(page.iter(f"{H}style")))
        assert 2 <= said(page).count(bad)
        assert [] == [name for one in page.iter() for name in one.attrib if name.startswith("on")]


def test_nothing_is_fetched_and_nothing_runs(composed: dict[str, Composed]) -> None:
    unit = composed["jiangan-2022"]
    page = tree(print_html(unit.composition.document, unit.style).decode())
    assert set() == {str(one.tag).rpartition("}")[2] for one in page.iter()} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
    }
    addresses = [value for one in page.iter() for name, value in one.attrib.items() if name in {"href", "src", "style"}]
    assert [] == [value for value in addresses if not value.startswith(("#", "width:", "min-width:", "margin:"))]
    (sheet,) = page.iter(f"{H}style")
    assert not re.search(r"url\(|@import|expression|https?:", sheet.text or "")


def test_every_rule_of_the_sheet_stays_inside_the_document() -> None:
    rules = re.sub(r"@page [\w-]+ \{[^}]*\}", "", look(STYLE.style)).replace("@media print {", "")
    selectors = [part.strip() for found in re.findall(r"([^{}]+)\{", rules) for part in found.split(",")]
    assert len(selectors) > 40
    assert [] == [one for one in selectors if not re.match(rf"\.{SCOPE}( |$)", one)]


def test_two_documents_on_one_page_do_not_share_a_name() -> None:
    first = sample_document()
    second = replace(first, title="另一个单位的公开")
    one, other = (names(tree(html_body(document, STYLE))) for document in (first, second))
    assert set() == set(one) & set(other)
    assert len(one) == len(set(one))


@pytest.mark.parametrize("marks", [False, True])
def test_every_entry_of_the_contents_leads_to_its_heading(composed: dict[str, Composed], *, marks: bool) -> None:
    unit = composed["wuhan-center-2024"]
    document = unit.composition.document
    page = tree(html_body(document, unit.style, marks=marks))
    links = {one.attrib["href"].removeprefix("#"): said(one) for one in page.iter(f"{H}a")}
    places = {one.attrib["id"]: one for one in page.iter() if "id" in one.attrib}
    assert len(document.toc) == len(links)
    for name, text in links.items():
        assert text in said(places[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_number_printed_from_a_figure_is_marked_with_it(name: str, composed: dict[str, Composed]) -> None:
    unit = composed[name]
    document = unit.composition.document
    page = tree(html_body(document, unit.style, marks=True))
    marked = [one for one in page.iter(f"{H}span") if one.get("class") == "fig"]
    assert printed_refs(document) == [(one.text, one.get("data-ref")) for one in marked]
    assert len(names(page)) == len(set(names(page)))
    assert {f"b{number}" for number in range(len(document.blocks))} <= set(names(page))
    per_block: dict[str, list[int]] = {}
    for one in marked:
        block, number = one.attrib["id"].split("-")
        per_block.setdefault(block, []).append(int(number))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in per_block.values())


def test_without_marks_no_key_of_a_figure_is_published(composed: dict[str, Composed]) -> None:
    unit = composed["wuhan-center-2024"]
    page = print_html(unit.composition.document, unit.style).decode()
    assert "data-ref" not in page
    assert 'class="fig"' not in page


def test_a_draft_is_marked_above_and_across_every_page() -> None:
    plain = html_body(sample_document(), STYLE)
    page = html_body(replace(sample_document(), draft="草稿：供核对，不得公开"), STYLE)
    assert '<p class="draft">草稿：供核对，不得公开</p>' in page
    assert '<div class="watermark" aria-hidden="true">草稿</div>' in page
    assert "position: fixed" in look(STYLE.style)
    assert '<p class="draft">' not in plain
    assert "草稿" not in plain


def test_the_same_document_makes_the_same_bytes() -> None:
    assert print_html(sample_document(), STYLE) == print_html(sample_document(), STYLE)

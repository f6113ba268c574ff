"""Native Word charts: their figures are those of the document, in the chart and in its workbook."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from generator.document.blocks import ChartBlock, Datum, Series
from generator.drawing.registry import drawings
from generator.drawing.theme import SLICE_FILLS
from generator.pipeline import check_unit
from generator.render.docx import print_docx
from generator.render.docx_plot import plot_of
from generator.workspace import Workspace
from tests.render.docx_support import base_style, document_of, parts_of, printed

if TYPE_CHECKING:
    from lxml.etree import _Element

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SAMPLES = Workspace.find().root / "data" / "samples"


def _datum(label: str, value: float, share: str = "") -> Datum:
    return Datum(label, value, f"{value:,.2f}", share)


def _chart(kind: str, *series: Series, note: str = "") -> ChartBlock:
    return ChartBlock("c", kind, "图", series, "万元", "替代 <文字>", note)


YEARS = (Series("2023年度", (_datum("总计", 8080.82),)), Series("2024年度", (_datum("总计", 9111.11),)))
GROUPS = (
    Series("2023年度", (_datum("收入", 100.5), _datum("支出", 90.0))),
    Series("2024年度", (_datum("支出", 120.0),)),
)
WHOLE = Series("2024年度", (_datum("基本支出", 3885.24, "42.6%"), _datum("项目支出", 5225.87, "57.4%")))
MANY = Series("2024年度", tuple(_datum(f"第{one}类", one + 0.5) for one in range(len(SLICE_FILLS) + 1)))
NEGATIVE = Series("2024年度", (_datum("甲", 10.0), _datum("乙", -5.0)))
CHARTS = {
    "years": _chart("comparison", *YEARS),
    "groups": _chart("comparison", *GROUPS),
    "one year": _chart("comparison", YEARS[1], note="2023年度无决算数"),
    "whole": _chart("structure", WHOLE),
    "one part": _chart("structure", Series("2024年度", (_datum("甲", 1.0, "100%"),))),
    "many": _chart("structure", MANY),
    "negative": _chart("structure", NEGATIVE),
    "zero part": _chart("structure", Series("2024年度", (_datum("甲", 1.0, "100%"), _datum("乙", 0.0, "0%")))),
}


def _parts(*charts: ChartBlock) -> dict[str, bytes]:
    return parts_of(print_docx(document_of(*charts), base_style().with_native_charts()))


def _cached(root: _Element, kind: str) -> dict[str, list[str | None]]:
    """Cells that a chart refers to → what it has stored of them."""
    found: dict[str, list[str | None]] = {}
    for reference in root.iter(f"{C}{kind}Ref"):
        cache = reference.find(f"{C}{kind}Cache")
        assert cache is not None
        values: list[str | None] = [None] * int(cache.find(f"{C}ptCount").get("val", "0"))
        for point in cache.iter(f"{C}pt"):
            values[int(point.get("idx", "0"))] = point.findtext(f"{C}v")
        found[reference.findtext(f"{C}f", "")] = values
    return found


def _cells(book: bytes, reference: str) -> list[object]:
    sheet, _, area = reference.partition("!")
    found = openpyxl.load_workbook(io.BytesIO(book), data_only=True)[sheet][area.replace("$", "")]
    return [cell.value for row in found for cell in row] if isinstance(found, tuple) else [found.value]


@pytest.mark.parametrize("name", CHARTS)
def test_chart_workbook_and_document_have_the_same_figures(name: str) -> None:
    block = CHARTS[name]
    parts = _parts(block)
    root = etree.fromstring(parts["word/charts/chart1.xml"])
    book = parts["word/embeddings/chart1.xlsx"]
    numbers, names = _cached(root, "num"), _cached(root, "str")
    for reference, values in numbers.items():
        assert [value if value is None else float(value) for value in values] == _cells(book, reference)
    for reference, words in names.items():
        assert words == _cells(book, reference)
    stored = sorted(float(value) for values in numbers.values() for value in values if value is not None)
    assert sorted(datum.value for series in block.series for datum in series.data) == stored


@pytest.mark.parametrize("sample", ["wuhan-center-2024", "jiangan-2022"])
def test_the_charts_of_a_sample_have_its_figures(sample: str) -> None:
    composed, _ = check_unit(SAMPLES / sample, Workspace.find())
    assert composed is not None
    document = composed.composition.document
    parts = parts_of(print_docx(document, composed.style.with_native_charts()))
    charts = [block for block in document.blocks if isinstance(block, ChartBlock)]
    for number, block in enumerate(charts, 1):
        root = etree.fromstring(parts[f"word/charts/chart{number}.xml"])
        stored = [float(value) for values in _cached(root, "num").values() for value in values if value is not None]
        assert sorted(datum.value for series in block.series for datum in series.data) == sorted(stored)
    assert not [name for name in parts if name.endswith(".png")]


@pytest.mark.parametrize("name", CHARTS)
def test_values_look_as_they_are_printed(name: str) -> None:
    plot = plot_of(CHARTS[name])
    assert plot is not None
    assert "0.00" == plot.format[-4:]
    assert ("," in plot.format) == any("," in one.amount for part in CHARTS[name].series for one in part.data)


def test_shares_stand_with_the_names_and_follow_the_figures() -> None:
    parts = _parts(CHARTS["whole"])
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/chart1.xlsx"]))["Sheet1"]
    assert ["基本支出 (42.6%)", "项目支出 (57.4%)"] == _cells(parts["word/embeddings/chart1.xlsx"], "Sheet1!A2:A3")
    assert '=C2&" ("&TEXT(B2/SUM(B$2:B$3),"0.0%")&")"' == book["A2"].value


@pytest.mark.parametrize(
    ("name", "kind", "direction"),
    [
        ("years", "barChart", "col"),
        ("groups", "barChart", "col"),
        ("whole", "pieChart", ""),
        ("many", "barChart", "bar"),
        ("negative", "barChart", "bar"),
    ],
)
def test_each_kind_of_drawing_has_its_chart(name: str, kind: str, direction: str) -> None:
    root = etree.fromstring(_parts(CHARTS[name])["word/charts/chart1.xml"])
    drawn = next(root.iter(f"{C}{kind}"))
    bar = drawn.find(f"{C}barDir")
    assert direction == ("" if bar is None else bar.get("val"))
    least = [item.get("val") for item in root.iter(f"{C}min")]
    assert (["0"] if kind == "barChart" and name != "negative" else []) == least


def test_every_kind_of_drawing_is_a_native_chart_too() -> None:
    assert {block.kind for block in CHARTS.values()} == set(drawings())


def test_a_chart_without_data_stays_a_picture_beside_native_ones() -> None:
    parts = _parts(_chart("comparison", note="无数据"), CHARTS["years"])
    assert {"word/media/chart1.png", "word/charts/chart2.xml", "word/embeddings/chart2.xlsx"} <= set(parts)


def test_native_charts_have_alternative_text_and_are_the_same_every_time() -> None:
    word = printed(document_of(*CHARTS.values()), base_style().with_native_charts())
    assert [block.alt for block in CHARTS.values()] == [
        item.get("descr") for item in word.element.body.iter(qn("wp:docPr"))
    ]
    assert _parts(*CHARTS.values()) == _parts(*CHARTS.values())


def test_a_chart_of_many_bars_is_higher_but_never_than_a_page() -> None:
    heights = []
    for count in (3, 20, 200):
        series = Series("2024年度", tuple(_datum(f"第{one}类", -one - 1.0) for one in range(count)))
        plot = plot_of(_chart("structure", series))
        assert plot is not None
        heights.append(plot.height)
    page = base_style().style.page
    assert heights[0] < heights[1] < heights[2] < page.lines * page.body_size * 1.8


def test_the_style_decides() -> None:
    assert not base_style().style.charts.native
    assert base_style().with_native_charts().style.charts.native
    assert not [name for name in parts_of(print_docx(document_of(CHARTS["years"]), base_style())) if "charts/" in name]

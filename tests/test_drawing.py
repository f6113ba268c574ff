"""Laws of charts: nothing overlaps or is cut off, every figure is printed, greys suffice, same bytes every time."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from math import dist
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from PIL import Image

from generator.document.blocks import ChartBlock, Datum, Series
from generator.drawing import draw, kinds, registry, theme
from generator.drawing.lettering import clean, pack, shorten, wrap
from generator.drawing.paint import paint, to_png
from generator.drawing.registry import drawing, drawings, find_drawing
from generator.drawing.sketch import Box, Label, Line, Sketch, Wedge
from generator.drawing.typeface import find_typeface
from generator.errors import MissingDependencyError, StyleError
from generator.style.model import Font, Fonts
from tests.documents import chart as sample_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

M = TypeVar("M", Box, Wedge, Line, Label)

ROOT = Path(__file__).resolve().parent.parent
FONT = Font(name="宋体", families=("Noto Serif CJK SC",))
FONTS = Fonts(
    title=FONT,
    heading1=FONT,
    heading2=FONT,
    body=FONT,
    table=FONT,
    latin=FONT,
    fallback=("LXGW WenKai", "DejaVu Sans"),
)
FACE = find_typeface(FONTS)

SOURCES = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
LONG = "因公出国（境）费、公务用车购置及运行维护费和公务接待费"


def datum(label: str, value: float, share: str = "") -> Datum:
    """A datum whose printed amount is its value."""
    return Datum(label, value, f"{value:,.2f}", share)


def comparison(*years: tuple[str, Sequence[tuple[str, float]]], note: str = "") -> ChartBlock:
    """A chart of years."""
    series = tuple(Series(name, tuple(datum(label, value) for label, value in data)) for name, data in years)
    return ChartBlock("change", "comparison", "图1：变动情况", series, "万元", "替代文字", note)


def structure(*parts: tuple[str, float]) -> ChartBlock:
    """A chart of parts of one whole."""
    total = sum(value for _, value in parts) or 1
    data = tuple(datum(label, value, f"{value / total * 100:.2f}%") for label, value in parts)
    return ChartBlock("structure", "structure", "图2：结构", (Series("2024年度", data),), "万元", "替代文字")


def sketch_of(chart: ChartBlock) -> Sketch:
    """The layout alone."""
    return find_drawing(chart.kind)(chart, FACE)


def marks(chart: ChartBlock, kind: type[M]) -> list[M]:
    """The marks of one kind."""
    return [mark for mark in sketch_of(chart).marks if isinstance(mark, kind)]


def printed(chart: ChartBlock) -> list[str]:
    """The lines of text in the chart."""
    return [label.text for label in marks(chart, Label)]


TWO_YEARS = comparison(("2023年度", [("收、支总计", 8080.82)]), ("2024年度", [("收、支总计", 9111.11)]))
TWO_PARTS = structure(("基本支出", 3885.24), ("项目支出", 5225.87))
CASES = {
    "two years": TWO_YEARS,
    "one year": comparison(("2024年度", [("收、支总计", 9111.11)]), note="2023年度无决算数"),
    "three groups": comparison(*((year, [(name, 80.5) for name in SOURCES[:3]]) for year in ("2023年度", "2024年度"))),
    "two parts": TWO_PARTS,
    "one part": structure(("财政拨款收入", 9111.11)),
    "parts of zero": structure(("财政拨款收入", 9111.11), *((name, 0) for name in SOURCES[1:])),
    "three parts": structure(("社会保障和就业支出", 270.89), ("卫生健康支出", 8397.66), ("住房保障支出", 442.56)),
    "nothing": comparison(("2024年度", [("收、支总计", 0)])),
}
each_case = pytest.mark.parametrize("chart", CASES.values(), ids=CASES)

# --- nothing overlaps -------------------------------------------------------------------------------------------

amounts = st.one_of(
    st.just(0.0),
    st.floats(0.01, 9.99),
    st.floats(10, 99_999),
    st.floats(100_000, 99_999_999),
)
signed = st.builds(lambda value, sign: value * sign, amounts, st.sampled_from((1, 1, 1, -1)))
labels = st.one_of(
    st.sampled_from((*SOURCES, LONG, "$a_b\\c^{2}$", "镕堃喆𠮷", "", "World Bank loan project (phase 2)")),
    st.text("一般公共预算财政拨款支出（）、“”Aa1 %", min_size=1, max_size=60),
)


@st.composite
def charts(pick: st.DrawFn) -> ChartBlock:
    """Charts of any shape: up to twelve groups or slices, up to three years."""
    names = pick(st.lists(labels, min_size=1, max_size=12))
    note = pick(st.sampled_from(("", "2023年度无决算数", LONG * 4)))
    if pick(st.booleans()):
        values = pick(st.sampled_from((amounts, signed)))
        chart = structure(*((name, pick(values)) for name in names))
        return replace(chart, note=note)
    years = pick(st.sampled_from((("2024年度",), ("2023年度", "2024年度"), ("2022", "2023", LONG))))
    return comparison(*((year, [(name, pick(signed)) for name in names]) for year in years), note=note)


@settings(max_examples=60, deadline=None)
@given(charts())
def test_no_text_overlaps_anything_or_leaves_the_canvas(chart: ChartBlock) -> None:
    sketch = sketch_of(chart)
    figure = paint(sketch, FACE)
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.findobj(Text)]
    pixels = 300 / 72
    bars = [
        (mark, (mark.x * pixels, mark.y * pixels, (mark.x + mark.width) * pixels, (mark.y + mark.height) * pixels))
        for mark in sketch.marks
        if isinstance(mark, Box) and mark.fill
    ]
    for text, box in texts:
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= figure.bbox.x1, text
        assert box.y1 <= figure.bbox.y1, text
        for bar, (x0, y0, x1, y1) in bars:
            assert box.x1 <= x0 or x1 <= box.x0 or box.y1 <= y0 or y1 <= box.y0, (text, bar)
    for (one, first), (other, second) in itertools.combinations(texts, 2):
        assert not first.overlaps(second), (one, other)


@settings(max_examples=60, deadline=None)
@given(charts())
def test_every_amount_and_share_is_printed_in_full(chart: ChartBlock) -> None:
    data = [datum for series in chart.series for datum in series.data]
    text = "\n".join(printed(chart))
    if not any(datum.value for datum in data):
        assert "无数据" in text
        return
    in_ring = bool(marks(chart, Wedge))
    for part in data:
        assert part.amount in text
        assert part.share in text or (in_ring and part.value == 0)


@settings(max_examples=60, deadline=None)
@given(charts())
def test_whatever_is_not_zero_is_visible(chart: ChartBlock) -> None:
    sketch = sketch_of(chart)
    legend = sum(mark.height == theme.SMALL for mark in sketch.marks if isinstance(mark, Box))
    bars = [mark for mark in sketch.marks if isinstance(mark, Box) and mark.fill]
    wedges = [mark for mark in sketch.marks if isinstance(mark, Wedge)]
    assert sum(part.value != 0 for series in chart.series for part in series.data) == len(bars) - legend + len(wedges)
    assert all(min(bar.width, bar.height) >= theme.SMALLEST_BAR for bar in bars)
    assert all(wedge.end - wedge.start >= theme.SMALLEST_ANGLE * 0.99 for wedge in wedges)


# --- the ring ---------------------------------------------------------------------------------------------------


def test_one_part_is_a_whole_ring_with_its_label() -> None:
    (wedge,) = marks(CASES["one part"], Wedge)
    assert wedge.end - wedge.start == 360
    assert "财政拨款收入" in printed(CASES["one part"])
    assert "9,111.11 (100.00%)" in printed(CASES["one part"])


def test_parts_of_zero_are_named_below_the_ring() -> None:
    chart = CASES["parts of zero"]
    assert len(marks(chart, Wedge)) == 1
    below = "".join(label.text for label in marks(chart, Label) if label.size == theme.SMALL)
    assert below.startswith(
        "为零的项目：上级补助收入 0.00；事业收入 0.00；经营收入 0.00；附属单位上缴收入 0.00；其他收入 0.00。"
    )


@pytest.mark.parametrize("ratio", [100, 10_000, 100_000_000])
def test_a_tiny_slice_is_visible_and_led_to_its_label(ratio: float) -> None:
    chart = structure(("财政拨款收入", ratio), ("其他收入", 1))
    large, tiny = marks(chart, Wedge)
    assert (large.end - large.start) + (tiny.end - tiny.start) == pytest.approx(360)
    leader = min(marks(chart, Line), key=lambda line: abs(line.points[0][1] - tiny.y) + abs(line.points[0][0] - 999))
    label = next(label for label in marks(chart, Label) if label.text == "其他收入")
    assert leader.points[-1][0] < label.x < leader.points[-1][0] + 2 * theme.GAP


@settings(max_examples=60, deadline=None)
@given(charts())
def test_leaders_and_labels_stay_outside_the_ring(chart: ChartBlock) -> None:
    rings = marks(chart, Wedge)
    if not rings:
        return
    ring = rings[0]
    leaders = marks(chart, Line)
    assert len(leaders) == len(rings)
    for leader in leaders:
        for (x0, y0), (x1, y1) in itertools.pairwise(leader.points):
            for step in range(11):
                x, y = x0 + (x1 - x0) * step / 10, y0 + (y1 - y0) * step / 10
                assert (x - ring.x) ** 2 + (y - ring.y) ** 2 >= (ring.radius - 0.01) ** 2
    for label in marks(chart, Label):
        if label.align != "center" and label.size == theme.TEXT:
            assert abs(label.x - ring.x) > ring.radius


def test_many_parts_are_sorted_bars() -> None:
    chart = structure(*((f"第{number}类支出", 100.0 + number) for number in range(12)))
    bars = [bar for bar in marks(chart, Box) if bar.height != theme.SMALL]
    assert marks(chart, Wedge) == []
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    assert [bar.y for bar in bars] == sorted((bar.y for bar in bars), reverse=True)
    assert len(bars) == 12


def test_a_negative_part_makes_bars_of_all() -> None:
    chart = structure(("财政拨款收入", 500), ("其他收入", -20))
    assert marks(chart, Wedge) == []
    assert "-20.00 (-4.17%)" in printed(chart)


def test_parts_of_several_years_are_no_structure() -> None:
    chart = replace(TWO_YEARS, kind="structure")
    with pytest.raises(StyleError, match="图1：变动情况"):
        draw(chart, FONTS)


# --- bars -------------------------------------------------------------------------------------------------------


def test_two_years_stand_beside_each_other_named_and_in_proportion() -> None:
    prior, current = marks(TWO_YEARS, Box)
    assert prior.x < current.x
    assert prior.height / current.height == pytest.approx(8080.82 / 9111.11)
    assert {"单位：万元", "2023年度", "2024年度", "收、支总计", "8,080.82", "9,111.11"} == set(printed(TWO_YEARS))


def test_a_year_alone_says_why() -> None:
    chart = CASES["one year"]
    assert len(marks(chart, Box)) == 1
    assert "2023年度无决算数" in printed(chart)
    assert "2024年度" in printed(chart)


def test_a_year_without_data_is_left_out() -> None:
    with_empty = replace(CASES["one year"], series=(Series("2023年度", ()), *CASES["one year"].series))
    assert sketch_of(CASES["one year"]) == sketch_of(with_empty)


def test_what_a_year_lacks_is_a_dash_and_no_bar() -> None:
    chart = comparison(("2023年度", [("甲", 1)]), ("2024年度", [("甲", 2), ("乙", 0)]))
    assert len([bar for bar in marks(chart, Box) if bar.height != theme.SMALL]) == 2
    assert "—" in printed(chart)
    assert "0.00" in printed(chart)


def test_a_negative_bar_hangs_from_the_zero_line() -> None:
    chart = comparison(("2023年度", [("经营结余", -320.5)]), ("2024年度", [("经营结余", 80.2)]))
    negative, positive = marks(chart, Box)
    assert negative.y + negative.height == pytest.approx(positive.y)


def test_captions_too_wide_to_stand_lie_beside_their_bars() -> None:
    chart = comparison(
        *((year, [(f"{name}类", 12_345_678.91) for name in SOURCES]) for year in ("2023年度", "2024年度"))
    )
    bars = [bar for bar in marks(chart, Box) if bar.height != theme.SMALL]
    assert {bar.height for bar in bars} == {bars[0].height}
    assert len(bars) == 12


@pytest.mark.parametrize("chart", [comparison(), comparison(("2024年度", [])), CASES["nothing"], structure(("甲", 0))])
def test_nothing_to_show_is_an_empty_frame(chart: ChartBlock) -> None:
    assert "无数据" in printed(chart)
    (box,) = marks(chart, Box)
    assert box.fill is None


# --- text -------------------------------------------------------------------------------------------------------


def test_text_of_the_data_is_literal() -> None:
    name = "$a_b\\c^{2}$ <b>&amp;</b> {{ x }}"
    picture = draw(comparison(("$2024$", [(name, 1)])), FONTS)
    figure = paint(picture.drawn, picture.face)
    texts = figure.findobj(Text)
    assert {name, "$2024$"} <= {text.get_text() for text in texts}
    assert not any(text.get_parse_math() for text in texts)


def test_a_character_that_no_font_has_stops_nothing() -> None:
    picture = draw(comparison(("2024年度", [("\U0001fabf\U00088888", 1)])), FONTS)
    assert picture.svg
    assert picture.png


def test_a_rare_character_takes_its_label_to_a_font_that_has_it() -> None:
    assert "Serif" in FACE.file("镕堃喆").path
    assert "DejaVu" in FACE.file("\u2800").path


class Squares:
    """Every character is as wide as high, Latin ones half as wide."""

    def width(self, text: str, size: float) -> float:
        """Points."""
        return sum(size / 2 if char.isascii() else size for char in text)


@given(st.text("预算执行（），。“”Ab1 ", max_size=60), st.integers(3, 20))
def test_wrapped_lines_fit_and_together_are_the_text(text: str, ems: int) -> None:
    lines = wrap(Squares(), text, ems * 10, 10, 99)
    assert clean(text).replace(" ", "") == "".join(lines).replace(" ", "")
    assert all(Squares().width(line, 10) <= ems * 10 for line in lines)


def test_a_line_begins_with_no_closing_and_ends_with_no_opening_mark() -> None:
    assert wrap(Squares(), "一二三四，五六七（八九", 50, 10) == ("一二三", "四，五六", "七（八九")


def test_lines_are_about_equally_long() -> None:
    assert wrap(Squares(), "政府性基金预算财政拨款收入", 120, 10) == ("政府性基金预算", "财政拨款收入")


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap(Squares(), "一二三四五六七八九十", 40, 10, 2) == ("一二三四", "五六七…")
    assert shorten(Squares(), "一二三四五六", 40, 10) == "一二三…"
    assert len(clean("长" * 10_000)) < 500


def test_control_characters_do_not_reach_the_page() -> None:
    assert clean(" 甲\n乙\t\x00\u202e丙\ue000 ") == "甲 乙 丙"


def test_items_are_not_torn_apart() -> None:
    assert pack(Squares(), "另有：", ("甲乙 1", "丙丁 2", "戊己 3"), 90, 10) == ("另有：甲乙 1；", "丙丁 2；戊己 3。")


# --- greys ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fills", [theme.SLICE_FILLS, theme.year_fills(3)], ids=["slices", "years"])
def test_fills_differ_in_black_and_white(fills: Sequence[theme.Fill]) -> None:
    side = 48.0
    boxes = tuple(Box(number * side, 0, side, side, fill) for number, fill in enumerate(fills))
    image = Image.open(BytesIO(to_png(Sketch(side * len(fills), side, boxes), FACE))).convert("L")
    assert image.mode == "L"

    def looks(number: int) -> tuple[float, ...]:
        """How light it is, and how much the pixels, their rows and their columns differ."""
        swatch = image.crop((number * 200 + 10, 10, number * 200 + 190, 190))
        rows = swatch.resize((1, 180), Image.Resampling.BOX).tobytes()
        columns = swatch.resize((180, 1), Image.Resampling.BOX).tobytes()
        return (statistics.mean(rows), *map(statistics.pstdev, (swatch.tobytes(), rows, columns)))

    for one, other in itertools.combinations(range(len(fills)), 2):
        assert max(abs(a - b) for a, b in zip(looks(one), looks(other), strict=True)) >= 18


def test_neighbouring_years_and_slices_are_outlined_in_ink() -> None:
    image = Image.open(BytesIO(draw(TWO_YEARS, FONTS).png)).convert("L")
    assert image.getextrema() == (0x11, 255)  # the ink, #1a1a1a, in sixteen greys


# --- formats ----------------------------------------------------------------------------------------------------


@each_case
def test_svg_stands_inside_a_page(chart: ChartBlock) -> None:
    picture = draw(chart, FONTS)
    assert picture.svg.startswith("<svg ")
    root = ET.fromstring(picture.svg)  # noqa: S314 - our own output
    assert root.get("viewBox") == f"0 0 {picture.width:g} {picture.height:g}"
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "path", "defs", "pattern", "rect"}
    names = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(names)) == len(names)
    assert set(names) == {part.partition(")")[0] for part in picture.svg.split("url(#")[1:]}
    assert "<!--" not in picture.svg
    assert len(picture.svg) < 40_000


def test_two_charts_share_no_names() -> None:
    first, second = (draw(replace(TWO_YEARS, id=name), FONTS).svg for name in ("one", "图“二” <&"))
    names = [{element.get("id") for element in ET.fromstring(svg).iter()} - {None} for svg in (first, second)]  # noqa: S314 - our own output
    assert all(names)
    assert names[0].isdisjoint(names[1])


def points(path: str) -> list[tuple[int, int]]:
    """An SVG path's points in order, those that steer curves included."""
    found: list[tuple[int, int]] = []
    start = x, y = 0, 0
    for command, text in re.findall(r"([Mmlhvcz])([^Mmlhvcz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        if command == "z":
            x, y = start
            continue
        if command in "hv":
            numbers = [*numbers, 0] if command == "h" else [0, *numbers]
        base = (0, 0) if command == "M" else (x, y)
        moved = [(base[0] + dx, base[1] + dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True)]
        found += moved
        x, y = moved[-1]
        start = (x, y) if command in "Mm" else start
    return found


def test_letters_of_the_svg_have_the_outlines_of_the_font() -> None:
    root = ET.fromstring(draw(TWO_PARTS, FONTS).svg)  # noqa: S314 - our own output
    paths = [element.get("d", "") for element in root.iter() if element.get("transform")]
    for label, path in zip(printed(TWO_PARTS), paths, strict=True):
        font = TextPath((0, 0), label, 1000, FontProperties(fname=FACE.file(label)))
        outline = [
            tuple(point) for point, code in zip(font.vertices, font.codes, strict=True) if code != font.CLOSEPOLY
        ]
        assert len(outline) == len(points(path))
        assert all(dist(one, other) < 2 for one, other in zip(outline, points(path), strict=True))


@each_case
def test_png_is_300_dots_an_inch_and_tells_nothing_else(chart: ChartBlock) -> None:
    picture = draw(chart, FONTS)
    image = Image.open(BytesIO(picture.png))
    assert image.size == (round(picture.width / 72 * 300), round(picture.height / 72 * 300))
    assert set(image.info) == {"dpi"}
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@each_case
def test_png_shows_what_a_figure_would(chart: ChartBlock) -> None:
    """Put on the canvas without a figure: as much ink, within the same bounds.

    Letters of a figure stand a little farther apart, for it rounds each step to whole pixels.
    """
    picture = draw(chart, FONTS)
    canvas = FigureCanvasAgg(paint(picture.drawn, picture.face))
    canvas.draw()
    whole = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("L")
    ours = Image.open(BytesIO(picture.png)).convert("L")
    assert whole.size == ours.size
    dark = [255 - np.asarray(image, dtype=float) for image in (whole, ours)]
    assert dark[1].sum() == pytest.approx(dark[0].sum(), rel=0.05)
    bounds = [np.argwhere(one > 128) for one in dark]
    assert bounds[1].min(0) == pytest.approx(bounds[0].min(0), abs=3)
    assert bounds[1].max(0) == pytest.approx(bounds[0].max(0), abs=20)


def test_a_letter_at_the_edge_is_cut_off() -> None:
    labels = (Label(-4, -3, "国"), Label(38, 35, "国"), Label(500, 500, "国"))
    image = Image.open(BytesIO(to_png(Sketch(40, 40, labels), FACE))).convert("L")
    darkest = [image.crop(box).getextrema()[0] for box in ((40, 40, 120, 120), (0, 130, 30, 167), (155, 0, 167, 25))]
    assert [False, True, True] == [dark < 128 for dark in darkest]  # noqa: SIM300 - expected comes first


@each_case
def test_the_picture_fits_the_type_area(chart: ChartBlock) -> None:
    picture = draw(chart, FONTS)
    assert picture.width <= 156 / 25.4 * 72
    assert picture.height == theme.HEIGHT


def digest(chart: ChartBlock) -> str:
    """One number for both formats."""
    picture = draw(chart, FONTS)
    return hashlib.sha256(picture.svg.encode() + picture.png).hexdigest()


def test_another_process_draws_the_same_bytes() -> None:
    code = "from tests.test_drawing import *; print(*map(digest, CASES.values()), sep='\\n')"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env=environment)  # noqa: S603 - a fixed command
    assert [digest(chart) for chart in CASES.values()] == found.stdout.decode().split()


def test_nobodys_settings_of_matplotlib_matter() -> None:
    before = digest(TWO_YEARS)
    draw.cache_clear()
    others = {"svg.fonttype": "none", "savefig.bbox": "tight", "figure.autolayout": True, "text.hinting": "auto"}
    with mpl.rc_context(others):
        assert before == digest(TWO_YEARS)


def test_drawing_changes_no_settings() -> None:
    before = dict(mpl.rcParams)
    draw.cache_clear()
    digest(TWO_PARTS)
    assert before == dict(mpl.rcParams)


def test_matplotlib_is_loaded_by_the_first_drawing_and_pyplot_never() -> None:
    code = (
        "import sys; from generator.drawing.registry import drawings; drawings(); print('matplotlib' in sys.modules);"
        "from tests.test_drawing import *; digest(TWO_PARTS); print('matplotlib.pyplot' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)  # noqa: S603 - a fixed command
    assert found.stdout.decode().split() == ["False", "False"]


# --- one drawing, many kinds ------------------------------------------------------------------------------------


def test_a_chart_is_laid_out_once_and_each_format_made_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(registry, "_DRAWINGS", dict(drawings()))

    @drawing("counted")
    def draw_counted(chart: ChartBlock, face: object) -> Sketch:  # noqa: ARG001 - a drawing need not measure
        drawn.append(chart.id)
        return Sketch(theme.WIDTH, theme.HEIGHT, ())

    chart = replace(sample_chart(), kind="counted")
    picture = draw(chart, FONTS)
    assert "svg" not in vars(picture)
    assert picture.png
    assert "svg" not in vars(picture)
    assert picture.svg is draw(replace(chart), FONTS).svg
    assert drawn == ["total_change"]


def test_a_new_kind_is_one_new_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = """
from generator.drawing.registry import drawing
from generator.drawing.sketch import Sketch

@drawing("trend")
def draw_trend(chart, face):
    return Sketch(100, 50, ())
"""
    (tmp_path / "trend.py").write_text(module, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    monkeypatch.setattr(registry, "_DRAWINGS", dict(drawings()))
    registry._discover.cache_clear()
    assert {"comparison", "structure", "trend"} == set(drawings())
    assert draw(replace(TWO_YEARS, kind="trend"), FONTS).height == 50
    del sys.modules["generator.drawing.kinds.trend"]


def test_a_kind_can_be_taken_once() -> None:
    known = drawings()
    with pytest.raises(ValueError, match="structure"):
        drawing("structure")(known["structure"])
    assert known == drawings()


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(StyleError, match=r"没有画法“pie”.*comparison、structure"):
        draw(replace(TWO_YEARS, kind="pie"), FONTS)


def test_without_any_font_the_program_says_what_to_install() -> None:
    missing = FONTS.model_copy(update={"table": Font(name="宋体", families=("没有这种字体",)), "fallback": ()})
    with pytest.raises(MissingDependencyError, match="没有这种字体"):
        draw(TWO_YEARS, missing)

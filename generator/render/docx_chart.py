"""Chart → a native Word chart (DrawingML) with its figures in an embedded workbook, to be edited in Word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.render.docx_chart_book import SHEET, column, shown, workbook
from generator.render.docx_picture import DRAWING, RELATIONSHIPS
from generator.render.docx_text import attribute, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.drawing.theme import Fill
    from generator.render.docx_plot import Plot, PlotSeries

_CHART = f"{DRAWING}/chart"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PATTERNS = {"////": "wdUpDiag", "----": "ltHorz", "xxxx": "openDmnd"}
_AXES = (1001, 1002)
_GAP, _GAPS = 80, 320
"""Between bars, in percent of one's width: at least, and all together where there are few."""


@dataclass(frozen=True)
class PlacedChart:
    """A native chart at the size at which it is printed, numbered in the order of the document."""

    number: int
    plot: Plot
    width: float
    height: float
    """Points."""
    east_asian: str
    latin: str

    @cached_property
    def relationship_xml(self) -> str:
        """The entry in the list of relationships."""
        return f'<Relationship Id="rIdChart{self.number}" Type="{RELATIONSHIPS}/chart" Target="{self._target}"/>'

    @property
    def type_xml(self) -> str:
        """The entry in the list of types."""
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        return f'<Override PartName="/word/{self._target}" ContentType="{kind}"/>'

    @property
    def _target(self) -> str:
        return f"charts/chart{self.number}.xml"

    @property
    def graphic(self) -> str:
        """What the frame in the text holds."""
        return (
            f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{RELATIONSHIPS}" '
            f'r:id="rIdChart{self.number}"/></a:graphicData>'
        )

    def parts(self) -> dict[str, bytes]:
        """The chart, its workbook, and what joins them."""
        book = f"embeddings/chart{self.number}.xlsx"
        links = (
            f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/package" Target="../{book}"/></Relationships>'
        )
        return {
            f"word/{self._target}": self._xml().encode(),
            f"word/charts/_rels/chart{self.number}.xml.rels": links.encode(),
            f"word/{book}": workbook(self.plot),
        }

    def _xml(self) -> str:
        plot = self.plot
        body = _pie(plot) if plot.kind == "pie" else _bars(plot)
        legend = _LEGEND if len(plot.series) > 1 else ""
        return (
            f'{_HEAD}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{DRAWING}/main" xmlns:r="{RELATIONSHIPS}">'
            '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/><c:chart>'
            f'{_title(plot.title, theme.SMALL, _CORNER)}<c:autoTitleDeleted val="{int(not plot.title)}"/>'
            f"<c:plotArea><c:layout/>{body}{_NOTHING}</c:plotArea>{legend}"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"{_NOTHING}<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{self._letters}</a:pPr>"
            '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    @property
    def _letters(self) -> str:
        latin, east_asian = attribute(self.latin), attribute(self.east_asian)
        return (
            f'<a:defRPr sz="{round(theme.TEXT * 100)}">{_solid(theme.INK)}'
            f'<a:latin typeface="{latin}"/><a:ea typeface="{east_asian}"/></a:defRPr>'
        )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'


def _line(weight: float) -> str:
    return f'<a:ln w="{round(weight * 12700)}">{_solid(theme.INK)}</a:ln>'


_NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_LEGEND = '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'


_CORNER = (
    '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.015"/><c:y val="0.02"/>'
    "</c:manualLayout></c:layout>"
)
"""Upper left, as in the pictures."""


def _title(text: str, size: float, layout: str = "") -> str:
    """Words above a chart or below an axis."""
    if not text:
        return ""
    look = f'sz="{round(size * 100)}" b="0"'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr {look}/></a:pPr>"
        f'<a:r><a:rPr lang="zh-CN" {look}/><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>'
        f'{layout}<c:overlay val="0"/></c:title>'
    )


def _fill(fill: Fill) -> str:
    """A grey, or a hatching on it, with the outline that the pictures have."""
    grey = f"{round(fill.grey * 255):02X}" * 3
    inside = _solid(grey)
    if fill.hatch:
        inside = (
            f'<a:pattFill prst="{_PATTERNS[fill.hatch]}"><a:fgClr><a:srgbClr val="{theme.INK[1:].upper()}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{grey}"/></a:bgClr></a:pattFill>'
        )
    return f"<c:spPr>{inside}{_line(theme.OUTLINE)}</c:spPr>"


def _labels(plot: Plot, position: str, *, named: bool, zeros: Iterable[int] = ()) -> str:
    """数据标签: the amount as it is printed, at a slice also its name; none at what is zero."""
    hidden = "".join([f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>' for place in zeros])
    lines = '<c:showLeaderLines val="1"/>' if named else ""
    return (
        f'<c:dLbls>{hidden}<c:numFmt formatCode="{attribute(plot.format)}" sourceLinked="0"/>{_NOTHING}'
        f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        f'<c:showCatName val="{int(named)}"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        f'<c:showBubbleSize val="0"/><c:separator>\n</c:separator>{lines}</c:dLbls>'
    )


def _series(plot: Plot, number: int, labels: str, extra: str = "") -> str:
    """One series: its name, look, labels, categories and values, each with the cells that they stand in."""
    series, letter, last = plot.series[number], column(number), len(plot.categories) + 1
    categories = [shown(name, share) for name, share in zip(plot.categories, plot.shares, strict=True)]
    names = "".join([f'<c:pt idx="{place}"><c:v>{escape(name)}</c:v></c:pt>' for place, name in enumerate(categories)])
    values = "".join(
        [
            f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
            for place, value in enumerate(series.values)
            if value is not None
        ]
    )
    count = f'<c:ptCount val="{len(categories)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx>{_fill(series.fills[0])}{extra}{_points(series, plot)}{labels}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escape(plot.format)}</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _points(series: PlotSeries, plot: Plot) -> str:
    """The fill of each point, where they differ."""
    if len(series.fills) == 1 and plot.kind != "pie":
        return ""
    upright = "" if plot.kind == "pie" else '<c:invertIfNegative val="0"/>'
    return "".join(
        [
            f'<c:dPt><c:idx val="{place}"/>{upright}<c:bubble3D val="0"/>{_fill(fill)}</c:dPt>'
            for place, fill in enumerate(series.fills)
        ]
    )


def _pie(plot: Plot) -> str:
    zeros = [place for place, value in enumerate(plot.series[0].values) if not value]
    series = _series(plot, 0, _labels(plot, "outEnd", named=True, zeros=zeros))
    return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="90"/></c:pieChart>'


def _floor(plot: Plot) -> str:
    """Bars begin at zero, unless there are negative ones."""
    least = min(value for series in plot.series for value in series.values if value is not None)
    return '<c:min val="0"/>' if least >= 0 else ""


def _bars(plot: Plot) -> str:
    labels = _labels(plot, "outEnd", named=False)
    upright = '<c:invertIfNegative val="0"/>'
    drawn = "".join([_series(plot, number, labels, upright) for number in range(len(plot.series))])
    lying = plot.kind == "rows"
    first, second = _AXES
    gap = max(_GAP, _GAPS // len(plot.categories))
    order, at, across = ("maxMin", "l", "t") if lying else ("minMax", "b", "l")
    below = _title(plot.series[0].name, theme.TEXT) if len(plot.series) == 1 and not lying else ""
    return (
        f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="{gap}"/><c:axId val="{first}"/><c:axId val="{second}"/>'
        "</c:barChart>"
        f'<c:catAx><c:axId val="{first}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{at}"/>{below}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{_line(theme.OUTLINE)}</c:spPr>"
        f'<c:crossAx val="{second}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{second}"/><c:scaling><c:orientation val="minMax"/>{_floor(plot)}</c:scaling>'
        '<c:delete val="1"/>'
        f'<c:axPos val="{across}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{first}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )

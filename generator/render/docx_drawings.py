"""Charts of the plan → what shows each of them: a picture, or a native Word chart where the style wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock
from generator.drawing import draw, theme
from generator.render.docx_chart import PlacedChart
from generator.render.docx_picture import PlacedPicture
from generator.render.docx_plot import plot_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.render.docx_grid import Sheets
    from generator.render.docx_plan import Placed
    from generator.style.model import Style

    Drawing = PlacedPicture | PlacedChart


def drawings_of(placed: Sequence[Placed], style: Style, sheets: Sheets) -> dict[int, Drawing]:
    """The drawing of each chart by its index in the plan, none wider than the type area."""
    found: dict[int, Drawing] = {}
    for index, item in enumerate(placed):
        if isinstance(item.block, ChartBlock):
            room = sheets[item.landscape].width / 20
            found[index] = _drawing(item.block, len(found) + 1, room, style)
    return found


def _drawing(chart: ChartBlock, number: int, room: float, style: Style) -> Drawing:
    """A chart without data has nothing to edit, it stays a picture."""
    fonts = style.fonts
    plot = plot_of(chart) if style.charts.native else None
    if plot is not None:
        scale = min(1.0, room / theme.WIDTH)
        size = theme.WIDTH * scale, plot.height * scale
        return PlacedChart(number, plot, *size, fonts.table.name, fonts.latin.name)
    picture = draw(chart, fonts)
    scale = min(1.0, room / picture.width)
    return PlacedPicture(number, picture.png, picture.width * scale, picture.height * scale)

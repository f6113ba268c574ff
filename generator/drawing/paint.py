"""A sketch → matplotlib figure → SVG and PNG. The only module that paints."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import lru_cache
from io import StringIO
from threading import Lock
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.patches import Wedge as WedgePatch
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from generator.drawing import theme
from generator.drawing.png import encode_greys
from generator.drawing.sketch import Box, Label, Line, Mark, Sketch, Wedge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.typing import RcKeyType

    from generator.drawing.typeface import Typeface

DPI = 300
_POINTS = 72

_SETTINGS: dict[RcKeyType, Any] = {
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "figure.hooks": [],
    "font.enable_last_resort": False,
    "hatch.color": "edge",
    "lines.antialiased": True,
    "patch.antialiased": True,
    "path.effects": [],
    "path.sketch": None,
    "path.snap": True,
    "savefig.bbox": None,
    "savefig.transparent": False,
    "svg.fonttype": "path",
    "svg.id": None,
    "text.antialiased": True,
    "text.hinting": "no_hinting",
    "text.usetex": False,
}
"""Whatever a matplotlibrc on the machine may say."""

_LOCK = Lock()
"""matplotlib's settings belong to the whole process."""


def paint(sketch: Sketch, face: Typeface) -> Figure:
    """The figure, with one artist a mark."""
    with _settings():
        figure = Figure(
            (sketch.width / _POINTS, sketch.height / _POINTS),
            dpi=DPI,
            facecolor=theme.PAPER,
            edgecolor=theme.PAPER,
            linewidth=0,
        )
        points = Affine2D().scale(1 / _POINTS) + figure.dpi_scale_trans
        for mark in sketch.marks:
            artist = _artist(mark, face)
            artist.set_transform(points)
            figure.add_artist(artist)
    return figure


def to_svg(figure: Figure, salt: str) -> str:
    """The figure as matplotlib writes it; ``salt`` goes into the names of what it defines."""
    file = StringIO()
    with _settings({"svg.hashsalt": salt}):
        figure.savefig(file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return file.getvalue()


def to_png(figure: Figure) -> bytes:
    """The figure as an image in greys."""
    width, height = (round(points * DPI) for points in figure.get_size_inches())
    with _settings():
        renderer = _renderer(width, height)
        renderer.clear()
        figure.draw(renderer)
        return encode_greys(np.asarray(renderer.buffer_rgba())[:, :, 0], DPI)


@lru_cache(maxsize=2)
def _renderer(width: int, height: int) -> Any:  # noqa: ANN401 - matplotlib does not type its renderers
    """A canvas of so many pixels; most charts are of one size, and a new canvas costs as much as a third of a chart."""
    return RendererAgg(width, height, DPI)  # type: ignore[no-untyped-call] # as above


@contextmanager
def _settings(more: dict[RcKeyType, Any] | None = None) -> Iterator[None]:
    with _LOCK, mpl.rc_context(_SETTINGS | (more or {})), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        yield


def _artist(mark: Mark, face: Typeface) -> Artist:
    match mark:
        case Box():
            patch = Rectangle((mark.x, mark.y), mark.width, mark.height)
            return _filled(patch, mark.fill)
        case Wedge():
            start, end = 90 - mark.end, 90 - mark.start
            return _filled(
                WedgePatch((mark.x, mark.y), mark.radius, start, end, width=mark.radius - mark.hole), mark.fill
            )
        case Line():
            xs, ys = zip(*mark.points, strict=True)
            return Line2D(xs, ys, linewidth=mark.weight, color=theme.INK, solid_capstyle="butt")
        case Label():
            font = _properties(face.file(mark.text), mark.size)
            text = Text(mark.x, mark.y, mark.text, color=theme.INK, fontproperties=font, parse_math=False)
            text.set_horizontalalignment(mark.align)
            return text


def _filled(patch: Patch, fill: theme.Fill | None) -> Patch:
    patch.set_linewidth(theme.OUTLINE)
    patch.set_edgecolor(theme.INK)
    patch.set_facecolor("none" if fill is None else str(fill.grey))
    if fill is not None and fill.hatch:
        patch.set_hatch(fill.hatch)
        patch.set_hatch_linewidth(theme.HATCH)
    return patch


@lru_cache(maxsize=64)
def _properties(file: FontPath, size: float) -> FontProperties:
    return FontProperties(fname=file, size=size)

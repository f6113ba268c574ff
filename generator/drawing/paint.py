"""A sketch → SVG and PNG, by matplotlib. The only module that paints.

A figure is made for SVG alone. For PNG the shapes are drawn straight on a canvas and the labels set by
:mod:`generator.drawing.letters`: figures and text artists would take most of the time of a Word document.
"""

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
from generator.drawing.letters import set_label
from generator.drawing.png import encode_greys
from generator.drawing.sketch import Box, Label, Line, Mark, Sketch, Wedge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.typing import RcKeyType

    from generator.drawing.typeface import Typeface

DPI = 300
_POINTS = 72
_WHITE = 255

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


def to_svg(sketch: Sketch, face: Typeface, salt: str) -> str:
    """The sketch as matplotlib writes it; ``salt`` goes into the names of what it defines."""
    file = StringIO()
    with _settings({"svg.hashsalt": salt}):
        figure = paint(sketch, face)
        figure.savefig(file, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    return file.getvalue()


def to_png(sketch: Sketch, face: Typeface) -> bytes:
    """The sketch as an image in greys."""
    width, height = (round(points * DPI / _POINTS) for points in (sketch.width, sketch.height))
    pixels = Affine2D().scale(DPI / _POINTS)
    with _settings():
        renderer = _renderer(width, height)
        canvas = np.asarray(renderer.buffer_rgba())
        canvas[:] = _WHITE
        for mark in sorted((one for one in sketch.marks if not isinstance(one, Label)), key=_layer):
            artist = _artist(mark, face)
            artist.set_transform(pixels)
            artist.draw(renderer)
        greys = canvas[:, :, 0].copy()
        for label in sketch.marks:
            if isinstance(label, Label):
                set_label(greys, label, face, DPI)
    return encode_greys(greys, DPI)


def _layer(mark: Mark) -> bool:
    """Lines lie on shapes, as in a figure."""
    return isinstance(mark, Line)


@lru_cache(maxsize=2)
def _renderer(width: int, height: int) -> Any:  # noqa: ANN401 - matplotlib does not type its renderers
    """A canvas of so many pixels; most charts are of one size, and a new canvas costs as much as a third of a chart."""
    return RendererAgg(width, height, DPI)  # type: ignore[no-untyped-call] # as above


@contextmanager
def _settings(more: dict[RcKeyType, Any] | None = None) -> Iterator[None]:
    wanted = _SETTINGS | (more or {})
    with _LOCK, warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        before = {name: mpl.rcParams[name] for name in wanted}
        mpl.rcParams.update(wanted)
        try:
            yield
        finally:
            mpl.rcParams.update(before)


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

"""The drawings by kind. Adding a kind of chart is adding one module to ``kinds`` with one ``@drawing`` function."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import generator.drawing.kinds
from generator.errors import StyleError

if TYPE_CHECKING:
    from generator.document.blocks import ChartBlock
    from generator.drawing.lettering import Measure
    from generator.drawing.sketch import Sketch

DrawFunction = Callable[["ChartBlock", "Measure"], "Sketch"]

_DRAWINGS: dict[str, DrawFunction] = {}


def drawing(kind: str) -> Callable[[DrawFunction], DrawFunction]:
    """Register a draw function for charts of ``kind``; a kind can be taken once."""

    def register(function: DrawFunction) -> DrawFunction:
        if kind in _DRAWINGS:
            raise ValueError(kind)
        _DRAWINGS[kind] = function
        return function

    return register


@cache
def _discover() -> None:
    for module in pkgutil.iter_modules(generator.drawing.kinds.__path__):
        importlib.import_module(f"generator.drawing.kinds.{module.name}")


def drawings() -> dict[str, DrawFunction]:
    """All draw functions by kind."""
    _discover()
    return dict(_DRAWINGS)


def find_drawing(kind: str) -> DrawFunction:
    """The draw function for charts of ``kind``.

    Raises:
        StyleError: there is none.
    """
    known = drawings()
    if kind not in known:
        raise StyleError(f"没有画法“{kind}”", f"可用：{'、'.join(sorted(known))}")
    return known[kind]

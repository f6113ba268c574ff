"""The printers by name. Adding a format is adding one module with one ``@printer`` function."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import generator.render
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle

PrintFunction = Callable[["Document", "LoadedStyle"], bytes]


@dataclass(frozen=True, slots=True)
class Printer:
    """输出格式."""

    name: str
    suffix: str
    title: str
    print: PrintFunction
    reviews: bool = False
    """Printed with the remarks of a review, and in spite of errors: for those who look for them."""


_PRINTERS: dict[str, Printer] = {}


def printer(name: str, *, suffix: str, title: str, reviews: bool = False) -> Callable[[PrintFunction], PrintFunction]:
    """Register a print function under ``name``; a name can be taken once."""

    def register(function: PrintFunction) -> PrintFunction:
        if name in _PRINTERS:
            raise ValueError(name)
        _PRINTERS[name] = Printer(name, suffix, title, function, reviews)
        return function

    return register


@cache
def _discover() -> None:
    for module in pkgutil.iter_modules(generator.render.__path__):
        importlib.import_module(f"generator.render.{module.name}")


def printers() -> dict[str, Printer]:
    """All formats by name."""
    _discover()
    return dict(_PRINTERS)


def find_printer(name: str) -> Printer:
    """The printer called ``name``.

    Raises:
        UsageError: there is none.
    """
    known = printers()
    if name not in known:
        raise UsageError(f"没有输出格式“{name}”", f"可用：{'、'.join(known)}")
    return known[name]

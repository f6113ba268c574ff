"""C libraries that set the type of a PDF: fontconfig, Pango, HarfBuzz and the one that cuts fonts down."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.doctor.item import Item
from generator.fonts.fontconfig import FONTCONFIG, load_library
from generator.fonts.subsetter import SUBSETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUP = "排版程序库"


@dataclass(frozen=True, slots=True)
class _Library:
    """A C library by what the systems call it."""

    name: str
    files: tuple[str, ...]
    package: str
    windows: str
    version: str = ""
    """Function that gives its version as text."""
    needed: bool = True
    note: str = ""
    """What it means to be without it."""


LIBRARIES = (
    _Library(
        "fontconfig",
        FONTCONFIG,
        "fontconfig",
        "mingw-w64-ucrt-x86_64-fontconfig",
        note="没有它不能生成 PDF；Word 和网页不受影响",
    ),
    _Library(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0-0.dll", "libpango-1.0.dylib"),
        "libpango-1.0-0 libpangoft2-1.0-0",
        "mingw-w64-ucrt-x86_64-pango",
        "pango_version_string",
        note="没有它不能生成 PDF；Word 和网页不受影响",
    ),
    _Library(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz-0.dll", "libharfbuzz.0.dylib"),
        "libharfbuzz0b",
        "mingw-w64-ucrt-x86_64-harfbuzz",
        "hb_version_string",
        note="没有它不能生成 PDF；Word 和网页不受影响",
    ),
    _Library(
        "libharfbuzz-subset",
        SUBSETTER,
        "libharfbuzz-subset0",
        "mingw-w64-ucrt-x86_64-harfbuzz",
        needed=False,
        note="没有它每份 PDF 用时是四至七倍",
    ),
)


def library_items() -> Iterator[Item]:
    """Each library: there with its version, or how to get it."""
    for library in LIBRARIES:
        loaded = load_library(library.files)
        if loaded is not None:
            yield Item(_GROUP, library.name, "好", needed=library.needed, found=_version(loaded, library.version))
            continue
        yield Item(
            _GROUP,
            library.name,
            "缺少",
            needed=library.needed,
            debian=f"sudo apt install {library.package}",
            windows=f"安装 MSYS2，在 UCRT64 窗口中执行 pacman -S {library.windows}",
            note=library.note,
        )


def _version(loaded: ctypes.CDLL, function: str) -> str:
    if not function:
        return "已安装"
    call = getattr(loaded, function)
    call.restype = ctypes.c_char_p
    return (call() or b"").decode("ascii", "replace")

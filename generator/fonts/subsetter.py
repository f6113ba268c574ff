"""libharfbuzz-subset: whether the library is there that cuts fonts down quickly; without it a PDF takes far longer."""

from __future__ import annotations

from functools import cache

from generator.fonts.fontconfig import load_library

SUBSETTER = ("libharfbuzz-subset.so.0", "libharfbuzz-subset-0.dll", "libharfbuzz-subset.0.dylib")


@cache
def has_subsetter() -> bool:
    """Whether WeasyPrint will find the library."""
    return load_library(SUBSETTER) is not None

"""PDF → the fonts that are really in it, and a finding for those that the style does not name."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from generator.errors import MissingDependencyError
from generator.finding import Finding
from generator.fonts.families import PLACES
from generator.fonts.fontconfig import family_faces
from generator.fonts.gate import FOREIGN, PDF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.style.model import Fonts

_NAME = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_PACKED = re.compile(rb"<<(?:[^<>]|<<[^<>]*>>)*/ObjStm(?:[^<>]|<<[^<>]*>>)*>>\s*stream\r?\n")
"""The head of a stream that holds objects, as both engines write them."""
_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SIGNS = re.compile(r"[\W_]")


def fonts_in(pdf: bytes) -> tuple[str, ...]:
    """The names of the fonts in ``pdf``, without the sign of a subset, sorted."""
    names = {_readable(name) for text in _texts(pdf) for name in _NAME.findall(text)}
    return tuple(sorted(names))


def foreign_fonts(printed: Mapping[str, bytes], fonts: Fonts) -> tuple[Finding, ...]:
    """A 警告 for each PDF of ``printed`` (file name → content) with a font that the style does not name.

    None where the fonts cannot be asked.
    """
    pdfs = {name: content for name, content in printed.items() if name.endswith(PDF)}
    try:
        known = _known(fonts) if pdfs else ()
    except MissingDependencyError:
        return ()
    found = {name: _foreign(content, known) for name, content in pdfs.items()}
    return tuple(
        Finding(
            FOREIGN,
            "警告",
            f"{name} 用了样式没有写的字体：{'、'.join(foreign)}",
            found="、".join(foreign),
            advice="page.css 指定了字体的，改用 style.yaml 中 fonts 的字体；否则安装样式所写的字体（juesuan doctor）",
        )
        for name, foreign in found.items()
        if foreign
    )


def _foreign(pdf: bytes, known: tuple[str, ...]) -> list[str]:
    return [name for name in fonts_in(pdf) if not _plain(name).startswith(known)]


def _texts(pdf: bytes) -> Iterator[bytes]:
    """The objects of ``pdf``: those that stand plainly in it, and those that are packed."""
    yield pdf
    whole = memoryview(pdf)
    for head in _PACKED.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(whole[head.end() :])
        except zlib.error:
            continue


def _readable(name: bytes) -> str:
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), name.decode("latin-1"))
    return _SUBSET.sub("", text.encode("latin-1").decode("utf-8", "replace"))


def _known(fonts: Fonts) -> tuple[str, ...]:
    """How names of fonts begin that the style names: by family, and by the name inside the font file."""
    own = [family for place in PLACES for family in getattr(fonts, place).families]
    names: set[str] = set()
    for family in (*own, *fonts.fallback):
        names.add(family)
        for face in family_faces(family):
            names.update((*face.families, face.postscript))
    return tuple(plain for name in names if (plain := _plain(name)))


def _plain(name: str) -> str:
    return _SIGNS.sub("", name).casefold()

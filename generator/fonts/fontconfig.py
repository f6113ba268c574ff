"""Fontconfig's list of the faces on this machine. It is what Pango asks; no second opinion, no font file read."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import MissingDependencyError
from generator.fonts.folders import use_workspace_fonts
from generator.fonts.install import PANGO_ADVICE

if TYPE_CHECKING:
    from collections.abc import Iterable

BOLD = 200
REGULAR = 80

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig-1.dll", "libfontconfig.1.dylib")
_DLL_FOLDERS = "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin"
_SYSTEM_FONTS = 0
_FOUND = 0


@dataclass(frozen=True, slots=True)
class Face:
    """字体: one face of an installed font file."""

    families: tuple[str, ...]
    file: Path
    index: int
    weight: int
    slant: int
    postscript: str
    """The name inside the font file."""
    charset: int
    """Address of fontconfig's set of the characters that the face has; it lives as long as the process."""

    def has(self, char: str) -> bool:
        """Whether the face can draw ``char``."""
        return bool(_library().FcCharSetHasChar(self.charset, ord(char)))


def find_face(families: Iterable[str], weight: int = REGULAR) -> Face | None:
    """The upright face, nearest to ``weight``, of the first family that is installed."""
    for family in families:
        if upright := [face for face in family_faces(family) if face.slant == 0]:
            return min(upright, key=lambda face: (abs(face.weight - weight), face.file, face.index))
    return None


@cache
def faces() -> tuple[Face, ...]:
    """Every face that fontconfig knows on this machine.

    Raises:
        MissingDependencyError: there is no fontconfig.
    """
    use_workspace_fonts()
    library = _library()
    found = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), _SYSTEM_FONTS).contents
    return tuple(_read_face(found.fonts[number]) for number in range(found.count))


def family_faces(family: str) -> tuple[Face, ...]:
    """The installed faces of ``family``."""
    return _by_family().get(family.casefold(), ())


@cache
def _by_family() -> dict[str, tuple[Face, ...]]:
    grouped: dict[str, list[Face]] = {}
    for face in faces():
        for family in face.families:
            grouped.setdefault(family.casefold(), []).append(face)
    return {family: tuple(found) for family, found in grouped.items()}


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def load_library(names: Iterable[str]) -> ctypes.CDLL | None:
    """The first of the C libraries called ``names`` that is there; WeasyPrint looks in the same folders."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _DLL_FOLDERS).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


@cache
def _library() -> ctypes.CDLL:
    library = load_library(FONTCONFIG)
    if library is not None:
        library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
        library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
        for getter in (library.FcPatternGetString, library.FcPatternGetInteger, library.FcPatternGetCharSet):
            getter.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
        library.FcCharSetHasChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        return library
    raise MissingDependencyError("缺少程序库 fontconfig，无法生成 PDF", PANGO_ADVICE)


def _read_face(pattern: int) -> Face:
    charset = ctypes.c_void_p()
    _library().FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset))
    return Face(
        families=_strings(pattern, b"family"),
        file=Path("".join(_strings(pattern, b"file"))),
        index=_integer(pattern, b"index", 0),
        weight=_integer(pattern, b"weight", REGULAR),
        slant=_integer(pattern, b"slant", 0),
        postscript="".join(_strings(pattern, b"postscriptname")),
        charset=charset.value or 0,
    )


def _strings(pattern: int, name: bytes) -> tuple[str, ...]:
    found: list[str] = []
    value = ctypes.c_char_p()
    while _library().FcPatternGetString(pattern, name, len(found), ctypes.byref(value)) == _FOUND:
        found.append((value.value or b"").decode("utf-8", "replace"))
    return tuple(found)


def _integer(pattern: int, name: bytes, default: int) -> int:
    value = ctypes.c_int()
    found = _library().FcPatternGetInteger(pattern, name, 0, ctypes.byref(value))
    return value.value if found == _FOUND else default

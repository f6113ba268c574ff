"""Which fonts this machine has: fontconfig's list of faces, and what a style's families lack.

Fontconfig is asked directly (it is what Pango asks), through its C library: no second opinion, no font file read.
"""

from __future__ import annotations

import ctypes
import os
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import MissingDependencyError
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.style.model import Font, Fonts

FONTCONFIG_FILE = "fonts.conf"
"""Our fontconfig file, in the base style's folder: the system's fonts and those of the installation."""

PANGO_ADVICE = (
    "Debian、Ubuntu：sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；"
    "Windows：安装 MSYS2，在 UCRT64 窗口中执行 pacman -S mingw-w64-ucrt-x86_64-pango，"
    "装在别处时用环境变量 WEASYPRINT_DLL_DIRECTORIES 指明其 bin 文件夹"
)

BOLD = 200
REGULAR = 80

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig-1.dll", "libfontconfig.1.dylib")
_DLL_FOLDERS = "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin"
_SYSTEM_FONTS = 0
_FOUND = 0
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Face:
    """字体: one face of an installed font file."""

    families: tuple[str, ...]
    file: Path
    index: int
    weight: int
    slant: int
    charset: int
    """Address of fontconfig's set of the characters that the face has; it lives as long as the process."""

    def has(self, char: str) -> bool:
        """Whether the face can draw ``char``."""
        return bool(_library().FcCharSetHasChar(self.charset, ord(char)))


@dataclass(frozen=True, slots=True)
class MissingFont:
    """缺少的字体: what it is for (the name that Word shows, or 生僻字和符号) and the families that would serve."""

    name: str
    families: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}（{'、'.join(self.families)}）"


def use_workspace_fonts() -> None:
    """Let fontconfig see the installation's own fonts too; a configuration that the user named stays as it is."""
    if (config := Workspace.find().templates / "base" / FONTCONFIG_FILE).is_file():
        os.environ.setdefault("FONTCONFIG_FILE", str(config))


def chain(font: Font, fonts: Fonts) -> tuple[str, ...]:
    """All families that may draw the Chinese of a place set in ``font``, best first."""
    return tuple(dict.fromkeys((*font.families, *fonts.fallback)))


def find_face(families: Iterable[str], weight: int = REGULAR) -> Face | None:
    """The upright face, nearest to ``weight``, of the first family that is installed."""
    for family in families:
        if upright := [face for face in _by_family().get(family.casefold(), ()) if face.slant == 0]:
            return min(upright, key=lambda face: (abs(face.weight - weight), face.file, face.index))
    return None


def missing_families(fonts: Fonts) -> tuple[MissingFont, ...]:
    """Fonts of a style for which no family is installed, and families of its fallback that are not."""
    places = (fonts.title, fonts.heading1, fonts.heading2, fonts.body, fonts.table, fonts.latin)
    lacking = [MissingFont(font.name, font.families) for font in places if find_face(font.families) is None]
    lacking += [MissingFont("生僻字和符号", (family,)) for family in fonts.fallback if find_face((family,)) is None]
    return tuple(dict.fromkeys(lacking))


def uncovered(text: str, families: Iterable[str]) -> str:
    """The visible characters of ``text``, each once, sorted, that no installed face of ``families`` has."""
    known = [face for family in families for face in _by_family().get(family.casefold(), ())]
    visible = (char for char in sorted(set(text)) if unicodedata.category(char) not in _INVISIBLE)
    return "".join(char for char in visible if not any(face.has(char) for face in known))


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


@cache
def _by_family() -> dict[str, tuple[Face, ...]]:
    grouped: dict[str, list[Face]] = {}
    for face in faces():
        for family in face.families:
            grouped.setdefault(family.casefold(), []).append(face)
    return {family: tuple(found) for family, found in grouped.items()}


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


@cache
def _library() -> ctypes.CDLL:
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _DLL_FOLDERS).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
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

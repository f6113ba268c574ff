"""A style's fonts → the font files that charts are lettered with, and how wide text is in them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontManager, FontPath
from matplotlib.ft2font import FT2Font, LoadFlags

from generator.errors import MissingDependencyError
from generator.fonts import find_face
from generator.fonts.folders import font_folders
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.style.model import Fonts

_EM = 1000
_REGULAR = 400
_FIXED_POINT = 65536
_FONT_FILES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


class _Advances(dict[str, float | None]):
    """How far each character of a font file moves on, in type sizes; ``None`` where the font does not have it."""

    def __init__(self, file: FontPath) -> None:
        super().__init__()
        self.file = file

    def __missing__(self, char: str) -> float | None:
        """Ask the font, once a character."""
        font = font_manager.get_font(self.file)
        self[char] = None
        if font.get_char_index(ord(char)):
            font.set_size(_EM, 72)
            glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
            self[char] = glyph.linearHoriAdvance / _FIXED_POINT / _EM
        return self[char]


@dataclass(frozen=True)
class Typeface:
    """字体: the installed files that may draw a label, best first.

    A label is set in one of them throughout: the first that has all its characters, else the one that lacks the fewest.
    """

    fonts: tuple[_Advances, ...]

    def file(self, text: str) -> FontPath:
        """The file that ``text`` is set in."""
        return self._font(text).file

    def width(self, text: str, size: float) -> float:
        """Points from the beginning of ``text`` to its end."""
        return sum(self.steps(text, size))

    def steps(self, text: str, size: float) -> list[float]:
        """Points from each character of ``text`` to the next."""
        font = self._font(text)
        return [size * (1.0 if (advance := font[char]) is None else advance) for char in text]

    def _font(self, text: str) -> _Advances:
        return min(self.fonts, key=lambda font: sum(font[char] is None for char in text))


@cache
def find_typeface(fonts: Fonts) -> Typeface:
    """The typeface of charts: that of the tables, then what stands in for rare characters.

    Raises:
        MissingDependencyError: none of the families is installed.
    """
    families = tuple(dict.fromkeys((*fonts.table.families, *fonts.fallback)))
    files = _asked(families) or _installed(families, font_manager.fontManager) or _installed(families, FontManager())
    if not files:
        raise MissingDependencyError(
            f"找不到图表用的中文字体（{'、'.join(families)}）",
            f"安装其中一种，或把字体文件放进 {Workspace.find().fonts}",
        )
    return Typeface(tuple(_Advances(file) for file in files))


def _asked(families: tuple[str, ...]) -> tuple[FontPath, ...]:
    """As fontconfig has them, which knows all names of a font and the user's own; nothing where it is not there."""
    try:
        found = (find_face((family,)) for family in families)
        return tuple(FontPath(str(face.file), face.index) for face in found if face is not None)
    except MissingDependencyError:
        return ()


def _installed(families: tuple[str, ...], manager: FontManager) -> tuple[FontPath, ...]:
    """One upright regular file a family; families that are not there are left out."""
    entries = (*_own_entries(), *manager.ttflist)
    found = []
    for family in families:
        faces = [entry for entry in entries if entry.name == family and entry.style == "normal"]
        there = [face for face in faces if Path(face.fname).is_file()]
        if there:
            best = min(there, key=lambda face: (_heaviness(face), face.fname, face.index))
            found.append(FontPath(best.fname, best.index))
    return tuple(found)


def _own_entries() -> Iterator[FontEntry]:
    """The faces in the installation's and the user's own folders of fonts; a file that is none is passed over."""
    folders = (folder for folder in font_folders() if folder.is_dir())
    for path in (path for folder in folders for path in sorted(folder.iterdir())):
        if path.suffix.lower() not in _FONT_FILES:
            continue
        with suppress(OSError, RuntimeError):
            for index in range(FT2Font(path).num_faces):
                yield font_manager.ttfFontProperty(FT2Font(path, face_index=index))


def _heaviness(face: FontEntry) -> int:
    weight = face.weight if isinstance(face.weight, int) else font_manager.weight_dict.get(face.weight, _REGULAR)
    return abs(weight - _REGULAR)

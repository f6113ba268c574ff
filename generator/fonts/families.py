"""A style's fonts + the faces of this machine → what draws each place, what is missing, what no font can draw."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.fonts.fontconfig import family_faces, find_face

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.style.model import Font, Fonts

State = Literal["good", "substitute", "missing"]
"""good: the official font; substitute: another family of the style stands in; missing: none is there."""

PLACES = {
    "title": "标题",
    "heading1": "一级标题",
    "heading2": "二级标题",
    "body": "正文",
    "table": "表格",
    "latin": "西文和数字",
}
"""Name of a style's font → what it is for."""

FALLBACK = "生僻字和符号"

_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""变体选择符: they choose a form of the character before them and are never drawn."""


@dataclass(frozen=True, slots=True)
class MissingFont:
    """缺少的字体: what it is for (the name that Word shows, or 生僻字和符号) and the families that would serve."""

    name: str
    families: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}（{'、'.join(self.families)}）"


@dataclass(frozen=True, slots=True)
class Choice:
    """选用的字体: what a place is set in on this machine."""

    place: str
    """标题, 正文, 生僻字和符号 and the like."""
    official: str
    """The name that Word shows."""
    used: str
    """The family that draws it here; empty where none is installed."""
    state: State
    families: tuple[str, ...]
    """All that would serve, best first."""


def chain(font: Font, fonts: Fonts) -> tuple[str, ...]:
    """All families that may draw the Chinese of a place set in ``font``, best first."""
    return tuple(dict.fromkeys((*font.families, *fonts.fallback)))


def choices(fonts: Fonts) -> tuple[Choice, ...]:
    """What each place of a style is set in, and each family of its fallback."""
    placed = [_choice(title, getattr(fonts, name)) for name, title in PLACES.items()]
    below = [
        Choice(FALLBACK, family, family if found else "", "good" if found else "missing", (family,))
        for family in fonts.fallback
        for found in (find_face((family,)),)
    ]
    return (*placed, *below)


def _choice(place: str, font: Font) -> Choice:
    face = find_face(font.families)
    if face is None:
        return Choice(place, font.name, "", "missing", font.families)
    names = {family.casefold() for family in face.families}
    used = next(family for family in font.families if family.casefold() in names)
    return Choice(place, font.name, used, "good" if font.name.casefold() in names else "substitute", font.families)


def missing_families(fonts: Fonts) -> tuple[MissingFont, ...]:
    """Fonts of a style for which no family is installed, and families of its fallback that are not."""
    lacking = (choice for choice in choices(fonts) if choice.state == "missing")
    return tuple(
        dict.fromkeys(
            MissingFont(choice.place if choice.place == FALLBACK else choice.official, choice.families)
            for choice in lacking
        )
    )


def uncovered(text: str, families: Iterable[str]) -> str:
    """The visible characters of ``text``, each once, sorted, that no installed face of ``families`` has."""
    known = [face for family in families for face in family_faces(family)]
    visible = (char for char in sorted(set(text)) if is_visible(char))
    return "".join(char for char in visible if not any(face.has(char) for face in known))


def is_visible(char: str) -> bool:
    """Whether a font must have ``char``."""
    return unicodedata.category(char) not in _INVISIBLE and not any(ord(char) in known for known in _SELECTORS)

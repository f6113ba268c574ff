"""Text → its numbers and words, the smallest things that are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.diff.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.document.blocks import Span

_NUMBER = (
    r"(?:(?<![\dA-Za-z.,%％])[-−－])?(?:(?<!\d)[.\uff0e]|,(?=\d{3}(?!\d)))?"
    r"\d(?:[\d,，.\uff0e]*\d)?(?:[.,](?=[%％万亿元个]|$))?[%％‰]?"
)
"""A number with its sign, separators and percent sign, written well or not."""
_WORD = r"[A-Za-z]+|."
_UNIT = re.compile(r"亿元|万元|千元|元|个百分点")
_NOWHERE = Place("", "")
_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def squeezed(text: str) -> str:
    """``text`` without white space."""
    return _SPACE.sub("", text)


@dataclass(frozen=True, slots=True)
class Token:
    """A number or a word; words of Chinese are single characters.

    ``key`` is what is compared. ``unit`` is that of a number; ``of_unit`` tells a word that is part of one.
    """

    text: str
    key: str
    place: Place
    is_number: bool = False
    ref: str = ""
    unit: str = ""
    of_unit: bool = False


@dataclass(frozen=True)
class Tokenizer:
    """Takes the texts of one side apart.

    ``same`` are names that stand for what the other side calls otherwise (its year, its unit): name → key.
    """

    same: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted((re.escape(name) for name in self.same if name), key=len, reverse=True)
        lead = f"(?P<name>{'|'.join(names)})|" if names else ""
        return re.compile(f"{lead}(?P<number>{_NUMBER})|{_WORD}", re.DOTALL)

    def tokens(self, spans: Iterable[Span], place: Place) -> list[Token]:
        """The tokens of ``spans``, each with the figure that it is."""
        listed = [(squeezed(span.text), span.ref) for span in spans]
        text = "".join(part for part, _ in listed)
        refs: dict[int, str] = {}
        position = 0
        for part, ref in listed:
            if ref and part:
                refs[position] = ref
            position += len(part)
        return self._cut(text, refs, place)

    def key(self, text: str) -> str:
        """``text`` as it is compared."""
        return "".join(token.key for token in self._cut(squeezed(text), {}, _NOWHERE))

    def _cut(self, text: str, refs: Mapping[int, str], place: Place) -> list[Token]:
        found: list[Token] = []
        unit_until = 0
        for match in self._pattern.finditer(text):
            start, end = match.span()
            if match.lastgroup == "number":
                ref = next((refs[at] for at in range(start, end) if at in refs), "")
                unit = _UNIT.match(text, end)
                unit_until = unit.end() if unit else 0
                found.append(Token(match[0], match[0], place, is_number=True, ref=ref, unit=unit[0] if unit else ""))
            else:
                key = self.same[match[0]] if match.lastgroup == "name" else match[0]
                found.append(Token(match[0], key, place, of_unit=end <= unit_until))
        return found


@dataclass(frozen=True, slots=True)
class Tokenizers:
    """How the texts of either side are taken apart."""

    left: Tokenizer = field(default_factory=Tokenizer)
    right: Tokenizer = field(default_factory=Tokenizer)

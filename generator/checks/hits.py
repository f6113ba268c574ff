"""A pattern over the finished text → where it stands, and the field of the data that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from generator.checks.fields import TextField
    from generator.checks.passages import Passage
    from generator.checks.subject import TextSubject
    from generator.source import Path

_AROUND = 8
"""Characters that an excerpt shows on each side."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One match in one passage; ``field`` is where a person wrote it, if a person did."""

    passage: Passage
    match: re.Match[str]
    field: TextField | None

    @property
    def path(self) -> Path:
        """Path of the field; nothing for text that the style makes."""
        return self.field.path if self.field else ()

    @property
    def is_of_a_form(self) -> bool:
        """Whether it is the printed wording of a table, which no person wrote."""
        return self.field is None and self.passage.kind in {"cell", "note"}

    @property
    def place(self) -> str:
        """The field, or the heading that the text stands under."""
        return self.field.title if self.field else f"文本“{self.passage.place}”"

    @property
    def excerpt(self) -> str:
        """The match with what stands around it."""
        return excerpt(self.passage.text, self.match.start(), self.match.end())


def excerpt(text: str, start: int, end: int) -> str:
    """``text[start:end]`` with some characters on each side."""
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}".replace("\n", " ")


def hits(subject: TextSubject, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Every match of ``pattern`` in the finished text; one field's text is reported once."""
    seen: set[tuple[Path, str]] = set()
    matched = {text for text in subject.wordings if pattern.search(text)}
    for passage in subject.passages if matched else ():
        if passage.text not in matched:
            continue
        for match in pattern.finditer(passage.text):
            field = subject.texts.origin(passage.text, match.start(), match.end())
            if field is not None:
                known = (field.path, excerpt(passage.text, match.start(), match.end()))
                if known in seen:
                    continue
                seen.add(known)
            yield Hit(passage, match, field)

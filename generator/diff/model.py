"""What a comparison finds, as values: differences of text and tables, of figures, of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from generator.finding import Finding

Kind = Literal["改动", "缺少", "多出"]
"""改动 changed; 缺少 only on the left; 多出 only on the right."""

Mark = Literal["", "number", "word"]
"""What a stretch of text is: the same on both sides, or a changed number or word."""


@dataclass(frozen=True, slots=True)
class Place:
    """位置: the headings above, and where below them."""

    section: str
    where: str

    def __str__(self) -> str:
        return " · ".join(part for part in (self.section, self.where) if part)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with its mark."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that differs: as it is on either side, the figure that it is, and the words around it."""

    kind: Kind
    place: Place
    left: str
    right: str
    key: str = ""
    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that differ, with the words around them."""

    kind: Kind
    place: Place
    left: str
    right: str
    before: str = ""
    after: str = ""


Shape = Literal["文字", "单元格", "段落", "句子", "表格行", "表格"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One text, cell or row that differs; both sides with what changed in them marked.

    ``numbers`` and ``words`` are the single changes; a row, sentence or table that one side lacks has none.
    """

    kind: Kind
    shape: Shape
    place: Place
    left: tuple[Segment, ...]
    right: tuple[Segment, ...]
    numbers: tuple[NumberChange, ...] = ()
    words: tuple[WordChange, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether one side lacks all of it."""
        return self.shape in {"段落", "句子", "表格行", "表格"}


@dataclass(frozen=True, slots=True)
class FigureChange:
    """指标: both values as shown, their difference and change."""

    kind: Kind
    key: str
    title: str
    left: str
    right: str
    difference: str = ""
    rate: str = ""


FindingState = Literal["新增", "消失", "仍有"]


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is new, gone, or on both sides."""

    state: FindingState
    finding: Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. ``left`` and ``right`` say in headings which side is which."""

    title: str
    left: str
    right: str
    differences: tuple[Difference, ...]
    figures: tuple[FigureChange, ...] = ()
    same_figures: int = 0
    findings: tuple[FindingChange, ...] = ()
    against_document: bool = False
    """Whether the right side is a finished document, and the left what it should say."""

    @property
    def numbers(self) -> tuple[NumberChange, ...]:
        """All numbers that differ, in order."""
        return tuple(number for difference in self.differences for number in difference.numbers)

    @property
    def words(self) -> tuple[WordChange, ...]:
        """All words that differ, in order."""
        return tuple(word for difference in self.differences for word in difference.words)

    @property
    def wholes(self) -> tuple[Difference, ...]:
        """Paragraphs, sentences, rows and tables that one side lacks."""
        return tuple(difference for difference in self.differences if difference.whole)

"""What the pages show of one unit, as plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.errors import GeneratorError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.finding import Severity
    from generator.source import SourceRef


@dataclass(frozen=True, slots=True)
class Part:
    """A number that another follows from: the name by which it is addressed, its title, its exact value."""

    name: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Explained:
    """一个数的来历. ``source`` is where a reported figure was read; a computed one has ``parts`` instead."""

    name: str
    """By which it is addressed: s12 来源数据, j5 计算过程."""
    title: str
    item: str
    """Titles along the path of a reported figure; the operation of a computed one."""
    value: str
    words: str = ""
    figures: str = ""
    parts: tuple[Part, ...] = ()
    source: SourceRef | None = None
    roots: tuple[Part, ...] = ()
    """The reported figures that a computed one goes back to in the end."""
    printed: tuple[tuple[str, str], ...] = ()
    """Where it is printed, and how."""


@dataclass(frozen=True, slots=True)
class Told:
    """一个问题 as the page lists it. ``block`` is −1 where the document shows nothing of it."""

    code: str
    severity: Severity
    message: str
    details: tuple[tuple[str, str], ...]
    source: SourceRef | None
    block: int
    ref: str
    waived: bool
    reason: str = ""
    """Key of the reason that is missing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """要写的原因: where, what it explains, what is written, and what was written last year."""

    key: str
    place: str
    title: str
    figures: tuple[tuple[str, str], ...]
    """What needs explaining: title and value."""
    written: str
    last: str
    missing: bool


@dataclass(frozen=True, slots=True)
class UnitView:
    """一个单位的审核页. ``html`` is empty where the data could not be read."""

    title: str
    unit: str
    year: int
    html: str
    sheet: str
    """Style sheet of the document."""
    findings: tuple[Told, ...]
    asked: tuple[Asked, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Key of a printed figure → name of its origin."""
    origins: Mapping[str, Explained] = field(default_factory=dict)
    outdated: bool = False
    """Whether the document is the last one that could be made; the findings are those of now."""


def in_place_of(last: UnitView | None, made: UnitView | GeneratorError) -> UnitView:
    """What is shown now; where no document could be made, the last one beside what is wrong.

    Raises:
        GeneratorError: that which was made, where there is no last document.
    """
    document = last if last and last.html else None
    if isinstance(made, GeneratorError):
        if document is None:
            raise made
        advice = (("建议", made.advice),) if made.advice else ()
        told = Told("", "错误", made.message, advice, source=None, block=-1, ref="", waived=False)
        return replace(document, findings=(told,), asked=(), outdated=True)
    if made.html or document is None:
        return made
    return replace(document, findings=made.findings, asked=(), outdated=True)


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """One row of a sheet, or line of a text: its number and its cells, each with whether it is the place."""

    number: int
    cells: tuple[tuple[str, bool], ...]
    lit: bool
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """原始数据的一段: what stands around a place. ``columns`` are the letters of a sheet's columns, none for a text."""

    place: str
    columns: tuple[str, ...]
    lines: tuple[ExcerptLine, ...]
    missing: str = ""
    """Why there is nothing to show."""

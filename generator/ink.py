"""Figures → their printed form, marked, so that every number on the page leads back to its figure.

A template prints a number through the ink; the mark travels inside the text and is taken out again when the
text becomes spans. Marks are private-use characters, which data cannot contain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.document.blocks import Span
from generator.finding import Finding
from generator.money import show_amount, show_percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.figure import Figure
    from generator.style.model import Style

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
HEADING_MARK, NOTE_MARK = "\ue010", "\ue011"
"""Begin a line that is a heading, or a note under a table."""

_MARKED = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True)
class ReasonAsked:
    """A place of the document that asks a person for a reason (原因)."""

    key: str
    place: str
    given: bool
    required: bool


@dataclass
class Ink:
    """One composition's record: which figures were printed, which reasons asked for, what was missing."""

    style: Style
    self_word: str
    figures: dict[str, Figure] = field(default_factory=dict)
    reasons: dict[str, ReasonAsked] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def record(self, figure: Figure) -> str:
        """Note that ``figure`` is printed; its key.

        Raises:
            ValueError: another figure with another value has the same key (an error of the program).
        """
        known = self.figures.setdefault(figure.key, figure)
        if known.value != figure.value:
            raise ValueError(f"{figure.key}: {known.value} ≠ {figure.value}")
        return figure.key

    def ask(self, key: str, *, given: bool, required: bool, place: str) -> None:
        """Note that the text asks for the reason ``key``."""
        known = self.reasons.get(key)
        self.reasons[key] = ReasonAsked(key, place, given, required or (known is not None and known.required))

    def _mark(self, figure: Figure, text: str) -> str:
        return f"{_OPEN}{self.record(figure)}{_MIDDLE}{text}{_CLOSE}"

    def number(self, figure: Figure) -> str:
        """The figure without a unit, in the form of its kind."""
        match figure.kind:
            case "money":
                return self._mark(figure, show_amount(figure.value, self.style.text_unit, self.style.text.form))
            case "ratio":
                return self.percent(figure)
            case "count":
                return self._mark(figure, str(int(figure.value)))
            case "number":
                return self._mark(figure, f"{figure.value:f}")

    def money(self, figure: Figure) -> str:
        """The amount with its unit."""
        return f"{self.number(figure)}{self.style.text_unit}"

    def money_in_full(self, figure: Figure) -> str:
        """The amount with its unit, all decimals kept: 0.00万元 where elsewhere 0万元 is printed."""
        form = replace(self.style.text.form, strip_zeros=False)
        return f"{self._mark(figure, show_amount(figure.value, self.style.text_unit, form))}{self.style.text_unit}"

    def percent(self, figure: Figure) -> str:
        """The ratio as a percentage."""
        return self._mark(figure, show_percent(figure.value, self.style.percent.form))

    def table_amount(self, figure: Figure) -> str:
        """The amount as tables show it, unmarked."""
        return show_amount(figure.value, self.style.text_unit, self.style.table.form)

    def table_percent(self, figure: Figure) -> str:
        """The ratio as forms show it, unmarked."""
        return show_percent(figure.value, self.style.percent.form)

    def score(self, figure: Figure) -> str:
        """A score or weight, unmarked."""
        return self.style.score.form.show(figure.value)

    def shows_zero(self, figure: Figure) -> bool:
        """Whether the printed form would be a zero."""
        return not any(char in "123456789" for char in plain(self.number(figure)))

    def missing(self, title: str, place: str) -> str:
        """Note that something the document needs is not in the data; what a draft prints in its stead."""
        self.findings.append(
            Finding(
                "QS01",
                "错误",
                f"{place}需要“{title}”，数据中没有",
                found="空",
                expected=title,
                advice=f"在数据中填写“{title}”；确实没有的填 0",
            )
        )
        return f"〔缺：{title}〕"


def plain(text: str) -> str:
    """``text`` without marks."""
    return _MARKED.sub(r"\2", text)


def spans(text: str) -> tuple[Span, ...]:
    """Marked text → spans."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    position = 0
    for match in _MARKED.finditer(text):
        if match.start() > position:
            yield Span(text[position : match.start()])
        yield Span(match[2], match[1])
        position = match.end()
    if position < len(text):
        yield Span(text[position:])

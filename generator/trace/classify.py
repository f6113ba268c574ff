"""Passages → the printed numbers that are no figures, each with what it is and where its text comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.trace.known import RUN, Known
from generator.trace.paper import OtherNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.source import Path
    from generator.trace.known import Quotable
    from generator.trace.paper import OtherKind
    from generator.trace.passages import Passage

_REFERENCE_NUMBER = re.compile(r"[〔【（(\[]\d{4}[〕】）)\]]\s*第?\d+号")
_DATE = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}月\d{1,2}日")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_PATTERNS: dict[OtherKind, re.Pattern[str]] = {"文号": _REFERENCE_NUMBER, "日期": _DATE, "年份": _YEAR}
_ORDINAL = re.compile(
    r"^(?:注：)?[（(]?(?P<first>\d+)[.、）)：:]"  # 1. （2） 注：1.
    r"|(?:长期|年度|^)目标(?P<goal>\d+)"
    r"|(?:^|\s\s)(?P<choice>\d+)、",  # 1、部门预算项目☑  2、区级专项□
    re.MULTILINE,
)

_CLOSING = ("年", "月", "日", "号")
_LONGEST_JOINT = 3
"""Characters between the digits of one date or 文号: 〕第."""
_CLASS_DIGITS = 3
"""Digits of a 类 code, too few to tell a code from any other number."""
_REACH = 8
"""Of a text that the data holds many times, how many on each side of a place are looked at."""
_FEW = 3
"""A text that the data holds in more places than these tells nothing about what stands beside it."""

_START = Known("", "", None)
"""Before anything was quoted."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits in a passage that belong to no figure."""

    start: int
    end: int
    kind: OtherKind
    known: Known | None = None


@dataclass
class _Row:
    """What is known of one row of a table, or of one paragraph, while its numbers are told."""

    near: tuple[Known, ...]
    """Of the data, what stands in it."""
    used: set[Path] = field(default_factory=set)
    quoted: dict[str, Known] = field(default_factory=dict)
    """Text → where the passage at hand has it from."""


@dataclass
class Classifier:
    """Tells what the other numbers are.

    ``year`` is the document's: the years beside it need no other origin. ``codes`` are those of the code tables.
    """

    year: int
    codes: frozenset[str]
    written: Quotable
    said: Quotable
    published: Known
    """公开日期, for the cover."""
    trail: Known = _START
    """What was quoted last, for texts that the data holds more than once."""

    def numbers(self, passages: Sequence[Passage]) -> Iterator[OtherNumber]:
        """The other numbers of all passages, in order."""
        for _, group in groupby(passages, key=lambda passage: passage.group):
            together = tuple(group)
            held = (self.written.by_text.get(passage.text, ()) for passage in together)
            row = _Row(tuple(known for few in held if len(few) <= _FEW for known in few))
            for passage in together:
                alone = self.written.by_text.get(passage.text, ())
                if len(alone) == 1:
                    self.trail = alone[0]
                if RUN.search(passage.text):
                    yield from self._passage(passage, row)

    def _passage(self, passage: Passage, row: _Row) -> Iterator[OtherNumber]:
        text = passage.text
        row.quoted.clear()
        covered = tuple(_covered(passage))
        runs = [match.span() for match in RUN.finditer(text)]
        left = [(start, end) for start, end in runs if not any(start < stop and begin < end for begin, stop in covered)]
        found = [self._run(passage, start, end, row) for start, end in left]
        for run in _joined(found, text):
            title, source = (run.known.title, run.known.source) if run.known else ("", None)
            before, printed, after = text[: run.start], text[run.start : run.end], text[run.end :]
            yield OtherNumber(passage.place, before, printed, after, run.kind, title, source)

    def _run(self, passage: Passage, start: int, end: int, row: _Row) -> _Run:
        text = passage.text
        if passage.meaning:
            return _Run(start, end, passage.meaning, self.published if passage.meaning == "日期" else None)
        bare = self.written.by_text.get(text, ()) if text.isdecimal() else ()
        quoted = _quoted(text, start, end, self.written)
        fixed = _quoted(text, start, end, self.said)
        if fixed and (not quoted or len(fixed[0].text) > len(quoted[0].text)):
            return _Run(start, end, _pattern(text, start, end) or "样式固定文字", fixed[0])
        if quoted or bare:
            chosen = self._nearest(quoted or bare, row)
            return _Run(start, end, _pattern(text, start, end) or "自由文本", chosen)
        return self._unquoted(text, start, end)

    def _unquoted(self, text: str, start: int, end: int) -> _Run:
        """A run that no known text has around it: told by what it is itself."""
        run = text[start:end]
        if _YEAR.match(text, start, end + 1) and (abs(int(run) - self.year) <= 1 or run in self.written.by_text):
            return _Run(start, end, "年份")
        if len(run) > _CLASS_DIGITS and run in self.codes:
            return _Run(start, end, "编码")
        if (start, end) in [match.span(match.lastgroup or 0) for match in _ORDINAL.finditer(text)]:
            return _Run(start, end, "序号")
        handed = self.said.by_text.get(run, ())
        return _Run(start, end, "样式固定文字", handed[0]) if handed else _Run(start, end, "来源不明")

    def _nearest(self, candidates: Sequence[Known], row: _Row) -> Known:
        """Of texts that are the same, the one that belongs to what stands beside it in the document."""

        def closeness(known: Known) -> tuple[int, bool, int]:
            beside = max((_shared(known.path, near.path) for near in row.near if near is not known), default=0)
            return beside, known.path not in row.used, _shared(known.path, self.trail.path)

        text = candidates[0].text
        if text not in row.quoted:
            around = (known for place in (*row.near, self.trail) for known in _around(candidates, place))
            row.quoted[text] = max(dict.fromkeys(around), key=closeness)
        chosen = row.quoted[text]
        row.used.add(chosen.path)
        self.trail = chosen
        return chosen


def _around(candidates: Sequence[Known], place: Known) -> Sequence[Known]:
    """Those next to ``place`` in the data: what shares its path lies around it."""
    middle = bisect_left(candidates, place.order, key=lambda known: known.order)
    return candidates[max(0, middle - _REACH) : middle + _REACH]


def _covered(passage: Passage) -> Iterator[tuple[int, int]]:
    """Where printed figures stand."""
    position = 0
    for span in passage.spans:
        if span.ref:
            yield position, position + len(span.text)
        position += len(span.text)


def _quoted(text: str, start: int, end: int, known: Quotable) -> tuple[Known, ...]:
    """The longest known text that ``text`` quotes around a run of digits, wherever it is known from."""
    best = ""
    for run in dict.fromkeys(RUN.findall(text)):
        longer = (quote for quote in known.by_run.get(run, ()) if len(quote) > len(best))
        best = next((quote for quote in longer if _quotes(text, start, end, quote)), best)
    return known.by_text.get(best, ())


def _quotes(text: str, start: int, end: int, quote: str) -> bool:
    """Whether ``quote`` stands in ``text`` around ``start`` to ``end`` without cutting a number."""
    place = text.find(quote)
    while place >= 0:
        stop = place + len(quote)
        if place <= start and end <= stop and not _cuts(text, place) and not _cuts(text, stop):
            return True
        place = text.find(quote, place + 1)
    return False


def _cuts(text: str, place: int) -> bool:
    """Whether a cut at ``place`` would part the digits of one number."""
    return 0 < place < len(text) and text[place - 1 : place + 1].isdecimal()


def _pattern(text: str, start: int, end: int) -> OtherKind | None:
    """文号, 日期 or 年份, by the characters around a run."""
    for kind, pattern in _PATTERNS.items():
        if any(match.start() <= start and end <= match.end() for match in pattern.finditer(text)):
            return kind
    return None


def _shared(one: Path, other: Path) -> int:
    """How many first steps two paths share."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(runs: Sequence[_Run], text: str) -> Iterator[_Run]:
    """Runs of one number (12,345.67), one date or one 文号 as one, these to their last character."""
    waiting: list[_Run] = []
    for run in runs:
        if waiting:
            last = waiting.pop()
            between = text[last.end : run.start]
            is_whole = run.kind in {"日期", "文号"} and len(between) <= _LONGEST_JOINT
            if last.kind == run.kind and last.known is run.known and (is_whole or between in {".", ","}):
                waiting.append(replace(last, end=run.end))
                continue
            yield _closed(last, text)
        waiting.append(run)
    yield from (_closed(last, text) for last in waiting)


def _closed(run: _Run, text: str) -> _Run:
    closes = run.kind in {"日期", "文号"} and text[run.end : run.end + 1] in _CLOSING
    return replace(run, end=run.end + 1) if closes else run

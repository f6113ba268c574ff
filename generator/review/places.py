"""Findings + composed document → where in the document each finding stands.

A finding names a path of the data, and its message quotes what was found. The number itself is the best place;
then what the text says, a number that follows from it, the nearest number of the same table, the table.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.figures import TABLES
from generator.review.index import DocumentIndex
from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.compose import Composition
    from generator.finding import Finding
    from generator.model.kinds import Accounts
    from generator.source import Path

_QUOTED = re.compile(r"：“(.+)”（|“([^“”]{2,})”")
"""What a message quotes: an excerpt with its place behind it, or a name."""
_LEAST_WORDS = 4
"""Characters of a quotation that are enough to find it again."""
_STOPS = "。；;，、 "
"""With what a text may end in the data and not in the document."""
_HOLDERS = {"lines", "classes"}
"""Steps of a path that hold all lines of a table."""
_MOVES = (".budget.change", ".change", ".completion")
"""What a reason explains: ends of the keys of figures."""


@dataclass(frozen=True, slots=True)
class Place:
    """位置: a block of the document, and in it the number of the figure ``ref``; empty for the whole block."""

    block: int
    """Index in the document's blocks."""
    ref: str = ""


def find_places(
    findings: Iterable[Finding], composition: Composition, accounts: Accounts | None = None
) -> tuple[tuple[Place, ...], ...]:
    """For each finding its places, the best first; nothing where the document shows nothing of it.

    With ``accounts``, what people wrote is found by its text where the message does not quote it.
    """
    finder = _Finder(composition, accounts)
    return tuple(finder.places(finding) for finding in findings)


@dataclass(frozen=True)
class _Finder:
    composition: Composition
    accounts: Accounts | None

    @cached_property
    def index(self) -> DocumentIndex:
        return DocumentIndex(self.composition.document)

    @cached_property
    def following(self) -> Mapping[str, tuple[str, ...]]:
        """Key of a figure → the printed figures that follow from it, the nearest first."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for key, figure in self.composition.figures.items():
            seen = {figure.key}
            below, steps = list(figure.operands), 1
            while below:
                fresh = {part.key: part for part in below if part.key not in seen}
                for name in fresh:
                    found[name].append((steps, key))
                seen.update(fresh)
                below, steps = [operand for part in fresh.values() for operand in part.operands], steps + 1
        return {key: tuple(one for _, one in sorted(ways, key=lambda way: way[0])) for key, ways in found.items()}

    def places(self, finding: Finding) -> tuple[Place, ...]:
        """Those of the finding, then those of the figures that it compares."""
        own = self._own(finding)
        compared = chain.from_iterable(self._exact(operand.path) for operand in finding.operands if operand.path)
        return tuple(dict.fromkeys((*own, *compared)))

    def _own(self, finding: Finding) -> tuple[Place, ...]:
        path = finding.path
        if not path:
            return self._said(finding) or self._titled(finding)
        ways: tuple[Callable[[], tuple[Place, ...]], ...] = (
            lambda: self._exact(path),
            lambda: self._reason(path),
            lambda: self._below(path),
            lambda: () if path[0] in TABLES else self._said(finding) or self._written(path),
            lambda: self._below(path[:-1]),
            lambda: self._computed(path),
            lambda: self._near(path),
            lambda: self._said(finding) or self._titled(finding),
        )
        return next((places for way in ways if (places := way())), ())

    def _exact(self, path: Path) -> tuple[Place, ...]:
        """Where the figure is printed, its own table first."""
        key = dotted(path)
        tables = self.index.table(str(path[0]))
        blocks = sorted(self.index.refs.get(key, ()), key=lambda block: block not in tables)
        return tuple(Place(block, key) for block in blocks)

    def _reason(self, path: Path) -> tuple[Place, ...]:
        """The sentence that asks for a reason: under its heading, with the change that it explains."""
        if path[0] != "reasons":
            return ()
        asked = self.composition.reasons.get(dotted(path[1:]))
        if asked is None:
            return ()
        section = self.index.section(asked.place)
        for stem in _stems(tuple(str(step) for step in path[1:])):
            for ref, blocks in self.index.refs.items():
                inside = [block for block in blocks if block in section]
                if inside and f".{ref}".endswith(stem):
                    return (Place(inside[0], ref),)
        return tuple(Place(block) for block in section[1:2] or section[:1])

    def _said(self, finding: Finding) -> tuple[Place, ...]:
        """The blocks that say what the message quotes."""
        for text in _quotations(finding):
            if blocks := self.index.saying(text):
                return tuple(Place(block) for block in blocks)
        return ()

    def _written(self, path: Path) -> tuple[Place, ...]:
        """The blocks that say what a person wrote at ``path``."""
        value: object = None if path[0] == "reasons" else self.accounts
        for step in path:
            value = _at(value, step)
        lines = value.split("\n") if isinstance(value, str) else []
        texts = (line.strip().rstrip(_STOPS) for line in lines)
        found = (self.index.saying(text) for text in texts if len(text) >= _LEAST_WORDS)
        return tuple(Place(block) for block in next(found, ()))

    def _titled(self, finding: Finding) -> tuple[Place, ...]:
        """The heading or table that is called what is missing."""
        titled = self.index.titled(finding.expected) if len(finding.expected) >= _LEAST_WORDS else ()
        return tuple(Place(block) for block in titled)

    def _below(self, path: Path) -> tuple[Place, ...]:
        """Numbers below ``path``: of the same line of a table, of the same project."""
        if len(path) <= 1 or path[-1] in _HOLDERS:
            return ()
        stem = f"{dotted(path)}."
        block = self._fullest(stem)
        refs = self.index.refs.items()
        return next(((Place(block, ref),) for ref, blocks in refs if ref.startswith(stem) and block in blocks), ())

    def _computed(self, path: Path) -> tuple[Place, ...]:
        """Where a number is printed that follows from the figure."""
        keys = self.following.get(dotted(path), ())
        return tuple(Place(block, key) for key in keys for block in self.index.refs.get(key, ())[:1])

    def _near(self, path: Path) -> tuple[Place, ...]:
        """The table of the path, or the block that prints the most of what shares the path's first steps."""
        if tables := self.index.table(str(path[0])):
            return (Place(tables[0]),)
        stems = (f"{dotted(path[:length])}." for length in range(len(path) - 1, 0, -1))
        blocks = (block for stem in stems if (block := self._fullest(stem)) >= 0)
        return tuple(Place(block) for block in blocks)[:1]

    def _fullest(self, stem: str) -> int:
        """The block that prints the most figures whose keys begin with ``stem``; −1 where none does."""
        counts = Counter(block for ref, blocks in self.index.refs.items() if ref.startswith(stem) for block in blocks)
        return max(counts, key=lambda block: (counts[block], -block), default=-1)


def _at(value: object, step: str | int) -> object:
    """What stands at one step of a path."""
    match value:
        case dict():
            return value.get(step)
        case tuple():
            return value[step] if isinstance(step, int) and step < len(value) else None
        case _:
            return getattr(value, str(step), None)


def _stems(steps: tuple[str, ...]) -> Iterator[str]:
    """How the key of the figure may end that the reason ``steps`` explains, the likeliest first."""
    match steps:
        case ("items", code):
            yield from (f".{code}.completion", f".{code}.total", f".{code}.initial")
        case (item, "budget"):
            yield from (f".{item}.completion", f".budget.{item}")
        case (item, "prior"):
            yield from (f".{item}.change", f".{item}.change_rate", f".outturn.{item}")
        case (name,):
            stem = name.removesuffix("_revenue").removesuffix("_expenditure")
            yield from (f".{stem}{move}" for move in _MOVES)


def _quotations(finding: Finding) -> Iterator[str]:
    """Texts by which the place of a finding can be known, the surest first."""
    if finding.expected:
        yield f"〔缺：{finding.expected}〕"
    for match in _QUOTED.finditer(finding.message):
        text = (match[1] or match[2]).strip("…")
        if len(text) >= _LEAST_WORDS or match[1]:
            yield text
    if len(finding.found) >= _LEAST_WORDS:
        yield finding.found

"""Tokens of both sides → the texts with what differs marked, and the numbers and words that do."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from generator.diff.matching import Match, most_alike
from generator.diff.model import NumberChange, Segment, WordChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.diff.model import Kind, Mark, Place
    from generator.diff.tokens import Token

_AROUND = 14
"""Characters of context on each side."""
_SENTENCE_ENDS = frozenset("。；！？")
_SENTENCE = 8
"""Tokens, from which on an added or missing stretch with a stop is a sentence."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A sentence that one side lacks."""

    kind: Kind
    place: Place
    tokens: tuple[Token, ...]

    @property
    def marked(self) -> tuple[Segment, ...]:
        """The sentence, its numbers and words marked."""
        return whole_segments(self.tokens)


@dataclass(frozen=True, slots=True)
class TextChanges:
    """What differs between two texts."""

    left: tuple[Segment, ...]
    right: tuple[Segment, ...]
    numbers: tuple[NumberChange, ...]
    words: tuple[WordChange, ...]
    wholes: tuple[Whole, ...]


def compare_tokens(left: Sequence[Token], right: Sequence[Token], place: Place) -> TextChanges:
    """What differs; ``place`` is where the text stands."""
    return _Comparing(left, right, place).compare()


class _Comparing:
    def __init__(self, left: Sequence[Token], right: Sequence[Token], place: Place) -> None:
        self.left, self.right, self.place = left, right, place
        self.left_marks: list[Mark] = [""] * len(left)
        self.right_marks: list[Mark] = [""] * len(right)
        self.numbers: list[tuple[int, NumberChange]] = []
        self.words: list[WordChange] = []
        self.wholes: list[Whole] = []

    def compare(self) -> TextChanges:
        gaps = list(self._gaps())
        for gap in gaps:
            self._numbers(gap)
        for gap in gaps:
            self._words(gap)
        return TextChanges(
            _segments(self.left, self.left_marks),
            _segments(self.right, self.right_marks),
            tuple(change for _, change in sorted(self.numbers, key=lambda one: one[0])),
            tuple(self.words),
            tuple(self.wholes),
        )

    def _gaps(self) -> Iterator[Match]:
        """Stretches that differ; the equal numbers between them are looked at for their units."""
        matcher = SequenceMatcher(
            None, [token.key for token in self.left], [token.key for token in self.right], autojunk=False
        )
        for tag, i, i_end, j, j_end in matcher.get_opcodes():
            if tag != "equal":
                yield from self._cut(Match(range(i, i_end), range(j, j_end)))
                continue
            for one, other in zip(range(i, i_end), range(j, j_end), strict=True):
                if self.left[one].is_number:
                    self._pair(one, other)

    def _cut(self, gap: Match) -> Iterator[Match]:
        """The gap without the sentences that one side lacks."""
        if gap.left and gap.right:
            yield gap
            return
        side, indices = (self.left, gap.left) if gap.left else (self.right, gap.right)
        tokens = tuple(side[index] for index in indices)
        stops = any(token.text in _SENTENCE_ENDS for token in tokens)
        if not stops or len(tokens) < _SENTENCE:
            yield gap
            return
        marks = self.left_marks if gap.left else self.right_marks
        for index in indices:
            marks[index] = "number" if side[index].is_number else "word"
        place = tokens[0].place if gap.left else self._place(gap.left.start)
        self.wholes.append(Whole("缺少" if gap.left else "多出", place, tokens))

    def _numbers(self, gap: Match) -> None:
        lefts = [index for index in gap.left if self.left[index].is_number]
        rights = [index for index in gap.right if self.right[index].is_number]
        for one, other in _paired(lefts, rights, self.left, self.right):
            if one is not None and other is not None:
                self._pair(one, other)
            elif one is not None:
                self.left_marks[one] = "number"
                self._number("缺少", one, None)
            elif other is not None:
                self.right_marks[other] = "number"
                self._number("多出", None, other, gap.left.start)

    def _pair(self, one: int, other: int) -> None:
        left, right = self.left[one], self.right[other]
        other_unit = bool(left.unit and right.unit and left.unit != right.unit)
        if left.key == right.key and not other_unit:
            return
        self.left_marks[one] = self.right_marks[other] = "number"
        if other_unit:
            for marks, side, index in ((self.left_marks, self.left, one), (self.right_marks, self.right, other)):
                for near in range(index + 1, len(side)):
                    if not side[near].of_unit:
                        break
                    marks[near] = "number"
        self._number("改动", one, other)

    def _number(self, kind: Kind, one: int | None, other: int | None, at: int = 0) -> None:
        left = self.left[one] if one is not None else None
        right = self.right[other] if other is not None else None
        units = bool(left and right and left.unit and right.unit and left.unit != right.unit)
        side, index = (self.left, one) if one is not None else (self.right, other)
        here = index if index is not None else 0
        change = NumberChange(
            kind,
            left.place if left else self._place(at),
            _shown(left, with_unit=units),
            _shown(right, with_unit=units),
            left.ref if left else "",
            before="".join(token.text for token in side[max(0, here - _AROUND) : here]),
            after="".join(token.text for token in side[here + 1 : here + 1 + _AROUND]),
        )
        self.numbers.append((one if one is not None else at, change))

    def _place(self, index: int) -> Place:
        """The place of what is added before the left side's token ``index``."""
        if not self.left:
            return self.place
        return self.left[min(max(index - 1, 0), len(self.left) - 1)].place

    def _words(self, gap: Match) -> None:
        lefts = [index for index in gap.left if not self.left[index].is_number and not self.left_marks[index]]
        rights = [index for index in gap.right if not self.right[index].is_number and not self.right_marks[index]]
        if not lefts and not rights:
            return
        for index in lefts:
            self.left_marks[index] = "word"
        for index in rights:
            self.right_marks[index] = "word"
        left = "".join(self.left[index].text for index in lefts)
        right = "".join(self.right[index].text for index in rights)
        if left == right:
            return
        kind: Kind = "改动" if left and right else "缺少" if left else "多出"
        place = self.left[lefts[0]].place if lefts else self._place(gap.left.start)
        before = "".join(token.text for token in self.left[max(0, gap.left.start - _AROUND) : gap.left.start])
        after = "".join(token.text for token in self.left[gap.left.stop : gap.left.stop + _AROUND])
        self.words.append(WordChange(kind, place, left, right, before, after))


def _paired(
    lefts: Sequence[int], rights: Sequence[int], left: Sequence[Token], right: Sequence[Token]
) -> Iterable[tuple[int | None, int | None]]:
    """Numbers of both sides in pairs: one to one where there are as many, else those most alike."""
    if len(lefts) == len(rights):
        return zip(lefts, rights, strict=True)

    def likeness(one: range, other: range) -> float:
        texts = left[lefts[one.start]].text, right[rights[other.start]].text
        return 0.1 + SequenceMatcher(None, *texts, autojunk=False).ratio()

    matches = most_alike(Match(range(len(lefts)), range(len(rights))), likeness)
    return [
        (lefts[match.left.start] if match.left else None, rights[match.right.start] if match.right else None)
        for match in matches
    ]


def _shown(token: Token | None, *, with_unit: bool) -> str:
    if token is None:
        return ""
    return token.text + (token.unit if with_unit else "")


def whole_segments(tokens: Sequence[Token]) -> tuple[Segment, ...]:
    """A text that one side lacks, its numbers and words marked."""
    return _segments(tokens, ["number" if token.is_number else "word" for token in tokens])


def _segments(tokens: Sequence[Token], marks: Sequence[Mark]) -> tuple[Segment, ...]:
    marked = zip(tokens, marks, strict=True)
    return tuple(
        Segment("".join(token.text for token, _ in group), mark)
        for mark, group in groupby(marked, key=lambda one: one[1])
    )

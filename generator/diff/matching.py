"""Two sequences → which of the one stands for which of the other: equal ones first, then the most alike, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_LARGEST = 90_000
"""Pairs that are weighed; longer stretches without anything in common are cut."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the left and of the right that belong together; one of them may be empty."""

    left: range
    right: range


def by_keys(keys: tuple[Sequence[Hashable], Sequence[Hashable]], within: Match) -> list[tuple[Match, bool]]:
    """``within`` in stretches, each with whether its parts are equal, one to one, by the keys of both sides.

    Only what is there once on either side is sure to be the same; from there on, equal neighbours are.
    """
    lefts, rights = keys
    found: list[tuple[Match, bool]] = []
    i = j = 0
    for at, other in [*_anchors(lefts, rights), (len(lefts), len(rights))]:
        while i < at and j < other and lefts[i] == rights[j]:
            found.append((_pair(within, i, j), True))
            i, j = i + 1, j + 1
        back = 0
        while at - back > i and other - back > j and lefts[at - back - 1] == rights[other - back - 1]:
            back += 1
        if i < at - back or j < other - back:
            found.append((Match(within.left[i : at - back], within.right[j : other - back]), False))
        found += [(_pair(within, at - step, other - step), True) for step in range(back, 0, -1)]
        i, j = at, other
        if at < len(lefts):
            found.append((_pair(within, at, other), True))
            i, j = at + 1, other + 1
    return found


def _pair(within: Match, i: int, j: int) -> Match:
    return Match(within.left[i : i + 1], within.right[j : j + 1])


def _anchors(lefts: Sequence[Hashable], rights: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The longest row of places, in order on both sides, whose keys are there once on either side."""
    counts, others = Counter(lefts), Counter(rights)
    where = {key: place for place, key in enumerate(rights) if others[key] == 1}
    pairs = [(i, where[key]) for i, key in enumerate(lefts) if counts[key] == 1 and key in where]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(number)
        else:
            tails[at], ends[at] = place, number
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _one(index: int) -> range:
    return range(index, index + 1)


def most_alike(
    within: Match, likeness: Callable[[range, range], float], steps: Sequence[tuple[int, int]] = ((1, 1),)
) -> list[Match]:
    """``within`` in pairs that together are most alike, in order; what is like nothing stands alone.

    Args:
        within: the stretches.
        likeness: gain of a pair; 0 where it is none.
        steps: how many of the left and of the right may make a pair.
    """
    rows, columns = len(within.left), len(within.right)
    if rows * columns > _LARGEST:
        return [Match(_one(i), range(0)) for i in within.left] + [Match(range(0), _one(j)) for j in within.right]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            choices = [(best[i + 1][j], (1, 0)), (best[i][j + 1], (0, 1))]
            for down, right in steps:
                if i + down <= rows and j + right <= columns:
                    gain = likeness(within.left[i : i + down], within.right[j : j + right])
                    if gain > 0:
                        choices.append((gain + best[i + down][j + right], (down, right)))
            best[i][j], taken[i, j] = max(choices)
    return list(_walk(within, taken))


def _walk(within: Match, taken: dict[tuple[int, int], tuple[int, int]]) -> list[Match]:
    found: list[Match] = []
    i = j = 0
    while i < len(within.left) or j < len(within.right):
        default = (1, 0) if i < len(within.left) else (0, 1)
        down, right = taken.get((i, j), default)
        found.append(Match(within.left[i : i + down], within.right[j : j + right]))
        i, j = i + down, j + right
    return found


_SHORT = 16
"""Characters of a text in which one changed character is two of few pairs."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What texts are weighed by: their characters, every two that stand side by side, and their length."""

    single: Counter[str]
    double: Counter[str]
    length: int

    @staticmethod
    def of(text: str) -> Letters:
        """The letters of ``text``."""
        return Letters(Counter(text), Counter(map("".join, pairwise(text))), len(text))


def alike(one: Letters, other: Letters) -> float:
    """How much of two texts is the same: 0 nothing, 1 all."""
    doubles = _common(one.double, other.double)
    if min(one.length, other.length) <= _SHORT:
        return max(doubles, _common(one.single, other.single))
    return doubles


def _common(one: Counter[str], other: Counter[str]) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0

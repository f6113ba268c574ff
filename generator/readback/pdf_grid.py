"""Ruled lines and characters of a page → its tables: cells are what the lines enclose."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.readback.content import Grid, GridCell
from generator.readback.pdf_lines import lines_of
from generator.readback.pdf_rules import LEVEL, UPRIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.readback.pdf_page import Char
    from generator.readback.pdf_rules import Direction, Rule

_NEAR = 2.0
"""Points within which lines are the same, or touch."""
Place = tuple[int, int]
"""Row and column in which a cell begins."""

_TIGHT = 0.2
"""Of a character's size, how far apart two may be that are written together."""
_RISE = 0.35
"""Of a character's size, how high above its base line its middle is."""


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table on a page: where it lies, and its columns' sides."""

    grid: Grid
    top: float
    bottom: float
    sides: tuple[float, ...]

    def holds(self, char: Char) -> bool:
        """Whether ``char`` stands in the table."""
        height = char.base - _RISE * char.size
        return self.top <= height <= self.bottom and self.sides[0] <= char.middle <= self.sides[-1]


def grids_of(rules: Sequence[Rule], chars: Sequence[Char]) -> list[PlacedGrid]:
    """The tables of a page that have text, from the top."""
    found = []
    for group in _touching(rules):
        sides = _places(rule.at for rule in group if rule.direction == UPRIGHT)
        heights = _places(rule.at for rule in group if rule.direction == LEVEL)
        if len(sides) > 1 and len(heights) > 1:
            grid = _grid(group, sides, heights, chars)
            if any(cell.text for row in grid.rows for cell in row):
                found.append(PlacedGrid(grid, heights[0], heights[-1], tuple(sides)))
    return sorted(found, key=lambda one: one.top)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines in groups that touch one another, in the order in which they are drawn."""
    waiting: dict[Direction, dict[Rule, None]] = {LEVEL: {}, UPRIGHT: {}}
    for rule in rules:
        waiting[rule.direction][rule] = None
    groups: list[list[Rule]] = []
    while waiting[UPRIGHT]:
        group: list[Rule] = []
        fresh = [next(iter(waiting[UPRIGHT]))]
        del waiting[UPRIGHT][fresh[0]]
        while fresh:
            rule = fresh.pop()
            group.append(rule)
            across = waiting[LEVEL if rule.direction == UPRIGHT else UPRIGHT]
            met = [other for other in across if _meet(rule, other)]
            for other in met:
                del across[other]
            fresh += met
        groups.append(group)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return other.start - _NEAR <= one.at <= other.end + _NEAR and one.start - _NEAR <= other.at <= one.end + _NEAR


def _places(values: Iterable[float]) -> list[float]:
    """The values, those that are near one another once."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _NEAR:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(near) / len(near) for near in found]


def _grid(rules: Sequence[Rule], sides: list[float], heights: list[float], chars: Sequence[Char]) -> Grid:
    """The table that ``rules`` enclose, with its text."""
    spans = _spans(rules, sides, heights)
    owner = {
        (row + down, column + right): (row, column)
        for (row, column), (width, height) in spans.items()
        for down in range(height)
        for right in range(width)
    }
    inside: dict[Place, list[Char]] = {place: [] for place in spans}
    before: tuple[Char, Place] | None = None
    for char in chars:
        row = bisect_right(heights, char.base - _RISE * char.size) - 1
        column = bisect_right(sides, char.middle) - 1
        if (row, column) in owner:
            place = before[1] if before and _goes_on(before[0], char) else owner[row, column]
            inside[place].append(char)
            before = char, place
    found: list[list[GridCell]] = [[] for _ in heights[1:]]
    for (row, column), (width, height) in spans.items():
        text = "".join(line.text for line in lines_of(inside[row, column]))
        found[row].append(GridCell(text, column, width, height))
    return Grid(tuple(tuple(row) for row in found))


def _goes_on(before: Char, char: Char) -> bool:
    """Whether a character stands right after another of the same piece of text: it may stick out of its cell."""
    is_near = -_TIGHT * char.size <= char.left - before.right <= _TIGHT * char.size
    return before.piece == char.piece and before.base == char.base and is_near


def _spans(rules: Sequence[Rule], sides: list[float], heights: list[float]) -> dict[Place, tuple[int, int]]:
    """Where each cell begins, and how many columns and rows it takes: as far as no line parts it."""
    rows, columns = len(heights) - 1, len(sides) - 1
    upright = [rule for rule in rules if rule.direction == UPRIGHT]
    level = [rule for rule in rules if rule.direction == LEVEL]
    spans: dict[Place, tuple[int, int]] = {}
    taken: set[Place] = set()
    for row in range(rows):
        middle = (heights[row] + heights[row + 1]) / 2
        for column in range(columns):
            if (row, column) in taken:
                continue
            across = (sides[column] + sides[column + 1]) / 2
            width = height = 1
            while (
                column + width < columns
                and (row, column + width) not in taken
                and not _is_drawn(upright, sides[column + width], middle)
            ):
                width += 1
            while row + height < rows and not _is_drawn(level, heights[row + height], across):
                height += 1
            spans[row, column] = (width, height)
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
    return spans


def _is_drawn(rules: Sequence[Rule], at: float, across: float) -> bool:
    """Whether a line is drawn at a place."""
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= across <= rule.end + _NEAR for rule in rules)

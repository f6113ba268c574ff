"""Plain nested data with the place of every leaf and node, and the merging of several such trees into one."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.ingest.messages import problem, show
from generator.money import AmountError, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.finding import Finding
    from generator.source import Path, SourceRef

Value = object
"""A leaf (str, int, Decimal, bool, None), a tuple of values, or a dict from text to values."""


@dataclass(frozen=True, slots=True)
class Tree:
    """数据树: what files say, not yet validated. Built once by a reader, not changed afterwards."""

    data: dict[str, Value] = field(default_factory=dict)
    places: dict[Path, SourceRef] = field(default_factory=dict)

    def put(self, path: Path, value: Value, place: SourceRef) -> None:
        """Lay down ``value`` at ``path``, with the nodes above it; for readers that build a tree."""
        node = self.data
        for step in path[:-1]:
            below = node.setdefault(str(step), {})
            if not isinstance(below, dict):
                raise TypeError(path)
            node = below
        node[str(path[-1])] = value
        self.places[path] = place

    def value(self, path: Path) -> Value:
        """What stands at ``path``; ``None`` where nothing does."""
        node: Value = self.data
        for step in path:
            node = node.get(str(step)) if isinstance(node, dict) else None
        return node

    def place(self, path: Path) -> SourceRef | None:
        """The place of ``path`` or of the nearest node above it."""
        for length in range(len(path), -1, -1):
            if (found := self.places.get(path[:length])) is not None:
                return found
        return None


def merge_trees(trees: Iterable[Tree]) -> tuple[Tree, tuple[Finding, ...]]:
    """All trees as one; the same leaf with two values is a finding that names both places, the first stays."""
    merged = Tree()
    findings: list[Finding] = []
    for tree in trees:
        findings.extend(_lay_over(merged, merged.data, tree, tree.data, ()))
    return merged, tuple(findings)


def _lay_over(
    merged: Tree, target: dict[str, Value], tree: Tree, data: dict[str, Value], path: Path
) -> Iterator[Finding]:
    if path not in merged.places and path in tree.places:
        merged.places[path] = tree.places[path]
    for key, value in data.items():
        here = (*path, key)
        present = target.get(key)
        if key not in target and not isinstance(value, dict):
            target[key] = value
            _copy_places(merged, tree, here, value)
        elif isinstance(value, dict) and (key not in target or isinstance(present, dict)):
            below = target.setdefault(key, {})
            if isinstance(below, dict):
                yield from _lay_over(merged, below, tree, value, here)
        elif not same_value(present, value):
            yield _conflict(merged, tree, here, present, value)


def _copy_places(merged: Tree, tree: Tree, path: Path, value: Value) -> None:
    if path in tree.places:
        merged.places[path] = tree.places[path]
    if isinstance(value, dict):
        for key, below in value.items():
            _copy_places(merged, tree, (*path, key), below)
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            _copy_places(merged, tree, (*path, index), below)


def same_value(one: Value, other: Value) -> bool:
    """Whether two leaves say the same: equal, or equal as numbers (1,000 and 1000.00)."""
    if one == other and isinstance(one, bool) == isinstance(other, bool):
        return True
    if isinstance(one, (str, int, Decimal)) and isinstance(other, (str, int, Decimal)):
        try:
            numbers = parse_decimal(one), parse_decimal(other)
        except AmountError:
            return False
        return numbers[0] is not None and numbers[0] == numbers[1]
    return False


def _conflict(merged: Tree, tree: Tree, path: Path, present: Value, value: Value) -> Finding:
    first, second = merged.place(path), tree.place(path)
    return problem(
        "SJ21",
        f"同一数据在两处不同：{first} 是“{show(present)}”，这里是“{show(value)}”",
        second,
        path=path,
        found=show(value),
        expected=show(present),
        advice=f"核对后改成一致，或删去其中一处（另一处在 {first}）",
    )

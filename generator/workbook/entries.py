"""Patterns of lists ↔ the entries that the data have: each with its path and what its key columns say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.values import at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.source import Path
    from generator.workbook.fields import Pattern
    from generator.workbook.values import Data, Value


@dataclass(frozen=True)
class Entry:
    """One entry of a list or mapping."""

    path: Path
    labels: Mapping[str, str]
    """Key column → what stands there."""


def find_entries(data: Data, pattern: Pattern) -> Iterator[Entry]:
    """The entries of ``pattern`` in the order of the data."""
    yield from _find(data, data, pattern, (), {})


def _find(data: Data, node: Value, rest: Pattern, path: Path, labels: dict[str, str]) -> Iterator[Entry]:
    if node is None:
        return
    if not rest:
        yield Entry(path, labels)
        return
    step, after = rest[0], rest[1:]
    for found, below, label in _steps(data, node, step, path):
        yield from _find(data, found, after, below, {**labels, **label})


def _steps(data: Data, node: Value, step: str, path: Path) -> Iterator[tuple[Value, Path, dict[str, str]]]:
    """What one step of a pattern leads to: value, path, and what the step's key column says."""
    if step in keys.FORMS:
        for owner, form in _owners(data, step):
            yield at(data, form), form, {keys.OWNER: owner}
    elif step == keys.KEY:
        yield from ((value, (*path, key), {keys.KEY: key}) for key, value in node.items())
    elif step == keys.INDEX:
        yield from ((value, (*path, index), {keys.NUMBER: str(index + 1)}) for index, value in enumerate(node))
    elif step == keys.GOAL:
        yield node, path, {keys.GOAL: ""}
        goals = enumerate(node.get("goals", ()))
        yield from ((value, (*path, "goals", index), {keys.GOAL: str(index + 1)}) for index, value in goals)
    else:
        yield at(node, (step,)), (*path, step), {}


def _owners(data: Data, form: str) -> Iterator[tuple[str, Path]]:
    """Who has a form: the whole unit, then the projects by name."""
    whole, own = keys.FORMS[form]
    if at(data, ("performance", whole)) is not None:
        yield keys.WHOLE, ("performance", whole)
    for index, project in enumerate(data.get("projects", ())):
        if project.get(own) is not None:
            yield project["name"], ("projects", index, own)


def generic(pattern: Pattern) -> Pattern:
    """A pattern as the model knows it: forms are those of a project, a goal's indicators those of the form's goals."""
    found: Pattern = ()
    for step in pattern:
        if step in keys.FORMS:
            found = (*found, "projects", keys.INDEX, keys.FORMS[step][1])
        elif step == keys.GOAL:
            found = (*found, "goals", keys.INDEX)
        else:
            found = (*found, step)
    return found

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
    if step in keys.FORMS:
        for owner, form in _owners(data, step):
            yield from _find(data, at(data, form), after, form, {**labels, keys.OWNER: owner})
    elif step == keys.KEY:
        for key, value in node.items():
            yield from _find(data, value, after, (*path, key), {**labels, keys.KEY: key})
    elif step == keys.INDEX:
        for index, value in enumerate(node):
            yield from _find(data, value, after, (*path, index), {**labels, keys.NUMBER: str(index + 1)})
    elif step == keys.GOAL:
        yield from _find(data, node, after, path, {**labels, keys.GOAL: ""})
        for index, value in enumerate(node.get("goals", ())):
            yield from _find(data, value, after, (*path, "goals", index), {**labels, keys.GOAL: str(index + 1)})
    else:
        yield from _find(data, at(node, (step,)), after, (*path, step), labels)


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

"""Columns of a form ↔ columns of a sheet, by the labels and spanners over them, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.ingest.labels import SUBTOTALS, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.forms.model import Column


@dataclass(frozen=True)
class Wanted:
    """A column of the form: every label it may have, and the spanners over it."""

    field: str
    labels: frozenset[str]
    spanners: tuple[str, ...]

    @staticmethod
    def of(column: Column, title: str = "") -> Wanted:
        """The column of a form; ``title`` is the field's title in the model."""
        labels = frozenset(_label(text) for text in (column.label, *column.aliases, title) if text)
        return Wanted(column.field, labels, tuple(key(text) for text in column.spanner))


Spot = TypeVar("Spot", int, tuple[int, int])
"""A column, or a cell of a table whose labels stand at the side."""


@dataclass(frozen=True)
class Matched(Generic[Spot]):
    """What was found: column of the sheet → field, and the columns that nobody wanted."""

    fields: dict[Spot, str]
    unknown: tuple[Spot, ...]


def match_columns(
    wanted: Iterable[Wanted], paths: Mapping[Spot, tuple[str, ...]], generic: frozenset[str] = frozenset()
) -> Matched[Spot]:
    """The best pairing of columns; ``generic`` are spanners that say nothing."""
    known = tuple(wanted)
    scored: list[tuple[float, Spot, int, str]] = []
    for column, path in paths.items():
        for order, want in enumerate(known):
            if (score := _score(want, [step for step in path if step not in generic or step == path[-1]])) > 0:
                scored.append((-score, column, order, want.field))
    fields: dict[Spot, str] = {}
    for _, column, _, field in sorted(scored):
        if column not in fields and field not in fields.values():
            fields[column] = field
    return Matched(dict(sorted(fields.items())), tuple(column for column in paths if column not in fields))


def _label(text: str) -> str:
    found = key(text)
    return "合计" if found in SUBTOTALS else found


def _score(want: Wanted, path: list[str]) -> float:
    """How well labels over a column fit a column of the form; 0 where they do not.

    A label may stand over the spanner (因公出国（境）费 over 预算数), or be broken over two rows.
    """
    steps = [_label(step) for step in path]
    at = next((index for index in range(len(steps) - 1, -1, -1) if steps[index] in want.labels), None)
    used = {at} if at is not None else set()
    if at is None:
        broken = next((start for start in range(len(steps) - 1) if "".join(steps[start:]) in want.labels), None)
        if broken is None:
            return 0
        used = set(range(broken, len(steps)))
        at = len(steps) - 1
    spanned = 0
    for spanner in want.spanners:
        found = next((index for index, step in enumerate(steps) if index not in used and _names(step, spanner)), None)
        if found is not None:
            used.add(found)
            spanned += 1
    rest = [index for index in range(len(steps)) if index not in used]
    if any(index > at and steps[index] != "合计" for index in rest):
        return 0
    missing = len(want.spanners) - spanned
    return max(10 + 2 * spanned - 1.5 * missing - len(rest) + (at == len(steps) - 1) * 0.5, 0.1)


def _names(step: str, spanner: str) -> bool:
    """Whether a head says the spanner, perhaps with a word before it: 全年预算数."""
    return step == spanner or (step.endswith(spanner) and step.removesuffix(spanner) in {"全年", "全年调整", "调整"})

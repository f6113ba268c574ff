"""Tables with 收入 and 支出 side by side (公开01表, 公开04表) → amounts by row label and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.classification import LEVELS
from generator.ingest.columns import Wanted, match_columns
from generator.ingest.labels import key, plain, year_free
from generator.ingest.messages import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.classification import CodeTable
    from generator.forms.model import Side, TwoSidedForm
    from generator.ingest.reading import Reading
    from generator.source import Path

FEWEST_LABELS = 2
"""Known labels that make a column the label column of a side."""


@dataclass(frozen=True)
class _Row:
    """A row of the form: where its amounts go, and the row that it is a part of."""

    path: Path
    parent: Path = ()


@dataclass(frozen=True)
class _Labels:
    """The row labels of one side."""

    side: Side
    rows: dict[str, list[_Row]] = field(default_factory=dict)
    old_names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Class names of other years → code, name of this year."""

    @staticmethod
    def of(side: Side, codes: CodeTable) -> _Labels:
        """The labels of a side; those of the functional classes come from the code table."""
        labels = _Labels(side)
        parent: Path = ()
        for item in (*side.items, *side.totals):
            if not item.field:
                continue
            path = tuple(item.field.split("."))
            parent = parent if item.indent else path
            for text in (item.label, *item.aliases):
                labels.rows.setdefault(key(text), []).append(_Row(path, parent if item.indent else ()))
        for code, others in codes.other_names.items():
            if side.classes and LEVELS.get(len(code)) == "类" and code in codes.names:
                labels.old_names.update({key(other): (code, codes.names[code]) for other in others})
        for code in codes.classes if side.classes else ():
            labels.rows.setdefault(key(codes.names[code]), []).append(_Row(("classes", code)))
        return labels

    def knows(self, label: str) -> bool:
        """Whether the side has a row of this label."""
        return label in self.rows or label in self.old_names

    def find(self, label: str, parent: Path) -> _Row | None:
        """The row of a label; where two rows have the same label, the one below ``parent``, else the main one."""
        found = self.rows.get(label, [])
        return next((row for row in found if parent and row.parent == parent), found[0] if found else None)


def two_sided_words(form: TwoSidedForm) -> Iterator[str]:
    """The labels that its head may have."""
    for side in (form.left, form.right):
        yield from (side.title, side.label_head, side.number_head)
        for column in side.columns:
            yield from (column.label, *column.aliases, *column.spanner)


def read_two_sided(reading: Reading, form: TwoSidedForm) -> None:
    """Read both sides below the head."""
    used: set[int] = set()
    for side in (form.left, form.right):
        labels = _Labels.of(side, reading.context.functional)
        column = _label_column(reading, labels)
        if column is None:
            advice = "项目名称按表样填写，如“一般公共预算财政拨款收入”“一般公共服务支出”"
            reading.report("SJ31", *reading.head.corner, f"没有找到“{side.title}”一侧的项目栏", advice)
        else:
            used |= _read_side(reading, labels, column)
    reading.report_unknown(used | {column for column in reading.head.paths if _has_labels(reading, column)})


def _label(reading: Reading, row: int, column: int) -> str:
    cell = reading.grid.cells.get((row, column))
    return year_free(key(cell.text), reading.context.year) if cell else ""


def _label_column(reading: Reading, labels: _Labels) -> int | None:
    """The column with the most labels of a side."""
    hits: dict[int, int] = {}
    for row in reading.rows:
        for column, _ in reading.cells(row):
            if labels.knows(_label(reading, row, column)):
                hits[column] = hits.get(column, 0) + 1
    best = max(hits, key=lambda column: (hits[column], -column), default=None)
    return best if best is not None and hits[best] >= FEWEST_LABELS else None


def _has_labels(reading: Reading, column: int) -> bool:
    """Whether most of what stands in a column is text."""
    cells = [cell for row in reading.rows if (cell := reading.grid.cells.get((row, column)))]
    texts = sum(not cell.numeric and not cell.dash for cell in cells)
    return texts >= FEWEST_LABELS and texts * 2 > len(cells)


def _read_side(reading: Reading, labels: _Labels, column: int) -> set[int]:
    """Read the amounts of one side; the columns that it took."""
    side, head = labels.side, reading.head
    end = min((other for other in head.paths if other > column and _has_labels(reading, other)), default=None)
    own = {other: path for other, path in head.paths.items() if column < other and (end is None or other < end)}
    matched = match_columns([Wanted.of(item) for item in side.columns], own, frozenset({key(side.title)}))
    if not matched.fields:
        advice = f"“{side.title}”一侧的金额栏应写：{'、'.join(item.label for item in side.columns)}"
        reading.report("SJ31", head.rows[-1], column, f"没有找到“{side.title}”一侧的金额栏", advice)
        return {column}
    parent: Path = ()
    for row in reading.rows:
        label = _label(reading, row, column)
        found = labels.find(label, parent) or _old_class(reading, labels, row, column)
        if found is not None:
            parent = parent if found.parent else found.path
            _read_row(reading, found, row, column, matched.fields)
        elif any(reading.numeric(row, other) for other in matched.fields):
            message = f"“{side.title}”一侧的项目“{show(label or None)}”不认识，它有金额"
            reading.report("SJ33", row, column, message, "项目名称按表样填写；是下级明细时删去这一行")
    return {column, *matched.fields}


def _read_row(reading: Reading, found: _Row, row: int, column: int, fields: dict[int, str]) -> None:
    label = plain(reading.grid.cells[row, column].text)
    for other, name in fields.items():
        path = (reading.region.table, *found.path, *(step for step in name.split(".") if step))
        reading.amount(path, row, other, f"{label} · {reading.head.label(other)}", note=True)


def _old_class(reading: Reading, labels: _Labels, row: int, column: int) -> _Row | None:
    """The functional class of a name that it had in another year."""
    label = _label(reading, row, column)
    if label not in labels.old_names:
        return None
    code, name = labels.old_names[label]
    message = f"科目 {code} 的名称“{show(label)}”是其他年度的，{reading.context.year}年是“{name}”"
    reading.report("SJ40", row, column, message, f"改为“{name}”", name)
    return _Row(("classes", code))

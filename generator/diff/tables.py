"""Two tables → the rows and cells that differ: rows by their names, cells by their columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diff.matching import Letters, Match, alike, by_keys, most_alike
from generator.diff.model import Difference, Place, Segment
from generator.diff.texts import compare_tokens

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from generator.diff.items import CellItem, RowItem, TableItem
    from generator.diff.model import Kind
    from generator.diff.tokens import Tokenizers

_AMOUNT = re.compile(r"[-−－+＋]?[\d,，.\uff0e]*[%％]?")
_CODE = re.compile(r"\d{3}(?:\d\d){0,3}")
_LEAST = 0.3
_STEPS = ((1, 1),)
_STEPS_OF_PAGES = ((1, 1), (1, 2))
"""A row may be parted by the end of a page."""


def compare_tables(left: TableItem, right: TableItem, tokenizers: Tokenizers, *, by_code: bool) -> Iterator[Difference]:
    """Cells that differ, and rows that one side lacks.

    With ``by_code`` rows of different codes are different rows; without it, a code may have been edited.
    """
    for match in _rows(left, right, by_code=by_code):
        lefts, rights = [left.rows[index] for index in match.left], [right.rows[index] for index in match.right]
        if lefts and (joined := _joined(rights)) is not None:
            yield from _cells(lefts[0], joined, tokenizers)
            continue
        for row in (row for row in lefts if any(row.texts)):
            yield _lone("缺少", row, row.place)
        for row in (row for row in rights if any(row.texts)):
            yield _lone("多出", row, row.place if str(row.place) else _after(left, match.left.start))


def _after(table: TableItem, index: int) -> Place:
    """The place of a row that is added before the row ``index``."""
    if 0 < index <= len(table.rows):
        above = table.rows[index - 1].place
        return Place(above.section, f"{above.where} 之后")
    return table.place


def _rows(left: TableItem, right: TableItem, *, by_code: bool) -> Iterator[Match]:
    """Rows that belong together; equal ones are left out."""

    def likeness(one: range, other: range) -> float:
        found = _joined([right.rows[index] for index in other])
        if found is None:
            return 0.0
        rows = left.rows[one.start], found
        return 0.0 if by_code and _have_other_codes(*rows) else _likeness(*rows)

    whole = Match(range(len(left.rows)), range(len(right.rows)))
    for match, same in by_keys((left.texts, right.texts), whole):
        if same:
            continue
        names = [_name(left.rows[index]) for index in match.left], [_name(right.rows[index]) for index in match.right]
        for named, known in by_keys(names, match):
            if known:
                yield named
                continue
            yield from most_alike(named, likeness, _STEPS if by_code else _STEPS_OF_PAGES)


def _name(row: RowItem) -> Hashable:
    """What a row is called: its codes and names; a row of amounts only has no name."""
    words = tuple(text for text in row.texts if text and not _is_amount(text))
    return words or id(row)


def _joined(rows: Sequence[RowItem]) -> RowItem | None:
    """One row of those that the end of a page parted, cell by cell; none where their columns differ."""
    if len(rows) <= 1:
        return rows[0] if rows else None
    first, *others = rows
    columns = [cell.column for cell in first.cells]
    if any(columns != [cell.column for cell in row.cells] for row in others):
        return None
    parts = zip(*(row.cells for row in rows), strict=True)
    cells = (replace(cells[0], spans=tuple(span for cell in cells for span in cell.spans)) for cells in parts)
    return replace(first, cells=tuple(cells))


def _have_other_codes(one: RowItem, other: RowItem) -> bool:
    codes, others = ({text for text in row.texts if _CODE.fullmatch(text)} for row in (one, other))
    return bool(codes and others) and not codes & others


def _likeness(one: RowItem, other: RowItem) -> float:
    """How alike two rows are, most by their names."""
    words = alike(Letters.of(_words(one)), Letters.of(_words(other)))
    texts = list(zip(one.texts, other.texts, strict=False))
    cells = sum(left == right for left, right in texts) / max(len(one.cells), len(other.cells), 1)
    likeness = 0.6 * words + 0.4 * cells if _words(one) or _words(other) else _LEAST + cells
    return likeness if likeness >= _LEAST else 0.0


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None and not _CODE.fullmatch(text)


def _words(row: RowItem) -> str:
    return "".join(text for text in row.texts if not _is_amount(text))


def _lone(kind: Kind, row: RowItem, place: Place) -> Difference:
    texts = [cell for cell in row.texts if cell]
    marked = tuple(
        Segment(f"{text}　" if number < len(texts) else text, "number" if _is_amount(text) else "word")
        for number, text in enumerate(texts, 1)
    )
    return Difference(kind, "表格行", place, marked if kind == "缺少" else (), marked if kind == "多出" else ())


def _cells(left: RowItem, right: RowItem, tokenizers: Tokenizers) -> Iterator[Difference]:
    for one, other in _paired(left, right):
        place = one.place if one is not None else left.place
        tokens = tokenizers.left.tokens(one.spans, place) if one is not None else []
        others = tokenizers.right.tokens(other.spans, place) if other is not None else []
        changes = compare_tokens(tokens, others, place)
        words = changes.words
        if changes.numbers or words or changes.wholes:
            kind: Kind = "改动" if tokens and others else "缺少" if tokens else "多出"
            yield Difference(kind, "单元格", place, changes.left, changes.right, changes.numbers, words)


def _paired(left: RowItem, right: RowItem) -> Iterator[tuple[CellItem | None, CellItem | None]]:
    """Cells of both rows by the columns in which they begin, or in order where the columns differ."""
    columns = [cell.column for cell in left.cells]
    others = [cell.column for cell in right.cells]
    if columns == others or len(columns) == len(others):
        yield from zip(left.cells, right.cells, strict=True)
        return
    by_column = {cell.column: cell for cell in right.cells}
    for cell in left.cells:
        yield cell, by_column.pop(cell.column, None)
    yield from ((None, cell) for cell in by_column.values())

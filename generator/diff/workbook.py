"""A comparison → one xlsx workbook: a sheet for each part, changed numbers and words in colour."""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING, Any

import xlsxwriter
from rich.cells import cell_len

from generator.diff.model import Segment
from generator.diff.sections import (
    CELLS,
    FIGURES,
    FINDINGS,
    NUMBERS,
    WHOLES,
    WORDS,
    changed_texts,
    kind_name,
    should_be,
    summary,
)
from generator.stamp import CREATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.diff.model import Comparison, Difference, NumberChange, WordChange

OVERVIEW = "概况"
_LONGEST = 32_000
"""Characters that a cell holds, with some to spare."""
_LANDSCAPE_A4 = 9
_LINE, _HIGHEST = 15.0, 405.0
"""Points: of a line, and of the highest row that a sheet can have."""

_PLACE = ("章节", 34), ("位置", 34)
_AROUND = ("前文", 26), ("后文", 26)

Value = str | tuple[Segment, ...]


def comparison_workbook(comparison: Comparison) -> bytes:
    """The workbook of ``comparison``, the same bytes for the same comparison."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": comparison.title, "created": CREATED})
    writer = _Writer(book)
    writer.overview(comparison)
    if comparison.against_document:
        _document(writer, comparison)
    else:
        _units(writer, comparison)
    book.close()
    return stream.getvalue()


def _document(writer: _Writer, comparison: Comparison) -> None:
    writer.sheet(
        NUMBERS,
        (*_PLACE, ("差异", 11), ("文件中", 18), ("应为", 18), ("指标", 30), *_AROUND),
        [
            (*_place(one), kind_name(comparison, one.kind), one.right, one.left or should_be(one), one.title, *around)
            for one in comparison.numbers
            for around in ((one.before, one.after),)
        ],
    )
    writer.sheet(
        WORDS,
        (*_PLACE, ("差异", 11), ("原文字", 30), ("文件中", 30), *_AROUND),
        [
            (*_place(one), kind_name(comparison, one.kind), one.left, one.right, one.before, one.after)
            for one in comparison.words
        ],
    )
    _texts(writer, comparison)
    _wholes(writer, comparison)


def _units(writer: _Writer, comparison: Comparison) -> None:
    sides = (comparison.left, 22), (comparison.right, 22)
    writer.sheet(
        FIGURES,
        (("差异", 9), ("指标", 44), *sides, ("相差", 20), ("增减", 12), ("键", 44)),
        [
            (kind_name(comparison, one.kind), one.title, one.left, one.right, one.difference, one.rate, one.key)
            for one in comparison.figures
        ],
    )
    _texts(writer, comparison)
    _wholes(writer, comparison)
    found = ((one.state, one.finding) for one in comparison.findings)
    writer.sheet(
        FINDINGS,
        (("状态", 9), ("级别", 9), ("代码", 9), ("位置", 40), ("问题", 80)),
        [(state, one.severity, one.code, str(one.source or ""), one.message) for state, one in found],
    )


def _texts(writer: _Writer, comparison: Comparison) -> None:
    writer.sheet(
        CELLS,
        (*_PLACE, (comparison.left, 70), (comparison.right, 70)),
        [(*_place(one), one.left, one.right) for one in changed_texts(comparison)],
    )


def _wholes(writer: _Writer, comparison: Comparison) -> None:
    writer.sheet(
        WHOLES,
        (("差异", 16), *_PLACE, (comparison.left, 60), (comparison.right, 60)),
        [
            (f"{kind_name(comparison, one.kind)}{one.shape}", *_place(one), one.left, one.right)
            for one in comparison.wholes
        ],
    )


def _place(one: Difference | NumberChange | WordChange) -> tuple[str, str]:
    return one.place.section, one.place.where


def _height(row: Sequence[Value], heads: Sequence[tuple[str, int]]) -> float:
    """Points that a row needs for its longest cell; programs do not all find out themselves."""
    lines = (
        sum(max(1, ceil(cell_len(line) / (width - 1))) for line in _plain(value).split("\n"))
        for value, (_, width) in zip(row, heads, strict=True)
    )
    return min(max(lines, default=1) * _LINE, _HIGHEST)


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else "".join(segment.text for segment in value)


class _Writer:
    """Writes sheets of texts; nothing that data says becomes a formula or a link."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library brings no types
        self.book = book
        self.bold = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bg_color": "#EEF2F7", "border": 1, "text_wrap": True})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        looks = {
            "number": {"bold": True, "font_color": "#B3261E", "underline": 1},
            "word": {"font_color": "#8A5A00", "underline": 1},
        }
        self.marks = {mark: book.add_format(look) for mark, look in looks.items()}
        wrapped = {"text_wrap": True, "valign": "top"}
        self.cells = {mark: book.add_format({**look, **wrapped}) for mark, look in looks.items()}

    def overview(self, comparison: Comparison) -> None:
        """Title, sides and counts."""
        sheet = self.book.add_worksheet(OVERVIEW)
        sheet.set_column(0, 0, 100, self.wrapped)
        sheet.write_string(0, 0, comparison.title, self.bold)
        marks = "红色下划线的是不同的数字，黄褐色下划线的是不同的文字。"
        said = (f"左：{comparison.left}", f"右：{comparison.right}", summary(comparison), marks)
        for row, text in enumerate(said, 1):
            sheet.write_string(row, 0, text, self.wrapped)

    def sheet(self, title: str, heads: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> None:
        """One sheet; none where there are no rows."""
        listed = list(rows)
        if not listed:
            return
        sheet = self.book.add_worksheet(title)
        for column, (name, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, self.head)
        for number, row in enumerate(listed, 1):
            sheet.set_row(number, _height(row, heads))
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(listed), len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(_LANDSCAPE_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, value: Value) -> None:  # noqa: ANN401 - no types
        if isinstance(value, str):
            sheet.write_string(row, column, value[:_LONGEST], self.wrapped)
            return
        text = _plain(value)
        pieces: list[Any] = []
        for segment in value:
            pieces += [self.marks[segment.mark], segment.text] if segment.mark else [segment.text]
        if len(value) > 1 and len(text) <= _LONGEST:
            sheet.write_rich_string(row, column, *pieces, self.wrapped)
        else:
            mark = value[0].mark if len(value) == 1 else ""
            sheet.write_string(row, column, text[:_LONGEST], self.cells.get(mark, self.wrapped))

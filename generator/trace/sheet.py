"""One sheet of the paper's workbook: titled, headed, filtered, ready to print. Text is always written as text."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from generator.facts.figure import Kind

HEAD_ROW = 3
FIRST_ROW = HEAD_ROW + 1
"""Row of the heads and of the first line, counted from 1 as spreadsheets do."""

_FORMATS = {"money": '#,##0.00####" 元"', "ratio": "0.000000%", "count": "#,##0", "number": "General"}
_LOOK = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#B7BCC4"}
_A3 = 8
_LINE = 13.5
"""Points of one line."""
_CLOSE = 1.0
"""Of a column's width, what its text may fill before it wraps."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, width in characters, and alignment; ``cut`` shows no more than the first line."""

    head: str
    width: float
    align: str = "left"
    cut: bool = False


class Book:
    """The workbook's formats and sheets."""

    def __init__(self, workbook: Any, title: str, kind: type) -> None:  # noqa: ANN401 - XlsxWriter brings no types
        self.workbook = workbook
        self.kind = kind
        self.title = title
        indents = {"left": 1, "right": 1, "center": 0}
        self.wrapped = {
            align: workbook.add_format({**_LOOK, "align": align, "indent": indent, "text_wrap": True})
            for align, indent in indents.items()
        }
        self.cut = workbook.add_format({**_LOOK, "indent": 1})
        self.kinds = {kind: workbook.add_format({**_LOOK, "num_format": form}) for kind, form in _FORMATS.items()}
        self.linked = workbook.add_format({**_LOOK, "indent": 1, "font_color": "#0B5CAD", "underline": 1})
        self.head = workbook.add_format(
            {**_LOOK, "bold": True, "bg_color": "#E4E9F1", "align": "center", "text_wrap": True}
        )
        self.titled = workbook.add_format({"font_name": "黑体", "font_size": 14})
        self.noted = workbook.add_format({"font_name": "宋体", "font_size": 10, "font_color": "#55606E"})
        self.wrong = workbook.add_format({"bold": True, "font_color": "#B3261E", "bg_color": "#FBE3E1"})

    def add(self, name: str, columns: Sequence[Column], note: str) -> Sheet:
        """A new sheet with its title, its note, and its heads."""
        sheet = self.workbook.add_worksheet(name, worksheet_class=self.kind)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, f"{self.title} · {name}", self.titled)
        sheet.write_string(1, 0, note, self.noted)
        sheet.set_row(HEAD_ROW - 1, 20)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(HEAD_ROW - 1, index, column.head, self.head)
        sheet.freeze_panes(HEAD_ROW, 1)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW - 1)
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")
        return Sheet(self, sheet, columns)


class Sheet:
    """Writes cells by row number and column letter."""

    def __init__(self, book: Book, sheet: Any, columns: Sequence[Column]) -> None:  # noqa: ANN401 - as above
        self.book, self.sheet, self.columns = book, sheet, columns
        self.lines: dict[int, int] = {}

    def text(self, row: int, column: str, text: str) -> None:
        """Text, whatever it looks like."""
        index = ord(column) - ord("A")
        wanted = self.columns[index]
        form = self.book.cut if wanted.cut else self.book.wrapped[wanted.align]
        if text:
            self.sheet.write_string(row - 1, index, text, form)
            lines = 1 if wanted.cut else ceil(_columns(text) / (wanted.width * _CLOSE))
            self.lines[row] = max(lines, self.lines.get(row, 1))
        else:
            self.sheet.write_blank(row - 1, index, None, form)

    def texts(self, row: int, column: str, texts: Iterable[str]) -> None:
        """Texts side by side from ``column`` on."""
        for offset, text in enumerate(texts):
            self.text(row, chr(ord(column) + offset), text)

    def number(self, row: int, column: str, number: Decimal | int) -> None:
        """A plain number."""
        self.sheet.write_number(row - 1, ord(column) - ord("A"), float(number), self.book.kinds["number"])

    def formula(self, row: int, column: str, formula: str, value: Decimal | str, kind: Kind = "number") -> None:
        """A formula with its result, so that programs that do not compute show it too."""
        form = self.book.wrapped["center"] if isinstance(value, str) else self.book.kinds[kind]
        result = value if isinstance(value, str) else float(value)
        self.sheet.write_formula(row - 1, ord(column) - ord("A"), formula, form, result)

    def link(self, row: int, column: str, address: str, text: str) -> None:
        """A link; nothing without an address."""
        index = ord(column) - ord("A")
        if address:
            self.sheet.write_url(row - 1, index, address, self.book.linked, text)
        else:
            self.sheet.write_blank(row - 1, index, None, self.book.wrapped["left"])

    def close(self, rows: int) -> None:
        """Heights, filters over the lines, and what is not equal in red."""
        for row, lines in self.lines.items():
            self.sheet.set_row(row - 1, _LINE * lines + 3)
        last = HEAD_ROW - 1 + max(rows, 1)
        width = len(self.columns) - 1
        self.sheet.autofilter(HEAD_ROW - 1, 0, last, width)
        self.sheet.print_area(0, 0, last, width)
        rule = {"type": "cell", "criteria": "==", "value": '"不一致"', "format": self.book.wrong}
        self.sheet.conditional_format(HEAD_ROW, width, last, width, rule)


def _columns(text: str) -> int:
    """Columns that a text takes in one line: two for a Chinese character, which has three bytes, one for others."""
    return (len(text) + len(text.encode())) // 2

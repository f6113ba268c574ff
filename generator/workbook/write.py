"""A workbook's plan → the bytes of an .xlsx file; the same bytes for the same plan."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from generator.stamp import CREATED
from generator.workbook.fitting import row_heights
from generator.workbook.formats import ORANGE, format_of
from generator.workbook.plan import a1
from generator.workbook.validation import sheet_rules

if TYPE_CHECKING:
    from generator.workbook.layout import WorkbookPlan
    from generator.workbook.plan import Sheet, Slot

PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
A4 = 9
PAGE_WIDTH = 230
"""Widths of columns that a page across holds in readable print."""
_MARGIN = 0.5
_MARGINS = {"left": _MARGIN, "right": _MARGIN, "top": _MARGIN, "bottom": 0.7}


def write_workbook(plan: WorkbookPlan) -> bytes:
    """The workbook as a file."""
    stream = io.BytesIO()
    writer = _Writer(plan, stream)
    writer.write()
    return stream.getvalue()


class _Writer:
    def __init__(self, plan: WorkbookPlan, stream: io.BytesIO) -> None:
        self.plan = plan
        self.book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        """All sheets, names and properties."""
        self.book.set_properties({"title": self.plan.title, "created": CREATED})
        self.book.set_size(2000, 1400)
        for sheet in self.plan.sheets:
            self.sheet(sheet)
        for name, address in self.plan.names.items():
            self.book.define_name(name, address)
        self.book.close()

    def format(self, slot: Slot) -> Any:  # noqa: ANN401 - the library brings no types
        """The format of a cell; equal ones are made once."""
        properties = format_of(slot)
        known = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if known not in self.formats:
            self.formats[known] = self.book.add_format(properties)
        return self.formats[known]

    def sheet(self, sheet: Sheet) -> None:
        """One worksheet."""
        page = self.book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.very_hidden()
        merged = {(row, column): (row, column, last, right) for row, column, last, right in sheet.merges}
        for (row, column), slot in sorted(sheet.slots.items(), key=lambda item: item[0]):
            if span := merged.get((row, column)):
                page.merge_range(*(number - 1 for number in span), "", self.format(slot))
            self.cell(page, sheet, row, column, slot)
        for area, rule in sheet_rules(sheet, self.plan.places):
            page.data_validation(area.split(" ")[0], {**rule, "multi_range": area})
        self.look(page, sheet)
        if not sheet.hidden:
            self.paper(page, sheet)
        page.protect(options=PROTECTION)

    def cell(self, page: Any, sheet: Sheet, row: int, column: int, slot: Slot) -> None:  # noqa: ANN401 - no types
        """One cell."""
        place, form = (row - 1, column - 1), self.format(slot)
        formula = slot.formula(lambda name: self.plan.places.address(name, sheet.name)) if slot.formula else ""
        if formula:
            page.write_formula(*place, f"={formula}", form, "" if slot.value is None else _exact(slot.value))
        elif slot.role == "link":
            page.write_url(*place, f"internal:'{slot.value}'!A1", form, str(slot.value))
        elif slot.value is None or slot.value == "":
            page.write_blank(*place, None, form)
        elif slot.kind == "day" and slot.role == "input":
            page.write_datetime(*place, dt.date.fromisoformat(str(slot.value)), form)
        elif isinstance(slot.value, bool):
            page.write_string(*place, "是" if slot.value else "否", form)
        elif isinstance(slot.value, (int, Decimal)) and slot.kind not in {"line", "text", "choice"}:
            page.write_number(*place, _exact(slot.value), form)
        else:
            page.write_string(*place, str(slot.value), form)

    def look(self, page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - no types
        """Widths, heights, what is hidden, what stays in sight."""
        for column, width in sheet.widths.items():
            page.set_column(column - 1, column - 1, width)
        for column in sheet.hidden_columns:
            page.set_column(column - 1, column - 1, 2, None, {"hidden": True})
        for row, height in row_heights(sheet).items():
            page.set_row(row - 1, height)
        for row in sheet.hidden_rows:
            page.set_row(row - 1, None, None, {"hidden": True})
        page.freeze_panes(sheet.freeze[0] - 1, sheet.freeze[1] - 1)
        page.hide_gridlines(2)
        page.ignore_errors({"number_stored_as_text": f"A1:{a1(*_last(sheet))}"})
        for area, formula in sheet.alerts:
            page.conditional_format(area, {"type": "formula", "criteria": f"={formula}", "format": self.alert_format})

    @property
    def alert_format(self) -> Any:  # noqa: ANN401 - no types
        """Of a cell that should not be blank."""
        return self.formats.setdefault((("alert", True),), self.book.add_format({"bg_color": ORANGE}))

    def paper(self, page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - no types
        """How it is printed."""
        page.set_paper(A4)
        if sheet.landscape:
            page.set_landscape()
        page.fit_to_pages(_pages_across(sheet), int(sheet.one_page))
        if _pages_across(sheet) > 1:
            page.repeat_columns(0, 1)
        page.set_margins(**_MARGINS)
        page.center_horizontally()
        page.set_footer("&C&A　第 &P 页，共 &N 页")
        if sheet.repeat:
            page.repeat_rows(*(row - 1 for row in sheet.repeat))
        page.print_area(f"A1:{a1(*_last(sheet))}")


def _last(sheet: Sheet) -> tuple[int, int]:
    """The last row and column that are in use."""
    return max(row for row, _ in sheet.slots), max(column for _, column in sheet.slots)


def _pages_across(sheet: Sheet) -> int:
    """How many pages stand side by side, so that the print can be read."""
    width = sum(width for column, width in sheet.widths.items() if column not in sheet.hidden_columns)
    return max(1, round(width / PAGE_WIDTH)) if sheet.landscape and not sheet.one_page else 1


def _exact(value: object) -> object:
    """A number in plain digits, exactly as it is; anything else unchanged."""
    return Decimal(f"{Decimal(value):f}") if isinstance(value, (int, Decimal)) else value

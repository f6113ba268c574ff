"""The written file: what a spreadsheet program sees of it."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.model.accounts import FinalAccounts
from generator.workbook import keys
from generator.workbook.fitting import row_heights
from generator.workbook.plan import Sheet, Slot, a1
from generator.workbook.unit_file import UnitData, amounts_of, new_unit, plan_unit, unit_workbook
from generator.workbook.values import plain_data
from generator.workbook.write import write_workbook
from tests.factories import make_accounts
from tests.workbook.units import SAMPLES, WORKSPACE, accounts_of, random_unit

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from generator.workbook.layout import WorkbookPlan

SAMPLE = SAMPLES / "wuhan-center-2024"


@pytest.fixture(scope="module")
def unit() -> UnitData:
    """A unit that gives only what no formula gives."""
    return UnitData.of(make_accounts(), {})


@pytest.fixture(scope="module")
def plan(unit: UnitData) -> WorkbookPlan:
    """Its plan."""
    return plan_unit(unit, WORKSPACE)


@pytest.fixture(scope="module")
def book(plan: WorkbookPlan) -> Workbook:
    """Its file, with formulas."""
    return openpyxl.load_workbook(BytesIO(write_workbook(plan)))


@pytest.fixture(scope="module")
def results(plan: WorkbookPlan) -> Workbook:
    """Its file, with the stored results of formulas."""
    return openpyxl.load_workbook(BytesIO(write_workbook(plan)), data_only=True)


def cell(book: Workbook, plan: WorkbookPlan, path: str) -> object:
    """What stands in the cell of a datum."""
    sheet, row, column = plan.places.cells[path]
    return book[sheet].cell(row, column).value


def test_the_same_unit_gives_the_same_bytes() -> None:
    accounts = accounts_of(SAMPLE)
    files = {unit_workbook(UnitData.of(accounts, {}), WORKSPACE) for _ in range(2)}
    assert len(files) == 1


def test_the_file_carries_no_date_of_today_and_no_macro(plan: WorkbookPlan) -> None:
    with zipfile.ZipFile(BytesIO(write_workbook(plan))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2000-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()
        assert [name for name in archive.namelist() if "vba" in name.lower()] == []


def test_totals_are_formulas_and_show_what_the_ledger_says(
    unit: UnitData, plan: WorkbookPlan, book: Workbook, results: Workbook
) -> None:
    assert unit.accounts is not None
    amounts = amounts_of(unit.accounts, WORKSPACE)
    given = plain_data(unit.accounts)
    assert "total" not in given["revenue"]
    derived = [path for path in amounts if path in plan.places.cells and str(cell(book, plan, path)).startswith("=")]
    assert {"summary/revenue_grand_total", "revenue/total/total", "appropriation/classes/210/total"} <= set(derived)
    assert {"basic/personnel", "basic/lines/301/amount", "three_public/outturn/vehicles"} <= set(derived)
    for path in derived:
        shown = cell(results, plan, path)
        assert isinstance(shown, int | float), path
        assert Decimal(format(shown, ".15g")) == amounts[path], path


def test_a_reported_total_is_written_as_it_was_reported() -> None:
    full = UnitData.of(make_accounts(full=True), {})
    plan = plan_unit(full, WORKSPACE)
    book = openpyxl.load_workbook(BytesIO(write_workbook(plan)))
    assert not str(cell(book, plan, "summary/revenue_grand_total")).startswith("=")
    assert not str(cell(book, plan, "revenue/total/total")).startswith("=")


def test_an_amount_is_stored_with_the_digits_it_has() -> None:
    accounts = make_accounts(prior={"closing": Decimal("1234567890123.45")}, amount_unit="元")
    with zipfile.ZipFile(BytesIO(unit_workbook(UnitData.of(accounts, {}), WORKSPACE))) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert [text for text in sheets if "<v>1234567890123.45</v>" in text] != []


def test_every_sheet_is_protected_without_a_password(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert sheet.protection.password is None, sheet.title


def test_only_cells_to_fill_in_are_unlocked(plan: WorkbookPlan, book: Workbook) -> None:
    for sheet in plan.sheets:
        for (row, column), slot in sheet.slots.items():
            is_open = slot.role in {"input", "total"} and not slot.locked
            assert book[sheet.name].cell(row, column).protection.locked == (not is_open), (sheet.name, a1(row, column))


def test_inputs_are_yellow_labels_grey(plan: WorkbookPlan, book: Workbook) -> None:
    colours = {"input": "FFFFF9DB", "total": "FFE9F5E9", "label": "FFF2F2F2"}
    for sheet in plan.sheets:
        for (row, column), slot in sheet.slots.items():
            if slot.role in colours and not slot.renew:
                assert book[sheet.name].cell(row, column).fill.fgColor.rgb == colours[slot.role]


def rules_at(sheet: Worksheet, row: int, column: int) -> list[object]:
    """The validations of a cell."""
    return [rule for rule in sheet.data_validations.dataValidation if a1(row, column) in rule.sqref]


def test_amounts_counts_dates_and_choices_are_validated(plan: WorkbookPlan, book: Workbook) -> None:
    expected = dict.fromkeys(("amount", "number"), "decimal") | dict.fromkeys(("choice", "flag"), "list")
    expected |= {"count": "whole", "day": "date"}
    for sheet in plan.sheets:
        for (row, column), slot in sheet.slots.items():
            if slot.role == "input" and not slot.locked and (slot.kind in expected or slot.source):
                wanted = "list" if slot.source else expected[slot.kind]
                kinds = {getattr(rule, "type", "") for rule in rules_at(book[sheet.name], row, column)}
                assert kinds == {wanted}, (sheet.name, a1(row, column))
        assert len(book[sheet.name].data_validations.dataValidation) < 120


def test_codes_are_chosen_from_named_ranges_and_their_names_follow(
    plan: WorkbookPlan, book: Workbook, results: Workbook
) -> None:
    home, first, last, column = plan.places.ranges["revenue/lines/@key/@key"]
    rules = rules_at(book[home], first, column)
    assert [getattr(rule, "formula1", "") for rule in rules] == ["功能科目编码"]
    assert "功能科目编码" in book.defined_names
    assert "经济科目名称" in book.defined_names
    _, _, _, name_column = plan.places.ranges["revenue/lines/@key/name"]
    assert str(book[home].cell(first, name_column).value).startswith("=IF(LEN(")
    assert results[home].cell(first, name_column).value == "机关事业单位基本养老保险缴费支出"
    assert results[home].cell(last, name_column).value is None


def test_hidden_sheets_hold_the_codes_and_the_owners(book: Workbook) -> None:
    assert {sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"} == keys.HIDDEN_SHEETS


def test_panes_are_frozen_and_pages_fit_a4(book: Workbook) -> None:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            assert str(sheet.page_setup.paperSize) == "9"
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["公开02表"].freeze_panes == "D9"
    assert book["公开02表"].print_title_rows == "$5:$6"
    assert book["公开02表"].page_setup.orientation == "landscape"


def test_keys_are_hidden(plan: WorkbookPlan, book: Workbook) -> None:
    for sheet in plan.sheets:
        for (row, column), slot in sheet.slots.items():
            if slot.role == "key":
                page, place = book[sheet.name], a1(row, column)
                in_sight = not page.column_dimensions[a1(1, column)[:-1]].hidden
                assert page.row_dimensions[row].hidden or not in_sight, (sheet.name, place)


def test_text_of_data_is_never_a_formula_or_a_link(tmp_path: Path) -> None:
    accounts = random_unit(11, full=True)
    path = tmp_path / "单位.xlsx"
    path.write_bytes(unit_workbook(UnitData.of(accounts, {}), WORKSPACE))
    book = openpyxl.load_workbook(path)
    cells = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row]
    texts = [one for one in cells if isinstance(one.value, str) and one.value.startswith("=SUM(A1)")]
    assert texts != []
    assert {one.data_type for one in texts} <= {"s"}
    assert {
        one.value for one in cells if one.data_type == "f" and not str(one.value).startswith(("=IF(", '="'))
    } == set()


def test_a_day_is_a_date_and_a_percentage_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    accounts = accounts_of(SAMPLE)
    plan = plan_unit(UnitData.of(accounts, {}), WORKSPACE)
    path.write_bytes(write_workbook(plan))
    book = openpyxl.load_workbook(path)
    sheet, row, column = plan.places.cells["unit/published_on"]
    assert book[sheet].cell(row, column).value == dt.datetime(2025, 10, 11)  # noqa: DTZ001 - as spreadsheets have it
    sheet, first, _, column = plan.places.ranges["indicators/@key/target"]
    assert book[sheet].cell(first, column).number_format == "@"


def test_a_long_text_gets_a_high_row() -> None:
    sheet = Sheet("测试", widths={2: 20.0})
    sheet.put(1, 2, Slot("input", "短"))
    sheet.put(2, 2, Slot("input", "长" * 100))
    assert row_heights(sheet).keys() == {2}
    assert row_heights(sheet)[2] > 150


def test_a_new_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    path.write_bytes(unit_workbook(new_unit("hubei-wuhan-2024", 2024, "万元", {"name": "某某局"}), WORKSPACE))
    guide = openpyxl.load_workbook(path)[keys.GUIDE]
    words = "".join(str(one.value) for row in guide.iter_rows() for one in row if one.value)
    assert keys.stamp_of(FinalAccounts) in words
    assert "juesuan check" in words
    assert "公开09表" in words

"""Reading a filling-in workbook: what a person changed is read, and what is wrong is said of its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from generator.ingest import Loaded, load
from generator.model.accounts import FinalAccounts
from generator.workbook import keys
from generator.workbook.plan import a1
from generator.workbook.unit_file import UnitData, plan_unit
from generator.workbook.write import write_workbook
from tests.factories import make_accounts
from tests.workbook.units import SAMPLES, WORKSPACE, accounts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.finding import Finding
    from generator.workbook.layout import WorkbookPlan

Change = Any
"""What a person does to an open workbook."""


class Desk:
    """A unit's workbook on a clerk's desk: change it, save it, read it."""

    def __init__(self, unit: UnitData, folder: Path) -> None:
        self.plan: WorkbookPlan = plan_unit(unit, WORKSPACE, spare=5)
        self.path = folder / "单位.xlsx"
        self.path.write_bytes(write_workbook(self.plan))
        self.book = openpyxl.load_workbook(self.path)

    def cell(self, path: str, row: int = 0) -> Any:  # noqa: ANN401 - the library brings no types
        """The cell of a datum, or the ``row``-th of a column of entries; negative rows count from the blank end."""
        if path in self.plan.places.cells:
            sheet, line, column = self.plan.places.cells[path]
            return self.book[sheet].cell(line, column)
        sheet, first, last, column = self.plan.places.ranges[path]
        return self.book[sheet].cell(first + row if row >= 0 else last + 1 + row, column)

    def place(self, path: str, row: int = 0) -> str:
        """Its sheet and address."""
        cell = self.cell(path, row)
        return f"{cell.parent.title}!{cell.coordinate}"

    def read(self) -> Loaded:
        """Save and read."""
        self.book.save(self.path)
        return load(self.path, WORKSPACE)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A unit without reported totals."""
    return Desk(UnitData.of(make_accounts(), {}), tmp_path)


@pytest.fixture
def sample(tmp_path: Path) -> Desk:
    """A sample with goals, evaluations and reported totals."""
    return Desk(UnitData.of(accounts_of(SAMPLES / "jiangan-2022"), {}), tmp_path)


def only(loaded: Loaded, code: str) -> Finding:
    """The one finding of a code."""
    found = [finding for finding in loaded.findings if finding.code == code]
    assert len(found) == 1, [str(finding) for finding in loaded.findings]
    return found[0]


def where(finding: Finding) -> str:
    """Sheet and cell of a finding."""
    assert finding.source is not None
    return f"{finding.source.sheet}!{finding.source.cell}"


def test_saved_without_results_our_formulas_are_still_not_reported(desk: Desk) -> None:
    assert desk.read().accounts == make_accounts()


def test_a_total_written_over_is_reported_with_its_cell(desk: Desk) -> None:
    desk.cell("revenue/total/total").value = 6200.53
    loaded = desk.read()
    assert loaded.accounts is not None
    assert loaded.accounts.revenue is not None
    assert loaded.accounts.revenue.total is not None
    assert loaded.accounts.revenue.total.total == Decimal(62005300)
    source = loaded.sources.exact(("revenue", "total", "total"))
    assert source is not None
    assert f"{source.sheet}!{source.cell}" == desk.place("revenue/total/total")


def test_a_persons_own_formula_in_a_total_counts(desk: Desk) -> None:
    desk.cell("revenue/total/total").value = "=6200+0.53"
    finding = only(desk.read(), "SJ13")
    assert where(finding) == desk.place("revenue/total/total")
    assert "公式没有计算结果" in finding.message


def test_a_new_line_in_the_blank_rows_is_read(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/@key", -1).value = 2210203
    desk.cell("revenue/lines/@key/appropriation", -1).value = "１，２３４.５"
    accounts = desk.read().accounts
    assert accounts is not None
    assert accounts.revenue is not None
    assert accounts.revenue.lines["2210203"].appropriation == Decimal(12_345_000)


def test_an_inserted_row_goes_with_the_entries_above_it(desk: Desk) -> None:
    sheet, first, _, column = desk.plan.places.ranges["revenue/lines/@key/@key"]
    amount = desk.plan.places.ranges["revenue/lines/@key/appropriation"][3]
    page = desk.book[sheet]
    page.insert_rows(first + 2)
    page.cell(first + 2, column).value = "2210203"
    page.cell(first + 2, amount).value = 7
    accounts = desk.read().accounts
    assert accounts is not None
    assert accounts.revenue is not None
    assert accounts.revenue.lines["2210203"].appropriation == 70_000


def test_a_code_without_amounts_is_no_line(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/@key", -1).value = "2210203"
    assert desk.read().accounts == make_accounts()


def test_a_name_written_over_is_kept_and_mentioned(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/name").value = "另一个名称"
    loaded = desk.read()
    assert loaded.accounts is not None
    assert loaded.accounts.revenue is not None
    first = next(iter(loaded.accounts.revenue.lines.values()))
    assert first.name == "另一个名称"
    assert [finding.code for finding in loaded.findings] == ["SJ38"]


def test_an_unknown_code_without_a_name_is_mentioned(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/@key", -1).value = "2999999"
    desk.cell("revenue/lines/@key/appropriation", -1).value = 1
    assert only(desk.read(), "SJ39").severity == "提示"


AMOUNT = "prior/grand_total"

BROKEN: dict[str, tuple[Callable[[Desk], None], str, str]] = {
    "text in an amount": (lambda desk: put(desk, AMOUNT, "九百"), "SJ13", AMOUNT),
    "error value": (lambda desk: put(desk, AMOUNT, "#DIV/0!"), "SJ13", AMOUNT),
    "formula without result": (lambda desk: put(desk, AMOUNT, "=A1+1"), "SJ13", AMOUNT),
    "half a group": (lambda desk: put(desk, "assets/vehicles_total", 1.5), "SJ14", "assets/vehicles_total"),
    "no such day": (lambda desk: put(desk, "unit/published_on", "2025-13-40"), "SJ15", "unit/published_on"),
    "no such nature": (lambda desk: put(desk, "unit/nature", "公司"), "SJ17", "unit/nature"),
    "no name": (lambda desk: put(desk, "unit/name", None), "SJ11", "unit/name"),
    "no such style": (lambda desk: put(desk, "style", "hubei"), "SJ24", "style"),
}


def put(desk: Desk, path: str, value: object) -> None:
    """Write into a cell."""
    desk.cell(path).value = value


@pytest.mark.parametrize("case", BROKEN)
def test_a_bad_cell_is_named_and_nothing_is_built(desk: Desk, case: str) -> None:
    change, code, path = BROKEN[case]
    change(desk)
    loaded = desk.read()
    assert loaded.accounts is None
    assert where(only(loaded, code)) == desk.place(path)


def test_a_percentage_in_a_text_cell_is_named(desk: Desk) -> None:
    cell = desk.cell("key_work/*/goal")
    cell.value, cell.number_format = 0.95, "0%"
    finding = only(desk.read(), "SJ12")
    assert where(finding) == desk.place("key_work/*/goal")
    assert "百分比" in finding.message


def test_yes_and_no_are_the_only_flags(tmp_path: Path) -> None:
    desk = Desk(
        UnitData.of(make_accounts(purchased_services=({"project": "甲", "in_procurement": True},)), {}), tmp_path
    )
    desk.cell("purchased_services/*/in_procurement").value = "可能"
    assert where(only(desk.read(), "SJ17")) == desk.place("purchased_services/*/in_procurement")


def test_one_code_on_two_lines_is_named(desk: Desk) -> None:
    first = desk.cell("revenue/lines/@key/@key").value
    desk.cell("revenue/lines/@key/@key", -1).value = first
    desk.cell("revenue/lines/@key/appropriation", -1).value = 1
    finding = only(desk.read(), "SJ37")
    assert where(finding) == desk.place("revenue/lines/@key/@key", -1)


def test_an_amount_without_a_code_is_named(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/appropriation", -1).value = 1
    assert where(only(desk.read(), "SJ54")) == desk.place("revenue/lines/@key/@key", -1)


def test_a_wrong_code_is_named(desk: Desk) -> None:
    desk.cell("revenue/lines/@key/@key", -1).value = "20805051"
    desk.cell("revenue/lines/@key/appropriation", -1).value = 1
    assert only(desk.read(), "SJ18").severity == "错误"


def test_a_form_of_no_project_is_named_with_the_nearest(desk: Desk) -> None:
    desk.cell("{evaluation}/@owner", 1).value = "第1项工作费"
    finding = only(desk.read(), "SJ52")
    assert where(finding) == desk.place("{evaluation}/@owner", 1)
    assert finding.advice == "你是不是想写“第1项工作经费”"


def test_a_form_without_an_owner_is_named(desk: Desk) -> None:
    desk.cell("{evaluation}/objective", -1).value = "做好服务"
    assert where(only(desk.read(), "SJ52")) == desk.place("{evaluation}/@owner", -1)


def test_a_goal_that_is_not_there_is_named(sample: Desk) -> None:
    sample.cell("{evaluation}/@goal/indicators/*/@goal").value = 9
    assert where(only(sample.read(), "SJ53")) == sample.place("{evaluation}/@goal/indicators/*/@goal")


def test_goals_may_have_any_numbers(sample: Desk) -> None:
    for row in range(4):
        cell = sample.cell("{evaluation}/goals/*/@no", row)
        cell.value = f"目标{cell.value}"
    for row in range(6):
        cell = sample.cell("{evaluation}/@goal/indicators/*/@goal", row)
        cell.value = f"目标{cell.value}"
    assert sample.read().accounts == accounts_of(SAMPLES / "jiangan-2022")


def test_a_row_put_between_single_values_is_named(desk: Desk) -> None:
    sheet, row, column = desk.plan.places.cells["prior/revenue_total"]
    page = desk.book[sheet]
    page.insert_rows(row)
    page.cell(row, column).value = 5
    finding = only(desk.read(), "SJ55")
    assert where(finding) == f"{sheet}!{a1(row, column)}"


def test_a_removed_sheet_is_an_error(desk: Desk) -> None:
    desk.book.remove(desk.book["公开05表"])
    finding = only(desk.read(), "SJ57")
    assert "公开05表" in finding.message


def test_a_renamed_sheet_is_read_all_the_same(desk: Desk) -> None:
    desk.book["公开05表"].title = "一般公共预算"
    assert desk.read().accounts == make_accounts()


def test_a_hidden_sheet_is_an_error(desk: Desk) -> None:
    desk.book["公开05表"].sheet_state = "hidden"
    finding = only(desk.read(), "SJ30")
    assert finding.severity == "错误"


def test_another_year_than_the_workbook_was_made_for_is_a_warning(desk: Desk) -> None:
    assert "SJ58" not in {finding.code for finding in desk.read().findings}
    sheet = desk.book["单位信息"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 2024)
    cell.value = 2023
    finding = only(desk.read(), "SJ58")
    assert (finding.severity, finding.found, finding.expected) == ("警告", "2023", "2024")
    assert finding.source is not None
    assert (finding.source.sheet, finding.source.cell) == ("单位信息", cell.coordinate)


def test_a_persons_own_sheet_is_mentioned(desk: Desk) -> None:
    desk.book.create_sheet("我的草稿")["B2"] = 5
    loaded = desk.read()
    assert loaded.accounts == make_accounts()
    assert only(loaded, "SJ30").severity == "提示"


def test_rows_and_sheets_may_be_moved(desk: Desk) -> None:
    desk.book.move_sheet("项目", -8)
    desk.book.move_sheet("自评指标", -12)
    assert desk.read().accounts == make_accounts()


def test_another_workbook_is_refused() -> None:
    loaded = load(SAMPLES / "jiangan-2022" / "公开表.xlsx", WORKSPACE)
    assert (loaded.accounts, only(loaded, "SJ51").severity) == (None, "错误")


def test_a_workbook_of_a_newer_program_is_refused(desk: Desk) -> None:
    desk.book["填报说明"]["A1"] = f"{keys.title_of(FinalAccounts)} {keys.VERSION + 1}"
    assert "升级程序" in only(desk.read(), "SJ50").advice


def test_a_key_of_another_program_version_is_named(desk: Desk) -> None:
    sheet, row, _ = desk.plan.places.cells[AMOUNT]
    desk.book[sheet].cell(row, 1).value = "prior/grand_totals"
    assert "不认识的数据项" in only(desk.read(), "SJ10").message


@pytest.mark.parametrize("pointer", ["/nothing", "unit/name", "/unit/name/x"])
def test_the_sheet_for_the_rest_takes_only_what_the_model_has(desk: Desk, pointer: str) -> None:
    desk.cell("@pointer/@key").value = pointer
    desk.cell("@pointer").value = "1"
    assert where(only(desk.read(), "SJ10")) == desk.place("@pointer/@key")


def test_a_missing_reason_is_asked_for_in_its_cell(desk: Desk) -> None:
    sources = desk.read().sources
    located = sources.locate(("reasons", "revenue"))
    assert located is not None
    assert f"{located.sheet}!{located.cell}" == desk.place("reasons/revenue")
    code = next(iter(make_accounts().reasons.items))
    assert sources.locate(("reasons", "items", code)) is not None


def test_a_workbook_beside_unit_yaml_is_not_read(desk: Desk, tmp_path: Path) -> None:
    text = "style: hubei-wuhan-2024\nyear: 2024\namount_unit: 元\nunit: {name: 甲, nature: 行政单位, level: 区级}\n"
    (tmp_path / "unit.yaml").write_text(text, encoding="utf-8")
    desk.read()
    loaded = load(tmp_path, WORKSPACE)
    assert loaded.accounts is not None
    assert loaded.accounts.summary is None
    assert only(loaded, "SJ56").severity == "提示"


def test_a_budget_workbook_is_a_budget_whatever_its_cell_says(tmp_path: Path) -> None:
    desk = Desk(UnitData.of(accounts_of(SAMPLES / "jianghan-budget-2023"), {}), tmp_path)
    desk.cell("document").value = None
    assert desk.read().accounts == accounts_of(SAMPLES / "jianghan-budget-2023")


def test_what_is_wrong_in_a_budget_workbook_is_said_of_its_cell(tmp_path: Path) -> None:
    desk = Desk(UnitData.of(accounts_of(SAMPLES / "jianghan-budget-2023"), {}), tmp_path)
    desk.cell("assets/vehicles_total").value = "二"
    desk.cell("budget_units/lines/@key/@key").value = "20A"
    loaded = desk.read()
    assert desk.place("assets/vehicles_total") == where(only(loaded, "SJ13"))
    assert desk.place("budget_units/lines/@key/@key") == where(only(loaded, "SJ18"))

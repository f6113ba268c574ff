"""The nine statutory tables, the annex forms and lists as neutral values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.table import Cell, TableBlock
from generator.tables.boxhead import boxhead
from tests.factories import ZERO, Flow, Tree, make_accounts, make_shape
from tests.laws import Made, filled, make, reference
from tests.toy import made_with, toy_style

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.accounts import FinalAccounts

NINE = {
    "summary": "公开01表",
    "revenue": "公开02表",
    "expenditure": "公开03表",
    "appropriation": "公开04表",
    "general_budget": "公开05表",
    "basic": "公开06表",
    "government_fund": "公开07表",
    "state_capital": "公开08表",
    "three_public": "公开09表",
}
CLASSES = 26


def unit_2022(**overrides: Tree) -> FinalAccounts:
    """The small unit in the style of 2022."""
    return make_accounts(style="hubei-wuhan-2022", year=2022, **overrides)


def tables(made: Made) -> dict[str, TableBlock]:
    """The document's tables by name."""
    return {block.id: block for block in made.composition.document.blocks if isinstance(block, TableBlock)}


def texts(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    """The cells' texts, row by row."""
    return [[cell.text for cell in row] for row in rows]


def row(table: TableBlock, start: str) -> list[str]:
    """The first body row with a cell that is ``start``."""
    return next(cells for cells in texts(table.body) if start in cells)


# 次序、标题、表号


def test_the_nine_tables_come_in_the_styles_order_with_their_labels() -> None:
    made = make(make_accounts())
    printed = [block for block in tables(made).values() if block.id in NINE]
    assert list(NINE.items()) == [(block.id, block.label) for block in printed]
    assert all(block.title.startswith("2024年度") for block in printed)
    assert {"单位：万元"} == {block.unit for block in printed}
    assert {"部门：江南区医保中心"} == {block.owner for block in printed}
    assert all(block.own_page and block.heading_level == 1 for block in printed)


def test_another_style_has_another_order_and_other_labels() -> None:
    made = make(unit_2022())
    printed = [block for block in tables(made).values() if block.id in NINE]
    order = ["summary", "revenue", "expenditure", "appropriation", "general_budget", "basic"]
    assert [*order, "three_public", "government_fund", "state_capital"] == [block.id for block in printed]
    assert [f"（表{number}）" for number in range(1, 10)] == [block.title[-4:] for block in printed]
    assert {""} == {block.label for block in printed}
    assert {"金额单位：万元"} == {block.unit for block in printed}


def test_wide_tables_are_landscape_as_their_forms_say() -> None:
    found = {name: block.landscape for name, block in tables(make(make_accounts())).items() if name in NINE}
    assert {name: form.landscape for name, form in reference(2024).forms.tables.items()} == found
    assert found["revenue"]
    assert not found["general_budget"]


# 两栏的表


def test_the_summary_has_all_classes_and_numbers_its_lines_down_both_sides() -> None:
    table = tables(make(make_accounts()))["summary"]
    body = texts(table.body)
    assert [str(number) for number in range(1, len(body) + 1)] == [cells[1] for cells in body]
    assert [str(number) for number in range(len(body) + 1, 2 * len(body) + 1)] == [cells[4] for cells in body]
    names = [cells[3] for cells in body[:CLASSES]]
    assert names[0] == "一、一般公共服务支出"
    assert names[-1] == "二十六、抗疫特别国债安排的支出"
    assert int(body[-1][4]) == 62
    assert body[-1] == ["总计", "31", "6,298.61", "总计", "62", "6,298.61"]


def test_the_summary_of_2022_has_sixty_lines() -> None:
    body = texts(tables(make(unit_2022()))["summary"].body)
    assert body[-1] == ["总计", "30", "6,298.61", "总计", "60", "6,298.61"]


def test_both_sides_of_the_summaries_balance() -> None:
    found = tables(make(make_accounts()))
    assert row(found["summary"], "本年收入合计")[2] == "6,289.61"
    assert row(found["summary"], "本年支出合计")[5] == "6,291.11"
    last = texts(found["appropriation"].body)[-1]
    assert last == ["总计", "32", "6,200.61", "总计", "64", "6,200.61", "6,165.07", "35.54", ""]


def test_the_appropriation_summary_splits_expenditure_by_fund() -> None:
    table = tables(make(make_accounts()))["appropriation"]
    assert row(table, "九、卫生健康支出")[-4:] == ["5,903.87", "5,903.87", "", ""]
    assert row(table, "二十三、其他支出")[-4:] == ["35.04", "", "35.04", ""]


# 按科目的表


def test_lines_come_at_every_level_in_the_order_of_codes_with_their_names() -> None:
    table = tables(make(make_accounts()))["general_budget"]
    body = texts(table.body)
    assert body[0] == ["合计", "6,161.07", "1,555.20", "4,605.87"]
    codes = [cells[0] for cells in body[1:]]
    assert sorted(codes) == codes
    assert codes[:4] == ["208", "20805", "2080505", "210"]
    assert row(table, "210") == ["210", "卫生健康支出", "5,903.87", "1,298.00", "4,605.87"]
    assert [cells[1].indent for cells in table.body[1:4]] == [0, 1, 2]


def test_a_figure_that_is_not_there_leaves_its_cell_blank() -> None:
    table = tables(make(make_accounts()))["general_budget"]
    assert row(table, "2101506") == ["2101506", "医疗保障经办事务", "4,575.87", "", "4,575.87"]


def test_carry_overs_of_a_fund_are_printed() -> None:
    table = tables(make(make_accounts()))["government_fund"]
    assert texts(table.body)[0] == ["合计", "2.00", "33.54", "35.04", "", "35.04", "0.50"]


def test_an_empty_table_says_so_and_names_itself() -> None:
    table = tables(make(make_accounts()))["state_capital"]
    assert texts(table.body) == [["合计", "", "", ""]]
    assert any("国有资本经营预算财政拨款支出" in note and "无" in note for note in table.notes)
    assert not any("说明：" in note for note in tables(make(make_accounts()))["government_fund"].notes)


def test_an_empty_table_may_say_so_in_its_total_line() -> None:
    table = tables(make(unit_2022()))["state_capital"]
    body = texts(table.body)
    assert len(body) == 1
    assert body[0][0] == "合计"
    assert "无国有资本经营预算财政拨款支出" in body[0][1]


def test_the_total_line_may_come_last(tmp_path: Path) -> None:
    style = toy_style(tmp_path, tables={"specs": {"general_budget": {"total_row": "last"}}})
    table = tables(made_with(style, make_accounts()))["general_budget"]
    assert texts(table.body)[-1][0] == "合计"


# 按经济分类的表


def test_basic_expenditure_stands_in_three_blocks() -> None:
    table = tables(make(make_accounts()))["basic"]
    assert table.columns == 9
    body = texts(table.body)
    assert [(cells[0], cells[3], cells[6]) for cells in body[:1]] == [("301", "302", "310")]
    assert body[-1] == ["人员经费合计", "1,163.40", "公用经费合计", "391.80"]
    assert "920,000.00" not in str(body)
    assert next(cells[2] for cells in body if cells[0] == "30108") == "92.00"


def test_a_code_that_the_form_does_not_list_is_printed_all_the_same() -> None:
    shape = make_shape()
    basic = {**shape.basic, "30101": Decimal(8990000), "39999": Decimal(10000)}
    made = make(make_accounts(shape=make_shape(basic=basic)))
    cells = [cell for cells in texts(tables(made)["basic"].body) for cell in cells]
    assert {"399", "39999"} <= set(cells)
    assert made.errors == []


def test_zeros_are_printed_as_the_style_says() -> None:
    zeros: dict[str, Tree] = {"basic": {"lines": {"30107": {"amount": ZERO}, "31002": {"amount": ZERO}}}}
    newer, older = tables(make(make_accounts(**zeros)))["basic"], tables(make(unit_2022(**zeros)))["basic"]
    assert next(cells[2] for cells in texts(newer.body) if cells[0] == "30107") == "0.00"
    assert next(cells[8] for cells in texts(newer.body) if cells[6] == "31002") == ""
    assert next(cells[2] for cells in texts(older.body) if cells[0] == "30107") == ""


# “三公”经费


def test_three_public_is_one_row_of_budget_and_outturn() -> None:
    table = tables(make(make_accounts()))["three_public"]
    assert texts(table.body) == [["2.40", "", "0.90", "", "0.90", "1.50", "1.81", "", "0.80", "", "0.80", "1.01"]]
    assert [str(number) for number in range(1, 13)] == texts(table.boxhead)[-1]


# 表注


def test_notes_are_numbered_where_there_are_several() -> None:
    first, second = (tables(make(make_accounts()))[name].notes for name in ("summary", "revenue"))
    assert first[0].startswith("注：1.本表反映")
    assert first[1].startswith("2.本套报表金额单位转换时可能存在尾数误差")
    assert second[0].startswith("注：本表反映")
    assert len(second) == 1


def test_formulas_are_printed_where_the_style_asks_for_them() -> None:
    older, newer = (tables(make(accounts))["summary"].notes for accounts in (unit_2022(), make_accounts()))
    assert any("27行＝（1+2+3+4+5+6+7+8）行" in note for note in older)
    assert not any("行＝" in note for note in newer)


# 表头


names = st.sampled_from(["甲", "乙", "丙"])


@given(st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), min_size=1, max_size=8))
def test_a_boxhead_fills_its_grid_and_keeps_every_label(paths: list[tuple[str, ...]]) -> None:
    rows = boxhead(paths)
    assert max(len(path) for path in paths) == len(rows)
    assert [len(paths)] * len(rows) == filled(rows)
    lowest = [cell for cells in rows for cell in cells if cell.colspan == 1]
    assert len(lowest) >= len({path[-1] for path in paths})
    assert sorted(path[-1] for path in paths) == sorted(leaf_labels(rows, len(paths)))


def leaf_labels(rows: tuple[tuple[Cell, ...], ...], columns: int) -> list[str]:
    """The label that stands lowest in each column."""
    grid: list[list[str]] = [[""] * columns for _ in rows]
    for index, cells in enumerate(rows):
        free = (column for column in range(columns) if not grid[index][column])
        for cell in cells:
            for column in [next(free) for _ in range(cell.colspan)]:
                for line in range(index, index + cell.rowspan):
                    grid[line][column] = cell.text
    return grid[-1]


# 附件和清单


@pytest.mark.parametrize(
    ("accounts", "whole"),
    [(make_accounts(), True), (unit_2022(), True), (make_accounts(style="base"), False)],
    ids=["weighted", "goal_weighted", "none"],
)
def test_annexes_are_printed_in_the_styles_kind(accounts: FinalAccounts, whole: bool) -> None:  # noqa: FBT001 - a case
    found = [block for block in tables(make(accounts)).values() if block.id.startswith("annex")]
    assert (["annex-whole", "annex-project-0", "annex-project-1"] if whole else []) == [block.id for block in found]
    for block in found:
        assert [block.columns] * len(block.body) == filled(block.body)
        assert row(block, "总分")[-1] == "98"


def test_an_annex_prints_weights_scores_and_the_rate_of_execution() -> None:
    table = tables(make(make_accounts()))["annex-project-0"]
    cells = [cell for cells in texts(table.body) for cell in cells]
    assert {"产出指标（40分）", "效益指标（40分）", "100%", "20", "38", "≥95%"} <= set(cells)
    assert any("部门预算项目☑" in cell for cell in cells)


def test_indicators_are_shared_by_name() -> None:
    indicator = {"level1": "产出指标", "level2": "质量指标", "level3": "办结率", "target": "100%", "actual": "99%"}
    whole = {"indicators": ({"indicator": "办结", "weight": 80, "score": 78},)}
    made = make(make_accounts(indicators={"办结": indicator}, performance={"whole": whole}))
    assert row(tables(made)["annex-whole"], "办结率") == [
        "产出指标（80分）",
        "质量指标",
        "办结率",
        "100%",
        "99%",
        "80",
        "78",
    ]


def test_key_work_is_listed() -> None:
    table = tables(make(make_accounts()))["key_work"]
    assert len(table.body) == 1
    assert texts(table.body)[0][:2] == ["1", "参保扩面"]
    assert "key_work" not in tables(make(make_accounts(key_work=())))


def test_every_functional_class_of_the_year_has_its_line_even_if_new() -> None:
    assert len(reference(2024).functional.classes) == CLASSES
    flow = Flow("general_budget", "2240101", basic=Decimal(10000))
    shape = make_shape(
        flows=(flow,), basic={"30101": Decimal(10000)}, names={"22401": "应急管理事务", "2240101": "行政运行"}
    )
    table = tables(make(make_accounts(shape=shape)))["summary"]
    assert row(table, "二十二、灾害防治及应急管理支出")[5] == "1.00"

"""Recognising tables: what a title is, where a table ends, what is left aside and said so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.classification import load_codes
from generator.forms.load import load_forms
from generator.ingest.csv_file import read_csv
from generator.ingest.grid import Grid, GridCell
from generator.ingest.reading import Context
from generator.ingest.regions import match_title, title_keys
from generator.ingest.tables import read_tables
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.tree import Tree, Value

WORKSPACE = Workspace.find()


def context(year: int = 2024, unit: str = "万元") -> Context:
    return Context(
        load_forms(WORKSPACE.forms, year),
        load_codes(WORKSPACE.reference, "functional", year),
        load_codes(WORKSPACE.reference, "economic", year),
        year,
        unit,
        ("武汉市财政预算编审中心",),
    )


def read(text: str, unit: str = "万元") -> tuple[tuple[Tree, ...], list[str]]:
    grid, problems = read_csv(text.encode(), "表.csv")
    assert problems == ()
    assert grid is not None
    trees, findings = read_tables(grid, "表", context(unit=unit))
    return trees, [brief(finding) for finding in findings]


def brief(finding: Finding) -> str:
    return f"{finding.code} {finding.source.cell if finding.source else ''}"


def value(trees: tuple[Tree, ...], *path: str) -> Value:
    found = [tree.value(path) for tree in trees if tree.value(path) is not None]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("2024年度收入支出决算总表", "summary"),
        ("收 入 支 出 决 算 总 表", "summary"),
        ("Z01 收入支出决算总表(财决01表)", "summary"),
        ("附件2：2022年度部门收入支出决算总表（公开01表）", "summary"),
        ("武汉市财政预算编审中心2024年度收入支出决算总表", "summary"),
        ("测试学校2024年度收入决算表", "revenue"),
        ("GK02 收入决算表", "revenue"),
        ("收入决算表（续）", "revenue"),
        ("2024年度收入决算表 金额单位：万元", "revenue"),
        ("2024年度财政拨款收入支出决算总表", "appropriation"),
        ("一般公共预算财政拨款支出决算表（表5）", "general_budget"),
        ("一般公共预算财政拨款基本支出决算表", "basic"),
        ('财政拨款"三公"经费支出决算表', "three_public"),
        ("一般公共预算财政拨款「三公」经费支出决算表", "three_public"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("项目支出决算表", ""),
        ("财政拨款支出决算明细表", ""),
        ("一般公共预算财政拨款项目支出决算表", ""),
        ("机关运行经费情况表", ""),
        ("注：本表反映收入决算表的情况", None),
        ("收入决算表已经填好。", None),
        ("本年收入合计", None),
        ("部门：测试单位", None),
    ],
)
def test_titles_are_told_apart(text: str, table: str | None) -> None:
    assert table == match_title(text, title_keys(context().forms), context().unit_names)


def test_a_table_may_go_on_under_a_second_title() -> None:
    trees, findings = read(
        "2024年度收入决算表\n单位：万元\n科目编码,科目名称,合计,财政拨款收入\n合计,,3,3\n208,社会保障和就业支出,1,1\n"
        "\n2024年度收入决算表（续）\n单位：万元\n科目编码,科目名称,合计,财政拨款收入\n合计,,3,3\n210,卫生健康支出,2,2\n"
    )
    assert findings == []
    assert value(trees, "revenue", "lines", "208", "total") == 1
    assert value(trees, "revenue", "lines", "210", "total") == 2


def test_two_tables_may_stand_side_by_side() -> None:
    trees, findings = read(
        "2024年度收入决算表,,,,2024年度一般公共预算财政拨款支出决算表\n单位：万元,,,,单位：元\n"
        "科目编码,科目名称,合计,,科目编码,科目名称,小计\n合计,,3,,合计,,40000\n208,社会保障和就业支出,1,,210,卫生健康支出,40000\n"
    )
    assert findings == []
    assert value(trees, "revenue", "total", "total") == 3
    assert value(trees, "general_budget", "lines", "210", "total") == 4


def test_a_list_of_titles_is_no_table() -> None:
    trees, findings = read("目录\n1. 收入支出决算总表\n2. 收入决算表\n3. 支出决算表\n")
    assert trees == ()
    assert findings == []


def test_a_table_of_another_kind_is_not_read_into_the_one_above() -> None:
    trees, findings = read(
        "2024年度支出决算表\n单位：万元\n科目编码,科目名称,本年支出合计\n合计,,1\n208,社会保障和就业支出,1\n"
        "2024年度项目支出决算表\n单位：万元\n科目编码,科目名称,本年支出合计\n合计,,7\n210,卫生健康支出,7\n"
    )
    assert findings == ["SJ30 A6"]
    assert value(trees, "expenditure", "total", "total") == 1
    assert value(trees, "expenditure", "lines", "210") is None


def test_an_empty_table_is_reported_as_such_and_not_missing() -> None:
    trees, findings = read(
        "国有资本经营预算财政拨款支出决算表\n单位：万元\n项目,,本年支出,,\n科目编码,科目名称,合计,基本支出,项目支出\n"
        "合计,,本单位无国有资本经营预算财政拨款支出,,\n注：本表反映部门本年度国有资本经营预算财政拨款支出情况。\n"
    )
    assert findings == []
    (tree,) = trees
    assert tree.data == {"state_capital": {}}


def test_full_state_capital_table_has_its_carry_overs() -> None:
    trees, findings = read(
        "国有资本经营预算财政拨款支出决算表\n单位：万元\n"
        "科目编码,科目名称,年初结转和结余,本年收入,本年支出,,,年末结转和结余\n,,,,小计,基本支出,项目支出,\n"
        "合计,,1,2,3,1,2,0\n"
    )
    assert findings == []
    total = value(trees, "state_capital", "total")
    assert total == {"opening": 1, "revenue": 2, "total": 3, "basic": 1, "project": 2, "closing": 0}


def test_a_column_of_parts_is_not_taken_for_the_whole() -> None:
    trees, findings = read(
        "2024年度收入决算表\n单位：万元\n科目编码,科目名称,合计,事业收入,,其他收入\n,,,小计,其中：教育收费,\n合计,,3,2,1,1\n"
    )
    assert findings == ["SJ32 E4"]
    assert value(trees, "revenue", "total") == {"total": 3, "operating": 2, "other": 1}


def test_a_part_alone_is_never_the_whole() -> None:
    trees, findings = read(
        "2024年度支出决算表\n单位：万元\n科目编码,科目名称,合计,基本支出,项目支出\n,,,人员经费,\n合计,,3,2,1\n"
    )
    assert findings == ["SJ32 D4"]
    assert value(trees, "expenditure", "total") == {"total": 3, "project": 1}


def test_columns_of_another_year_are_not_this_year() -> None:
    trees, findings = read(
        "收入支出决算总表\n单位：万元\n收入,,,支出,,\n项目,2023年决算数,2024年决算数,项目,2023年决算数,2024年决算数\n"
        "一、一般公共预算财政拨款收入,8,9,一、一般公共服务支出,8,9\n本年收入合计,8,9,本年支出合计,8,9\n总计,8,9,总计,8,9\n"
    )
    assert findings == ["SJ32 B4", "SJ32 E4"]
    assert value(trees, "summary", "revenue_total") == 9
    assert value(trees, "summary", "classes", "201") == 9


def test_a_third_block_is_said_not_to_be_read() -> None:
    trees, findings = read(
        "收入支出决算总表(财决01表)\n金额单位：元\n收入,,,支出（按功能分类）,,,支出（按性质）,,\n"
        "项目,行次,决算数,项目,行次,决算数,项目,行次,决算数\n"
        "一、一般公共预算财政拨款收入,1,50000,一、一般公共服务支出,32,50000,一、基本支出,58,30000\n"
        "二、政府性基金预算财政拨款收入,2,,二、外交支出,33,,二、项目支出,59,20000\n"
        "本年收入合计,27,50000,本年支出合计,57,50000,本年支出合计,80,50000\n"
    )
    assert findings == ["SJ32 I4"]
    assert value(trees, "summary", "expenditure_total") == 5


def test_carry_over_rows_go_under_the_row_above_them() -> None:
    trees, findings = read(
        "财政拨款收入支出决算总表\n单位：万元\n项目,决算数,项目,合计,一般公共预算财政拨款\n"
        "年初财政拨款结转和结余,4,一、一般公共服务支出,,\n一般公共预算财政拨款,3,二、外交支出,,\n"
        "政府性基金预算财政拨款,1,三、国防支出,,\n一、一般公共预算财政拨款收入,9,本年支出合计,9,9\n本年收入合计,9,总计,13,13\n总计,13,,,\n"
    )
    assert findings == []
    assert value(trees, "appropriation", "opening") == {"total": 4, "general_budget": 3, "government_fund": 1}
    assert value(trees, "appropriation", "revenue") == {"general_budget": 9, "total": 9}


def test_economic_table_in_three_columns_of_amounts() -> None:
    trees, findings = read(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n科目编码,科目名称,合计,人员经费,公用经费\n合计,,3,2,1\n"
        "301,工资福利支出,2,2,\n302,商品和服务支出,1,,1\n"
    )
    assert findings == []
    basic = value(trees, "basic")
    lines = {"301": {"amount": 2}, "302": {"amount": 1}}
    assert basic == {"personnel": 2, "public": 1, "lines": lines}


@pytest.mark.parametrize(
    ("line", "unit", "expected"),
    [
        ("单位：万元", "万元", Decimal("1.5")),
        ("单位：万元", "元", Decimal(15000)),
        ("金额单位:元", "万元", Decimal("0.00015")),
        ("部门：测试单位   单位： 人民币万元", "元", Decimal(15000)),
        ("部门：甲,单位：,万元", "元", Decimal(15000)),
    ],
)
def test_amounts_are_read_in_the_unit_of_the_sheet(line: str, unit: str, expected: Decimal) -> None:
    trees, findings = read(f"2024年度收入决算表\n{line}\n科目编码,科目名称,合计,财政拨款收入\n合计,,1.5,1.5\n", unit)
    assert findings == []
    assert value(trees, "revenue", "total", "total") == expected


def test_the_unit_may_stand_above_the_title_or_in_the_head() -> None:
    above = "公开02表\n,,单位：元\n2024年度收入决算表\n科目编码,科目名称,合计,财政拨款收入\n合计,,15000,1\n"
    head = "2024年度收入决算表\n科目编码,科目名称,合计（元）,财政拨款收入\n合计,,15000,1\n"
    for text in (above, head):
        trees, findings = read(text)
        assert findings == []
        assert value(trees, "revenue", "total", "total") == Decimal("1.5")


def test_the_name_of_a_unit_is_not_a_unit_of_amounts() -> None:
    _, findings = read("2024年度收入决算表\n单位：公元中心\n科目编码,科目名称,合计,财政拨款收入\n合计,,1,1\n")
    assert findings == ["SJ34 A1"]


WORDS = st.sampled_from(
    (
        *("2024年度收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表"),
        *("财政拨款“三公”经费支出决算表", "一般公共预算财政拨款基本支出决算明细表", "单位：万元"),
        *("科目编码", "科目名称", "项目", "行次", "栏次", "类", "款", "项", "决算数", "预算数", "合计", "小计"),
        *("基本支出", "项目支出", "本年支出", "公务接待费", "人员经费合计", "总计", "一、一般公共服务支出"),
        *("一般公共预算财政拨款", "八、其他收入", "本年收入合计", "208", "2080505", "301", "20", "1", "2", "3"),
        *("1.5", "—", "约五", "注：说明", "无"),
    )
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 6)), WORDS, min_size=1, max_size=40))
def test_no_sheet_makes_the_reader_stumble(cells: dict[tuple[int, int], str]) -> None:
    grid = Grid("表.csv", "", {place: GridCell(text) for place, text in cells.items()})
    trees, findings = read_tables(grid, "表", context())
    assert all(finding.source is not None for finding in findings)
    assert all(len(tree.data) == 1 for tree in trees)

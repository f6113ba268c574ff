"""The parts of the paper: names of cells, formulas, and what becomes of numbers in text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.source import SourceRef
from generator.trace.formula import in_excel, in_figures, in_words
from generator.trace.grid import named_cells
from generator.trace.listing import listed_others, source_text
from generator.trace.paper import Derivation, Leaf, sources
from tests.documents import form_table, wide_table
from tests.trace.papers import paper_of_sample

if TYPE_CHECKING:
    from generator.facts.figure import Operation


def test_a_cell_is_named_by_the_label_at_its_left_and_the_heads_above_it() -> None:
    named = {one.cell.text: (one.label, one.head) for one in named_cells(wide_table(2))}
    assert named["1,234,567.89"] == ("2080000 · 第0项 <支出> & 其他", "本年支出合计")
    assert named["567,890.12"] == ("2080001 · 第1项 <支出> & 其他", "其中 · 基本支出")


def test_cells_that_reach_down_name_the_rows_beside_them() -> None:
    named = [(one.cell.text, one.label, one.head) for one in named_cells(form_table())]
    assert ("5.00", "产出指标 · 数量指标 · 开展检查☑次数", "得分") not in named
    assert ("5.00", "产出指标 · 质量指标 · “一次办”比例 · 100%", "得分") in named
    assert ("15.00", "总分", "得分") in named


def test_every_cell_is_named_once() -> None:
    for table in (wide_table(5), form_table()):
        cells = [cell for row in (*table.boxhead, *table.body) for cell in row]
        assert cells == [one.cell for one in named_cells(table)]


@pytest.mark.parametrize(
    ("where", "head"),
    [
        ("预算执行情况（万元）（20分） · 部门整体支出总额", "执行率（B/A）"),
        ("年度目标1（20分）", ""),
        ("年度绩效指标 · 产出指标 · 数量指标 · 政策宣传", "得分"),
        ("八、社会保障和就业支出", "支出 · 决算数"),
        ("八、社会保障和就业支出", "支出 · 决算数 · 小计"),
        ("2101101 · 行政单位医疗", "本年支出 · 基本支出"),
        ("人员经费合计", "人员经费 · 决算数"),
        ("", "预算数 · 公务接待费"),
    ],
)
def test_places_read_as_a_reviewer_would_say_them(where: str, head: str) -> None:
    places = {one.place.where for one in paper_of_sample("jiangan-2022").numbers}
    assert " → ".join(part for part in (where, head) if part) in places


def leaf(number: int, title: str, value: int) -> Leaf:
    """A reported amount."""
    return Leaf(number, title, title, "money", Decimal(value), (title,), SourceRef("a.yaml", line=number))


CASES: list[tuple[Operation, int, str, str, str]] = [
    ("sum", 2, "甲 + 乙", "1 + (-2)", "=SUM(H7:H8)"),
    ("sum", 1, "甲", "1", "=H7"),
    ("sum", 0, "表中空白，记 0", "表中空白，记 0", "=0"),
    ("difference", 3, "甲 − 乙 − 丙", "1 − (-2) − 3", "=H7-SUM(H8:H9)"),
    ("distance", 2, "|甲 − 乙|", "|1 − (-2)|", "=ABS(H7-H8)"),
    ("ratio", 2, "甲 ÷ 乙", "1 ÷ (-2)", "=H7/H8"),
    ("growth", 2, "|甲 − 乙| ÷ |乙|", "|1 − (-2)| ÷ |(-2)|", "=ABS(H7-H8)/ABS(H8)"),
    ("product", 2, "甲 × 乙", "1 × (-2)", "=H7*H8"),
    ("count", 3, "共 3 项", "共 3 项", "=ROWS(H7:H9)"),
    ("sum", 6, "甲 + 乙 + 丙 + 丁 + …（共 6 项）", "1 + (-2) + 3 + 4 + …（共 6 项）", "=SUM(H7:H12)"),
]


@pytest.mark.parametrize(("operation", "count", "words", "figures", "excel"), CASES)
def test_a_formula_in_words_in_figures_and_in_a_spreadsheet(
    operation: Operation, count: int, words: str, figures: str, excel: str
) -> None:
    values = (10000, -20000, 30000, 40000, 50000, 60000)
    operands = tuple(
        leaf(number, title, value) for number, (title, value) in enumerate(zip("甲乙丙丁戊己", values, strict=False), 1)
    )
    step = Derivation(1, "数", "money", operation, operands[:count], Decimal(0))
    assert words == in_words(step)
    assert figures == in_figures(step, "万元")
    assert excel == in_excel(operation, "H", 7, count)
    assert in_words(operands[0]) == "填报数"


def test_sources_are_named_once_and_the_many_are_counted() -> None:
    leaves = tuple(leaf(number, f"第{number}", number) for number in range(1, 6))
    whole = Derivation(1, "合计", "money", "sum", leaves, Decimal(15))
    rate = Derivation(2, "率", "ratio", "ratio", (leaves[0], whole), Decimal(1) / 15)
    assert leaves == sources(rate)
    assert source_text(rate) == "a.yaml:1；a.yaml:2；a.yaml:3；…（共 5 处）"
    assert source_text(leaves[0]) == "a.yaml:1"


def test_numbers_of_lines_and_columns_are_listed_by_table_and_texts_one_by_one() -> None:
    others = paper_of_sample("jiangan-2022").others
    lines = listed_others(others)
    kinds = [line[0] for line in lines]
    assert ("行次", "共 60 个", "1、2、3、4、5、6、7、8、9、10、11、12…") in {
        (line[0], line[3], line[4]) for line in lines
    }
    assert kinds.index("自由文本") < kinds.index("年份") < kinds.index("行次")
    texts = [line for line in lines if line[0] == "自由文本"]
    assert all(line[4] and line[5] and line[6] and line[7].startswith("unit.yaml:") for line in texts)


def test_the_same_text_in_two_places_is_traced_to_the_one_that_stands_beside_it() -> None:
    others = [one for one in paper_of_sample("jiangan-2022").others if one.title.startswith("绩效指标")]
    found = {(one.place.where, one.title) for one in others if one.printed == "100"}
    assert found
    for where, title in found:
        field = "年初目标值" if "年初目标值" in where else "实际完成值"
        assert title.endswith(field), (where, title)

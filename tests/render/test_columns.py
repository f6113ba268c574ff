"""Columns that hold their text, and heads that are broken between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.table import Cell, TableBlock
from generator.render.cell_lines import cell_lines, narrowest, parted, words
from generator.render.columns import eased, suited, worded
from generator.render.markup_fit import em, fit
from tests.documents import amount, head
from tests.render.pdf_support import base_style

PAGE = base_style().style.page


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("本年收入合计", 5, "本年收入 合计"),
        ("功能分类科目编码", 7, "功能分类 科目编码"),
        ("年初结转和结余", 5, "年初结转 和结余"),
        ("政府性基金预算财政拨款", 5, "政府性 基金预算 财政拨款"),
        ("对附属单位补助支出", 5, "对附属单位 补助支出"),
        ("因公出国（境）费", 5, "因公出国 （境）费"),
        ("预算执行情况（万元）（20分）", 6, "预算执行情况 （万元） （20分）"),
        ("服务对象满意度指标", 6, "服务对象 满意度指标"),
        ("得分（20分×执行率）", 5, "得分（20分 ×执行率）"),
        ("项目前两年预算及当年预算变动情况", 6, "项目前两年 预算及当年 预算变动情况"),
        ("武汉市医疗保险中心", 8, "武汉市医疗 保险中心"),
    ],
)
def test_heads_are_broken_between_words(text: str, room: float, lines: str) -> None:
    assert lines.split() == cell_lines(text, room).split("\n")


@pytest.mark.parametrize("text", ["其他收入", "", "上年\n结转结余"])
def test_what_goes_on_its_lines_is_left_alone(text: str) -> None:
    assert text == cell_lines(text, 4)


def test_no_line_is_added_to_what_the_room_asks_for() -> None:
    assert cell_lines("一般公共预算财政拨款", 5) == "一般公共预算财政拨款"
    assert cell_lines("一般公共预算财政拨款", 5, 3) == "一般公共\n预算财政\n拨款"


TEXTS = st.text("本年收入及和性费（）12.5万元，、A×%", max_size=30)


@given(TEXTS, st.floats(1, 20))
def test_lines_keep_the_text_and_the_room(text: str, room: float) -> None:
    lines = cell_lines(text, room)
    assert text == lines.replace("\n", "")
    assert lines == text or max(map(em, lines.split("\n"))) <= room


@given(TEXTS)
def test_words_are_the_text(text: str) -> None:
    assert text == "".join(words(text))


@given(TEXTS, st.integers(1, 5))
def test_the_narrowest_lines_are_no_more_than_asked_for(text: str, most: int) -> None:
    lines = parted(text, most)
    assert len(lines) <= most
    assert narrowest(text, most) <= em(text)


def key_work(done: str) -> TableBlock:
    """重点工作完成情况表."""
    heads = tuple(map(head, ("序号", "重要事项", "工作内容及目标", "完成情况")))
    body = ((Cell("1"), Cell("基本医疗保险参保扩面"), Cell("摸清参保底数" * 20), Cell(done)),)
    return TableBlock("t", "表", (heads,), body, (6.0, 17.0, 38.0, 39.0))


def test_a_column_with_little_to_say_gives_room_to_one_that_says_much() -> None:
    widths = eased(key_work("完成"), PAGE).widths
    before = key_work("完成").widths
    share = [width / sum(widths) * sum(before) for width in widths]
    assert share[3] < before[3] / 2
    assert share[2] > before[2]
    assert sum(fit(eased(key_work("完成"), PAGE), PAGE).rows) < sum(fit(key_work("完成"), PAGE).rows)


def test_columns_without_room_to_give_stay() -> None:
    table = key_work("完成" * 100)
    assert table == eased(table, PAGE)


def test_a_form_keeps_its_columns() -> None:
    body = ((Cell("甲", rowspan=2), Cell("摸清参保底数" * 20)), (Cell("乙"),))
    table = TableBlock("t", "表", (), body, (9.0, 1.0))
    assert table == eased(table, PAGE)


@given(st.lists(st.integers(1, 10**8), min_size=2, max_size=5), st.integers(1, 40))
def test_equal_columns_stay_equal_and_numbers_whole(numbers: list[int], length: int) -> None:
    body = ((Cell("医" * length), *(amount(f"{number:,}.00") for number in numbers)),)
    heads = (head("项目"), *(head("决算数") for _ in numbers))
    table = TableBlock("t", "表", (heads,), body, (2.0, *(1.0 for _ in numbers)))
    found = suited(table, PAGE)
    assert fit(table, PAGE).breaks or not fit(found, PAGE).breaks
    if not fit(table, PAGE).breaks:
        assert len({round(width, 6) for width in eased(table, PAGE).widths[1:]}) == 1


def test_the_table_in_lines_says_what_it_said() -> None:
    heads = tuple(map(head, ("本年收入合计", "功能分类科目编码", "其他")))
    table = TableBlock("t", "表", (heads,), ((amount("1"), Cell("医保"), Cell("文字")),), (2.2, 2.2, 14.0))
    set_in = worded(table, fit(table, PAGE), PAGE)
    assert [cell.text for cell in heads] == [cell.text.replace("\n", "") for cell in set_in.boxhead[0]]
    assert any("\n" in cell.text for cell in set_in.boxhead[0])
    assert table.body == set_in.body

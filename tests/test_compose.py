"""The composed document: outline, contents, cover, charts, references."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.document.blocks import ChartBlock, Heading
from generator.errors import StyleError
from generator.ingest import Loaded
from generator.pipeline import compose_unit
from generator.source import SourceMap
from tests.factories import Flow, Tree, default_data, make_accounts, make_shape
from tests.laws import WORKSPACE, Made, make
from tests.toy import made_with, toy_style

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.accounts import FinalAccounts


def headings(made: Made, level: int) -> list[str]:
    """The headings of one level."""
    blocks = made.composition.document.blocks
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == level]


def charts(accounts: FinalAccounts) -> dict[str, ChartBlock]:
    """The document's charts by name."""
    return {block.id: block for block in make(accounts).composition.document.blocks if isinstance(block, ChartBlock)}


def test_parts_and_sections_are_numbered_in_the_styles_order() -> None:
    made = make(make_accounts())
    parts = headings(made, 0)
    assert [f"第{number}部分" for number in "一二三四五六"] == [text.split(" ")[0] for text in parts]
    assert [text.split(" ")[1] for text in parts[4:]] == ["名词解释", "附件"]
    sections = headings(made, 1)
    assert "一、收入支出决算总体情况说明" in sections
    assert "十三、预算绩效情况说明" in sections


def test_part_order_is_the_styles(tmp_path: Path) -> None:
    style = toy_style(tmp_path, outline=["narrative", "tables"])
    made = made_with(style, make_accounts())
    assert [text[:4] for text in headings(made, 0)] == ["第一部分", "第二部分"]
    assert headings(made, 0)[1].endswith("部门决算表")


def test_the_contents_list_headings_and_tables_to_the_styles_depth(tmp_path: Path) -> None:
    made = make(make_accounts())
    listed = [heading.text for heading in made.composition.document.toc]
    assert set(headings(made, 0)) <= set(listed)
    assert set(headings(made, 1)) <= set(listed)
    assert not set(headings(made, 2)) & set(listed)
    assert any("收入支出决算总表" in text for text in listed)
    deep = made_with(toy_style(tmp_path, toc_depth=2), make_accounts()).composition.document
    assert len(deep.toc) > len(listed)


def test_title_and_cover_name_unit_and_year() -> None:
    document = make(make_accounts(unit={"published_on": "2025-10-11"})).composition.document
    assert "2024年度江南区医疗保险中心部门决算公开" == document.title == document.cover.title
    assert document.cover.date == "2025年10月11日"
    assert make(make_accounts(unit={"published_on": None})).composition.document.cover.date == ""


@pytest.mark.parametrize(
    ("unit", "expected"),
    [({"kind": "部门"}, "本部门"), ({"kind": "单位"}, "本单位"), ({"self_word": "我中心"}, "我中心")],
)
def test_the_unit_calls_itself_what_it_is(unit: dict[str, str], expected: str) -> None:
    assert f"{expected}当年无国有资本经营预算财政拨款支出。" in make(make_accounts(unit=unit)).text


def test_without_a_short_name_the_full_name_is_used() -> None:
    assert headings(make(make_accounts(unit={"short_name": ""})), 0)[0] == "第一部分 江南区医疗保险中心概况"


# 图


def test_comparisons_show_both_years_and_structures_their_parts() -> None:
    found = charts(make_accounts())
    assert list(found) == ["total_change", "revenue_structure", "expenditure_structure", "appropriation_change"]
    years = found["total_change"].series
    assert [line.name for line in years] == ["2023年度", "2024年度"]
    assert years[1].data[0].amount == "6,298.61"
    slices = found["revenue_structure"].series[0].data
    assert [(datum.label, datum.amount, datum.share) for datum in slices] == [
        ("财政拨款收入", "6,192.61", "98.5%"),
        ("事业收入", "97.00", "1.5%"),
    ]
    assert [datum.value for datum in slices] == [6192.61, 97.0]


def test_what_a_chart_shows_is_said_in_words() -> None:
    for chart in charts(make_accounts()).values():
        assert chart.caption in chart.alt
        for line in chart.series:
            for datum in line.data:
                assert f"{datum.amount}万元" in chart.alt
                assert datum.share in chart.alt


def test_without_a_prior_year_the_chart_shows_the_current_one_and_says_so() -> None:
    data = {**default_data(make_shape()), "prior": {"none_because": "当年新设立"}}
    chart = charts(make_accounts(shape=make_shape(data=data)))["total_change"]
    assert [line.name for line in chart.series] == ["2024年度"]
    assert chart.note
    assert "2023年度" in chart.note
    assert chart.note in chart.alt


def test_one_source_is_one_slice_and_zeros_are_none() -> None:
    shape = make_shape(flows=make_shape().of("general_budget"))
    slices = charts(make_accounts(shape=shape, full=True))["revenue_structure"].series[0].data
    assert [datum.share for datum in slices] == ["100%"]


def test_a_structure_of_nothing_is_empty_and_says_so() -> None:
    flow = Flow("general_budget", "2101501", opening=Decimal(500), closing=Decimal(500))
    chart = charts(make_accounts(shape=make_shape(flows=(flow,), basic={})))["expenditure_structure"]
    assert chart.series == ()
    assert chart.alt


# 引用、错误


def test_every_reference_leads_to_a_figure(tmp_path: Path) -> None:
    for made in (make(make_accounts()), made_with(toy_style(tmp_path), make_accounts())):
        printed = {span.ref for paragraph in made.paragraphs for span in paragraph.spans if span.ref}
        assert printed
        assert printed <= set(made.figures)


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"outline": ["overview", "nowhere"]}, "nowhere"),
        ({"sections": {"total": {"charts": ["no_such_chart"]}}}, "no_such_chart"),
        ({"parts": {"overview": {"tables": ["no_such_table"]}}}, "no_such_table"),
        ({"tables": {"order": ["summary", "tenth"]}}, "tenth"),
        ({"no_such_key": 1}, "no_such_key"),
        ({"percent": {"places": "one"}}, "percent"),
        ({"charts": {"figures": {"total_change": {"kind": "comparison"}}}, "extends": "nowhere"}, "nowhere"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_a_style_names_must_exist(tmp_path: Path, keys: dict[str, Tree], named: str) -> None:
    with pytest.raises(StyleError) as caught:
        made_with(toy_style(tmp_path, **keys), make_accounts())
    assert named in str(caught.value)


def test_a_style_is_for_its_years() -> None:
    loaded = Loaded(make_accounts(year=2022), SourceMap(), (), ())
    with pytest.raises(StyleError, match="2022 年度"):
        compose_unit(loaded, WORKSPACE)


def test_nothing_loaded_cannot_be_composed() -> None:
    loaded = Loaded(make_accounts(), SourceMap(), (), ())
    with pytest.raises(ValueError, match="Loaded"):
        compose_unit(replace(loaded, accounts=None), WORKSPACE)

"""Wording: what each clause says in each case, and that only the templates decide it."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.document.blocks import Heading, Paragraph
from generator.errors import StyleError
from generator.facts import book as book_module
from generator.narrative.absent import absent_from
from tests.factories import ZERO, Flow, Tree, default_data, make_accounts, make_shape
from tests.laws import make
from tests.toy import made_with, section, toy_style

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.accounts import FinalAccounts

TOTAL = "62986100"
"""收、支总计 of the small unit, in 元."""


def said(accounts: FinalAccounts, start: str) -> str:
    """The first paragraph that begins with ``start``."""
    return next(paragraph.text for paragraph in make(accounts).paragraphs if paragraph.text.startswith(start))


def unit_2022(**overrides: Tree) -> FinalAccounts:
    """The small unit in the style of 2022."""
    return make_accounts(style="hubei-wuhan-2022", year=2022, **overrides)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("50000000", "与2023年度相比，收、支总计各增加1,298.61万元，增长26%，主要原因是"),
        ("70000000", "与2023年度相比，收、支总计各减少701.39万元，下降10%，主要原因是"),
        (TOTAL, "与2023年度相比，收、支总计持平。"),
        ("62986140", "与2023年度相比，收、支总计持平。"),
        ("62986150", "与2023年度相比，收、支总计各减少0.01万元，主要原因是"),
        ("0", "与2023年度相比，收、支总计各增加6,298.61万元，主要原因是"),
    ],
)
def test_totals_are_compared_with_the_prior_year(before: str, expected: str) -> None:
    sentence = said(make_accounts(prior={"grand_total": Decimal(before)}), "2024年度收、支总计")
    lead = f"2024年度收、支总计6,298.61万元。{expected}"
    assert lead == sentence[: len(lead)]
    assert ("持平" in expected) == sentence.endswith("持平。")


def test_a_unit_in_its_first_year_says_why_there_is_no_comparison() -> None:
    accounts = make_accounts(
        shape=make_shape(data={**default_data(make_shape()), "prior": {"none_because": "当年新设立"}})
    )
    made = make(accounts)
    assert made.errors == []
    sentence = said(accounts, "2024年度收、支总计")
    assert sentence == "2024年度收、支总计6,298.61万元。2023年度无决算数（当年新设立），不作比较。"
    assert "增加" not in "".join(paragraph.text for paragraph in made.paragraphs)


def test_a_prior_year_that_is_simply_missing_is_asked_for() -> None:
    made = make(make_accounts(prior={"grand_total": None}))
    assert "〔缺：" in said(made.accounts, "2024年度收、支总计")
    missing = [finding for finding in made.findings if finding.code == "QS01"]
    assert sorted({finding.severity for finding in missing}) == ["错误"]
    assert "收入总计的上年数" in missing[0].message
    assert missing[0].advice


def test_a_fund_that_the_unit_no_longer_has_is_told() -> None:
    shape = make_shape(flows=make_shape().of("general_budget"))
    sentence = said(
        make_accounts(shape=shape, prior={"appropriation_revenue": {"government_fund": Decimal(100000)}}),
        "2024年度财政拨款收入中",
    )
    assert "政府性基金预算财政拨款收入0万元，比2023年度决算数减少10万元，下降100%。" in sentence


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("920000", "年初预算为92万元，支出决算为92万元，完成年初预算的100%。"),
        ("1000000", "完成年初预算的92%，支出决算数小于年初预算数的主要原因：据实列支。"),
        ("800000", "完成年初预算的115%，支出决算数大于年初预算数的主要原因：据实列支。"),
        ("0", "年初预算为0万元，支出决算为92万元，支出决算数大于年初预算数的主要原因：据实列支。"),
    ],
)
def test_items_are_compared_with_their_budget(budget: str, expected: str) -> None:
    accounts = make_accounts(
        plan={"lines": {"2080505": {"initial": Decimal(budget)}}}, reasons={"items": {"2080505": "据实列支。"}}
    )
    assert said(accounts, "1.社会保障和就业支出（类）行政事业单位养老支出（款）").endswith(expected)


def test_near_its_budget_an_item_needs_no_reason_where_the_style_has_a_threshold() -> None:
    near, far = ({"plan": {"lines": {"2080505": {"initial": Decimal(budget)}}}} for budget in (940000, 1000000))
    silent = {"reasons": {"items": {"2080505": ""}}}
    assert make(unit_2022(**near, **silent)).errors == []
    errors = make(unit_2022(**far, **silent)).errors
    assert len(errors) == 1
    assert "reasons.items.2080505" in errors[0]


def test_half_width_brackets_are_the_styles_own() -> None:
    text = make(unit_2022()).text
    assert "社会保障和就业支出(类)行政事业单位养老支出(款)" in text
    assert "（类）" not in text


def test_three_public_zeros_are_told_as_the_style_wants() -> None:
    assert said(make_accounts(), "1.无因公") == "1.无因公出国（境）费预算，未发生因公出国（境）费支出。"
    assert said(unit_2022(), "1.因公出国").startswith("1.因公出国(境)费预算为0万元，支出决算为0万元；与")


def test_nothing_spent_abroad_but_budgeted_is_told_with_its_reason() -> None:
    accounts = make_accounts(
        three_public={"budget": {"abroad": Decimal(50000)}}, reasons={"abroad": {"budget": "因故取消"}}
    )
    expected = "1.因公出国（境）费全年预算为5万元，支出决算为0万元，完成全年预算的0%"
    assert said(accounts, "1.因公出国").startswith(expected)


def test_procurement_without_purchases_has_no_shares() -> None:
    kinds = {kind: {"amount": ZERO, "sme": ZERO, "micro": ZERO} for kind in ("goods", "works", "services")}
    accounts = make_accounts(procurement={"total": ZERO, "sme": ZERO, "micro": ZERO, **kinds})
    sentence = said(accounts, "2024年度江南区医保中心政府采购")
    assert "总额0万元，其中：政府采购货物支出0万元、政府采购工程支出0万元、政府采购服务支出0万元。" in sentence
    assert "%" not in sentence


def test_a_reason_loses_its_own_stop_and_keeps_everything_else() -> None:
    sentence = said(make_accounts(reasons={"total": "据“实”列支；a<b & c。"}), "2024年度收、支总计")
    assert sentence.endswith("，主要原因是据“实”列支；a<b & c。")


def test_one_duty_stands_alone_and_several_are_numbered() -> None:
    alone = section(make(make_accounts()).style, make_accounts(unit={"duties": ("只有一条。",)}), "duties")[0]
    several = section(make(make_accounts()).style, make_accounts(), "duties")[0]
    assert [block.text for block in alone] == ["只有一条。"]
    assert [block.text for block in several] == ["1.承担医疗保险的经办服务；", "2.完成上级交办的其他工作。"]


def test_text_of_data_is_never_a_template(tmp_path: Path) -> None:
    awkward = "{{ 7*7 }} {% for x in y %} {# 注 #} {year} {me} %s"
    style = toy_style(tmp_path, {"duties": "{{ accounts.unit.duties[0] }}\n{{ reason('total') }}"})
    blocks, _ = section(style, make_accounts(unit={"duties": (awkward,)}, reasons={"total": awkward}), "duties")
    assert [awkward, awkward] == [block.text for block in blocks]


def test_facts_may_be_named_in_chinese(tmp_path: Path) -> None:
    style = toy_style(
        tmp_path, {"duties": "{{ year }}年收入{{ revenue.合计|万元 }}，增长{{ revenue.增减.rate|百分比 }}。"}
    )
    blocks, ink = section(style, make_accounts(), "duties")
    assert blocks[0].text == "2024年收入6,289.61万元，增长13.6%。"
    assert {"summary.revenue_total", "revenue.change_rate"} == set(ink.figures)


def test_a_section_may_have_small_headings_and_notes(tmp_path: Path) -> None:
    style = toy_style(tmp_path, {"duties": "{{ heading }}小标题\n正文。\n\n{{ note }}注：说明。\n"})
    blocks, _ = section(style, make_accounts(), "duties")
    assert [Heading, Paragraph, Paragraph] == [type(block) for block in blocks]
    assert [block.text for block in blocks] == ["小标题", "正文。", "注：说明。"]
    assert getattr(blocks[2], "role", "") == "note"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ revenue.totla|money }}", "totla"),
        ("{{ revenu.total|money }}", "revenu"),
        ("{{ revenue.total|monney }}", "monney"),
        ("{{ say.moved(revenue.change) }}", "say"),
        ("{% if revenue.total %}没有结束", "duties.j2"),
        ("{{ accounts.unit.nmae }}", "nmae"),
        ("{{ revenue.增减.额度 }}", "额度"),
    ],
)
def test_a_wrong_name_in_a_template_stops_with_its_file(tmp_path: Path, template: str, expected: str) -> None:
    style = toy_style(tmp_path, {"duties": f"第一行。\n{template}\n"})
    with pytest.raises(StyleError) as caught:
        section(style, make_accounts(), "duties")
    assert "duties.j2" in str(caught.value)
    assert expected in str(caught.value)


def test_a_wrong_name_is_found_even_in_a_branch_that_is_not_taken(tmp_path: Path) -> None:
    style = toy_style(tmp_path, {"duties": "{% if false %}{{ revenue.totla|money }}{% endif %}正文。"})
    with pytest.raises(StyleError, match=r"duties\.j2"):
        section(style, make_accounts(), "duties")


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    style = toy_style(
        tmp_path, sections={"extra": {"title": "另外"}}, parts={"overview": {"sections": ["duties", "extra"]}}
    )
    with pytest.raises(StyleError, match=r"extra\.j2"):
        made_with(style, make_accounts())


@pytest.mark.parametrize("filter_name", ["round", "float", "int", "sum", "abs", "format", "filesizeformat"])
def test_templates_cannot_round_or_calculate(tmp_path: Path, filter_name: str) -> None:
    style = toy_style(tmp_path, {"duties": f"{{{{ revenue.total.value|{filter_name} }}}}"})
    with pytest.raises(StyleError):
        section(style, make_accounts(), "duties")


def test_a_figure_must_say_how_it_is_printed(tmp_path: Path) -> None:
    style = toy_style(tmp_path, {"duties": "收入{{ revenue.total }}。"})
    with pytest.raises(StyleError, match="本年收入合计"):
        section(style, make_accounts(), "duties")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ revenue.total.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ accounts.__init__.__globals__ }}",
        "{{ revenue.total.value.__class__.__base__.__subclasses__() }}",
        "{{ accounts.model_copy() }}",
        "{{ cycler.__init__ }}",
        "{% include '../../style.yaml' %}",
        "{% include '/etc/passwd' %}",
        "{% set x = accounts.reasons.items.update({}) %}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(tmp_path: Path, attack: str) -> None:
    style = toy_style(tmp_path, {"duties": attack})
    with pytest.raises(StyleError):
        section(style, make_accounts(), "duties")


def test_what_is_absent_has_a_chinese_name() -> None:
    classes = [one for one in vars(book_module).values() if isinstance(one, type) and dataclasses.is_dataclass(one)]
    titles: dict[str, str] = {}
    for owner in classes:
        empty = owner.__new__(owner)
        for field in dataclasses.fields(owner):
            object.__setattr__(empty, field.name, "" if field.name == "name" else None)
        titles |= {
            f"{owner.__name__}.{field.name}": absent_from(empty, field.name).title
            for field in dataclasses.fields(owner)
        }
    spoken = {
        name: title
        for name, title in titles.items()
        if name.split(".")[0] not in {"Figure", "Share", "Change", "Completion"}
    }
    assert len(spoken) > 50
    assert {name: title for name, title in spoken.items() if re.search(r"[A-Za-z]{2}", title)} == {}


# 名词解释


def terms(accounts: FinalAccounts) -> list[str]:
    """The paragraphs of 名词解释."""
    return [block.text for block in section(make(accounts).style, accounts, "glossary")[0]]


def test_only_terms_that_the_document_uses_are_explained() -> None:
    lines = terms(unit_2022())
    named = [line for line in lines if line.startswith("(")]
    assert any("政府性基金预算财政拨款收入" in line for line in named)
    assert any("事业收入" in line for line in named)
    assert not any("国有资本经营预算财政拨款收入：" in line for line in named)
    assert not any("经营支出" in line for line in named)
    chinese = "一二三四五六七八九十"
    assert [f"({chinese[index]})" for index in range(min(10, len(named)))] == [line[:3] for line in named[:10]]


def test_the_units_own_functional_items_are_explained() -> None:
    lines = terms(unit_2022())
    items = [line for line in lines if re.match(r"\d+\.", line)]
    assert len(items) == 6
    assert items[0].startswith(
        "1.社会保障和就业支出(类)行政事业单位养老支出(款)机关事业单位基本养老保险缴费支出(项)：反映"
    )


def test_a_unit_may_replace_a_definition_and_add_terms() -> None:
    lines = terms(
        unit_2022(
            definitions={"basic_expenditure": "指本局自己的说法。"},
            item_definitions={"2080505": "反映本局缴费。"},
            extra_terms=({"term": "两定机构", "definition": "指定点医疗机构和定点零售药店"},),
        )
    )
    assert any(line.endswith("基本支出：指本局自己的说法。") for line in lines)
    assert any(line.endswith("(项)：反映本局缴费。") for line in lines)
    assert lines[-1].endswith("两定机构：指定点医疗机构和定点零售药店。")


def test_a_term_that_the_catalogue_does_not_have_is_an_error_of_the_style(tmp_path: Path) -> None:
    style = toy_style(tmp_path, glossary={"terms": ["basic_expenditure", "no_such_term"]})
    with pytest.raises(StyleError, match="no_such_term"):
        made_with(style, make_accounts())


def test_a_state_capital_account_is_told() -> None:
    flow = Flow("state_capital", "2230105", project=Decimal(70000))
    shape = make_shape(flows=(*make_shape().flows, flow))
    reasons = default_data(shape)["reasons"] | {"uses": {"223": "退休人员社会化管理"}}
    accounts = make_accounts(shape=shape, reasons=reasons)
    paragraphs = [paragraph.text for paragraph in make(accounts).paragraphs]
    at = next(index for index, text in enumerate(paragraphs) if text.startswith("2024年度国有资本经营预算财政拨款"))
    assert paragraphs[at] == "2024年度国有资本经营预算财政拨款本年支出7万元。具体支出情况为："
    assert paragraphs[at + 1].startswith("国有资本经营预算支出")
    assert paragraphs[at + 1].endswith("支出决算为7万元，主要用于退休人员社会化管理。")

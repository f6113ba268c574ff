"""One year on: figures move back a year, standing text stays, reasons and counts go."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.ingest import load
from generator.model.budget import Budget
from generator.model.kinds import MODELS, model_of
from generator.style.load import load_style, style_names
from generator.workbook.rollover import FATES, NextYear, next_style, roll_over
from generator.workbook.unit_file import UnitData, amounts_of, plan_unit, unit_workbook
from generator.workbook.values import at, leaf_values, plain_data
from tests.factories import make_accounts
from tests.workbook.units import SAMPLES, WORKSPACE, accounts_of, random_budget, random_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.model.kinds import Accounts
    from generator.source import Path as DataPath
    from generator.style.model import Style


def rolled(accounts: Accounts, style: str = "hubei-wuhan-2024") -> NextYear:
    """The next year of a unit."""
    return roll_over(plain_data(accounts), amounts_of(accounts, WORKSPACE), style)


def validated(following: NextYear) -> Accounts:
    """The next year's data as accounts."""
    return model_of(following.data).model_validate(
        following.data, context={"amount_unit": following.data["amount_unit"]}
    )


def as_unit(following: NextYear) -> UnitData:
    """The next year as its files are made from."""
    return UnitData(following.data, validated(following), following.last_reasons, following.renewed)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_part_of_the_model_is_decided(model: type[Accounts]) -> None:
    fates = FATES[model]
    assert sorted((*fates.standing, *fates.changed, *fates.emptied)) == sorted(model.model_fields)


def test_this_years_budget_becomes_the_prior_budget() -> None:
    accounts = accounts_of(SAMPLES / "jianghan-budget-2023")
    following = rolled(accounts, "hubei-wuhan-budget-2023")
    after = validated(following)
    assert isinstance(after, Budget)
    assert (after.document, after.year, after.district) == ("预算", 2024, "江汉区")
    assert (after.prior_budget.total, after.prior_budget.general_budget) == (Decimal(9829800), Decimal(9829800))
    assert after.prior_budget.three_public.total == Decimal(0)
    assert [one.name for one in after.projects] == [one.name for one in accounts.projects]
    assert {one.budget for one in after.projects} == {None}
    assert (after.budget_summary, after.procurement.items, after.purchased_services) == (None, (), ())
    assert after.performance.application is not None
    assert list(after.performance.application.revenue_history) == ["2022", "2023"]
    assert following.last_reasons["reasons/total"] == accounts.reasons.total


def test_this_years_figures_become_those_of_the_year_before() -> None:
    accounts = accounts_of(SAMPLES / "wuhan-center-2024")
    after = validated(rolled(accounts))
    assert after.year == 2025
    assert after.prior.grand_total == Decimal(91111100)
    assert after.prior.revenue.general_budget == Decimal(91111100)
    assert (after.prior.basic, after.prior.project) == (Decimal(38852400), Decimal(52258700))
    assert after.prior.appropriation_expenditure.general_budget == Decimal(91111100)
    assert after.prior.three_public.vehicle_operation == Decimal(8000)
    assert after.prior.operating_cost == Decimal(4688400)
    assert after.plan.lines["2101506"].prior == Decimal(52258700)
    assert after.plan.lines["2101506"].initial is None
    assert after.plan.total.prior == Decimal(91111100)
    assert "210" not in after.plan.lines


def test_computed_figures_move_as_reported_ones_do() -> None:
    bare, full = rolled(make_accounts()).data, rolled(make_accounts(full=True)).data
    assert bare["prior"] == full["prior"]
    assert bare["plan"] == full["plan"]


def test_what_the_prior_year_says_is_what_the_document_compares_with() -> None:
    first = make_accounts()
    second = validated(rolled(first))
    assert first.summary is not None
    assert second.prior.closing == first.summary.closing


def test_standing_text_stays() -> None:
    accounts = accounts_of(SAMPLES / "jiangan-2022")
    after = validated(rolled(accounts))
    assert after.unit.duties == accounts.unit.duties
    assert after.unit.short_name == "江岸区医保局"
    assert [project.name for project in after.projects] == [project.name for project in accounts.projects]
    assert after.projects[1].category == "部门预算项目"
    assert after.projects[2].aliases == ("城乡医疗救助经费",)
    assert after.indicators["举报投诉办结率"].level1 == "效益指标"


def test_indicators_move_back_a_year() -> None:
    accounts = make_accounts(
        indicators={
            "满意度": {"level1": "满意度指标", "target": "≥95%", "actual": "98%", "last_year": "97%", "remark": "无"}
        },
        performance={"whole": {"indicators": ({"indicator": "满意度", "weight": 10, "score": 9},)}},
    )
    after = validated(rolled(accounts))
    kept = after.indicators["满意度"]
    assert (kept.two_years_ago, kept.last_year, kept.actual, kept.remark) == ("97%", "98%", "", "")
    assert kept.target == "≥95%"
    assert after.performance.whole is not None
    used = after.performance.whole.indicators[0]
    assert (used.indicator, used.weight, used.score) == ("满意度", 10, None)


def test_a_budget_form_keeps_two_years_of_history() -> None:
    whole = {
        "revenue": ({"name": "财政拨款", "amount": Decimal(500)},),
        "revenue_history": {"2022": ({"name": "财政拨款", "amount": 1},), "2023": ({"name": "财政拨款", "amount": 2},)},
    }
    after = validated(rolled(make_accounts(performance={"application": whole})))
    assert after.performance.application is not None
    assert after.performance.application.revenue == ()
    assert list(after.performance.application.revenue_history) == ["2023", "2024"]


def emptied(following: NextYear) -> list[DataPath]:
    """Paths that hold something although they must be new."""
    return [
        path
        for path, value in leaf_values(following.data)
        if value is not None and any(one.covers(path) for one in following.renewed)
    ]


EITHER = pytest.mark.parametrize("maker", [random_unit, random_budget], ids=["决算", "预算"])


@EITHER
@pytest.mark.parametrize("seed", range(4))
def test_whatever_must_be_new_is_empty(maker: Callable[..., Accounts], seed: int) -> None:
    assert emptied(rolled(maker(seed, full=True))) == []


@EITHER
@pytest.mark.parametrize("seed", range(4))
def test_a_rolled_unit_is_valid_and_survives_both_forms(
    maker: Callable[..., Accounts], seed: int, tmp_path: Path
) -> None:
    accounts = maker(seed)
    following = rolled(accounts, accounts.style)
    path = tmp_path / "下一年.xlsx"
    path.write_bytes(unit_workbook(as_unit(following), WORKSPACE))
    assert load(path, WORKSPACE).accounts == validated(following)


def test_reasons_are_emptied_and_last_years_stand_beside(tmp_path: Path) -> None:
    accounts = accounts_of(SAMPLES / "wuhan-center-2024")
    following = rolled(accounts)
    assert "reasons" not in following.data
    assert following.last_reasons["reasons/total"] == accounts.reasons.total
    assert following.last_reasons["reasons/items/2101506"] == accounts.reasons.items["2101506"]
    path = tmp_path / "2025.xlsx"
    path.write_bytes(unit_workbook(as_unit(following), WORKSPACE))
    found = load(path, WORKSPACE)
    assert found.accounts is not None
    assert found.accounts.reasons.total == ""
    assert dict(found.last_reasons) == dict(following.last_reasons)


def test_what_must_be_new_is_marked_and_listed(tmp_path: Path) -> None:
    unit = as_unit(rolled(accounts_of(SAMPLES / "wuhan-center-2024")))
    path = tmp_path / "2025.xlsx"
    path.write_bytes(unit_workbook(unit, WORKSPACE))
    book, plan = openpyxl.load_workbook(path), plan_unit(unit, WORKSPACE)
    for name, marked in (
        ("three_public_details/vehicles/held", True),
        ("assets/vehicles_total", True),
        ("reasons/total", True),
        ("unit/name", False),
        ("prior/grand_total", False),
    ):
        sheet, row, column = plan.places.cells[name]
        assert (book[sheet].cell(row, column).fill.fgColor.rgb == "FFFCE0C2") == marked, name
    words = "".join(str(cell.value) for row in book["填报说明"].iter_rows() for cell in row if cell.value)
    assert "国有资产：车辆、设备数量" in words


def test_nothing_of_last_year_is_read_as_this_years() -> None:
    accounts = random_unit(9, full=True)
    after = rolled(accounts).data
    for table in ("summary", "revenue", "general_budget", "three_public", "procurement", "key_work"):
        assert at(after, (table,)) is None


def styles() -> list[Style]:
    """All styles."""
    return [load_style(WORKSPACE.templates, name).style for name in style_names(WORKSPACE.templates)]


def test_the_style_stays_while_it_covers_the_year() -> None:
    current = load_style(WORKSPACE.templates, "hubei-wuhan-2024").style
    name, said = next_style(current, 2025, styles())
    assert name == "hubei-wuhan-2024"
    assert "样式不变" in said


def test_a_style_that_ends_gives_way_to_the_regions_newest() -> None:
    current = load_style(WORKSPACE.templates, "hubei-wuhan-2022").style
    name, said = next_style(current, 2023, styles())
    assert name == "hubei-wuhan-2024"
    assert "hubei-wuhan-2022 不适用于 2023 年度" in said


def test_a_region_without_a_style_for_the_year_is_said_so() -> None:
    current = load_style(WORKSPACE.templates, "hubei-wuhan-2024").style
    name, said = next_style(current, 2031, [style for style in styles() if style.region == current.region])
    assert name == "hubei-wuhan-2024"
    assert "2031" in said

"""The plan of a workbook: a cell for everything, found by its keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.disclosures import Reasons
from generator.workbook import keys
from generator.workbook.entries import generic
from generator.workbook.fields import INDEX, KEY, every_pattern, leaves, shape_at
from generator.workbook.reasons import CAUSES
from generator.workbook.unit_file import UnitData, new_unit, plan_unit
from generator.workbook.values import leaf_values, plain_data
from tests.workbook.units import SAMPLE_FOLDERS, SAMPLES, WORKSPACE, accounts_of, random_budget, random_unit

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from generator.model.kinds import Accounts
    from generator.source import Path
    from generator.workbook.layout import WorkbookPlan

FIXED_CODES = {
    "summary": "classes",
    "appropriation": "classes",
    "basic": "lines",
    "budget_summary": "classes",
    "budget_appropriation": "classes",
}
"""Tables whose codes are printed: those cells are found by their codes."""


def columns_of(plan: WorkbookPlan) -> set[tuple[str, ...]]:
    """The pattern of every cell that a person or a formula fills in."""
    found = set()
    for name in (*plan.places.cells, *plan.places.ranges):
        steps = tuple(step for step in name.split("/") if step != keys.SELF)
        found.add(as_pattern(generic(steps)))
        if keys.FORMS.keys() & set(steps):
            found.add(as_pattern(of_whole(steps)))
        if keys.GOAL in steps:
            found.add(as_pattern(generic(tuple(step for step in steps if step != keys.GOAL))))
            found.add(as_pattern(of_whole(tuple(step for step in steps if step != keys.GOAL))))
    return found


def of_whole(steps: tuple[str, ...]) -> tuple[str, ...]:
    """A column of the projects' forms as that of the whole unit's form."""
    found: tuple[str, ...] = ()
    for step in steps:
        if step in keys.FORMS:
            found = (*found, "performance", keys.FORMS[step][0])
        else:
            found = (*found, *(("goals", INDEX) if step == keys.GOAL else (step,)))
    return found


def as_pattern(steps: tuple[str, ...]) -> tuple[str, ...]:
    """Codes that are printed stand for any code."""
    table = FIXED_CODES.get(steps[0])
    if table and len(steps) > 2 and steps[1] == table and steps[2] != KEY:
        return (*steps[:2], KEY, *steps[3:])
    return steps


MAKERS = {FinalAccounts: random_unit, Budget: random_budget}


@pytest.fixture(scope="module", params=list(MAKERS), ids=["决算", "预算"])
def model(request: pytest.FixtureRequest) -> type[Accounts]:
    """Either kind of document."""
    return request.param


@pytest.fixture(scope="module")
def whole_plan(model: type[Accounts]) -> WorkbookPlan:
    """The plan with every sheet, those for the other kind of document too."""
    return plan_unit(UnitData(plain_data(MAKERS[model](7, full=True))), WORKSPACE)


def test_every_field_of_the_model_has_its_cell(model: type[Accounts], whole_plan: WorkbookPlan) -> None:
    columns = columns_of(whole_plan)
    missing = [
        pattern
        for pattern in every_pattern(model)
        if pattern not in columns and not (pattern[-1] == INDEX and pattern[:-1] in columns)
    ]
    assert missing == []


def test_nothing_of_a_full_unit_is_left_to_the_sheet_for_the_rest(whole_plan: WorkbookPlan) -> None:
    sheet = next(sheet for sheet in whole_plan.sheets if sheet.name == "其他")
    left = [slot.value for (_, column), slot in sheet.slots.items() if column == 2 and slot.role == "input"]
    odd = ("/classes/999", "/total/name")  # a class that no year has; a name for the row 合计
    assert [pointer for pointer in left if pointer and not any(word in str(pointer) for word in odd)] == []


@pytest.mark.parametrize("folder", SAMPLE_FOLDERS, ids=lambda folder: folder.name)
def test_every_value_of_a_sample_stands_in_exactly_one_cell(folder: FilePath) -> None:
    accounts = accounts_of(folder)
    plan = plan_unit(UnitData.of(accounts, {}), WORKSPACE)
    holders: dict[Path, int] = {}
    for sheet in plan.sheets:
        for slot in sheet.slots.values():
            if slot.path is not None and slot.value is not None and slot.formula is None:
                holders[slot.path] = holders.get(slot.path, 0) + 1
    expected = {path for path, value in leaf_values(plain_data(accounts)) if value not in ({}, ())}
    in_lists = {path for path in expected if path not in holders and path[:-1] in holders}
    rest = {path for path in expected - holders.keys() - in_lists if path != ("performance",)}
    assert [path for path, count in holders.items() if count > 1] == []
    assert rest == set()


def test_keys_lead_to_fields_of_the_model(model: type[Accounts], whole_plan: WorkbookPlan) -> None:
    labels = {keys.KEY, keys.OWNER, keys.GOAL, keys.NUMBER, keys.LAST_REASON}
    for name in (*whole_plan.places.cells, *whole_plan.places.ranges):
        *above, last = name.split("/")
        if last in labels or keys.POINTER in (*above, last):
            continue
        assert shape_at(generic((*above, last)), model) is not None, name


def test_no_two_cells_hold_the_same_datum(whole_plan: WorkbookPlan) -> None:
    places = list(whole_plan.places.cells.values())
    assert len(places) == len(set(places))


def test_no_cell_lies_under_a_merged_one(whole_plan: WorkbookPlan) -> None:
    for sheet in whole_plan.sheets:
        for top, left, bottom, right in sheet.merges:
            covered = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            assert covered & sheet.slots.keys() == {(top, left)}, (sheet.name, top, left)


def test_every_reason_says_what_it_explains() -> None:
    for model, causes in CAUSES.items():
        assert set(causes) == {"/".join(leaf.steps) for leaf in leaves(("reasons",), model)}
    fixed = CAUSES[FinalAccounts]
    assert {"items", "uses"} == set(Reasons.model_fields) - {name.split("/")[0] for name in fixed}


def test_every_figure_that_a_reason_explains_has_a_cell(model: type[Accounts], whole_plan: WorkbookPlan) -> None:
    named = {name for cause in CAUSES[model].values() for name in (cause.current, cause.against)}
    assert named - whole_plan.places.cells.keys() == set()


def test_a_new_unit_offers_blank_lines_and_no_budget_sheets() -> None:
    plan = plan_unit(new_unit("hubei-wuhan-2024", 2024, "万元", {"name": "某某局"}), WORKSPACE)
    _, first, last, _ = plan.places.ranges["revenue/lines/@key/appropriation"]
    assert last - first + 1 == 60
    assert "申报目标" not in [sheet.name for sheet in plan.sheets]


def test_a_new_budget_has_its_tables_and_no_evaluations() -> None:
    plan = plan_unit(new_unit("hubei-wuhan-budget-2023", 2023, "万元", {"name": "某某局"}, Budget), WORKSPACE)
    names = [sheet.name for sheet in plan.sheets]
    assert [f"预算{number:02}表" for number in range(1, 10)] == [name for name in names if name.startswith("预算0")]
    assert {"整体申报表", "项目申报表", "采购明细", "购买服务", "上年预算数"} <= set(names)
    assert {"自评表", "自评指标", "上年决算数", "预算数", "三公情况"} & set(names) == set()


def test_names_and_telephones_of_persons_are_marked_as_not_public() -> None:
    plan = plan_unit(UnitData.of(accounts_of(SAMPLES / "jianghan-budget-2023"), {}), WORKSPACE)
    marked = {
        (sheet.name, str(slot.value))
        for sheet in plan.sheets
        for slot in sheet.slots.values()
        if slot.role in {"label", "head"} and "（不公开）" in str(slot.value)
    }
    assert marked == {
        ("单位信息", "填报人（不公开）"),
        ("单位信息", "填报人电话（不公开）"),
        ("项目申报表", "项目负责人（不公开）"),
        ("项目申报表", "联系电话（不公开）"),
    }


def test_sheets_of_a_region_have_names_of_their_own() -> None:
    for style, year in (("shanghai", 2024), ("sichuan", 2023), ("hubei-wuhan-2022", 2022)):
        plan = plan_unit(new_unit(style, year, "元", {"name": "某某局"}), WORKSPACE)
        names = [sheet.name for sheet in plan.sheets]
        assert len(names) == len(set(names))
        assert all(len(name) <= 31 for name in names)


def test_what_has_no_cell_goes_to_the_sheet_for_the_rest() -> None:
    accounts = random_unit(3)
    odd = replace_summary(accounts)
    plan = plan_unit(UnitData.of(odd, {}), WORKSPACE)
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "其他")
    left = {slot.value for (_, column), slot in sheet.slots.items() if column == 2 and slot.role == "input"}
    assert "/summary/classes/998" in left


def replace_summary(accounts: FinalAccounts) -> FinalAccounts:
    """The accounts with a class that no code table has."""
    data = plain_data(accounts)
    data["summary"] = {"classes": {"998": 5}}
    return FinalAccounts.model_validate(data, context={"amount_unit": accounts.amount_unit})


def test_the_same_data_with_last_years_reasons_shows_them_beside() -> None:
    before = {"reasons/total": "去年的话", "reasons/items/2080505": "去年的另一句"}
    plan = plan_unit(UnitData.of(accounts_of(SAMPLE_FOLDERS[0]), before), WORKSPACE)
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "原因")
    shown = [slot.value for slot in sheet.slots.values()]
    assert "去年的话" in shown
    assert "去年的另一句" in shown

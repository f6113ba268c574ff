"""Folder and workbook say the same: nothing is lost on the way there and back, and both print the same document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ingest import load
from generator.model.accounts import FinalAccounts
from generator.pipeline import compose_unit
from generator.render.registry import find_printer
from generator.workbook.unit_file import UnitData, plan_unit
from generator.workbook.values import leaf_values, plain_data
from tests.factories import accounts_data, make_accounts, validate
from tests.strategies import shapes
from tests.workbook.units import (
    SAMPLE_FOLDERS,
    SAMPLES,
    WORKSPACE,
    accounts_of,
    as_folder,
    as_workbook,
    loaded,
    random_budget,
    random_unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.model.kinds import Accounts
    from generator.source import SourceRef

LAST_REASONS = {
    "reasons/total": "去年业务量上升",
    "reasons/items/2080505": "据实列支",
    "reasons/reception/prior": "接待减少",
}


def problems(path: Path) -> list[str]:
    """The errors that reading finds."""
    return [str(finding) for finding in load(path, WORKSPACE).findings if finding.severity == "错误"]


@pytest.mark.parametrize("folder", SAMPLE_FOLDERS, ids=lambda folder: folder.name)
def test_a_sample_is_the_same_unit_in_every_form(folder: Path, tmp_path: Path) -> None:
    accounts = accounts_of(folder)
    book = as_workbook(accounts, tmp_path)
    assert problems(book) == []
    assert load(book, WORKSPACE).accounts == accounts
    again = as_folder(accounts, tmp_path / "单位")
    assert load(again, WORKSPACE).accounts == accounts


@pytest.mark.parametrize("unit", ["元", "万元"])
@pytest.mark.parametrize("full", [True, False], ids=["full", "half"])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("maker", [random_unit, random_budget], ids=["决算", "预算"])
def test_no_field_of_a_random_unit_is_lost(
    maker: Callable[..., Accounts],
    seed: int,
    full: bool,  # noqa: FBT001 - a case
    unit: str,
    tmp_path: Path,
) -> None:
    accounts = maker(seed, full=full, unit=unit)
    for path in (as_workbook(accounts, tmp_path), as_folder(accounts, tmp_path / "单位")):
        assert problems(path) == []
        assert load(path, WORKSPACE).accounts == accounts


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_random_consistent_unit_is_the_same_in_every_form(data: Any, tmp_path: Path) -> None:  # noqa: ANN401 - hypothesis
    style, year = data.draw(st.sampled_from([("hubei-wuhan-2024", 2024), ("hubei-wuhan-2022", 2022)]))
    shape = data.draw(shapes(style, year))
    accounts = validate(accounts_data(shape, full=data.draw(st.booleans())))
    for path in (as_workbook(accounts, tmp_path), as_folder(accounts, tmp_path / "单位")):
        assert load(path, WORKSPACE).accounts == accounts


def test_last_years_reasons_go_with_the_unit_and_are_no_data(tmp_path: Path) -> None:
    accounts = make_accounts()
    for path in (as_workbook(accounts, tmp_path, LAST_REASONS), as_folder(accounts, tmp_path / "单位", LAST_REASONS)):
        found = load(path, WORKSPACE)
        assert found.accounts == accounts
        assert dict(found.last_reasons) == LAST_REASONS


def test_blank_is_not_zero(tmp_path: Path) -> None:
    accounts = make_accounts(prior={"closing": 0, "basic": None}, assets={"equipment_500k": 0})
    found = load(as_workbook(accounts, tmp_path), WORKSPACE).accounts
    assert found is not None
    assert found.prior.closing == 0
    assert found.prior.basic is None
    assert found.assets.equipment_500k == 0
    assert found.assets.floor_area is None


def test_a_table_reported_without_figures_stays_reported(tmp_path: Path) -> None:
    data = plain_data(make_accounts())
    data |= {"government_fund": {}, "state_capital": {"total": {}}}
    data["performance"]["whole"] = {}
    accounts = FinalAccounts.model_validate(data, context={"amount_unit": "万元"})
    assert accounts.government_fund is not None
    found = load(as_workbook(accounts, tmp_path), WORKSPACE).accounts
    assert found == accounts


def test_our_totals_are_not_reported_and_those_of_the_data_are(tmp_path: Path) -> None:
    bare = load(as_workbook(make_accounts(), tmp_path), WORKSPACE).accounts
    assert bare is not None
    assert bare.revenue is not None
    assert bare.revenue.total is None
    full = load(as_workbook(make_accounts(full=True), tmp_path), WORKSPACE).accounts
    assert full is not None
    assert full.revenue is not None
    assert full.revenue.total is not None


@pytest.mark.parametrize("name", ["wuhan-center-2024", "jiangan-2022", "jianghan-budget-2023"])
def test_both_forms_print_the_same_word_file(name: str, tmp_path: Path) -> None:
    assert printed(load(as_workbook(accounts_of(SAMPLES / name), tmp_path), WORKSPACE), "docx") == printed(
        loaded(SAMPLES / name), "docx"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["wuhan-center-2024", "jiangan-2022", "jianghan-budget-2023"])
def test_both_forms_print_the_same_pdf(name: str, tmp_path: Path) -> None:
    assert printed(load(as_workbook(accounts_of(SAMPLES / name), tmp_path), WORKSPACE), "pdf") == printed(
        loaded(SAMPLES / name), "pdf"
    )


def printed(unit: Any, form: str) -> bytes:  # noqa: ANN401 - a loaded unit
    """The document of a unit."""
    composed = compose_unit(unit, WORKSPACE)
    return find_printer(form).print(composed.composition.document, composed.style)


@pytest.mark.parametrize("folder", SAMPLE_FOLDERS, ids=lambda folder: folder.name)
def test_the_committed_workbook_of_a_sample_is_the_unit_of_its_folder(folder: Path) -> None:
    committed = load(SAMPLES / f"{folder.name}.xlsx", WORKSPACE).accounts
    assert committed == accounts_of(folder), f"juesuan convert {folder.name} {folder.name}.xlsx --force"


def test_every_value_knows_its_cell(tmp_path: Path) -> None:
    accounts = accounts_of(SAMPLES / "wuhan-center-2024")
    book = as_workbook(accounts, tmp_path)
    plan = plan_unit(UnitData.of(accounts, {}), WORKSPACE)
    cells = {
        slot.path: (sheet.name, row, column)
        for sheet in plan.sheets
        for (row, column), slot in sheet.slots.items()
        if slot.path and slot.value is not None and slot.formula is None
    }
    sources = load(book, WORKSPACE).sources
    values = [(path, value) for path, value in leaf_values(plain_data(accounts)) if value not in ({}, ())]
    assert len(values) > 450
    for path, _ in values:
        found = sources.locate(path)
        assert found is not None
        assert found.file == "单位.xlsx"
        assert place_of(found) == cells[path if path in cells else path[:-1]], path


def place_of(source: SourceRef) -> tuple[str, int, int]:
    """A source as sheet, row and column."""
    letters = source.cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return source.sheet, int(source.cell[len(letters) :]), column

"""Another program calculates our formulas: it must get what we stored, and what it saves must still be the unit."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.facts.budget_ledger import BudgetLedger
from generator.ingest import load
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.workbook.unit_file import UnitData, unit_workbook
from generator.workbook.values import plain_data
from tests.factories import make_accounts
from tests.workbook.units import SAMPLES, WORKSPACE, accounts_of, random_unit

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workbook.values import Data

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
"""Calculate everything anew when a file is opened."""

CLASSIFIED = ("revenue", "expenditure", "general_budget", "government_fund", "state_capital")
TAKEN = ("opening", "closing", "surplus_used", "surplus_distributed")


def leaves_alone(accounts: FinalAccounts) -> FinalAccounts:
    """The unit without every figure that follows from others."""
    data = plain_data(accounts)
    for table in CLASSIFIED:
        if table in data:
            data[table] = {"lines": items(data[table].get("lines", {}))}
    data["summary"] = {field: data["summary"][field] for field in TAKEN if field in data["summary"]}
    data["basic"] = {"lines": {code: line for code, line in data["basic"]["lines"].items() if len(code) == 5}}
    for group in data["three_public"].values():
        group.pop("total", None)
        group.pop("vehicles", None)
    own = data.pop("appropriation", {}).get("opening", {}).get("general_budget")
    if own is not None:
        data["appropriation"] = {"opening": {"general_budget": own}}
    if not data["summary"]:
        del data["summary"]
    return FinalAccounts.model_validate(data, context={"amount_unit": accounts.amount_unit})


def budget_leaves_alone(accounts: Budget) -> Budget:
    """The budget without every figure that follows from others."""
    data = plain_data(accounts)
    for table in (*BudgetLedger.BY_FUNCTION, *BudgetLedger.BY_ECONOMY, "budget_revenue", "budget_units"):
        data[table] = {"lines": items(data[table].get("lines", {}))}
    for table in ("budget_general", "budget_units"):
        for line in data[table]["lines"].values():
            if "personnel" in line:
                line.pop("basic", None)
    own = {name: data["budget_summary"]["revenue"][name] for name in ("operating", "other")}
    data["budget_summary"] = {"revenue": own, "opening": data["budget_summary"]["opening"]}
    given = data["budget_appropriation"]["revenue"]
    data["budget_appropriation"] = {"revenue": {fund: given[fund] for fund in given if fund != "total"}}
    for name in ("vehicles", "total"):
        data["budget_three_public"].pop(name, None)
    return Budget.model_validate(data, context={"amount_unit": accounts.amount_unit})


def budget_with_more() -> Budget:
    """A budget of two departments' units, of a class that the form does not print, and of a fund."""
    data = plain_data(budget_leaves_alone(budget_sample()))
    data["budget_units"]["lines"]["206001001"] = {"name": "某某站", "personnel": 3, "public": 1, "project": 5}
    data["budget_revenue"]["lines"]["206001"] = {"name": "某某中心", "general_budget": 4, "operating": 6, "opening": 1}
    data["budget_expenditure"]["lines"] |= {"2020101": {"basic": 2, "business": 3}, "223": {"project": 7}}
    data["budget_appropriation"]["opening"] = {"government_fund": 8}
    data["budget_fund"] = {"lines": {"2120801": {"basic": 1, "project": 2}, "21208": {"total": 9}}}
    return Budget.model_validate(data, context={"amount_unit": data["amount_unit"]})


def budget_sample() -> Budget:
    """The sample."""
    accounts = accounts_of(SAMPLES / "jianghan-budget-2023")
    assert isinstance(accounts, Budget)
    return accounts


def items(lines: Data) -> Data:
    """The lines of the lowest level, without their totals."""
    lowest = [code for code in lines if not any(other != code and other.startswith(code) for other in lines)]
    return {code: {column: amount for column, amount in lines[code].items() if column != "total"} for code in lowest}


UNITS = {
    "wuhan": lambda: leaves_alone(accounts_of(SAMPLES / "wuhan-center-2024")),
    "jiangan": lambda: leaves_alone(accounts_of(SAMPLES / "jiangan-2022")),
    "as-reported": lambda: accounts_of(SAMPLES / "wuhan-center-2024"),
    "every-kind-of-fund": make_accounts,
    "full": lambda: make_accounts(full=True),
    "budget": lambda: budget_leaves_alone(budget_sample()),
    "budget-with-more": budget_with_more,
    "budget-as-reported": budget_sample,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All units as workbooks, and below ``calculated`` as LibreOffice saves them."""
    home: Path = tmp_path_factory.mktemp("units")
    profile = home / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    units = {**{name: make() for name, make in UNITS.items()}, "random": random_unit(5, full=True)}
    files = []
    for name, accounts in units.items():
        files.append(home / f"{name}.xlsx")
        files[-1].write_bytes(unit_workbook(UnitData.of(accounts, {}), WORKSPACE))
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(home / "calculated"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own files
    return home


def numbers(path: Path) -> dict[tuple[str, str], str]:
    """Sheet and cell → what stands there, numbers at 12 digits: binary sums may differ beyond."""
    found = {}
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                text = format(float(value), ".12g") if isinstance(value, int | float) else str(value or "")
                found[sheet.title, cell.coordinate] = text
    return found


@pytest.mark.parametrize("name", UNITS)
def test_recalculated_formulas_give_the_stored_values(name: str, folder: Path) -> None:
    formulas = {
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(folder / f"{name}.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    stored, calculated = numbers(folder / f"{name}.xlsx"), numbers(folder / "calculated" / f"{name}.xlsx")
    assert len(formulas) > 700
    assert {place: (stored[place], calculated[place]) for place in formulas if stored[place] != calculated[place]} == {}


@pytest.mark.parametrize("name", UNITS)
def test_what_another_program_saved_is_still_the_unit(name: str, folder: Path) -> None:
    assert load(folder / "calculated" / f"{name}.xlsx", WORKSPACE).accounts == UNITS[name]()


def test_no_field_is_lost_when_another_program_saves(folder: Path) -> None:
    assert load(folder / "calculated" / "random.xlsx", WORKSPACE).accounts == random_unit(5, full=True)

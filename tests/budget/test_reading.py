"""Budget tables that lie beside unit.yaml as files are read by the same forms that print them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from generator.document.table import TableBlock
from generator.forms.load import load_forms
from generator.ingest import load
from generator.ingest.assemble import assemble
from generator.ingest.tree import Tree
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from tests.budget.support import sample
from tests.checks.support import BUDGET, WORKSPACE, budget_base

if TYPE_CHECKING:
    from pathlib import Path

READ = ("budget_summary", "budget_expenditure", "budget_appropriation", "budget_general", "budget_three_public")


def grid(table: TableBlock) -> list[list[str]]:
    """The rows of a printed table, a covered cell blank."""
    rows = (*table.boxhead, *table.body)
    found = [[""] * table.columns for _ in rows]
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            found[number][column] = cell.text
            taken |= {(number + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            column += cell.colspan
    return found


def without(text: str, keys: tuple[str, ...]) -> str:
    """A YAML text without some of its topmost keys."""
    kept, leaving = [], False
    for line in text.splitlines():
        if line and line[0] not in " #-":
            leaving = line.split(":")[0] in keys
        if not leaving:
            kept.append(line)
    return "\n".join(kept) + "\n"


def test_printed_tables_are_read_back(tmp_path: Path) -> None:
    text = (BUDGET / "unit.yaml").read_text(encoding="utf-8")
    (tmp_path / "unit.yaml").write_text(without(text, READ), encoding="utf-8")
    for block in sample().composition.document.blocks:
        if isinstance(block, TableBlock) and block.id in READ:
            with (tmp_path / f"{block.label}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([[block.title], [block.unit], *grid(block)])
    loaded = load(tmp_path, WORKSPACE)
    assert [str(finding) for finding in loaded.findings] == []
    known = load(BUDGET, WORKSPACE).accounts
    assert {name: getattr(known, name) for name in READ} == {name: getattr(loaded.accounts, name) for name in READ}


def test_every_form_belongs_to_a_table_of_the_model() -> None:
    forms = load_forms(WORKSPACE.forms, 2023, "budget-")
    assert set(forms.tables) <= set(Budget.model_fields)
    assert {form.source or name for name, form in forms.derived.items()} <= {
        *Budget.model_fields,
        "project_list",
        "procurement_list",
        "service_list",
    }


def test_no_table_has_a_name_that_final_accounts_have_too() -> None:
    forms = load_forms(WORKSPACE.forms, 2023)
    budget = load_forms(WORKSPACE.forms, 2023, "budget-")
    assert {*forms.tables, *forms.derived} & {*budget.tables, *budget.derived} == set()


@pytest.mark.parametrize(("said", "kind"), [("预算", Budget), ("决算", FinalAccounts), (None, FinalAccounts)])
def test_the_key_document_chooses_the_kind(said: str | None, kind: type) -> None:
    base = {name: budget_base()[name] for name in ("style", "year", "amount_unit", "unit")}
    accounts, findings = assemble(Tree(base | ({"document": said} if said else {})), "万元")
    assert [str(finding) for finding in findings] == []
    assert isinstance(accounts, kind)


def test_a_key_that_a_budget_does_not_have_is_explained() -> None:
    _, findings = assemble(Tree({**budget_base(), "budget_sumary": {}}), "万元")
    assert [finding.code for finding in findings] == ["SJ10"]
    assert "budget_summary" in findings[0].advice

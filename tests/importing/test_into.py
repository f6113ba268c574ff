"""Importing into a unit: its figures are those of the file, nothing else changes, and what was there is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.importing.merge import Comparison
from generator.ingest import load
from generator.ingest.files import find_files
from tests.importing.support import (
    EXPORTED,
    SAMPLES,
    TABLES,
    WORKSPACE,
    accounts_of,
    add_sheet,
    changed,
    codes,
    folder_unit,
    into,
    same_tables,
    tree,
    workbook_unit,
    write_cell,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Finding

SAMPLE = SAMPLES / "jiangan-2022"


def make_target(kind: str, folder: Path) -> Path:
    return folder_unit(folder / "单位") if kind == "folder" else workbook_unit(folder / "单位.xlsx")


@pytest.mark.parametrize("kind", ["folder", "workbook"])
def test_the_figures_of_the_file_are_in_the_unit(kind: str, tmp_path: Path) -> None:
    target = make_target(kind, tmp_path)
    result = into(EXPORTED, target)

    assert result.findings == ()
    assert same_tables(accounts_of(SAMPLE), accounts_of(target))
    assert result.comparison is not None
    assert (result.comparison.added, result.comparison.same, result.comparison.differences) == (206, 0, ())


@pytest.mark.parametrize("kind", ["folder", "workbook"])
def test_importing_again_changes_nothing(kind: str, tmp_path: Path) -> None:
    target = make_target(kind, tmp_path)
    into(EXPORTED, target)
    before = tree(tmp_path)
    result = into(EXPORTED, target)
    assert result.comparison is not None
    assert (result.comparison.same, result.files) == (206, ())
    assert before == tree(tmp_path)


@pytest.mark.parametrize("kind", ["folder", "workbook"])
def test_figures_that_differ_are_listed_and_nothing_is_written(kind: str, tmp_path: Path) -> None:
    target = make_target(kind, tmp_path)
    into(EXPORTED, target)
    before = tree(tmp_path)
    result = into(changed(tmp_path.parent / f"{kind}.xlsx", D6=7, D7=None), target)

    assert codes(result) == ["SJ60", "SJ60"]
    place = {"folder": "决算表.yaml:", "workbook": "单位.xlsx:表3!"}[kind]
    for finding, words in zip(result.findings, (("7 万元", "182.97 万元"), ("空的", "9.3 万元")), strict=True):
        assert finding.severity == "错误"
        assert place in finding.message
        assert all(word in finding.message for word in words), finding.message
        assert "--overwrite" in finding.advice
    assert str(result.findings[0].source) == f"{kind}.xlsx:表3!D6"
    assert result.files == ()
    assert before == tree(tmp_path)


@pytest.mark.parametrize("kind", ["folder", "workbook"])
def test_overwriting_takes_the_table_as_it_is_in_the_file(kind: str, tmp_path: Path) -> None:
    target = make_target(kind, tmp_path)
    into(EXPORTED, target)
    result = into(changed(tmp_path.parent / f"{kind}.xlsx", D6=7, D7=None), target, overwrite=True)

    assert {finding.severity for finding in result.findings} == {"警告"}
    expenditure = accounts_of(target).expenditure
    assert expenditure is not None
    assert expenditure.total is not None
    assert (expenditure.total.basic, expenditure.lines["208"].basic) == (Decimal(70000), None)


def test_a_workbook_is_written_anew_and_the_old_one_kept(tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx")
    before = target.read_bytes()
    result = into(EXPORTED, target)
    assert [path.name for path in result.backups] == ["单位.备份.xlsx"]
    assert before == result.backups[0].read_bytes()

    second = target.read_bytes()
    result = into(changed(tmp_path / "新.xlsx", D6=7), target, overwrite=True)
    assert [path.name for path in result.backups] == ["单位.备份2.xlsx"]
    assert second == result.backups[0].read_bytes()


def test_everything_else_in_a_workbook_stays(tmp_path: Path) -> None:
    data = {
        "reasons": {"total": "业务量上升"},
        "prior": {"basic": Decimal("1.5")},
        "projects": ({"name": "甲项目", "outturn": Decimal(3)},),
    }
    target = workbook_unit(tmp_path / "单位.xlsx", data)
    before = accounts_of(target)
    into(EXPORTED, target)
    after = accounts_of(target)
    for name in type(before).model_fields:
        assert name in TABLES or getattr(before, name) == getattr(after, name), name
    assert after.projects[0].name == "甲项目"


def test_an_unfinished_workbook_can_be_imported_into(tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx", {"unit": {"name": "测试单位"}})
    result = into(EXPORTED, target)
    assert result.to_fill == ("单位信息 · 单位性质", "单位信息 · 行政级次")
    assert load(target, WORKSPACE).accounts is None
    assert into(EXPORTED, target).comparison == Comparison(0, 206, ())


def test_cells_that_cannot_be_read_are_not_lost(tmp_path: Path) -> None:
    """A new workbook would not hold what a person wrote there: it must be mended first."""
    target = workbook_unit(tmp_path / "单位.xlsx")
    into(EXPORTED, target)
    write_cell(target, "表3", "E8", "约九万")
    before = target.read_bytes()
    result = into(changed(tmp_path / "新.xlsx", D6=7), target, overwrite=True)
    assert codes(result) == ["SJ63", "SJ13"]
    assert str(result.findings[1].source) == "单位.xlsx:表3!E8"
    assert before == target.read_bytes()


def test_own_sheets_of_a_clerk_are_said_to_be_in_the_backup(tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx")
    add_sheet(target, "我的草稿")
    result = into(EXPORTED, target)
    assert codes(result) == ["SJ66"]
    assert "我的草稿" in result.findings[0].message
    assert "我的草稿" in openpyxl.load_workbook(result.backups[0]).sheetnames


HAND_WRITTEN = """\
# 本单位的数据
reasons:
  total: 业务量上升   # 领导定的

# 支出表，手工抄的
expenditure:
  total: {total: 1183.81, basic: 182.97}
  lines:
    '208': {total: 9.3}

# 上年
prior: {basic: 1.5}
summary: {revenue_total: 5}
"""


def test_tables_written_by_hand_are_replaced_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    target = folder_unit(tmp_path / "单位", HAND_WRITTEN)
    before = (target / "unit.yaml").read_text(encoding="utf-8")
    result = into(EXPORTED, target, overwrite=True)

    text = (target / "unit.yaml").read_text(encoding="utf-8")
    assert "expenditure" not in text
    assert "summary" not in text
    for line in ("# 本单位的数据", "  total: 业务量上升   # 领导定的", "# 上年", "prior: {basic: 1.5}"):
        assert line in text.splitlines()
    assert same_tables(accounts_of(SAMPLE), accounts_of(target))
    assert accounts_of(target).reasons.total == "业务量上升"
    (backup,) = result.backups
    assert backup.relative_to(target).parts == (".备份", "1", "unit.yaml")
    assert before == backup.read_text(encoding="utf-8")


def test_table_files_are_replaced_and_other_tables_in_them_kept(tmp_path: Path) -> None:
    """The file has nine tables, the import one: the other eight stay as they were."""
    target = folder_unit(tmp_path / "单位")
    (target / "公开表.xlsx").write_bytes(EXPORTED.read_bytes())
    whole = accounts_of(target)
    result = into(changed(tmp_path / "新.xlsx", D6=7), target, sheets=("表3",), overwrite=True)

    assert [path.name for path in result.files] == ["决算表.yaml"]
    assert not (target / "公开表.xlsx").exists()
    assert (target / ".备份" / "1" / "公开表.xlsx").read_bytes() == EXPORTED.read_bytes()
    after = accounts_of(target)
    assert after.expenditure != whole.expenditure
    assert all(
        getattr(after, name) == getattr(whole, name) for name in type(after).model_fields if name != "expenditure"
    )


def test_a_second_import_keeps_the_tables_of_the_first(tmp_path: Path) -> None:
    target = folder_unit(tmp_path / "单位")
    into(EXPORTED, target, sheets=("表1", "表2"))
    result = into(EXPORTED, target, sheets=("表3",))
    assert [path.parent.name for path in result.backups] == ["1"]
    accounts, sample = accounts_of(target), accounts_of(SAMPLE)
    for name in ("summary", "revenue", "expenditure"):
        assert getattr(sample, name) == getattr(accounts, name)
    assert accounts.basic is None


def test_amounts_are_written_in_the_unit_of_the_unit(tmp_path: Path) -> None:
    target = folder_unit(tmp_path / "单位", unit="元")
    into(EXPORTED, target)
    assert same_tables(accounts_of(SAMPLE), accounts_of(target))
    assert "11837800" in (target / "决算表.yaml").read_text(encoding="utf-8").replace("11838100", "11837800")


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.code} {finding.source}" for finding in findings]


def test_a_table_of_another_year_is_not_imported(tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx", {"year": 2023, "style": "base"})
    result = into(EXPORTED, target, sheets=("表3",))
    assert said(result.findings)[0] == "SJ36 公开表.xlsx:表3!A1"
    assert result.files == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("style: base\namount_unit: 元\n", "年度"),
        ("style: base\nyear: 2022\n", "金额单位"),
        ("year: 2022\namount_unit: 元\n", "样式"),
        ("style: base\nyear: 2022\namount_unit: 元\nprior: {basic: 1\n", "改正"),
    ],
)
def test_a_unit_that_does_not_say_what_is_needed_is_refused(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "unit.yaml").write_text(text, encoding="utf-8")
    result = into(EXPORTED, tmp_path)
    assert result.findings[0].code == "SJ63"
    assert words in result.findings[0].message
    assert result.files == ()


def test_backups_are_never_read_as_data(tmp_path: Path) -> None:
    target = folder_unit(tmp_path / "单位")
    for name in ("公开表.备份.xlsx", "公开表.备份12.xlsx", "公开表.批注.xlsx"):
        (target / name).write_bytes(EXPORTED.read_bytes())
    files = find_files(target)
    assert (files.tables, files.findings) == ((), ())

"""The commands new, convert and rollover, from the command line to the files."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from generator.batch.discover import is_unit
from generator.cli import main
from generator.ingest import load
from generator.model.budget import Budget
from tests.workbook.units import SAMPLES, WORKSPACE, accounts_of

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE, BUDGET = SAMPLES / "jiangan-2022", SAMPLES / "jianghan-budget-2023"


@pytest.fixture
def juesuan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command as a person calls it."""
    return Command(monkeypatch, capsys)


class Command:
    """Runs the command line; answers the exit code and what was printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, *arguments: object) -> tuple[int, str]:
        """Run with ``arguments``."""
        self.monkeypatch.setattr(sys, "argv", ["juesuan", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        printed = self.capsys.readouterr()
        return int(left.value.code or 0), printed.out + printed.err


def test_new_then_check_says_what_is_missing_in_its_cell(juesuan: Command, tmp_path: Path) -> None:
    book = tmp_path / "单位.xlsx"
    code, said = juesuan("new", book, "--style", "hubei-wuhan-2024", "--year", 2024, "--unit", "某某市教育局")
    assert (code, book.is_file()) == (0, True)
    assert "juesuan check" in said
    code, said = juesuan("check", book)
    assert code == 3
    assert "单位.xlsx:单位信息!C" in said
    assert "单位性质" in said


def test_new_takes_what_is_known(juesuan: Command, tmp_path: Path) -> None:
    book = tmp_path / "单位.xlsx"
    options = ("--kind", "部门", "--nature", "行政单位", "--level", "市级", "--amount-unit", "元")
    juesuan("new", book, "--style", "hubei-wuhan-2024", "--year", 2024, "--unit", "某某局", *options)
    accounts = load(book, WORKSPACE).accounts
    assert accounts is not None
    assert (accounts.unit.kind, accounts.unit.nature, accounts.unit.level) == ("部门", "行政单位", "市级")
    assert (accounts.amount_unit, accounts.year, accounts.summary) == ("元", 2024, None)


@pytest.mark.parametrize(
    ("options", "code", "word"),
    [
        (("--style", "hubei-wuhan-2024", "--year", "2019", "--unit", "某某局"), 4, "不适用于 2019 年度"),
        (("--style", "hubei-wuhan", "--year", "2024", "--unit", "某某局"), 4, "没有样式"),
        (("--style", "hubei-wuhan-2024", "--year", "2024", "--unit", " "), 2, "单位全称是空的"),
        (("--style", "hubei-wuhan-2024", "--year", "2024", "--unit", "某某局", "--level", "镇级"), 2, "行政级次不能是"),
    ],
)
def test_new_refuses_what_cannot_be(
    juesuan: Command, tmp_path: Path, options: tuple[str, ...], code: int, word: str
) -> None:
    found, said = juesuan("new", tmp_path / "单位.xlsx", *options)
    assert found == code
    assert word in said
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_without_force(juesuan: Command, tmp_path: Path) -> None:
    book = tmp_path / "单位.xlsx"
    book.write_bytes(b"mine")
    code, said = juesuan("convert", SAMPLE, book)
    assert (code, book.read_bytes()) == (2, b"mine")
    assert "--force" in said
    assert juesuan("convert", SAMPLE, book, "--force")[0] == 0
    assert load(book, WORKSPACE).accounts == accounts_of(SAMPLE)


def test_convert_there_and_back_is_the_same_unit(juesuan: Command, tmp_path: Path) -> None:
    assert juesuan("convert", SAMPLE, tmp_path / "单位.xlsx")[0] == 0
    assert juesuan("convert", tmp_path / "单位.xlsx", tmp_path / "单位")[0] == 0
    assert sorted(path.name for path in (tmp_path / "单位").iterdir()) == ["unit.yaml", "决算表.yaml"]
    assert load(tmp_path / "单位", WORKSPACE).accounts == accounts_of(SAMPLE)


def test_convert_refuses_bad_data_and_other_formats(juesuan: Command, tmp_path: Path) -> None:
    (tmp_path / "unit.yaml").write_text("style: hubei-wuhan-2024\nyear: 2024\namount_unit: 元\n", encoding="utf-8")
    code, said = juesuan("convert", tmp_path, tmp_path / "单位.xlsx")
    assert code == 3
    assert "没有写出文件" in said
    assert juesuan("convert", SAMPLE, tmp_path / "单位.xls")[0] == 2
    assert juesuan("convert", tmp_path / "没有.xlsx", tmp_path / "单位.xlsx")[0] == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["unit.yaml"]


@pytest.mark.parametrize("target", ["2023.xlsx", "2023"])
def test_rollover_works_from_and_to_both_forms(juesuan: Command, tmp_path: Path, target: str) -> None:
    book = tmp_path / "2022.xlsx"
    assert juesuan("convert", SAMPLE, book)[0] == 0
    results = []
    for number, source in enumerate((SAMPLE, book)):
        place = tmp_path / f"{number}" / target
        place.parent.mkdir()
        code, said = juesuan("rollover", source, place)
        assert code == 0
        assert "样式改为 hubei-wuhan-2024" in said
        assert "2023 年度必须重新填写" in said
        assert "□ 政府采购：全部金额" in said
        results.append(load(place, WORKSPACE))
    assert results[0].accounts == results[1].accounts
    assert dict(results[0].last_reasons) == dict(results[1].last_reasons) != {}


def test_rollover_takes_a_style(juesuan: Command, tmp_path: Path) -> None:
    book = tmp_path / "2025.xlsx"
    code, said = juesuan("rollover", SAMPLES / "wuhan-center-2024", book, "--style", "hubei-wuhan-2024")
    assert code == 0
    assert "样式不变" in said


def test_a_budget_goes_from_new_to_next_year_as_final_accounts_do(juesuan: Command, tmp_path: Path) -> None:
    book, folder, later = tmp_path / "预算.xlsx", tmp_path / "预算", tmp_path / "2024.xlsx"
    assert juesuan("convert", BUDGET, book)[0] == 0
    assert is_unit(book)
    assert juesuan("convert", book, folder)[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["unit.yaml", "预算表.yaml"]
    assert load(folder, WORKSPACE).accounts == accounts_of(BUDGET)
    code, said = juesuan("rollover", book, later)
    assert code == 0
    assert "样式不变" in said
    assert "□ 各张预算表" in said
    assert juesuan("build", book, "-o", tmp_path / "output", "--format", "docx", "--annotate")[0] == 0
    assert {path.name for path in (tmp_path / "output").rglob("*.*") if path.suffix in {".docx", ".xlsx"}} >= {
        "江汉区医疗保障局2023年预算.docx",
        "预算.批注.xlsx",
    }


def test_a_new_budget_workbook_is_checked_without_a_failure_of_the_style(juesuan: Command, tmp_path: Path) -> None:
    book = tmp_path / "预算.xlsx"
    options = ("--style", "hubei-wuhan-budget-2023", "--year", 2023, "--unit", "甲市乙区丙局")
    assert juesuan("new", book, *options, "--nature", "行政单位", "--level", "区级")[0] == 0
    assert isinstance(load(book, WORKSPACE).accounts, Budget)
    code, said = juesuan("check", book)
    assert code == 1
    assert "QS01" in said


def test_build_from_the_workbook_writes_the_documents(juesuan: Command, tmp_path: Path) -> None:
    code, _ = juesuan("build", SAMPLES / "jiangan-2022.xlsx", "-o", tmp_path, "--format", "docx")
    assert code == 0
    assert [path.name for path in tmp_path.rglob("*.docx")] == ["2022年度江岸区医疗保障局部门决算公开.docx"]


def test_a_workbook_beside_unit_yaml_is_left_aside(juesuan: Command, tmp_path: Path) -> None:
    folder = tmp_path / "单位"
    shutil.copytree(SAMPLE, folder)
    shutil.copy(SAMPLES / "jiangan-2022.xlsx", folder / "单位.xlsx")
    code, said = juesuan("check", folder)
    assert code == 0
    assert "SJ56" in said
    assert load(folder, WORKSPACE).accounts == accounts_of(SAMPLE)

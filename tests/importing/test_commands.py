"""``juesuan import`` and ``--annotate``: what they say, what they write, with which exit code."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.cli import main
from generator.ingest import load
from tests.importing.support import (
    EXPORTED,
    SAMPLES,
    WORKSPACE,
    accounts_of,
    changed,
    folder_unit,
    same_tables,
    tree,
    workbook_unit,
)

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., tuple[int, str, str]]

TABLE = "支出决算表\n部门：测试单位\n科目编码,科目名称,本年支出合计\n合计,,9.30\n208,社会保障和就业支出,9.30\n"


@pytest.fixture
def juesuan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: exit code, output, errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["juesuan", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(str(ended.value.code)), said.out, said.err

    return run


def test_without_a_target_it_only_lists(juesuan: Command, tmp_path: Path) -> None:
    code, out, _ = juesuan("import", EXPORTED)
    assert code == 0
    assert "认出 9 张表" in out
    assert "支出决算表（表3!A1:H28）：2022 年度，单位万元，45 个数" in out
    assert "国有资本经营预算财政拨款支出决算表（表9!A1:E8）：2022 年度，单位万元，空表" in out
    assert "没有写入：用 --into" in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["新单位.xlsx", "新单位"])
def test_a_new_unit_has_the_figures_and_says_what_is_lacking(name: str, juesuan: Command, tmp_path: Path) -> None:
    target = tmp_path / name
    code, out, _ = juesuan("import", EXPORTED, "-o", target)
    assert code == 0
    assert "新增 206 个数" in out
    assert f"已写入 {target}" in out
    assert "还要填写：单位信息 · 单位性质、单位信息 · 行政级次。" in out
    loaded = load(target, WORKSPACE)
    assert {finding.code for finding in loaded.findings} == {"SJ11"}
    assert (loaded.sources.locate(("unit",)) is not None, loaded.accounts) == (True, None)


def test_a_new_folder_needs_only_what_it_says(juesuan: Command, tmp_path: Path) -> None:
    target = tmp_path / "新单位"
    juesuan("import", EXPORTED, "-o", target)
    unit = target / "unit.yaml"
    text = unit.read_text(encoding="utf-8")
    assert "江岸区医保局" in text
    unit.write_text(text.replace("unit: {", "unit: {nature: 行政单位, level: 区级, "), encoding="utf-8")
    assert same_tables(accounts_of(SAMPLES / "jiangan-2022"), accounts_of(target))


def test_the_year_and_the_name_are_asked_for_where_no_table_says_them(juesuan: Command, tmp_path: Path) -> None:
    source = tmp_path / "表.csv"
    source.write_text(TABLE.replace("部门：测试单位", "单位：元"), encoding="utf-8")
    code, _, err = juesuan("import", source, "-o", tmp_path / "新单位")
    assert code == 1
    assert "SJ67" in err
    assert "--year" in err
    assert not (tmp_path / "新单位").exists()

    code, out, _ = juesuan("import", source, "-o", tmp_path / "新单位", "--year", "2024")
    assert code == 0
    assert "还要填写：单位全称、" in out
    code, out, _ = juesuan("import", source, "-o", tmp_path / "另一个", "--year", "2024", "--name", "测试中心")
    assert "单位全称" not in out
    assert "测试中心" in (tmp_path / "另一个" / "unit.yaml").read_text(encoding="utf-8")


def test_two_years_in_one_file_are_asked_about(juesuan: Command, tmp_path: Path) -> None:
    source = tmp_path / "表.csv"
    other = TABLE.replace("支出决算表", "2023年度收入决算表").replace("本年支出合计", "本年收入合计")
    text = TABLE.replace("支出决算表", "2024年度支出决算表") + "\n" + other
    source.write_text(text.replace("部门：测试单位", "单位：元"), encoding="utf-8")
    code, _, err = juesuan("import", source, "-o", tmp_path / "新单位")
    assert code == 1
    assert "2023、2024" in err


def test_the_unit_of_amounts_is_answered(juesuan: Command, tmp_path: Path) -> None:
    source = tmp_path / "表.csv"
    source.write_text(TABLE, encoding="utf-8")
    target = folder_unit(tmp_path / "单位")
    code, _, err = juesuan("import", source, "--into", target)
    assert code == 1
    assert "SJ61" in err
    code, _, _ = juesuan("import", source, "--into", target, "--unit", "万元")
    assert code == 0
    expenditure = accounts_of(target).expenditure
    assert expenditure is not None
    assert expenditure.lines["208"].total == 93000


def test_conflicts_need_overwrite(juesuan: Command, tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx")
    juesuan("import", EXPORTED, "--into", target)
    other = changed(tmp_path / "新.xlsx", D6=7)
    code, _, err = juesuan("import", other, "--into", target)
    assert code == 1
    assert "新.xlsx:表3!D6: 错误 SJ60" in err
    assert "没有写入" in err
    code, out, _ = juesuan("import", other, "--into", target, "--overwrite")
    assert code == 0
    assert "改动 1 个，相同 205 个" in out
    assert f"备份为 {tmp_path / '单位.备份2.xlsx'}" in out
    code, out, _ = juesuan("import", other, "--into", target)
    assert "206 个数与已有的相同，没有改动" in out


def test_the_result_for_programs(juesuan: Command, tmp_path: Path) -> None:
    target = folder_unit(tmp_path / "单位")
    code, out, _ = juesuan("import", EXPORTED, "--into", target, "--sheet", "表3", "--json")
    found = json.loads(out)
    assert (code, found["done"], found["added"], found["different"]) == (0, True, 45, 0)
    assert found["tables"] == [
        {"table": "expenditure", "title": "支出决算表", "sheet": "表3", "range": "A1:H28", "amount_unit": "万元",
         "figures": 45, "year": 2022},
    ]  # fmt: skip
    assert found["files"] == [str(target / "决算表.yaml")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有.xlsx"], "没有这个文件"),
        ([EXPORTED, "--unit", "千元"], "金额单位不能是“千元”"),
        ([EXPORTED, "--into", "甲", "-o", "乙"], "只能写一个"),
        ([EXPORTED, "--into", "没有的单位"], "没有这个文件或文件夹"),
        ([EXPORTED, "-o", "单位.docx"], "结果只能是"),
        ([EXPORTED, "-o", "单位.xlsx", "--style", "hubei-wuhan-2024"], "适用于"),
    ],
)
def test_wrong_usage_is_said(arguments: list[object], words: str, juesuan: Command) -> None:
    code, _, err = juesuan("import", *arguments)
    assert code in {2, 4}
    assert words in err


def test_a_target_that_is_there_is_not_overwritten(juesuan: Command, tmp_path: Path) -> None:
    target = workbook_unit(tmp_path / "单位.xlsx")
    before = tree(tmp_path)
    code, _, err = juesuan("import", EXPORTED, "-o", target)
    assert code == 2
    assert "--force" in err
    assert before == tree(tmp_path)


def spoilt_unit(folder: Path) -> Path:
    """The sample with two bad cells and a comment in one of them."""
    shutil.copytree(SAMPLES / "jiangan-2022", folder)
    for path in folder.glob("*.xlsx"):
        if path.name != "公开表.xlsx":
            path.unlink()
    changed(folder / "公开表.xlsx", D7="约九万", G6="#REF!")
    return folder


def notes(path: Path) -> dict[str, str]:
    """Cell → note, of all sheets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {f"{cell.parent.title}!{cell.coordinate}": cell.comment.text for cell in cells if cell.comment}


@pytest.mark.parametrize("command", ["build", "check", "import"])
def test_notes_are_written_into_a_copy_and_the_original_stays(command: str, juesuan: Command, tmp_path: Path) -> None:
    unit = spoilt_unit(tmp_path / "单位")
    before = {name: hashlib.sha256(content).hexdigest() for name, content in tree(unit).items()}
    if command == "import":
        target = folder_unit(tmp_path / "output" / "乙")
        _, _, err = juesuan("import", unit / "公开表.xlsx", "--into", target, "--annotate")
    else:
        _, _, err = juesuan(command, unit, "-o", tmp_path / "output", "--annotate")

    (copy,) = (tmp_path / "output").rglob("公开表.批注.xlsx")
    assert f"已标出 2 格：{copy}" in err
    found = notes(copy)
    assert set(found) == {"表3!D7", "表3!G6"}
    assert "约九万" in found["表3!D7"]
    assert "改正公式" in found["表3!G6"]
    assert before == {name: hashlib.sha256(content).hexdigest() for name, content in tree(unit).items()}


def test_notes_of_the_checks_are_in_the_cells_too(juesuan: Command, tmp_path: Path) -> None:
    """A total that does not add up is no bad cell, but a bad figure."""
    unit = spoilt_unit(tmp_path / "单位")
    changed(unit / "公开表.xlsx", D6=7)
    juesuan("check", unit, "-o", tmp_path / "output", "--annotate")
    found = notes(tmp_path / "output" / "公开表.批注.xlsx")
    assert any("TB" in text and "不等于" in text for text in found.values()), found


def test_csv_and_old_files_get_a_copy_of_their_values(juesuan: Command, tmp_path: Path) -> None:
    unit = folder_unit(tmp_path / "单位")
    (unit / "公开03表.csv").write_text(
        TABLE.replace("部门：测试单位", "单位：万元").replace("9.30\n", "约九\n", 1), encoding="utf-8"
    )
    _, _, err = juesuan("check", unit, "-o", tmp_path / "output", "--annotate")
    assert "已标出 1 格" in err
    found = notes(tmp_path / "output" / "公开03表.批注.xlsx")
    assert list(found) == ["数据!C4"]


def test_nothing_to_mark_writes_nothing(juesuan: Command, tmp_path: Path) -> None:
    unit = folder_unit(tmp_path / "单位", "no_such_key: 1\n")
    _, _, err = juesuan("check", unit, "-o", tmp_path / "output", "--annotate")
    assert "没有可以标出的单元格" in err
    assert not (tmp_path / "output").exists()

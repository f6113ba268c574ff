"""A unit's folder as a whole: which files count, how they are merged, what is kept of the text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.ingest import load
from generator.source import SourceRef
from generator.workspace import Workspace
from tests.ingest.support import load_unit, make_unit

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "2024年度支出决算表\n单位：{unit}\n科目编码,科目名称,本年支出合计\n合计,,{total}\n208,社会保障和就业支出,9.30\n"


def test_a_folder_and_its_unit_file_are_the_same_unit(tmp_path: Path) -> None:
    make_unit(tmp_path)
    (tmp_path / "公开03表.csv").write_text(TABLE.format(unit="万元", total="9.30"), encoding="utf-8")
    by_folder, by_file = load_unit(tmp_path), load_unit(tmp_path / "unit.yaml")
    assert by_folder == by_file
    assert by_folder.files == (tmp_path / "unit.yaml", tmp_path / "公开03表.csv")


def test_a_yaml_file_of_another_name_stands_alone(tmp_path: Path) -> None:
    make_unit(tmp_path, "prior: {basic: 1}\n")
    (tmp_path / "unit.yaml").rename(tmp_path / "甲单位.yaml")
    (tmp_path / "乙单位.yaml").write_text("year: 2023\n", encoding="utf-8")
    loaded = load_unit(tmp_path / "甲单位.yaml")
    assert loaded.findings == ()
    assert loaded.files == (tmp_path / "甲单位.yaml",)


@pytest.mark.parametrize("name", ["没有这个文件夹", "没有这个文件.yaml"])
def test_what_does_not_exist_is_a_finding(name: str, tmp_path: Path) -> None:
    loaded = load_unit(tmp_path / name)
    assert loaded.accounts is None
    (finding,) = loaded.findings
    assert (finding.code, str(finding.source)) == ("SJ01", name)


def test_a_folder_without_a_unit_file_is_a_finding(tmp_path: Path) -> None:
    (finding,) = load_unit(tmp_path).findings
    assert finding.code == "SJ01"
    assert "unit.yaml" in finding.message


def test_other_papers_are_left_in_peace_and_unknown_files_named(tmp_path: Path) -> None:
    make_unit(tmp_path)
    for name in ("说明.md", "去年.docx", "~$公开表.xlsx", ".DS_Store", "数据.json"):
        (tmp_path / name).write_bytes(b"?")
    (tmp_path / "子文件夹").mkdir()
    loaded = load_unit(tmp_path)
    assert loaded.accounts is not None
    (finding,) = loaded.findings
    assert (finding.code, str(finding.source)) == ("SJ26", "数据.json")


def test_keys_of_several_files_come_together(tmp_path: Path) -> None:
    make_unit(tmp_path, "reasons:\n  total: 业务量上升\n")
    (tmp_path / "原因.yml").write_text("reasons:\n  revenue: 拨款增加\n  total: 业务量上升\n", encoding="utf-8")
    loaded = load_unit(tmp_path)
    assert loaded.findings == ()
    assert loaded.accounts is not None
    assert loaded.accounts.reasons.revenue == "拨款增加"
    assert loaded.sources.exact(("reasons", "total")) == SourceRef("unit.yaml", line=9)
    assert loaded.sources.exact(("reasons", "revenue")) == SourceRef("原因.yml", line=2)
    assert loaded.sources.locate(("reasons", "expenditure")) == SourceRef("unit.yaml", line=8)


def test_the_same_figure_twice_must_be_the_same(tmp_path: Path) -> None:
    make_unit(tmp_path, 'expenditure:\n  total: {total: "93,000.00"}\n', unit="元")
    table = tmp_path / "公开03表.csv"
    table.write_text(TABLE.format(unit="万元", total="9.30"), encoding="utf-8")
    assert load_unit(tmp_path).findings == ()

    table.write_text(TABLE.format(unit="万元", total="9.31"), encoding="utf-8")
    loaded = load_unit(tmp_path)
    (finding,) = loaded.findings
    assert loaded.accounts is None
    assert finding.code == "SJ21"
    assert finding.path == ("expenditure", "total", "total")
    assert finding.source == SourceRef("公开03表.csv", cell="C4")
    assert "unit.yaml:9" in finding.message


def test_lists_of_two_files_are_not_mixed(tmp_path: Path) -> None:
    make_unit(tmp_path, "projects:\n  - name: 甲\n")
    (tmp_path / "项目.yaml").write_text("projects:\n  - name: 乙\n", encoding="utf-8")
    assert [finding.code for finding in load_unit(tmp_path).findings] == ["SJ21"]


def test_amounts_of_sheets_and_of_the_unit_file_may_have_different_units(tmp_path: Path) -> None:
    make_unit(tmp_path, "prior: {basic: 9.30}\n")
    (tmp_path / "公开03表.csv").write_text(TABLE.format(unit="元", total="93000.01"), encoding="utf-8")
    loaded = load_unit(tmp_path)
    assert loaded.accounts is not None
    assert loaded.accounts.prior.basic == Decimal(93000)
    assert loaded.accounts.expenditure is not None
    assert loaded.accounts.expenditure.total is not None
    assert loaded.accounts.expenditure.total.total == Decimal("93000.01")
    assert loaded.accounts.expenditure.lines["208"].total == Decimal("9.3")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> & <w:p/>",
        "{{ 7 * 7 }} {% include '/etc/passwd' %}",
        "../../etc/passwd",
        "file:///etc/passwd",
        "=cmd|'/c calc'!A1",
        "长" * 20_000,
        "镕堃喆𠮷",
    ],
)
def test_text_is_kept_as_it_is(text: str, tmp_path: Path) -> None:
    make_unit(tmp_path, f"reasons:\n  total: >-\n    {text}\n")
    loaded = load_unit(tmp_path)
    assert loaded.accounts is not None
    assert loaded.accounts.reasons.total == text


def test_text_without_end_is_a_finding(tmp_path: Path) -> None:
    make_unit(tmp_path, f"reasons:\n  total: {'长' * 20_001}\n")
    (finding,) = load_unit(tmp_path).findings
    assert finding.code == "SJ19"
    assert "20001 字" in finding.message
    assert len(finding.found) < 100


def test_names_of_the_code_table_are_not_repeated_in_the_accounts(tmp_path: Path) -> None:
    make_unit(tmp_path)
    rows = "208,社会保障和就业支出,1\n2089901,其他保障支出,1\n210,卫生健康类支出,1\n"
    (tmp_path / "公开03表.csv").write_text(
        TABLE.format(unit="万元", total="3").rsplit("208", 1)[0] + rows, encoding="utf-8"
    )
    loaded = load_unit(tmp_path)
    assert loaded.accounts is not None
    assert loaded.accounts.expenditure is not None
    names = {code: line.name for code, line in loaded.accounts.expenditure.lines.items()}
    assert names == {"208": "", "2089901": "其他保障支出", "210": "卫生健康类支出"}


def test_a_name_is_spoken_of_once(tmp_path: Path) -> None:
    make_unit(tmp_path)
    text = TABLE.format(unit="万元", total="9.30").replace("社会保障和就业支出", "社保支出")
    (tmp_path / "公开03表.csv").write_text(text, encoding="utf-8")
    revenue = text.replace("支出决算表", "收入决算表").replace("本年支出合计", "本年收入合计")
    (tmp_path / "公开02表.csv").write_text(revenue, encoding="utf-8")
    assert [finding.code for finding in load_unit(tmp_path).findings] == ["SJ38"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    make_unit(tmp_path, "prior: {basic: x, project: y}\nno: 1\n")
    assert load(tmp_path, Workspace.find()) == load(tmp_path, Workspace.find())

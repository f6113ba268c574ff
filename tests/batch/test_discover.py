"""Which units a folder or a list holds, and where their documents go."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from generator.batch.discover import find, is_unit
from generator.errors import UsageError
from generator.workbook.unit_file import UnitData, unit_workbook
from tests.batch.support import WORKSPACE, plain_unit, run, states, tree
from tests.factories import make_accounts

if TYPE_CHECKING:
    from pathlib import Path


def keys(path: Path, listing: Path | None = None) -> list[str]:
    return [place.key for place in find(path, listing).units]


def write_csv(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows), encoding="gb18030")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    root = tmp_path / "数据"
    for name in ("局本级", "二级/中心", "二级/中心/附属所", ".旧/中心", "二级/空"):
        plain_unit(root / name)
    (root / "二级" / "空" / "unit.yaml").unlink()
    return root


def test_folders_with_a_unit_file_are_units_at_every_depth_and_hidden_ones_are_not(data: Path) -> None:
    assert keys(data) == ["二级/中心", "二级/中心/附属所", "局本级"]


def test_a_workbook_that_the_program_laid_out_is_a_unit_and_another_is_not(data: Path) -> None:
    accounts = make_accounts()
    (data / "医保中心.xlsx").write_bytes(unit_workbook(UnitData.of(accounts, {}), WORKSPACE))
    other = xlsxwriter.Workbook(data / "别的.xlsx")
    other.add_worksheet().write_string(0, 0, "决算公开")
    other.close()
    (data / "坏的.xlsx").write_bytes(b"PK\x03\x04")
    (data / "~$医保中心.xlsx").write_bytes(b"")
    assert is_unit(data / "医保中心.xlsx")
    assert sorted(keys(data)) == ["二级/中心", "二级/中心/附属所", "医保中心", "局本级"]


@pytest.mark.parametrize("numbered", [False, True])
def test_a_workbook_whose_text_stands_in_its_sheets_is_a_unit(tmp_path: Path, *, numbered: bool) -> None:
    path = tmp_path / "另存.xlsx"
    path.write_bytes(unit_workbook(UnitData.of(make_accounts(), {}), WORKSPACE))
    with zipfile.ZipFile(path) as archive:
        strings = archive.read("xl/sharedStrings.xml")
    with zipfile.ZipFile(path, "w") as archive:
        text = strings.decode()
        archive.writestr("xl/worksheets/sheet1.xml", text.encode("ascii", "xmlcharrefreplace") if numbered else text)
    assert is_unit(path)


def test_a_unit_alone_is_found_by_its_folder_and_by_its_file(data: Path) -> None:
    assert keys(data / "局本级") == ["局本级"]
    assert keys(data / "局本级" / "unit.yaml") == ["局本级"]


def test_no_two_units_share_a_folder_whatever_their_names(tmp_path: Path) -> None:
    for name in ("a/CON", "b/con", "甲 ", "甲", "１", "1", "x:y", "x?y"):
        plain_unit(tmp_path / "data" / name, name)
    found = keys(tmp_path / "data")
    assert len(set(found)) == 8
    assert len({key.casefold() for key in found}) == 8
    run(tmp_path / "data", tmp_path / "out")
    assert len({content for name, content in tree(tmp_path / "out").items() if name.endswith(".docx")}) == 8


def test_two_units_of_the_same_name_get_folders_of_their_own(tmp_path: Path) -> None:
    for name in ("甲局/机关服务中心", "乙局/机关服务中心"):
        plain_unit(tmp_path / "data" / name, name)
    run(tmp_path / "data", tmp_path / "out")
    documents = {name for name in tree(tmp_path / "out") if name.endswith(".docx")}
    assert {"甲局/机关服务中心/公开.docx", "乙局/机关服务中心/公开.docx"} == documents


def test_a_list_alone_names_units_by_path_or_by_name(data: Path) -> None:
    listing = write_csv(
        data / "名单.csv", "单位名单,,", "序号,单位名称,路径", "1,中心,二级/中心", "2,局本级,", "3,没交的,"
    )
    found = find(listing)
    assert [place.source.name for place in found.units] == ["中心", "局本级"]
    assert [(one.name, bool(one.key)) for one in found.listed] == [("中心", True), ("局本级", True), ("没交的", False)]


def test_a_name_on_a_list_is_no_path(data: Path) -> None:
    listing = write_csv(data / "二级" / "名单.csv", "单位", "../局本级")
    assert find(listing).units == ()


def test_units_on_the_list_without_data_come_first_and_others_are_marked(data: Path, tmp_path: Path) -> None:
    listing = write_csv(tmp_path / "名单.csv", "单位,编码,路径", "没交的,9,", "单位二级/中心/附属所,2,", "局,3,局本级")
    board, _ = run(data, tmp_path / "out", listing=listing)
    assert (board.rows[0].record.unit, board.rows[0].record.state) == ("没交的", "未提交")
    assert {row.record.key: row.note for row in board.rows[1:]} == {
        "二级/中心": "不在名单中",
        "二级/中心/附属所": "",
        "局本级": "",
    }
    assert "未提交 1，成功 3" in board.summary
    assert "没交的" in states(board)


def test_a_list_in_a_workbook(data: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "名单.xlsx")
    page = book.add_worksheet()
    for row, cells in enumerate([["2024年度名单"], [], ["编码", "单 位"], [101, "局本级"], [102, "没交的"]]):
        page.write_row(row, 0, cells)
    book.close()
    found = find(data, tmp_path / "名单.xlsx")
    assert [(one.name, one.code, one.key) for one in found.listed] == [
        ("局本级", "101", "局本级"),
        ("没交的", "102", ""),
    ]


@pytest.mark.parametrize("rows", [("名称,地址", "甲,乙"), ("",)])
def test_a_list_without_its_head_is_refused(tmp_path: Path, rows: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="没有找到表头"):
        find(write_csv(tmp_path / "名单.csv", *rows))


def test_what_is_not_there_or_no_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").touch()
    for path in (tmp_path / "没有", tmp_path / "说明.txt"):
        with pytest.raises(UsageError):
            find(path)


def test_the_output_folder_may_lie_inside_the_data(data: Path) -> None:
    run(data, data / "output")
    assert run(data, data / "output")[1].due == 0

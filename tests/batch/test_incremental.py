"""The output folder is a function of data, styles, program and options, whatever happened before."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from generator.batch.fingerprint import Fingerprints
from generator.batch.store import Store
from generator.workspace import Workspace
from tests.batch import hooks
from tests.batch.support import WORKSPACE, plain_department, plain_unit, real_unit, row_of, run, states, tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return plain_department(tmp_path / "data", 4)


def test_nothing_changed_builds_nothing_and_changes_nothing(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path / "out")
    before = tree(tmp_path / "out")
    board, heard = run(data, tmp_path / "out")
    assert (heard.due, heard.current) == (0, 4)
    assert before == tree(tmp_path / "out")
    assert {"成功"} == set(states(board).values())


@pytest.mark.parametrize("change", ["content", "more", "renamed", "wrong", "gone", "mended"])
def test_after_any_change_the_tree_is_that_of_a_fresh_run(data: Path, tmp_path: Path, change: str) -> None:
    out, unit = tmp_path / "out", data / "unit-02"
    if change == "mended":
        (unit / "unit.yaml").write_text("WRONG", encoding="utf-8")
    run(data, out)
    match change:
        case "content" | "mended":
            (unit / "unit.yaml").write_text("other", encoding="utf-8")
        case "more":
            (unit / "表.csv").write_text("1", encoding="utf-8")
        case "renamed":
            (unit / "unit.yaml").write_text("RENAMED", encoding="utf-8")
        case "wrong":
            (unit / "unit.yaml").write_text("WRONG", encoding="utf-8")
        case "gone":
            plain_unit(data / "unit-05")
    _, heard = run(data, out)
    assert ["unit-05" if change == "gone" else "unit-02"] == heard.keys
    run(data, tmp_path / "fresh")
    assert tree(tmp_path / "fresh") == tree(out)


def test_a_unit_with_an_error_is_not_tried_again_until_its_data_change(data: Path, tmp_path: Path) -> None:
    (data / "unit-02" / "unit.yaml").write_text("WRONG", encoding="utf-8")
    board, _ = run(data, tmp_path / "out")
    again, heard = run(data, tmp_path / "out")
    assert heard.due == 0
    assert row_of(board, "unit-02").record == row_of(again, "unit-02").record
    assert row_of(again, "unit-02").record.state == "有错误"


def test_units_that_are_gone_from_the_data_are_left_alone_and_counted(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path / "out")
    shutil.rmtree(data / "unit-03")
    board, _ = run(data, tmp_path / "out")
    assert "另有 1 个单位不在本次数据中" in board.summary
    assert "unit-03/公开.docx" in tree(tmp_path / "out")


def test_working_papers_lie_beside_the_documents_and_are_not_packed(tmp_path: Path) -> None:
    real_unit(tmp_path / "data" / "甲")
    run(tmp_path / "data", tmp_path / "out", do=hooks.run_task, paper=True, parcel=True)
    names = {name for name in tree(tmp_path / "out") if name.startswith("甲/")}
    assert {"甲/数据溯源底稿.xlsx", "甲/检查报告.html"} < names
    with zipfile.ZipFile(tmp_path / "out" / "批量成果.zip") as archive:
        assert [name.rpartition(".")[2] for name in archive.namelist()] == ["docx"]
    paper = (tmp_path / "out" / "甲" / "数据溯源底稿.html").read_text(encoding="utf-8")
    assert f'href="../../data/{quote("甲")}/unit.yaml"' in paper


def test_only_failed_and_only_changed(data: Path, tmp_path: Path) -> None:
    (data / "unit-02" / "unit.yaml").write_text("WRONG", encoding="utf-8")
    run(data, tmp_path / "out")
    for name in ("unit-02", "unit-03"):
        (data / name / "unit.yaml").write_text("mended", encoding="utf-8")
    board, heard = run(data, tmp_path / "out", only="失败")
    assert heard.keys == ["unit-02"]
    assert "已经变动" in row_of(board, "unit-03").note
    board, heard = run(data, tmp_path / "out", only="变动", formats=("docx", "pdf"))
    assert heard.keys == ["unit-03"]
    assert "已经变动" in row_of(board, "unit-01").note


def test_force_builds_all_of_what_is_asked_for(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path / "out")
    assert run(data, tmp_path / "out", force=True)[1].due == 4
    assert run(data, tmp_path / "out", force=True, only="失败")[1].due == 0


def test_another_format_builds_all_again(data: Path, tmp_path: Path) -> None:
    run(data, tmp_path / "out")
    assert run(data, tmp_path / "out", formats=("docx", "pdf"))[1].due == 4


@pytest.fixture
def copied(tmp_path: Path) -> Workspace:
    for folder, name in ((WORKSPACE.templates, "templates"), (WORKSPACE.data, "data")):
        shutil.copytree(folder, tmp_path / "home" / name, ignore=shutil.ignore_patterns("samples"))
    return Workspace(tmp_path / "home")


def test_a_fingerprint_follows_each_thing_that_documents_depend_on(copied: Workspace) -> None:
    def now(style: str) -> dict[str, str]:
        return Fingerprints(copied, "docx").of("1", style)

    def differing(style: str, before: dict[str, str]) -> set[str]:
        return {key for key, value in now(style).items() if value != before[key]}

    own, other, unknown = now("hubei-wuhan-2024"), now("hubei-wuhan-2022"), now("")
    with (copied.templates / "hubei-wuhan-2024" / "style.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\n# a remark\n")
    assert {"style"} == differing("hubei-wuhan-2024", own)
    assert set() == differing("hubei-wuhan-2022", other)
    assert {"style"} == differing("", unknown)
    with (copied.templates / "base" / "page.css").open("a", encoding="utf-8") as stream:
        stream.write("\n/* a remark */\n")
    assert {"style"} == differing("hubei-wuhan-2022", other)
    with (copied.reference / "functional.csv").open("a", encoding="utf-8") as stream:
        stream.write("999,新科目,,,,\n")
    assert {"style", "reference"} == differing("hubei-wuhan-2022", other)
    assert {"options"} == {
        key for key, value in Fingerprints(copied, "pdf").of("1", "").items() if value != now("")[key]
    }
    assert {"data"} == {key for key, value in Fingerprints(copied, "docx").of("2", "").items() if value != now("")[key]}


def test_a_real_unit_is_built_once_and_again_when_it_changes(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    real_unit(data / "甲")
    run(data, out, do=hooks.run_task)
    stored = Store(out).read("甲")
    assert stored is not None
    assert stored.record.style == "hubei-wuhan-2024"
    assert run(data, out, do=hooks.run_task)[1].due == 0
    real_unit(data / "甲", unit={"telephone": "12345"})
    assert run(data, out, do=hooks.run_task)[1].due == 1

"""``juesuan build`` writes the paper and the report beside the documents, all or nothing."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from generator.cli import load_commands
from generator.pipeline import build_unit
from generator.trace.sheet import FIRST_ROW
from generator.trace.workbook import SOURCES
from tests.trace.papers import WORKSPACE, sample_folder

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

SAMPLE = "jiangan-2022"
PAPERS = {"数据溯源底稿.xlsx", "数据溯源底稿.html", "检查报告.html"}


def run(*arguments: object) -> Result:
    """The command, as if typed."""
    return CliRunner().invoke(load_commands(), [str(argument) for argument in arguments])


def names(folder: Path) -> set[str]:
    """All files below a folder."""
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A sample with a total that does not add up."""
    folder = tmp_path / "单位"
    folder.mkdir()
    for path in sample_folder(SAMPLE).iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    unit = folder / "unit.yaml"
    unit.write_text(
        unit.read_text(encoding="utf-8").replace("sme: 0.04, ", "").replace("  total: 0.04", "  total: 7"),
        encoding="utf-8",
    )
    return folder


def test_the_papers_lie_beside_the_documents_and_link_to_the_data(tmp_path: Path) -> None:
    result = build_unit(sample_folder(SAMPLE), tmp_path, WORKSPACE, ["docx"])
    folder = result.files[0].parent
    assert PAPERS < {path.name for path in result.files} == names(tmp_path)
    workbook = load_workbook(BytesIO((folder / "数据溯源底稿.xlsx").read_bytes()))
    link = workbook[SOURCES][f"J{FIRST_ROW}"].hyperlink.target
    assert (folder / link.replace("\\", "/")).is_file()
    assert "规则通过" in (folder / "检查报告.html").read_text(encoding="utf-8")


def test_the_papers_can_be_left_out(tmp_path: Path) -> None:
    done = run("build", sample_folder(SAMPLE), "-o", tmp_path, "--format", "docx", "--no-paper")
    assert (done.exit_code, len(names(tmp_path))) == (0, 1)


def test_errors_leave_nothing_behind_but_a_report_that_was_asked_for(broken: Path, tmp_path: Path) -> None:
    output, report = tmp_path / "结果", tmp_path / "报告" / "检查.html"
    assert run("build", broken, "-o", output, "--format", "docx").exit_code == 1
    assert set() == names(output)
    assert run("build", broken, "-o", output, "--format", "docx", "--report", report).exit_code == 1
    assert set() == names(output)
    page = report.read_text(encoding="utf-8")
    assert "江岸区医疗保障局 · 检查报告" in page
    assert '<summary class="bad">错误' in page


def test_check_writes_the_report_too(broken: Path, tmp_path: Path) -> None:
    report = tmp_path / "检查.html"
    done = run("check", broken, "--report", report, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)["findings"]
    assert found
    page = report.read_text(encoding="utf-8")
    assert all(f"<td>{one['code']}</td>" in page for one in found)


def test_data_that_cannot_be_read_is_reported_too(tmp_path: Path) -> None:
    folder, report = tmp_path / "空", tmp_path / "检查.html"
    folder.mkdir()
    done = run("check", folder, "--report", report)
    assert done.exit_code == 3
    assert "SJ01" in report.read_text(encoding="utf-8")

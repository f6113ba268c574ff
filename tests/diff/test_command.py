"""``juesuan diff``: exit codes, what it says, and the files that it writes."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import openpyxl
import pytest

from generator.cli import main
from tests.diff.conftest import WORKSPACE, printed
from tests.diff.editing import WordFile

SAMPLE = str(WORKSPACE.data / "samples" / "shanghai-2024")


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Exit code and everything said."""
    monkeypatch.setattr(sys, "argv", ["juesuan", "diff", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        main()
    said = capsys.readouterr()
    return int(caught.value.code or 0), said.out + said.err


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The sample's document with one number changed, named as spreadsheets would take for a formula."""
    file = WordFile(printed("shanghai-2024", "docx"))
    text = next(text for text, _ in file.texts() if re.fullmatch(r"[\d,]+\.\d+", text.text))
    text.text = f"{text.text}9"
    return file.save(tmp_path / "=改.docx")


def test_differences_are_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    code, said = run(monkeypatch, capsys, SAMPLE, edited)
    assert code == 0
    assert "应为" in said
    assert "数字 1 处" in said


def test_no_differences(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(monkeypatch, capsys, SAMPLE, SAMPLE)
    assert (code, "没有差异" in said) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("没有.docx", SAMPLE),
        (SAMPLE, "没有.docx"),
        (SAMPLE,),
        (SAMPLE, SAMPLE, "--revisions", "maybe"),
        (SAMPLE, SAMPLE, "-o", "结果.doc"),
    ],
)
def test_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert run(monkeypatch, capsys, *arguments)[0] == 2


def test_the_files_compared_are_never_overwritten(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = tmp_path / "单位.xlsx"
    book.write_bytes(Path(f"{SAMPLE}.xlsx").read_bytes())
    before = book.read_bytes()
    assert run(monkeypatch, capsys, book, SAMPLE, "-o", tmp_path / "." / "单位.xlsx")[0] == 2
    assert before == book.read_bytes()


def test_an_old_word_file_is_wrong_usage_with_advice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "改.doc").write_bytes(b"")
    code, said = run(monkeypatch, capsys, SAMPLE, tmp_path / "改.doc")
    assert (code, "另存为" in said) == (2, True)


def test_what_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken, unit = tmp_path / "坏.docx", tmp_path / "unit.yaml"
    broken.write_bytes(b"PK")
    unit.write_text("year: [", encoding="utf-8")
    code, said = run(monkeypatch, capsys, SAMPLE, broken)
    assert (code, "坏.docx" in said) == (3, True)
    assert run(monkeypatch, capsys, SAMPLE, unit)[0] == 3


def test_json_says_the_same_every_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    first, again = (run(monkeypatch, capsys, SAMPLE, edited, "--json")[1] for _ in range(2))
    assert first == again
    data = json.loads(first)
    assert data["counts"]["numbers"] == 1
    number = data["differences"][0]["numbers"][0]
    assert f"{number['left']}9" == number["right"]
    assert number["title"]
    assert number["where"]


def test_files_are_the_same_every_time_and_show_both_sides(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], edited: Path, tmp_path: Path
) -> None:
    book, web = tmp_path / "果" / "比较.xlsx", tmp_path / "果" / "比较.html"
    contents = []
    for _ in range(2):
        assert run(monkeypatch, capsys, SAMPLE, edited, "-o", book, "-o", web)[0] == 0
        contents.append((book.read_bytes(), web.read_bytes()))
    assert contents[0] == contents[1]
    text = web.read_text(encoding="utf-8")
    assert 'mark class="n"' in text
    assert "<script" not in text
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["概况", "数字", "表格和文字"]
    assert sheets["概况"]["A1"].value.startswith("=改.docx")
    assert sheets["概况"]["A1"].data_type == "s"


def test_markup_of_data_is_text_on_the_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = WordFile(printed("shanghai-2024", "docx"))
    text = next(text for text, _ in file.texts() if len(text.text) > 30)
    text.text += "<script>alert(1)</script>，再补充说明一句话。"
    web = tmp_path / "比较.html"
    assert run(monkeypatch, capsys, SAMPLE, file.save(tmp_path / "改.docx"), "-o", web)[0] == 0
    page = web.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script" not in page

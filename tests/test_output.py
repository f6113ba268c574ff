"""Files: names that stay in their folder, and writing all or nothing."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.output import safe_name, write_together

MAX_BYTES = 200
RESERVED = ("CON", "prn", "aux", "NUL", "com1", "LPT9", "con.txt")


@given(st.text(max_size=400))
@example("../../etc/passwd")
@example("/etc/passwd")
@example("..\\..\\x")
@example("C:\\x")
@example("a\x00b\nc")
@example("." * 40)
@example("文" * 400)
@example("a" + "̀" * 300)
def test_any_text_becomes_one_name_inside_its_folder(text: str) -> None:
    name = safe_name(text)
    assert name not in {"", ".", ".."}
    assert (name,) == PurePosixPath(name).parts
    assert (name,) == PureWindowsPath(name).parts
    assert 0 < len(name.encode()) <= MAX_BYTES
    assert not set(name) & set('/\\:*?"<>|\x00\n\r\t')
    assert not name.endswith((" ", "."))
    assert Path("output") == (Path("output") / name).parent


@given(st.text(max_size=200))
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    assert safe_name(text) == safe_name(safe_name(text))


@pytest.mark.parametrize("name", RESERVED)
def test_names_that_windows_keeps_for_itself_are_changed(name: str) -> None:
    assert f"_{name}" == safe_name(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年度武汉市医疗保险中心部门决算公开", "2024年度武汉市医疗保险中心部门决算公开"),
        ("A/B：单位", "A_B：单位"),
        (" .. ", "未命名"),
        ("", "未命名"),
        ("file:///etc/passwd", "file____etc_passwd"),
    ],
)
def test_names(text: str, expected: str) -> None:
    assert expected == safe_name(text)


def test_all_files_are_written_or_replaced_together(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = write_together(folder, {"x.docx": b"1", "y.pdf": b"2"})
    assert (folder / "x.docx", folder / "y.pdf") == written
    write_together(folder, {"x.docx": b"3", "y.pdf": b"4"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"x.docx": b"3", "y.pdf": b"4"}


def test_a_failure_while_writing_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_together(tmp_path, {"x.docx": b"old", "y.pdf": b"old"})
    write_bytes = Path.write_bytes

    def failing(path: Path, data: bytes) -> int:
        if path.suffix == ".pdf":
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(UsageError, match="磁盘满了"):
        write_together(tmp_path, {"x.docx": b"new", "y.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x.docx": b"old", "y.pdf": b"old"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="file") as caught:
        write_together(tmp_path / "file" / "unit", {"x.docx": b"1"})
    assert caught.value.advice

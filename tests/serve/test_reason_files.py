"""A reason that is put into a file changes that one value and nothing else of what a person wrote."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import GeneratorError
from generator.ingest.unit_workbook import read_unit_workbook
from generator.serve.reason_workbook import put_reason
from generator.serve.reason_yaml import UnwritableError, put_value
from generator.serve.saving import Typed, cleaned, save_reason, version_of
from tests.serve.conftest import BOOK, FOLDER, LAST

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace import Workspace

TEXTS = (
    "style: a\n",
    "style: a",
    "",
    'reasons:\n  total: 旧的   # 注\n  items:\n    "2080505": 原因一   # 注二\n\n# 尾\nprojects:\n- name: a\n',
    "reasons:\n  total: 旧的\n  vehicles: {prior: a}\nyear: 1\n",
    "reasons:\n  vehicles: {prior: a,}\n  total: |\n    旧的\n    二\n# 注\nyear: 1\n",
    "reasons:\n  revenue: >-\n    旧的\n    二\n",
    "reasons:\nyear: 1\n",
    "reasons: {}\nyear: 1\n",
    "reasons:\r\n  total: a\r\nyear: 1\r\n",
    "reasons:\n    total:\n    revenue: b\n",
    "{year: 1, reasons: {total: a}}",
    "reasons:\n  revenue: 'a\n   b'\n",
    "# 只有注\n",
)
PATHS = (("reasons", "total"), ("reasons", "vehicles", "budget"), ("reasons", "items", "2080506"))


def with_value(data: dict[str, object], path: tuple[str, ...], value: str) -> dict[str, object]:
    node: dict[str, object] = data
    for step in path[:-1]:
        below = node.get(step)
        node[step] = below if isinstance(below, dict) else {}
        node = node[step]  # type: ignore[assignment] # a mapping, made above
    node[path[-1]] = value
    return data


@pytest.mark.parametrize("path", PATHS, ids=str)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@given(value=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30))
def test_the_value_is_there_and_all_else_reads_as_before(text: str, path: tuple[str, ...], value: str) -> None:
    line = " ".join(value.split()) or "增加"
    written = put_value(text, path, line)
    assert with_value(yaml.safe_load(text) or {}, path, line) == yaml.safe_load(written)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_comments_and_line_ends_stay(text: str) -> None:
    written = put_value(text, ("reasons", "items", "2080506"), "人员增加")
    assert [line for line in text.split("\n") if "#" in line] == [line for line in written.split("\n") if "#" in line]
    assert ("\r\n" in text) == ("\r\n" in written)
    assert written.replace("\r\n", "").count("\r") == 0


def test_a_file_without_a_place_for_it_is_left_alone() -> None:
    with pytest.raises(UnwritableError):
        put_value("reasons: 都一样\n", ("reasons", "total"), "x")
    with pytest.raises(UnwritableError):
        put_value("reasons:\n- a\n", ("reasons", "total"), "x")


@pytest.mark.parametrize(
    ("text", "kept"), [("  人员\n增加  ", "人员 增加"), ("", ""), (" \n ", ""), ("a\x07b", ""), ("长" * 501, "")]
)
def test_what_is_typed_becomes_one_line_or_is_refused(text: str, kept: str) -> None:
    if kept:
        assert cleaned(text) == kept
    else:
        with pytest.raises(GeneratorError):
            cleaned(text)


def reread(path: Path, steps: tuple[str, ...]) -> object:
    return read_unit_workbook(path).tree.value(("reasons", *steps))


@pytest.mark.parametrize("steps", [("total",), ("vehicles", "prior"), ("items", "2080505"), ("items", "2999999")])
def test_a_workbook_keeps_its_formatting_and_every_other_part(
    tmp_path: Path, workspace: Workspace, steps: tuple[str, ...]
) -> None:
    path = tmp_path / BOOK
    shutil.copy(workspace.data / "samples" / BOOK, path)
    sheet = openpyxl.load_workbook(path)["原因"]
    looks = {cell.coordinate: (cell.style_id, cell.number_format) for row in sheet.iter_rows() for cell in row}
    text = "=SUM(A1)<b>&“增加”"
    new = tmp_path / "新.xlsx"
    new.write_bytes(put_reason(path, steps, text))
    assert text == reread(new, steps)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(new) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert len(changed) == 1
    after_sheet = openpyxl.load_workbook(new)["原因"]
    assert looks == {
        cell.coordinate: (cell.style_id, cell.number_format) for row in after_sheet.iter_rows() for cell in row
    }
    assert not [cell for row in after_sheet.iter_rows() for cell in row if cell.value == text and cell.data_type == "f"]


@pytest.mark.parametrize("name", [FOLDER, BOOK])
def test_saving_makes_a_backup_and_refuses_what_changed_meanwhile(loose: Path, workspace: Workspace, name: str) -> None:
    source = loose / name
    folder = source if source.is_dir() else loose
    file = source / "unit.yaml" if source.is_dir() else source
    before, version = file.read_bytes(), version_of(source)
    saved = save_reason(source, Typed("total", "人员增加", version), workspace)
    assert saved.done
    assert before == (folder / saved.backup).read_bytes()
    late = save_reason(source, Typed("total", "人员减少", version), workspace)
    assert (late.done, late.now) == (False, "人员增加")
    again = save_reason(source, Typed("total", "人员减少", version_of(source), saved.written), workspace)
    assert (again.done, again.backup) == (True, "")
    assert not [path for path in folder.iterdir() if path.name.startswith(".正在")]


def test_last_years_reasons_are_no_place_for_this_years(loose: Path, workspace: Workspace) -> None:
    source = loose / FOLDER
    saved = save_reason(source, Typed("total", "人员增加", version_of(source)), workspace)
    assert saved.file == "unit.yaml"
    assert LAST in (source / "上年原因.yaml").read_text(encoding="utf-8")

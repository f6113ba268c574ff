"""``juesuan doctor``: whatever is missing is named, with the way to get it; only what is needed makes it fail."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from generator.cli import load_commands
from generator.doctor import folder, libraries, packages
from generator.doctor.examine import examine
from generator.doctor.folder import folder_item
from generator.doctor.item import Item, is_well
from generator.doctor.libraries import LIBRARIES, library_items
from generator.doctor.packages import python_items
from generator.doctor.report import as_json, as_text
from generator.doctor.typefaces import font_items
from generator.errors import MissingDependencyError
from generator.fonts import families
from generator.fonts.folders import VARIABLE
from generator.fonts.fontconfig import find_face
from generator.style.load import load_style
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import typer

    from generator.fonts import Face

FONTS = load_style(Workspace.find().templates, "base").style.fonts
PINS = ["Jinja2==3.1.6", "docxtpl==0.20.2", 'starlette==1.10.0; extra == "ui"', "uvicorn==0.54.0 ; extra == 'ui'"]


def named(items: Iterable[Item], name: str) -> Item:
    """The item called ``name``."""
    (found,) = [item for item in items if item.name == name]
    return found


def fake_packages(monkeypatch: pytest.MonkeyPatch, installed: dict[str, str]) -> None:
    """A machine with these packages and no others, where the project asks for ``PINS``."""
    monkeypatch.setattr(packages, "requirements", lambda: PINS)
    monkeypatch.setattr(packages, "installed", lambda name: installed.get(name, ""))


def fake_fonts(monkeypatch: pytest.MonkeyPatch, *there: str) -> None:
    """A machine that has only these families, whatever fontconfig says."""

    def find(wanted: Iterable[str], weight: int = 80) -> Face | None:
        return find_face([family for family in wanted if family in there], weight)

    monkeypatch.setattr(families, "find_face", find)


def test_this_machine_is_well(tmp_path: Path) -> None:
    items = examine(FONTS, tmp_path)
    assert is_well(items)
    assert ["Python", "排版程序库", "字体", "文件夹"] == list(dict.fromkeys(item.group for item in items))[:4]
    assert as_text(items).splitlines()[-1].startswith("可以使用")


def test_a_package_that_is_missing_is_needed_and_one_of_another_version_is_a_substitute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake_packages(monkeypatch, {"Jinja2": "3.0.0"})
    items = list(python_items())
    other, missing = named(items, "Jinja2"), named(items, "docxtpl")
    assert ("替代", "3.0.0", "3.1.6") == (other.state, other.found, other.expected)
    assert ("缺少", True, "pip install docxtpl==0.20.2") == (missing.state, missing.needed, missing.debian)
    assert not is_well(items)


def test_an_extra_that_is_not_there_is_offered_and_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_packages(monkeypatch, {"Jinja2": "3.1.6", "docxtpl": "0.20.2", "starlette": "1.10.0"})
    items = list(python_items())
    extra = named(items, "[ui] 在浏览器中核对和填写")
    assert ("缺少", False) == (extra.state, extra.needed)
    assert "还缺 uvicorn" in extra.note
    assert ("pip install 'juesuan[ui]'", 'pip install "juesuan[ui]"') == (extra.debian, extra.windows)
    assert is_well(items)
    assert "  未装  [ui]" in as_text(items)


def test_an_extra_that_is_there_says_its_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_packages(monkeypatch, {"Jinja2": "3.1.6", "docxtpl": "0.20.2", "starlette": "1.10.0", "uvicorn": "0.54.0"})
    extra = named(python_items(), "[ui] 在浏览器中核对和填写")
    assert ("好", "starlette 1.10.0、uvicorn 0.54.0") == (extra.state, extra.found)


def test_an_old_python_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    item = named(python_items(), "Python")
    assert ("缺少", True, "3.10.4", "3.11 或更新") == (item.state, item.needed, item.found, item.expected)
    assert "python3-venv" in item.debian


def test_a_project_that_is_not_installed_cannot_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "requirements", list)
    item = named(python_items(), "juesuan")
    assert ("缺少", False) == (item.state, item.needed)


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda one: one.name)
def test_each_library_that_is_missing_is_named_with_its_package(
    library: libraries._Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = libraries.load_library
    monkeypatch.setattr(libraries, "load_library", lambda files: None if files == library.files else load(files))
    items = list(library_items())
    lost = named(items, library.name)
    assert "缺少" == lost.state
    assert f"sudo apt install {library.package}" == lost.debian
    assert lost.windows.endswith(f"pacman -S {library.windows}")
    assert library.needed is not is_well(items)
    assert ["好"] * 3 == [item.state for item in items if item is not lost]


def test_only_the_cutter_of_fonts_can_be_done_without() -> None:
    assert ["libharfbuzz-subset"] == [library.name for library in LIBRARIES if not library.needed]


def test_libraries_that_are_there_say_their_version() -> None:
    assert named(library_items(), "Pango").found.startswith("1.")


def test_a_font_is_official_a_substitute_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_fonts(monkeypatch, "LXGW WenKai", "Noto Serif CJK SC", "Liberation Serif")
    official = FONTS.title.model_copy(update={"name": "LXGW WenKai", "families": ("LXGW WenKai",)})
    items = list(font_items(FONTS.model_copy(update={"title": official})))
    assert ("好", "LXGW WenKai") == (named(items, "标题").state, named(items, "标题").found)
    table = named(items, "表格")
    assert ("替代", "宋体", "Noto Serif CJK SC") == (table.state, table.expected, table.found)
    assert "“宋体”随中文 Windows 提供" in table.windows
    body = named(items, "正文")
    assert ("缺少", True, "sudo apt install texlive-lang-chinese") == (body.state, body.needed, body.debian)
    signs = [item for item in items if item.name == "生僻字和符号" and item.state == "缺少"]
    assert [("DejaVu Sans", False, "sudo apt install fonts-dejavu-core")] == [
        (item.expected, item.needed, item.debian) for item in signs
    ]
    assert not is_well(items)


def test_without_fontconfig_the_fonts_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> None:
        raise MissingDependencyError("缺少程序库 fontconfig")

    monkeypatch.setattr(families, "find_face", lost)
    (item,) = font_items(FONTS)
    assert ("缺少", True) == (item.state, item.needed)
    assert "fontconfig" in item.note


def test_folders_of_own_fonts_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert str(tmp_path) == named(font_items(FONTS), "自备字体的文件夹").found


def test_a_folder_that_is_not_there_yet_can_be_written_if_the_one_above_can(tmp_path: Path) -> None:
    assert "好" == folder_item(tmp_path / "a" / "b").state
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(folder.tempfile, "TemporaryFile", refused)
    item = folder_item(tmp_path)
    assert ("缺少", True) == (item.state, item.needed)
    assert "换一个文件夹" in item.debian


def test_text_names_what_is_needed_and_says_a_shared_note_once() -> None:
    shared = {"note": "同一句话", "state": "替代", "group": "字体"}
    items = [Item(name=name, **shared) for name in ("甲", "乙")]  # type: ignore[arg-type] # fields of Item
    items.append(Item("排版程序库", "Pango", "缺少", debian="sudo apt install x", windows="pacman -S x"))
    text = as_text(items)
    assert 1 == text.count("同一句话")
    assert "Debian、Ubuntu：sudo apt install x" in text
    assert "Windows：pacman -S x" in text
    assert "缺少必需的：Pango。" == text.splitlines()[-1]


def test_json_has_every_item_with_the_same_keys(tmp_path: Path) -> None:
    items = examine(FONTS, tmp_path)
    data = json.loads(as_json(items))
    assert data["ok"] is True
    assert [item.name for item in items] == [item["name"] for item in data["items"]]
    assert 1 == len({tuple(item) for item in data["items"]})


@pytest.fixture
def app() -> typer.Typer:
    """The command line."""
    return load_commands()


def test_the_command_succeeds_here(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["doctor", "-o", str(tmp_path), "--json"])
    assert 0 == done.exit_code
    assert json.loads(done.stdout)["ok"] is True


def test_the_command_fails_with_five_where_something_needed_is_missing(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "load_library", lambda _files: None)
    done = CliRunner().invoke(app, ["doctor"])
    assert 5 == done.exit_code
    assert "缺少必需的：fontconfig、Pango、HarfBuzz" in done.stdout

"""Characters that no font can print stop a PDF; fonts that stand in are named; a unit's own fonts are used."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont
from typer.testing import CliRunner

from generator.cli import load_commands
from generator.document.blocks import Heading, Paragraph, Span
from generator.document.table import Cell
from generator.errors import MissingDependencyError
from generator.fonts import families, find_face, fontconfig, gate
from generator.fonts.folders import OWN_FONTS, VARIABLE, own_folders, use_fonts_beside, use_workspace_fonts
from generator.fonts.gate import font_findings, missing_characters, stand_ins
from generator.pipeline import build_unit
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.documents import chart, sample_document, wide_table
from tests.factories import accounts_data, make_shape, write_unit

if TYPE_CHECKING:
    from generator.document.blocks import Block, Document

FONTS = load_style(Workspace.find().templates, "base").style.fonts
RARE = "\U00030000"
"""A character that no font of the style has."""
NO_FAMILY = "No Such Font"


def document_of(*blocks: Block) -> Document:
    return replace(sample_document(), blocks=blocks)


def test_a_document_that_the_fonts_can_print_has_no_findings() -> None:
    assert () == missing_characters(sample_document(), FONTS)


def test_a_character_that_no_font_has_is_an_error_with_its_place_and_code_point() -> None:
    words = Paragraph((Span("单位负责人张"), Span(RARE), Span("同志主持全面工作，分管财务。")))
    (finding,) = missing_characters(document_of(Heading(1, "二、机构设置情况", "x"), words), FONTS)
    assert ("ZT01", "错误", RARE) == (finding.code, finding.severity, finding.found)
    place = f"“二、机构设置情况”的正文，“单位负责人张{RARE}同志主持全面工作”"
    assert f"没有字体能印“{RARE}”（U+30000）：{place}" == finding.message
    assert "换一种写法" in finding.advice


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (Heading(0, f"第一部分{RARE}", "x"), "标题“第一部分"),
        (replace(wide_table(3), title=f"表{RARE}"), "表题“表"),
        (replace(wide_table(3), boxhead=((Cell(f"栏{RARE}", colspan=5),),)), "“2024年度支出决算表”的表头"),
        (replace(wide_table(1), body=((Cell("甲"),), (Cell(f"乙{RARE}"),))), "“2024年度支出决算表”第 2 行"),
        (replace(wide_table(1), notes=(f"注{RARE}",)), "“2024年度支出决算表”的表注"),
        (replace(chart(), note=f"注{RARE}"), "图“图1：收、支决算总计变动情况”"),
        (replace(chart(), caption=f"图{RARE}"), "“正文”的图题"),
    ],
)
def test_every_kind_of_place_is_named(block: Block, place: str) -> None:
    (finding,) = missing_characters(document_of(block), FONTS)
    assert f"（U+30000）：{place}" in finding.message


def test_a_character_is_reported_once_with_the_number_of_its_places() -> None:
    block = Paragraph((Span(f"{RARE}甲{RARE}"),))
    (finding,) = missing_characters(document_of(block, block, block), FONTS)
    assert finding.message.endswith("，共 3 处")


def test_what_is_never_drawn_needs_no_font() -> None:
    assert () == missing_characters(document_of(Paragraph((Span("甲\u200b\ufe0f\u3000\U000e0100\n乙"),))), FONTS)


def test_fonts_that_the_style_lets_stand_in_are_one_hint_that_names_each() -> None:
    (finding,) = stand_ins(FONTS)
    assert ("ZT02", "提示") == (finding.code, finding.severity)
    assert "仿宋_GB2312 → FandolFang R" in finding.found.split("；")
    assert "Times New Roman → Liberation Serif" in finding.found.split("；")
    assert OWN_FONTS in finding.advice


def test_a_font_that_is_not_there_at_all_is_named_with_the_package() -> None:
    lost = FONTS.table.model_copy(update={"families": (NO_FAMILY,)})
    table = FONTS.model_copy(update={"table": lost, "fallback": (NO_FAMILY, "LXGW WenKai")})
    (finding,) = stand_ins(table)
    assert finding.severity == "警告"
    assert "宋体 没有替代" in finding.found
    assert f"{NO_FAMILY} 没有替代" in finding.found


def test_the_official_font_where_it_is_installed_is_no_stand_in() -> None:
    own = FONTS.body.model_copy(update={"name": "LXGW WenKai", "families": ("LXGW WenKai",)})
    same = dict.fromkeys(families.PLACES, own)
    assert () == stand_ins(FONTS.model_copy(update=same))


def test_slow_cutting_of_fonts_is_a_warning_with_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "has_subsetter", lambda: False)
    slow = stand_ins(FONTS)[-1]
    assert ("ZT04", "警告") == (slow.code, slow.severity)
    assert "sudo apt install libharfbuzz-subset0" in slow.advice


def test_without_fontconfig_nothing_is_said_of_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_family: str) -> None:
        raise MissingDependencyError("缺少程序库 fontconfig")

    monkeypatch.setattr(families, "family_faces", lost)
    monkeypatch.setattr(families, "find_face", lost)
    assert () == font_findings(sample_document(), FONTS, (".pdf",), machine=True)


def test_only_a_pdf_is_held_to_the_fonts_of_this_machine() -> None:
    document = document_of(Paragraph((Span(RARE),)))
    assert () == font_findings(document, FONTS, (".docx", ".html"), machine=True)
    assert ["ZT01"] == [finding.code for finding in font_findings(document, FONTS, (".docx", ".pdf"))]


def test_a_pdf_with_a_lost_character_is_not_made_and_a_word_file_is(tmp_path: Path, workspace: Workspace) -> None:
    data: dict[str, Any] = accounts_data(make_shape(amount_unit="元"))
    data["unit"]["duties"] = [f"负责{RARE}的管理"]
    source = write_unit(tmp_path / "unit", data)
    held = build_unit(source, tmp_path / "out", workspace, ["pdf"], paper=False)
    assert not held.done
    assert ["ZT01"] == [finding.code for finding in held.findings if finding.severity == "错误"]
    assert build_unit(source, tmp_path / "out", workspace, ["docx"], paper=False).done


def test_a_batch_holds_back_the_unit_with_a_lost_character(tmp_path: Path) -> None:
    data: dict[str, Any] = accounts_data(make_shape(amount_unit="元"))
    data["unit"]["duties"] = [f"负责{RARE}的管理"]
    write_unit(tmp_path / "data" / "unit", data)
    arguments = [
        "batch",
        str(tmp_path / "data"),
        "-o",
        str(tmp_path / "out"),
        "--format",
        "pdf",
        "--executor",
        "serial",
    ]
    done = CliRunner().invoke(load_commands(), arguments)
    assert 1 == done.exit_code
    assert "有错误 1" in done.stdout
    assert [] == list((tmp_path / "out").rglob("*.pdf"))


def renamed(folder: Path, family: str, official: str) -> Path:
    """A font file in ``folder`` with the drawings of ``family``, called ``official``."""
    face = find_face((family,))
    assert face is not None
    folder.mkdir(parents=True, exist_ok=True)
    with TTFont(face.file, fontNumber=face.index) as font:
        names = font["name"]
        for record in list(names.names):
            if record.nameID in {1, 4, 6, 16, 17, 18}:
                names.removeNames(nameID=record.nameID)
        for number, text in ((1, official), (4, official), (6, "OwnFont")):
            names.setName(text, number, 3, 1, 0x409)
        font.save(folder / "own.otf")
    return folder / "own.otf"


SHOW = """
import json, sys
from pathlib import Path
from generator.fonts import find_face, use_fonts_beside
from generator.fonts.printed import fonts_in
from generator.drawing.typeface import find_typeface
from generator.render.pdf import print_pdf
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.documents import sample_document
use_fonts_beside(Path(sys.argv[1]))
style = load_style(Workspace.find().templates, "base")
fonts = style.style.fonts
charts = find_typeface(fonts.model_copy(update={"table": fonts.body})).fonts[0].file.path
print(json.dumps([str(find_face(fonts.body.families).file), charts, fonts_in(print_pdf(sample_document(), style))]))
"""


@pytest.mark.slow
def test_fonts_of_the_unit_are_used_by_the_pdf_and_by_the_charts(tmp_path: Path) -> None:
    own = renamed(tmp_path / OWN_FONTS, "FandolFang R", "仿宋_GB2312")
    unit = tmp_path / "甲单位"
    unit.mkdir()
    root = Workspace.find().root
    known = {key: value for key, value in os.environ.items() if key not in {VARIABLE, "FONTCONFIG_FILE"}}
    done = subprocess.run(  # noqa: S603 - this interpreter, a script of ours
        [sys.executable, "-c", SHOW, str(unit)],
        capture_output=True,
        check=True,
        cwd=root,
        env={**known, "PYTHONPATH": str(root)},
    )
    face, charts, fonts = json.loads(done.stdout)
    assert str(own) == face
    assert str(own) == charts
    assert any("GB2312" in name for name in fonts), fonts
    assert not any("Fandol" in name and "Fang" in name for name in fonts), fonts


def test_folders_beside_and_above_the_data_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "没有这个文件夹"))
    unit = tmp_path / "甲单位"
    for folder in (unit / OWN_FONTS, tmp_path / OWN_FONTS):
        folder.mkdir(parents=True)
    use_fonts_beside(unit / "unit.yaml")
    assert (unit / OWN_FONTS, tmp_path / OWN_FONTS) == own_folders()
    use_fonts_beside(unit)
    assert (unit / OWN_FONTS, tmp_path / OWN_FONTS) == own_folders()


def test_own_folders_stand_on_top_of_the_configuration_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "a&b"
    own.mkdir()
    monkeypatch.setenv(VARIABLE, str(own))
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    use_workspace_fonts()
    written = Path(os.environ["FONTCONFIG_FILE"])
    text = written.read_text(encoding="utf-8")
    assert "<include>/etc/fonts/fonts.conf</include>" in text
    assert f"<dir>{tmp_path}/a&amp;b</dir>" in text
    use_workspace_fonts()
    assert written == Path(os.environ["FONTCONFIG_FILE"])


def test_a_library_that_is_not_there_is_none() -> None:
    assert fontconfig.load_library(("libno-such-library.so.0",)) is None

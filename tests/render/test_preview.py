"""预览: a picture of the first page and of every page with a table, and of no other."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from typer.testing import CliRunner

from generator.cli import load_commands
from generator.errors import UsageError
from generator.output import PREVIEW, write_pictures
from generator.pipeline import Extras, build_unit
from generator.render.pdf import print_pdf
from generator.render.preview import DPI, FIRST, pictures, preview
from tests.documents import sample_document
from tests.render.pdf_support import bare, base_style, pages_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace import Workspace


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_pdf(sample_document(), base_style())


def test_the_first_page_and_each_page_with_a_table_are_shown(pdf: bytes) -> None:
    pages = pages_of(pdf)
    found = preview(pdf, sample_document())
    assert (1, FIRST) == (found[0].page, found[0].title)
    with_lines = [number for number, page in enumerate(pages, 1) if "2080000" in page or "其他1,23" in page]
    assert 2 <= len(with_lines)
    assert with_lines == [one.page for one in found if one.title == "2024年度支出决算表"]
    (form,) = [one.page for one in found if one.title == "2024年度项目绩效自评表"]
    assert bare("“一次办”比例") in pages[form - 1]


def test_a_picture_has_the_shape_of_its_page(pdf: bytes) -> None:
    found = preview(pdf, sample_document())
    sizes = {one.title: Image.open(io.BytesIO(one.png)).size for one in found}
    width, height = (round(edge / 25.4 * DPI) for edge in (210, 297))
    for title, wanted in ((FIRST, (width, height)), ("2024年度支出决算表", (height, width))):
        assert all(abs(found - asked) <= 2 for found, asked in zip(sizes[title], wanted, strict=True)), title


def test_pictures_are_named_by_page_and_table(pdf: bytes) -> None:
    found = pictures({"公开.docx": b"", "公开.pdf": pdf}, sample_document())
    assert "第01页 首页" == next(iter(found))
    assert all(content.startswith(b"\x89PNG") for content in found.values())
    assert {} == pictures({"公开.docx": b""}, sample_document())


def test_pictures_of_an_earlier_build_go_and_other_files_stay(tmp_path: Path) -> None:
    write_pictures(tmp_path, {"第01页 首页": b"1", "第09页 旧表": b"2"})
    (tmp_path / PREVIEW / "我的.png").write_bytes(b"3")
    written = write_pictures(tmp_path, {"第01页 首页": b"4", "第02页 a/b": b"5"})
    assert ["第01页 首页.png", "第02页 a_b.png"] == [path.name for path in written]
    assert ["我的.png", "第01页 首页.png", "第02页 a_b.png"] == sorted(
        path.name for path in (tmp_path / PREVIEW).iterdir()
    )


def test_a_build_with_preview_leaves_the_pictures_beside_the_documents(
    samples: dict[str, Path], workspace: Workspace, tmp_path: Path
) -> None:
    built = build_unit(samples["jiangan-2022"], tmp_path, workspace, ["pdf"], paper=False, extras=Extras(preview=True))
    shown = [path for path in built.files if path.parent.name == PREVIEW]
    assert "第01页 首页.png" == shown[0].name
    assert 10 <= len(shown)
    assert all(path.is_file() for path in shown)


def test_a_preview_without_a_pdf_is_refused_with_advice(samples: dict[str, Path], tmp_path: Path) -> None:
    arguments = ["build", str(samples["jiangan-2022"]), "-o", str(tmp_path), "--format", "docx", "--preview"]
    with pytest.raises(UsageError, match="没有 PDF"):
        CliRunner().invoke(load_commands(), arguments, catch_exceptions=False)
    assert [] == list(tmp_path.iterdir())

"""The engine: what it does without, what it does faster, what it lacks on a bare machine."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from generator.errors import MissingDependencyError
from generator.render import pdf_engine, pdf_speed, pdf_versions
from generator.render.markup_fit import em
from generator.render.markup_text import centred, escaped
from generator.render.pdf import print_pdf
from tests.documents import sample_document
from tests.render.pdf_support import bare, base_style, pages_of

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = """
import sys
from generator.render import pdf_engine
pdf_engine.speed_up = lambda: False
from generator.render.pdf import print_pdf
from tests.documents import sample_document
from tests.render.pdf_support import base_style
sys.stdout.buffer.write(print_pdf(sample_document(), base_style()))
"""


def pictures(content: bytes, folder: Path) -> list[Image.Image]:
    folder.mkdir()
    (folder / "x.pdf").write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "60", "-gray", "x.pdf", "p"], cwd=folder, check=True)  # noqa: S607 - poppler's
    return [Image.open(path) for path in sorted(folder.glob("p-*"))]


def test_the_short_cuts_change_no_text_and_no_line(tmp_path: Path) -> None:
    fast = print_pdf(sample_document(), base_style())
    plain = subprocess.run([sys.executable, "-c", PLAIN], capture_output=True, check=True).stdout  # noqa: S603 - ours
    assert pdf_speed.speed_up()
    assert pages_of(plain) == pages_of(fast)
    assert len(fast) < len(plain)
    pairs = zip(pictures(plain, tmp_path / "plain"), pictures(fast, tmp_path / "fast"), strict=True)
    for before, after in pairs:
        assert ImageStat.Stat(ImageChops.difference(before, after)).mean[0] < 0.5  # of 255


def test_with_another_version_nothing_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint import draw

    before = draw.draw_collapsed_borders
    monkeypatch.setattr(pdf_versions, "WEASYPRINT", "0.0")
    assert pdf_speed.speed_up.__wrapped__() is False
    assert before is draw.draw_collapsed_borders


def test_without_pango_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("print('noise')\nraise OSError('libpango')\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(MissingDependencyError, match=r"Pango.*libpango-1\.0-0.*MSYS2") as caught:
        pdf_engine.write_pdf("<html/>", "/* none */", base_style().style.fonts)
    assert 5 == caught.value.exit_code


def test_nothing_is_left_in_the_folder_for_temporary_files(tmp_path: Path) -> None:
    environment = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", PLAIN], capture_output=True, check=True, env=environment
    )
    assert b"" == done.stderr
    assert [] == list(tmp_path.iterdir())


@given(st.text())
def test_escaped_text_holds_no_markup(text: str) -> None:
    from xml.etree import ElementTree as ET

    root = ET.fromstring(f"<p>{escaped(text)}</p>")  # noqa: S314 - ours
    assert {"br"} >= {child.tag for child in root}
    shown = "".join(root.itertext())
    assert len(bare(text)) >= len(bare(shown)) - shown.count("�")


TITLES = st.sampled_from(
    [
        "2024年度武汉市医疗保险中心部门决算公开",
        "第二部分 武汉市医疗保险中心2024年度部门决算表",
        "第三部分 武汉市江岸区人力资源和社会保障局2022年度部门决算情况说明",
        "二、2024年度医疗保险经办服务工作经费项目绩效自评表",
    ]
)


@given(TITLES, st.integers(12, 30))
def test_long_titles_are_broken_into_lines_that_fit(title: str, width: int) -> None:
    lines = centred(title, width).split("<br/>")
    assert bare(title) == bare("".join(lines)) or "even" in lines[0]
    assert "even" in lines[0] or max(em(line) for line in lines) <= width


def test_long_titles_are_broken_where_their_sense_allows() -> None:
    assert "2024年度武汉市医疗保险中心<br/>部门决算公开" == centred("2024年度武汉市医疗保险中心部门决算公开", 17)
    assert "第二部分 武汉市医疗保险中心<br/>2024年度部门决算表" == centred(
        "第二部分 武汉市医疗保险中心2024年度部门决算表", 20
    )

"""A style, a year's table form, a check, a chart and an output format: each added in one place, and used together."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.styles.support import SAMPLES, WORKSPACE

ROOT = Path(__file__).resolve().parents[2]
STYLE = """
extends: sichuan
title: 试验样式
region: 四川
years: [2021, 2026]
sections: {basic: {charts: [toy_public_costs]}}
charts: {figures: {toy_public_costs: {kind: structure, caption: 试验图}}}
"""
FORM = "extends: 2023\nyear: 2026\nbasis: 试验\ntables: {summary: {title: 试验的收入支出总表}}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The program's folders with one form more."""
    place = tmp_path / "home"
    (place / "data" / "forms").mkdir(parents=True)
    (place / "templates").symlink_to(WORKSPACE.templates)
    for folder in ("reference", "checks"):
        (place / "data" / folder).symlink_to(WORKSPACE.data / folder)
    for form in WORKSPACE.forms.glob("*.yaml"):
        (place / "data" / "forms" / form.name).symlink_to(form)
    (place / "data" / "forms" / "2026.yaml").write_text(FORM, encoding="utf-8")
    return place


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """A unit of 2026 in the toy style, and the style beside it."""
    own = tmp_path / "样式" / "toy"
    own.mkdir(parents=True)
    (own / "style.yaml").write_text(STYLE, encoding="utf-8")
    folder = tmp_path / "某局"
    folder.mkdir()
    text = (SAMPLES / "sichuan-2023" / "unit.yaml").read_text(encoding="utf-8")
    changes = {"style: sichuan": "style: toy", "year: 2023": "year: 2026", "2024-09-20": "2027-09-20"}
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "unit.yaml").write_text(text, encoding="utf-8")
    return folder


def test_five_toys_make_one_document(unit: Path, home: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.toys",
        "build",
        str(unit),
        "-o",
        str(tmp_path / "out"),
        "--format",
        "docx,toy",
    ]
    environment = {**os.environ, "JUESUAN_HOME": str(home), "PYTHONUTF8": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    assert "TB99 试验的核对看到了虚构市样例区示例服务局" in ran.stdout
    (made,) = (tmp_path / "out").glob("*/*.toy.txt")
    text = made.read_text(encoding="utf-8")
    assert text.startswith("[试验样式]\n")
    assert "《2026年度试验的收入支出总表》" in text
    assert "[试验图] 试验图。决算数公用经费" in text
    assert [".docx", ".txt"] == sorted(path.suffix for path in made.parent.iterdir() if "2026年度" in path.name)


def test_without_its_place_each_toy_is_unknown(unit: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generator", "build", str(unit), "-o", str(tmp_path / "out"), "--format", "toy"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert (2, True) == (ran.returncode, "没有输出格式“toy”" in ran.stderr)

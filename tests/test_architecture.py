"""Laws of the source tree itself. The import contracts are in pyproject.toml and run with ``make lint``."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "generator").rglob("*.py"))
PYTHON_FILES = [
    path for folder in ("generator", "tests", "benchmarks", "setup") for path in (ROOT / folder).rglob("*.py")
]
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".yaml",
    ".toml",
    ".csv",
    ".j2",
    ".css",
    ".json",
    ".sh",
    ".txt",
    ".conf",
    ".xml",
    ".html",
}
LINE_LIMIT = 300

MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:home|root|Users|work|opt|mnt)/\w|\b[A-Z]:\\Users")
BARE_EXEMPTION = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])\s*$")


def relative(path: Path) -> str:
    """The path as a message should show it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_each_module_says_what_it_is_and_answers_one_question(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= LINE_LIMIT


@pytest.mark.parametrize("path", PYTHON_FILES, ids=relative)
def test_each_exemption_carries_its_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if BARE_EXEMPTION.search(line)] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    folders = ("generator", "templates", "data", "docs", "tests", "benchmarks", "setup", ".ci")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in TEXT_SUFFIXES]
    beside = [path for path in ROOT.iterdir() if path.suffix in TEXT_SUFFIXES or path.name == "Makefile"]
    naming = [relative(path) for path in (*inside, *beside) if MACHINE_PATH.search(path.read_text(encoding="utf-8"))]
    assert naming == []


def test_the_lock_holds_every_direct_dependency_at_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = project["project"]
    extras = [pin for pins in table["optional-dependencies"].values() for pin in pins]
    direct = {
        pin.lower().replace("_", "-") for pin in (*table["dependencies"], *extras, *project["build-system"]["requires"])
    }
    locked = set((ROOT / "setup" / "requirements.txt").read_text(encoding="utf-8").split())
    assert direct - locked == set()

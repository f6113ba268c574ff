"""``docs/写一个新样式.md`` followed to the letter: its commands say what it says, and the style is that of Sichuan."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import re
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from generator.cli import main
from generator.document.text import to_text
from generator.pipeline import check_unit
from tests.styles.support import WORKSPACE, composed

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (WORKSPACE.root / "docs" / "写一个新样式.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"```(?P<kind>sh|text|yaml|jinja)\n(?P<block>.*?)```"
    r"|在 `(?P<append>[^`]+)` 末尾加上：|用记事本打开 `(?P<opened>[^`]+)`，在末尾加上："
    r"|把 `(?P<write>[^`]+)` 的内容写成："
    r"|把程序的 `(?P<source>[^`]+)` 复制为 `(?P<target>[^`]+)`"
    r"|把 `(?P<file>[^`]+)` 里的 `(?P<old>[^`]+)` 改成 `(?P<new>[^`]+)`",
    re.DOTALL,
)


class Follower:
    """A clerk who does what the guide says, in a folder of his own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.said = ""
        self.code = 0
        self.to: tuple[Path, str] | None = None
        self.commands: list[str] = []

    def follow(self, step: re.Match[str]) -> None:
        """Do one thing."""
        found = step.groupdict()
        if name := found["append"] or found["opened"]:
            self.to = (self.folder / name, "a")
        elif name := found["write"]:
            self.to = (self.folder / name, "w")
        elif found["source"]:
            self.copy(WORKSPACE.root / found["source"], self.folder / found["target"])
        elif found["file"]:
            path = self.folder / found["file"]
            text = path.read_text(encoding="utf-8")
            assert 1 == text.count(found["old"]), found["old"]
            path.write_text(text.replace(found["old"], found["new"]), encoding="utf-8")
        elif found["kind"] == "sh":
            for line in found["block"].splitlines():
                self.run(line)
        elif found["kind"] == "text":
            self.compare(found["block"])
        else:
            assert self.to is not None, found["block"]
            path, mode = self.to
            with path.open(mode, encoding="utf-8") as file:
                file.write(found["block"])
            self.to = None

    @staticmethod
    def copy(source: Path, target: Path) -> None:
        """A file or a folder."""
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)

    def run(self, line: str) -> None:
        """A command, as typed."""
        self.monkeypatch.setattr(sys, "argv", shlex.split(line))
        with pytest.raises(SystemExit) as left:
            main()
        said = self.capsys.readouterr()
        self.code, self.said = int(left.value.code or 0), said.out + said.err
        self.commands.append(line)

    def compare(self, block: str) -> None:
        """What the guide shows is what was said; ``…`` stands for anything."""
        if not self.commands:
            return
        assert (4 if "错误" in block else 0) == self.code, self.said
        for line in block.splitlines():
            pattern = ".*".join(re.escape(part) for part in line.split("…"))
            assert re.search(pattern, self.said), f"{line}\n----\n{self.said}"


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Follower:
    """The guide, done."""
    monkeypatch.chdir(tmp_path)
    clerk = Follower(tmp_path, monkeypatch, capsys)
    for step in STEP.finditer(GUIDE):
        clerk.follow(step)
    return clerk


@pytest.mark.slow
def test_the_guide_works_as_it_is_written(followed: Follower) -> None:
    assert 11 == len(followed.commands)
    assert (followed.folder / "版式批注.docx").is_file()
    made, _ = check_unit(followed.folder / "样例局", WORKSPACE)
    assert made is not None
    own = to_text(made.composition.document)
    assert to_text(composed("sichuan-2023").composition.document) == own


def test_every_block_of_the_guide_is_followed() -> None:
    blocks = re.findall(r"^```(\w+)$", GUIDE, re.MULTILINE)
    assert len(blocks) == sum(1 for step in STEP.finditer(GUIDE) if step["kind"])
    told = [step for step in STEP.finditer(GUIDE) if step["append"] or step["opened"] or step["write"]]
    assert len([kind for kind in blocks if kind in {"yaml", "jinja"}]) == len(told)

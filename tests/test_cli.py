"""The command: exit codes, what it says and where, and the same as JSON."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from generator.cli import load_commands, main
from generator.workspace import Workspace
from tests.factories import accounts_data, make_shape, write_unit
from tests.toy import toy_style

ROOT = Path(__file__).resolve().parent.parent


def juesuan(*arguments: object, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """``python -m generator`` with ``arguments``."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(ROOT),
        **({"JUESUAN_HOME": str(home)} if home else {}),
    }
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)  # noqa: S603 - our own command


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The folder of a small unit without errors."""
    return write_unit(tmp_path / "单位", accounts_data(make_shape(amount_unit="元"))).parent


def changed(unit: Path, **data: object) -> Path:
    """The unit with other data."""
    return write_unit(unit, {**accounts_data(make_shape(amount_unit="元")), **data}).parent


def test_a_build_ends_with_0_and_names_its_files(unit: Path, tmp_path: Path) -> None:
    done = juesuan("build", unit, "-o", tmp_path / "output", "--format", "docx", "--no-paper")
    assert (done.returncode, done.stderr) == (0, "")
    written = list((tmp_path / "output").rglob("*.docx"))
    assert [path.name for path in written] == ["2024年度江南区医疗保险中心部门决算公开.docx"]
    assert str(written[0]) in done.stdout


def test_errors_in_what_the_data_say_end_with_1_and_write_nothing(unit: Path, tmp_path: Path) -> None:
    done = juesuan("build", changed(unit, reasons={}), "-o", tmp_path / "output")
    assert done.returncode == 1
    assert "YY01" in done.stderr
    assert "没有生成文件" in done.stderr
    assert not (tmp_path / "output").exists()


def test_wrong_usage_ends_with_2_and_says_what_to_do(unit: Path, tmp_path: Path) -> None:
    missing = juesuan("build", tmp_path / "没有这个文件夹")
    assert missing.returncode == 2
    assert "没有这个文件夹" in missing.stderr
    assert "Traceback" not in missing.stderr
    unknown = juesuan("build", unit, "-o", tmp_path / "output", "--format", "docx,odt")
    assert unknown.returncode == 2
    assert "odt" in unknown.stderr
    assert not (tmp_path / "output").exists()


def test_data_that_cannot_be_read_end_with_3_and_list_every_problem(unit: Path, tmp_path: Path) -> None:
    plan = {"lines": {"2080505": {"initial": "12O.5"}, "2101101": {"initial": "无"}}}
    done = juesuan("build", changed(unit, plan=plan, no_such_key=1), "-o", tmp_path / "output")
    assert done.returncode == 3
    for found in ("12O.5", "无", "no_such_key"):
        assert found in done.stderr
    assert done.stderr.count("unit.yaml:") == 3
    assert not (tmp_path / "output").exists()


def test_a_wrong_style_ends_with_4_and_names_its_file(unit: Path, tmp_path: Path) -> None:
    style = toy_style(tmp_path / "home", {"total": "{{ total.revnue|money }}"})
    (tmp_path / "home" / "data").symlink_to(Workspace.find().data)
    done = juesuan("check", changed(unit, style=style.style.name), home=tmp_path / "home")
    assert done.returncode == 4
    assert "total.j2" in done.stderr
    assert "Traceback" not in done.stderr


def test_json_says_the_same(unit: Path, tmp_path: Path) -> None:
    good = juesuan("build", unit, "-o", tmp_path / "output", "--format", "docx", "--no-paper", "--json")
    result = json.loads(good.stdout)
    assert good.returncode == 0
    assert [str(path) for path in (tmp_path / "output").rglob("*.docx")] == result["files"]
    assert result["counts"]["错误"] == 0

    bad = juesuan("build", changed(unit, year="二〇二四"), "-o", tmp_path / "other", "--json")
    result = json.loads(bad.stdout)
    assert bad.returncode == 3
    assert result["files"] == []
    errors = [finding for finding in result["findings"] if finding["severity"] == "错误"]
    assert errors
    for finding in errors:
        assert finding["file"] == "unit.yaml"
        assert finding["line"] > 0
        assert {"code", "message", "found", "expected", "advice", "path", "place"} <= set(finding)


# 在同一进程中


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of the command with ``arguments``."""
    monkeypatch.setattr(sys, "argv", ["juesuan", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("nosuch",),
        ("build", ".", "--nosuch"),
        ("build", ".", "-o"),
        ("build", ".", "--format", " , "),
        ("build", ".", "--draft=3"),
        ("build", "一", "二"),
        ("batch", ".", "--workers", "abc"),
        ("batch", ".", "--timeout", "-1"),
        ("serve", ".", "--port", "99999"),
        ("new", "甲.xlsx"),
        ("new", "甲.xlsx", "--style", "base", "--unit", "甲", "--year", "二四"),
        ("consolidate", "."),
        ("styles", "nosuch"),
    ],
    ids=" ".join,
)
def test_every_mistake_of_usage_is_told_in_chinese(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "错误" in said.err or "用法不对" in said.err
    assert "“”" not in said.err, "the name of the parameter is missing"
    assert "建议" in said.err
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,} [a-z]{2,}", said.err.replace("juesuan styles list", ""))


def every_command() -> list[tuple[str, ...]]:
    """All commands and groups, as they are typed."""
    found: list[tuple[str, ...]] = [()]
    for typed in found:
        below = typer.main.get_command(load_commands())
        for name in typed:
            below = getattr(below, "commands")[name]  # noqa: B009 - only a group has it
        found += [(*typed, name) for name in getattr(below, "commands", ())]
    return found


@pytest.mark.parametrize("command", every_command(), ids=" ".join)
def test_help_is_in_chinese_and_explains_every_parameter(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(monkeypatch, *command, "--help") == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：" + " ".join(["juesuan", *command]))
    for foreign in ("Usage", "Options", "Arguments", "Commands", "default", "required", "Show this", "<str>", "<path>"):
        assert foreign not in said
    for row in re.findall(r"^  (?=\S)(.*)$", said.split("：\n", 1)[-1], flags=re.MULTILINE):
        assert re.search(r"\S  +.*[\u4e00-\u9fff]", row), "no meaning"


def test_no_command_shows_the_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch) == 2
    said = capsys.readouterr().err
    assert said.startswith("用法：juesuan 命令")
    listed = re.findall(r"^  ([a-z]+)  ", said, flags=re.MULTILINE)
    assert listed[:4] == ["new", "import", "check", "build"]
    assert {name for (name,) in filter(lambda one: len(one) == 1, every_command())} - {"manual"} == set(listed)


def test_check_writes_nothing_and_tells_findings(
    unit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(unit.parent.rglob("*"))
    assert run(monkeypatch, "check", unit) == 0
    assert run(monkeypatch, "check", changed(unit, reasons={})) == 1
    assert "YY01" in capsys.readouterr().out
    assert before == sorted(unit.parent.rglob("*"))


def test_a_batch_of_nothing_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空").mkdir()
    assert run(monkeypatch, "batch", tmp_path / "空", "-o", tmp_path / "结果") == 2
    assert "没有单位数据" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "build", "convert", "rollover"])
def test_unreadable_data_end_every_command_with_3(
    command: str, unit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    targets = [tmp_path / "结果.xlsx"] if command in {"convert", "rollover"} else ["-o", tmp_path / "结果"]
    assert run(monkeypatch, command, changed(unit, year="二〇二四"), *targets) == 3
    assert "--draft" not in "".join(capsys.readouterr()), "there is nothing to make a draft of"


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "单位.xlsx"), 2, ("没有权限", "单位.xlsx", "关闭")),
        (OSError(errno.ENOSPC, "No space left on device"), 2, ("磁盘满了",)),
        (TypeError("wrong"), 70, ("程序出错", "建议")),
    ],
)
def test_what_nobody_expected_is_told_in_chinese(
    error: Exception,
    code: int,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("generator.cli.load_commands", lambda: fails)
    assert run(monkeypatch, "check", "单位.xlsx") == code
    said = capsys.readouterr().err
    assert all(word in said for word in words)
    assert "denied" not in said
    assert "No space" not in said


def test_styles_are_listed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "styles", "list") == 0
    assert {"base", "hubei-wuhan-2022", "hubei-wuhan-2024"} <= set(capsys.readouterr().out.split())


def test_the_samples_are_without_findings(
    samples: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in samples.values():
        assert run(monkeypatch, "check", folder, "--json") == 0
        assert json.loads(capsys.readouterr().out)["counts"]["错误"] == 0

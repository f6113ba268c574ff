"""The commands ``juesuan batch`` and ``juesuan consolidate`` as a person types them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from generator.batch.progress import EVERY, Reporter
from generator.batch.record import Record, fault
from generator.cli import main
from tests.batch.support import real_unit

if TYPE_CHECKING:
    from pathlib import Path


def juesuan(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["juesuan", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    real_unit(tmp_path / "data" / "甲")
    (real_unit(tmp_path / "data" / "乙") / "unit.yaml").write_text("style: base\n", encoding="utf-8")
    return tmp_path / "data"


def test_a_batch_says_what_failed_and_ends_with_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    listing = tmp_path / "名单.csv"
    listing.write_text("单位\n甲\n乙\n丙\n", encoding="utf-8")
    arguments = ("batch", data, "-o", tmp_path / "out", "--list", listing, "--format", "docx", "--zip")
    assert juesuan(monkeypatch, *arguments) == 1
    said = capfd.readouterr()
    assert "乙：没有生成。" in said.err
    assert "未提交 1，有错误 1" in said.out
    assert (tmp_path / "out" / "批量成果.zip").is_file()
    (data / "乙" / "unit.yaml").unlink()
    (data / "乙" / "决算表.yaml").unlink()
    assert juesuan(monkeypatch, *arguments, "--json") == 0
    told = json.loads(capfd.readouterr().out)
    assert {row["unit"]: row["state"] for row in told["units"]}["丙"] == "未提交"
    assert not told["interrupted"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "odt"), "没有输出格式"),
        (("--only", "全部"), "可以是：失败、变动"),
        (("--executor", "cloud"), "没有这种执行方式"),
        (("--executor", "dask"), "--scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "--executor dask"),
        (("--executor", "dask", "--scheduler", "tcp://127.0.0.1:1", "--paper"), "--shared"),
    ],
)
def test_wrong_options_are_said_before_anything_is_written(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    said: str,
) -> None:
    assert juesuan(monkeypatch, "batch", data, "-o", tmp_path / "out", *options) == 2
    assert said in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_units_are_added_up_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲", "乙"):
        real_unit(tmp_path / "data" / name)
    assert juesuan(monkeypatch, "consolidate", tmp_path / "data", "--into", tmp_path / "部门") == 0
    assert "汇总了 2 个下属单位：江南区医疗保障局" in capfd.readouterr().out
    real_unit(tmp_path / "data" / "丙", year=2023)
    assert juesuan(monkeypatch, "consolidate", tmp_path / "data", "--into", tmp_path / "部门") == 1
    assert "2023 年度" in capfd.readouterr().out


# 进度


def records(count: int) -> list[Record]:
    return [Record(str(number), f"单位{number}", "成功") for number in range(count)]


def test_where_nobody_watches_progress_is_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    screen, now = io.StringIO(), [0.0]
    with Reporter(Console(file=screen, width=100), lambda: now[0]) as reporter:
        reporter.begin(4, 2)
        for record in records(3):
            now[0] += EVERY
            reporter.done(record)
        reporter.done(fault("x", "坏单位", "PL03", "超过时限", "放宽"))
        reporter.again(1)
    lines = screen.getvalue().splitlines()
    assert lines[0] == "要生成 4 个单位，2 个没有变动，不用重做。"
    assert lines[1] == "已完成 1/4，失败 0，还需约 30 秒"
    assert lines[3] == "已完成 3/4，失败 0，还需约 10 秒"
    assert lines[4:] == ["坏单位：没有生成。超过时限", "1 个单位生成时进程中断，现在单独重试。"]


def test_where_someone_watches_there_is_a_bar() -> None:
    screen = io.StringIO()
    with Reporter(Console(file=screen, width=100, force_terminal=True)) as reporter:
        reporter.begin(3, 0)
        for record in records(3):
            reporter.done(record)
    assert "3/3" in screen.getvalue()
    assert "失败 0" in screen.getvalue()

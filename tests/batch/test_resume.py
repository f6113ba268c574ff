"""Killed, interrupted, run twice at once: nothing is lost, nothing is half done, the end is the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.batch.lock import locked
from generator.errors import UsageError
from tests.batch import hooks
from tests.batch.support import plain_department, real_unit, run, states, tree, two

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
UNITS = 24


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return plain_department(tmp_path / "data", UNITS)


@pytest.fixture
def undisturbed(data: Path, tmp_path: Path) -> dict[str, bytes]:
    run(data, tmp_path / "undisturbed")
    return tree(tmp_path / "undisturbed")


@pytest.fixture
def start(data: Path, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def begin(module: str = "tests.batch.driver") -> subprocess.Popen[str]:
        arguments = ["batch", str(data), "-o", str(tmp_path / "out"), "--format", "docx"]
        command = [sys.executable, "-m", module, *arguments, "--executor", "process", "--workers", "2"]
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def built(folder: Path) -> int:
    return len(list(folder.glob("*/状态.json")))


def session(pid: int) -> set[int]:
    """Processes of the session that ``pid`` leads, without itself."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(pid) and fields[0] != "Z":
            found.add(int(stat.parent.name))
    return found - {pid}


def test_after_kill_9_the_next_run_goes_on_and_the_tree_is_that_of_an_undisturbed_run(
    start: Callable[[], subprocess.Popen[str]], data: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    process = start()
    until(lambda: built(out) >= 3)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    until(lambda: not session(process.pid))
    left = tree(out)
    done = [name for name in left if name.endswith("状态.json")]
    assert 3 <= len(done) < UNITS
    assert left.items() <= undisturbed.items(), "something half written is visible"
    _, heard = run(data, out)
    assert UNITS - len(done) == heard.due
    assert undisturbed == tree(out)
    assert list((out / ".批量").glob("正在写入-*")) == []


def test_ctrl_c_ends_at_once_and_keeps_what_was_finished(
    start: Callable[[], subprocess.Popen[str]], data: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    process = start()
    until(lambda: built(out) >= 3)
    os.killpg(process.pid, signal.SIGINT)
    said, complained = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "已中断" in said
    assert "Traceback" not in complained
    until(lambda: not session(process.pid))
    assert tree(out).items() <= undisturbed.items()
    assert f"未生成 {UNITS - built(out)}" in said
    assert (out / "批量结果.xlsx").is_file()
    run(data, out)
    assert undisturbed == tree(out)


def test_a_second_run_on_the_same_folder_says_so_and_stops(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with locked(out / ".批量"), pytest.raises(UsageError, match=f"另一次批量正在写这个文件夹.*进程 {os.getpid()}"):
        run(data, out)
    assert tree(out) == {}
    board, _ = run(data, out)
    assert {"成功"} == set(states(board).values())


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    code = "import os, sys; from pathlib import Path; from generator.batch.lock import locked\n"
    code += "lock = locked(Path(sys.argv[1])); lock.__enter__(); os._exit(9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)  # noqa: S603 - as above
    assert "pid" in (tmp_path / "锁").read_text(encoding="utf-8")
    with locked(tmp_path), pytest.raises(UsageError, match=f"进程 {os.getpid()}"), locked(tmp_path):
        pass


def test_documents_that_were_tampered_with_are_made_again(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(data, out)
    before = tree(out)
    (out / "unit-01" / "公开.docx").write_bytes(b"cut")
    (out / "unit-02" / "公开.docx").unlink()
    (out / "unit-03" / "状态.json").write_text("{", encoding="utf-8")
    shutil.rmtree(out / "unit-04")
    _, heard = run(data, out)
    assert heard.keys == ["unit-01", "unit-02", "unit-03", "unit-04"]
    assert before == tree(out)


def test_a_state_file_cannot_name_files_outside_its_folder(data: Path, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    precious.touch()
    run(data, out)
    state = out / "unit-01" / "状态.json"
    state.write_text(state.read_text(encoding="utf-8").replace("公开.docx", "../../precious.txt"), encoding="utf-8")
    (data / "unit-01" / "unit.yaml").write_text("RENAMED", encoding="utf-8")
    run(data, out)
    assert precious.is_file()


@pytest.mark.slow
def test_two_processes_and_one_give_the_same_bytes(tmp_path: Path) -> None:
    for number in range(4):
        real_unit(tmp_path / "data" / f"单位{number}")
    formats = ("docx", "pdf")
    run(tmp_path / "data", tmp_path / "one", do=hooks.run_task, formats=formats)
    board, _ = run(tmp_path / "data", tmp_path / "two", two(None, formats), hooks.run_task, formats=formats)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert all(row.record.pages for row in board.rows)
    assert "有错误" not in states(board).values()

"""One bad unit never stops the others, and says in one line what happened to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.batch.executors.crew import NoWorkersError
from generator.batch.executors.process import Start, processes
from generator.batch.record import FAULTS
from generator.pipeline import build_unit
from tests.batch import hooks
from tests.batch.support import WORKSPACE, plain_department, real_unit, row_of, run, states, tree, two

if TYPE_CHECKING:
    from pathlib import Path

    from generator.batch.board import Board
    from generator.batch.task import Outcome, Task

BAD = {hooks.RAISES: "PL01", hooks.DIES: "PL02", hooks.HANGS: "PL03", hooks.FILLS: "PL04"}


def check_four_lines(board: Board, output: Path) -> None:
    found = {row.record.key: row.record.findings[0] for row in board.failed}
    assert {key: finding["code"] for key, finding in found.items()} == BAD
    assert "坏了" in found[hooks.RAISES]["message"]
    assert "单独重试一次" in found[hooks.DIES]["message"]
    assert "超过时限" in found[hooks.HANGS]["message"]
    assert "磁盘满了" in found[hooks.FILLS]["message"]
    assert all(finding["advice"] for finding in found.values())
    documents = {name for name in tree(output) if name.endswith(".docx")}
    assert len(documents) == 16
    assert not {name for name in documents if name.split("/")[0] in BAD}


def test_twenty_units_of_which_four_go_wrong_give_sixteen_documents_and_four_clear_lines(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 20)
    for key in (hooks.RAISES, hooks.FILLS):
        (data / key / "unit.yaml").unlink()
        real_unit(data / key)
    board, heard = run(data, tmp_path / "out", two(4), hooks.quick_faulty)
    check_four_lines(board, tmp_path / "out")
    assert heard.tried_again == 1
    assert len(heard.records) == 20


@pytest.mark.slow
def test_the_same_with_real_documents(tmp_path: Path) -> None:
    for number in range(1, 21):
        real_unit(tmp_path / "data" / f"unit-{number:02d}")
    board, _ = run(tmp_path / "data", tmp_path / "out", two(20, ("docx",)), hooks.faulty)
    check_four_lines(board, tmp_path / "out")
    assert list((tmp_path / "out" / ".批量").glob("正在写入-*")) == []


def test_a_unit_whose_process_died_once_is_built_when_tried_alone(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 10)
    board, heard = run(data, tmp_path / "out", two(), hooks.dies_once)
    assert {"成功"} == set(states(board).values())
    assert heard.tried_again == 1


def test_what_failed_outside_the_data_is_tried_again_in_the_next_run(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 2)
    (data / hooks.RAISES).mkdir()
    (data / hooks.RAISES / "unit.yaml").touch()
    run(data, tmp_path / "out", do=hooks.quick_faulty)
    board, heard = run(data, tmp_path / "out")
    assert heard.keys == [hooks.RAISES]
    assert {"成功"} == set(states(board).values())


def test_a_unit_that_fails_outside_its_data_keeps_the_documents_it_had(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 5)
    run(data, tmp_path / "out")
    board, _ = run(data, tmp_path / "out", do=hooks.quick_faulty, force=True)
    assert f"{hooks.RAISES}/公开.docx" in tree(tmp_path / "out")
    assert "文件夹中是上次生成的文件" in row_of(board, hooks.RAISES).note


def _real_or_quick(task: Task, real: str) -> Outcome:
    """The real task for the unit ``real``, the quick one for all others."""
    return hooks.run_task(task) if task.key == real else hooks.quick(task)


def test_data_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 3)
    (data / "unit-02" / "unit.yaml").unlink()
    (data / "unit-02" / "unit.yaml").symlink_to(tmp_path / "nowhere")
    board, _ = run(data, tmp_path / "out", do=lambda task: _real_or_quick(task, "unit-02"))
    assert states(board) == {"unit-01": "成功", "unit-02": "有错误", "unit-03": "成功"}


def test_every_fault_has_a_name() -> None:
    assert set(BAD.values()) < set(FAULTS)


def test_a_unit_built_in_a_batch_is_the_unit_built_alone(tmp_path: Path) -> None:
    unit = real_unit(tmp_path / "data" / "甲")
    board, _ = run(tmp_path / "data", tmp_path / "out", do=hooks.run_task)
    alone = build_unit(unit, tmp_path / "alone", WORKSPACE, ("docx",), paper=False)
    assert states(board) == {"甲": "有警告" if board.rows[0].record.count("警告") else "成功"}
    assert alone.files[0].read_bytes() == (tmp_path / "out" / "甲" / alone.files[0].name).read_bytes()


def cannot_start() -> None:
    """A process that ends while it starts."""
    os._exit(1)


def test_processes_that_cannot_start_stop_the_run_instead_of_failing_every_unit(tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 30)
    with pytest.raises(NoWorkersError, match="启动不了"):
        run(data, tmp_path / "out", lambda _: processes(2, Start(cannot_start)))
    assert tree(tmp_path / "out") == {}
    assert set(states(run(data, tmp_path / "out")[0]).values()) == {"成功"}

"""The same tasks on a cluster: a real scheduler and two workers on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.batch.kit import pack_kit
from tests.batch import hooks
from tests.batch.support import WORKSPACE, plain_department, real_unit, run, states, tree

pytest.importorskip(
    "distributed", reason="没有安装 distributed（pip install 'juesuan[cluster]'）", exc_type=ImportError
)
pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.batch.executors.crew import Crew
    from generator.batch.record import Record

ROOT = Path(__file__).parents[2]


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    processes: list[subprocess.Popen[bytes]]

    def crew(self, kit: bytes = b"", timeout: float | None = None) -> Callable[[int], Crew]:
        """How to hire its workers."""
        from generator.batch.executors.dask import cluster

        return lambda _: cluster(self.address, ("docx",), kit, timeout)

    def kill_a_worker(self) -> None:
        """Take a worker away."""
        self.processes[-1].send_signal(signal.SIGKILL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    file = tmp_path / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}

    def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, "--scheduler-file", str(file), *arguments]
        return subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    scheduler = start("distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    worker = ("distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0")
    processes = [scheduler, start(*worker), start(*worker, "--no-nanny")]
    try:
        yield Cluster(_address(file), processes)
    finally:
        for process in reversed(processes):
            process.send_signal(signal.SIGINT)
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(file: Path) -> str:
    from distributed import Client

    end = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < end
        time.sleep(0.1)
    with Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        return str(client.scheduler.address)


def test_a_run_from_which_a_worker_is_taken_gives_the_bytes_of_a_local_run(cluster: Cluster, tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 24)
    seen: list[Record] = []

    def do_in_the_middle(record: Record) -> None:
        seen.append(record)
        if len(seen) == 6:
            cluster.kill_a_worker()

    board, heard = run(data, tmp_path / "cluster", cluster.crew(), hooks.slow, hear=do_in_the_middle)
    run(data, tmp_path / "local")
    assert {"成功"} == set(states(board).values())
    assert len(heard.records) == 24
    assert tree(tmp_path / "local") == tree(tmp_path / "cluster")


def test_data_and_styles_on_a_shared_folder_or_with_the_task_give_the_same(cluster: Cluster, tmp_path: Path) -> None:
    for number in range(4):
        real_unit(tmp_path / "data" / f"单位{number}")
    kit = pack_kit(WORKSPACE)
    run(tmp_path / "data", tmp_path / "local", do=hooks.run_task)
    run(tmp_path / "data", tmp_path / "shared", cluster.crew(), hooks.run_task)
    board, _ = run(tmp_path / "data", tmp_path / "carried", cluster.crew(kit), hooks.run_task, kit=kit)
    assert not {row.record.first_problem for row in board.failed}
    assert tree(tmp_path / "local") == tree(tmp_path / "shared") == tree(tmp_path / "carried")


def test_a_unit_that_kills_or_hangs_its_worker_costs_only_itself(cluster: Cluster, tmp_path: Path) -> None:
    data = plain_department(tmp_path / "data", 14)
    board, heard = run(data, tmp_path / "out", cluster.crew(timeout=3), hooks.quick_faulty)
    assert {hooks.RAISES, hooks.DIES, hooks.HANGS} == {row.record.key for row in board.failed}
    assert list(states(board).values()).count("成功") == 11
    assert heard.tried_again >= 2, "neighbours in the queue of a worker that ends may be asked once more"


def test_another_program_on_the_workers_is_said(cluster: Cluster, tmp_path: Path) -> None:
    real_unit(tmp_path / "data" / "甲")
    board, _ = run(tmp_path / "data", tmp_path / "out", cluster.crew(), hooks.run_task, program="another")
    assert "计算节点上的程序与本机的不同" in board.rows[0].record.first_problem

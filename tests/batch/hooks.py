"""Tasks for tests, run in worker processes: quick ones, and ones that go wrong in every way there is."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from generator.batch.fingerprint import data_files
from generator.batch.record import Printed, Record
from generator.batch.task import Outcome, Task, run_task, stage

if TYPE_CHECKING:
    from collections.abc import Callable

RAISES, DIES, HANGS, FILLS = "unit-05", "unit-09", "unit-13", "unit-17"


def quick(task: Task) -> Outcome:
    """A unit without any rendering: its document is its data; a unit whose data say so has an error."""
    data = dict(task.files) or {name: path.read_bytes() for name, path in data_files(Path(task.source))}
    content = b"".join(data.values())
    if b"WRONG" in content:
        finding = {"code": "XX01", "severity": "错误", "message": "不对", "place": "unit.yaml:1", "advice": "改正"}
        return Outcome(Record(task.key, f"单位{task.key}", "有错误", findings=(finding,)))
    name = f"{'新' if b'RENAMED' in content else ''}公开.docx"
    printed = Printed(name, len(content), hashlib.sha256(content).hexdigest())
    record = Record(task.key, f"单位{task.key}", "成功", documents=(printed,))
    staged = stage(task, {name: content})
    return Outcome(record, () if staged else ((name, content),), staged)


def slow(task: Task) -> Outcome:
    """As :func:`quick`, but long enough that a run can be interrupted."""
    time.sleep(0.25)
    return quick(task)


def dies_once(task: Task) -> Outcome:
    """Kills its process, unless it is tried again."""
    mark = Path(task.source) / "tried"
    if task.key == DIES and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(task)


def faulty(task: Task) -> Outcome:
    """The real task, except for four units."""
    return _faulty(task, run_task)


def quick_faulty(task: Task) -> Outcome:
    """The quick task, except for four units."""
    return _faulty(task, run_task if task.key in {RAISES, FILLS} else quick)


def _faulty(task: Task, do: Callable[[Task], Outcome]) -> Outcome:
    if task.key == DIES:
        os.kill(os.getpid(), signal.SIGKILL)
    if task.key == HANGS:
        time.sleep(600)
    with ExitStack() as stack:
        if task.key == RAISES:
            stack.enter_context(patch("generator.batch.task.check_unit", side_effect=RuntimeError("坏了")))
        if task.key == FILLS:
            full = OSError(errno.ENOSPC, "No space left on device")
            stack.enter_context(patch("generator.batch.task.stage", side_effect=full))
        return do(task)

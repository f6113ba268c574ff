"""What a run needs of those who do its tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.errors import MissingDependencyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor


class WorkerLostError(Exception):
    """进程中断: the process that had the task is gone; nobody else's task is affected."""


class OverdueError(Exception):
    """超过时限: the task was stopped."""


class NoWorkersError(MissingDependencyError):
    """进程启动不了: nobody's task can be done; the run stops, and what was finished is kept."""


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, and how to treat it."""

    executor: Executor
    size: int
    """How many tasks it does at once."""
    stop: Callable[[], None]
    """Let go at once, tasks that run included."""
    one_by_one: Callable[[], Crew] | None = None
    """For tasks that must have the machine for themselves; the same crew, one task at a time, where there is none."""

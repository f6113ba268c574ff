"""Progress on the terminal: a bar where someone watches, plain lines where the output goes to a file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from rich.progress import TaskID

    from generator.batch.record import Record

EVERY = 10.0
"""Seconds between two plain lines."""


class Reporter:
    """A :class:`generator.batch.run.Watch` that speaks to the terminal; used in a ``with`` block."""

    def __init__(self, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console or Console(stderr=True, highlight=False, markup=False)
        self._clock = clock
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._total = self._done = self._failed = 0
        self._start = self._spoke = clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, due: int, current: int) -> None:
        """How many units are due, how many need not be built."""
        self._total = due
        self._start = self._spoke = self._clock()
        self._console.print(f"要生成 {due} 个单位" + (f"，{current} 个没有变动，不用重做。" if current else "。"))
        if due and self._console.is_terminal:
            self._bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("失败 {task.fields[failed]}"),
                TextColumn("已用"),
                TimeElapsedColumn(),
                TextColumn("还需"),
                TimeRemainingColumn(),
                console=self._console,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=due, failed=0)

    def done(self, record: Record) -> None:
        """A unit is finished; one that failed is told at once."""
        self._done += 1
        if record.failed:
            self._failed += 1
            self._console.print(f"{record.unit}：没有生成。{record.first_problem}")
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, failed=self._failed)
        elif self._clock() - self._spoke >= EVERY:
            self._spoke = self._clock()
            self._console.print(f"已完成 {self._done}/{self._total}，失败 {self._failed}，{self._remaining()}")

    def again(self, count: int) -> None:
        """So many units are tried once more."""
        self._console.print(f"{count} 个单位生成时进程中断，现在单独重试。")

    def _remaining(self) -> str:
        seconds = (self._clock() - self._start) / self._done * (self._total - self._done)
        return f"还需约 {round(seconds)} 秒" if seconds < 120 else f"还需约 {round(seconds / 60)} 分钟"  # noqa: PLR2004 - two minutes

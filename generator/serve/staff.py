"""A task → what it gives, done in a process of this machine; whatever goes wrong there becomes an error in Chinese."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeVar

from generator.batch.executors.crew import NoWorkersError, OverdueError, WorkerLostError
from generator.batch.executors.process import Start, processes
from generator.batch.size import worker_count
from generator.batch.warm import preload, start_worker
from generator.errors import GeneratorError, why
from generator.serve import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from generator.batch.executors.crew import Crew

T = TypeVar("T")

TIMEOUT = 120.0
"""Seconds that one task may take."""
PRINTING = ("docx", "pdf")
_READING = frozenset({work.view, work.excerpt, work.record})
"""Tasks that may be done twice: where a process is lost, another does it again."""
_LOG = logging.getLogger(__name__)


class TaskError(GeneratorError):
    """任务没有完成: the process that had it is gone, took too long, or met what it does not know."""

    exit_code = 3


class Staff:
    """Crews of processes: ``front`` for pages, ``back`` for the board, ``take`` for uploads, ``print`` for documents.

    A large upload, or a document that is printed, lets no page wait.
    """

    def __init__(self) -> None:
        self._crews: dict[str, Crew] = {}

    async def do(self, who: str, task: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401 - any task
        """Have a task done.

        Raises:
            GeneratorError: the task's own, or that it was not done.
        """
        tries = 2 if task in _READING else 1
        for _ in range(tries):
            try:
                return await asyncio.wrap_future(self._crew(who).executor.submit(task, *arguments))
            except WorkerLostError:
                continue
            except NoWorkersError:
                break
            except OverdueError:
                raise TaskError(f"超过 {TIMEOUT:.0f} 秒，已经停止", "检查数据是否过大") from None
            except GeneratorError:
                raise
            except Exception as error:
                raise _unexpected(error) from error
        raise TaskError("进程中断（内存不足，或被系统结束）", "再试一次；仍然中断时检查数据是否过大")

    def dismiss(self) -> None:
        """Let everybody go, tasks that run included."""
        for crew in self._crews.values():
            crew.stop()

    def _crew(self, who: str) -> Crew:
        if who not in self._crews:
            formats = PRINTING if who == "print" else ()
            size = worker_count(()) if who == "back" else 1
            self._crews[who] = processes(size, Start(start_worker, (formats,), preload(())), TIMEOUT)
        return self._crews[who]


def _unexpected(error: Exception) -> TaskError:
    """An error that the task does not know: files of the program or of a style that are half saved, most likely."""
    _LOG.error("%s: %s", type(error).__name__, error, exc_info=error)
    if isinstance(error, UnicodeDecodeError):
        return TaskError("样式、模板或表样中有文件不是 UTF-8 编码", "用 UTF-8 编码另存；正在保存的，保存完成后再打开")
    if isinstance(error, OSError):
        advice = "检查文件是否正被其他程序占用，以及读写权限"
        return TaskError(f"文件读写出错（{why(error)}）", advice)
    return TaskError(f"程序出错（{type(error).__name__}）", "稍后再试；仍然出错时，看终端中的说明")

"""Tasks in processes of this machine, each in a pool of its own: one that dies or hangs takes no other with it.

A pool of several processes breaks as a whole when one of them dies, and nobody can say whose task it was. Here each
thread (a *lane*) has a pool of one process and one task at a time, and makes a new one when it is gone.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.batch.executors.crew import Crew, NoWorkersError, OverdueError, WorkerLostError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

STARTS = 3
"""How often a process is started before giving up."""

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class Start(NamedTuple):
    """How a process is made."""

    initializer: Callable[..., None]
    arguments: tuple[Any, ...] = ()
    preload: tuple[str, ...] = ()
    """Modules that are loaded once for all processes, where the system can do so."""
    method: str = ""
    """``spawn`` or ``forkserver``; empty: :func:`start_method`."""


class _Item(NamedTuple):
    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


def start_method() -> str:
    """The way of making a process that starts quickest without copying this one's threads."""
    methods = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in methods else "spawn"


class ProcessExecutor(Executor):
    """``size`` lanes; a task that takes longer than ``timeout`` seconds is stopped."""

    def __init__(self, size: int, start: Start, timeout: float | None = None) -> None:
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._lanes = [_Lane(start, timeout) for _ in range(size)]
        self._threads: list[threading.Thread] = []
        self._closed = False

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - any task
        """Queue a task; a lane begins with the first task that it may get."""
        if self._closed or kwargs:
            raise RuntimeError("closed" if self._closed else "keywords are not supported")
        future: Future[T] = Future()
        self._queue.put(_Item(future, fn, args))
        if len(self._threads) < len(self._lanes):
            lane = self._lanes[len(self._threads)]
            thread = threading.Thread(target=lane.serve, args=(self._queue,), daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor
        """End the lanes when their tasks are done."""
        self._closed = True
        if cancel_futures:
            self._cancel_waiting()
        for _ in self._threads:
            self._queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def stop(self) -> None:
        """End the lanes now; tasks that run are lost."""
        self._closed = True
        self._cancel_waiting()
        for lane in self._lanes:
            lane.stop()
        self.shutdown()

    def _cancel_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                item = self._queue.get_nowait()
                if item is not None:
                    item.future.cancel()


class _Lane:
    """One process at a time."""

    def __init__(self, start: Start, timeout: float | None) -> None:
        self._start = start
        self._timeout = timeout
        self._pool: ProcessPoolExecutor | None = None
        self._pid = 0
        self._stopped = False

    def serve(self, tasks: queue.SimpleQueue[_Item | None]) -> None:
        """Do tasks until there is none."""
        if hasattr(signal, "pthread_sigmask"):
            # inherited by the processes made here: an interrupt at the keyboard is for the main process alone
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while (item := tasks.get()) is not None:
            if self._stopped or not item.future.set_running_or_notify_cancel():
                item.future.cancel()
                continue
            try:
                result = self._run(item)
            except BaseException as error:  # noqa: BLE001 - handed on through the future
                item.future.set_exception(error)
            else:
                item.future.set_result(result)
        self._drop()

    def stop(self) -> None:
        """Kill the process."""
        self._stopped = True
        self._kill()

    def _run(self, item: _Item) -> Any:  # noqa: ANN401 - any task
        try:
            inner = self._ready().submit(item.function, *item.arguments)
            try:
                return inner.result(self._timeout)
            except FutureTimeoutError:
                if inner.done():
                    return inner.result()
                self._kill()
                self._drop()
                raise OverdueError from None
        except BrokenProcessPool as error:
            self._drop()
            raise WorkerLostError from error

    def _ready(self) -> ProcessPoolExecutor:
        """The pool, its process started and warm: the time that this takes is not the task's.

        Raises:
            NoWorkersError: the process ended while it started, several times in a row.
        """
        for _ in range(STARTS):
            if self._pool is not None:
                return self._pool
            context = multiprocessing.get_context(self._start.method or start_method())
            context.set_forkserver_preload(list(self._start.preload))
            self._pool = ProcessPoolExecutor(1, context, self._start.initializer, self._start.arguments)
            try:
                self._pid = self._pool.submit(os.getpid).result()
            except BrokenProcessPool:
                self._drop()
            if self._stopped:
                self._kill()
        if self._pool is None:
            advice = "检查内存是否足够；也可以用 --executor serial 在一个进程中生成"
            raise NoWorkersError("生成文件的进程启动不了", advice)
        return self._pool

    def _kill(self) -> None:
        if self._pid:
            with contextlib.suppress(OSError):
                os.kill(self._pid, KILL)

    def _drop(self) -> None:
        pool, self._pool, self._pid = self._pool, None, 0
        if pool is not None:
            pool.shutdown()


def processes(size: int, start: Start, timeout: float | None = None) -> Crew:
    """A crew of ``size`` processes of this machine."""
    executor = ProcessExecutor(size, start, timeout)
    return Crew(executor, size, executor.stop, lambda: processes(1, start, timeout))

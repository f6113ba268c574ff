"""Tasks on a cluster of dask.distributed: the same tasks, the same records, more machines."""

from __future__ import annotations

import os
import threading
from concurrent.futures import CancelledError, Executor, Future
from typing import TYPE_CHECKING, Any, TypeVar

from distributed import Client, KilledWorker, WorkerPlugin

from generator.batch.executors.crew import Crew, WorkerLostError
from generator.batch.warm import warm_up
from generator.errors import GeneratorError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

OVERDUE = 75
"""Exit code of a worker that ends itself because its task hangs."""
PATIENCE = 20
"""Seconds to wait for the scheduler."""


class _WarmUp(WorkerPlugin):  # type: ignore[misc] # distributed brings no types
    """Readies each worker, also those that join later."""

    name = "juesuan"

    def __init__(self, formats: tuple[str, ...], kit: bytes) -> None:
        self._formats = formats
        self._kit = kit

    def setup(self, worker: object) -> None:
        """Called in the worker."""
        del worker
        warm_up(self._formats, self._kit)


class DaskExecutor(Executor):
    """Futures of the cluster as futures of the standard library, whatever becomes of the worker.

    The client's own executor leaves a future open for ever when a result is lost on its way.
    """

    def __init__(self, client: Client, timeout: float | None) -> None:
        self._client = client
        self._timeout = timeout
        self._sent: set[Any] = set()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - any task
        """Send a task."""
        outer: Future[T] = Future()
        outer.set_running_or_notify_cancel()
        sent = self._client.submit(_limited, self._timeout, fn, *args, **kwargs, pure=False)
        self._sent.add(sent)
        sent.add_done_callback(lambda done: self._hand_on(done, outer))
        return outer

    def _hand_on(self, done: Any, outer: Future[T]) -> None:  # noqa: ANN401 - distributed brings no types
        try:
            outer.set_result(done.result())
        except (KilledWorker, CancelledError):
            outer.set_exception(WorkerLostError())
        except BaseException as error:  # noqa: BLE001 - handed on through the future
            outer.set_exception(error)
        self._sent.discard(done)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as Executor
        """Leave the cluster; its workers stay."""
        del wait
        if cancel_futures:
            self._client.cancel(list(self._sent))
        self._client.close()


def _limited(seconds: float | None, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401 - any task
    """Run ``function``; a worker that is not done in time ends, and its nanny starts another."""
    if seconds is None:
        return function(*args, **kwargs)
    timer = threading.Timer(seconds, os._exit, (OVERDUE,))
    timer.daemon = True
    timer.start()
    try:
        return function(*args, **kwargs)
    finally:
        timer.cancel()


def cluster(address: str, formats: tuple[str, ...], kit: bytes, timeout: float | None = None) -> Crew:
    """The workers that the scheduler at ``address`` has.

    Raises:
        GeneratorError: the scheduler does not answer, or has no workers.
    """
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GeneratorError(f"连不上调度器 {address}", "核对地址，确认 dask scheduler 已经启动") from error
    size = sum(client.nthreads().values())
    if not size:
        client.close()
        raise GeneratorError("调度器没有计算节点", "在各台机器上启动 dask worker 后再运行")
    client.register_plugin(_WarmUp(formats, kit))
    executor = DaskExecutor(client, timeout)
    return Crew(executor, size, lambda: executor.shutdown(wait=False, cancel_futures=True))

"""Tasks one after the other in this process: for few units, and for looking into a failure."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any, TypeVar

from generator.batch.executors.crew import Crew

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class SerialExecutor(Executor):
    """Does a task when it is submitted. It cannot stop one that hangs."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - any task
        """Run it; the future is done."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed on through the future
            future.set_exception(error)
        return future


def serial() -> Crew:
    """A crew of this process alone."""
    return Crew(SerialExecutor(), 1, lambda: None)

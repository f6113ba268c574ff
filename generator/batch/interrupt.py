"""Ctrl-C and the system's request to end, held back while something is put in place."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Used in a ``with`` block of the main thread: both signals raise :class:`KeyboardInterrupt`."""

    def __init__(self) -> None:
        self._before: dict[signal.Signals, object] = {}
        self._holding = False
        self._asked = False

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {one: signal.signal(one, self._handle) for one in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)  # type: ignore[arg-type] # what signal.signal gave

    def _handle(self, *_: object) -> None:
        if not self._holding:
            raise KeyboardInterrupt
        self._asked = True

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """An interrupt that comes inside is raised at the end."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._asked:
            self._asked = False
            raise KeyboardInterrupt

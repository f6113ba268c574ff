"""What happens → everybody who listens: one queue a page, events as JSON over SSE."""

from __future__ import annotations

import asyncio
import json
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

BOARD = ""
"""Topic of the board; every other topic is a unit."""
WAITING = 200
"""Events that a page may be behind; one that is further behind is told to load anew."""
HEARTBEAT = 15.0

Event = dict[str, Any]


class Hub:
    """Lives in the server's event loop."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[Event | None], str] = {}

    def listens(self, topic: str) -> bool:
        """Whether any page shows ``topic``."""
        return topic in self._queues.values()

    def tell(self, topic: str, event: Event) -> None:
        """Hand ``event`` to all pages of ``topic``."""
        for queue, wanted in self._queues.items():
            if wanted == topic:
                self._put(queue, event)

    def tell_all(self, event: Event) -> None:
        """Hand ``event`` to every page."""
        for queue in self._queues:
            self._put(queue, event)

    def close(self) -> None:
        """End all streams."""
        for queue in self._queues:
            with suppress(asyncio.QueueFull):
                queue.put_nowait(None)

    async def stream(self, topic: str) -> AsyncIterator[str]:
        """The events of ``topic`` as they come, in the form of SSE."""
        with self._queue(topic) as queue:
            yield "retry: 1000\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": \n\n"
                    continue
                if event is None:
                    return
                yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"

    @contextmanager
    def _queue(self, topic: str) -> Iterator[asyncio.Queue[Event | None]]:
        queue: asyncio.Queue[Event | None] = asyncio.Queue(WAITING)
        self._queues[queue] = topic
        try:
            yield queue
        finally:
            del self._queues[queue]

    def _put(self, queue: asyncio.Queue[Event | None], event: Event) -> None:
        if queue.full():
            while not queue.empty():
                queue.get_nowait()
            event = {"type": "stale"}
        queue.put_nowait(event)

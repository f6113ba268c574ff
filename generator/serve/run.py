"""The server's life: a socket on this machine, a random token, the browser, and the end."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.serve.app import make_app
from generator.serve.guard import Door

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

    from generator.serve.office import Office
    from generator.serve.units import Unit

BACKLOG = 128
"""Connections that may wait while the server starts."""
PATIENCE = 10.0
"""Seconds in which a new connection must say what it wants."""
GRACE = 1
"""Seconds that open streams get at the end."""


class Protocol(H11Protocol):
    """HTTP, with an end for connections that are opened and never ask."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the library's own
        """Wait for the first request."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._give_up)

    def _give_up(self) -> None:
        asked: object = self.cycle
        if asked is None:
            self.transport.close()


class Server(uvicorn.Server):
    """A server that ends its streams of events first, so that it need not wait for them."""

    def __init__(self, config: uvicorn.Config, office: Office) -> None:
        super().__init__(config)
        self.office = office

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self.office.hub.close()
        await super().shutdown(sockets)


def listen(port: int = 0) -> socket.socket:
    """A socket that only this machine reaches; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.bind(("127.0.0.1", port))
        found.listen(BACKLOG)
    except OSError:
        found.close()
        raise
    return found


def make_server(office: Office, door: Door, changed: Callable[[Unit], Awaitable[None]] | None = None) -> Server:
    """The server, not yet running."""
    config = uvicorn.Config(
        make_app(office, door, changed),
        http=Protocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=30,
        ws="none",
    )
    return Server(config, office)


def serve(
    office: Office,
    bound: socket.socket,
    *,
    opened: bool,
    say: Callable[[str], None],
    changed: Callable[[Unit], Awaitable[None]] | None = None,
) -> None:
    """Run until the person at the terminal ends it."""
    door = Door(secrets.token_urlsafe(24), bound.getsockname()[1])
    say(door.address)
    if opened:
        threading.Thread(target=webbrowser.open, args=(door.address,), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        make_server(office, door, changed).run([bound])

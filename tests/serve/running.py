"""A server of the review pages in a thread of the test, and a plain client that speaks HTTP to it."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from generator.serve.guard import Door
from generator.serve.office import Office
from generator.serve.records import Records
from generator.serve.run import listen, make_server
from generator.serve.units import unit_id
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping
    from pathlib import Path

    from generator.serve.units import Unit

TOKEN = "token-of-the-test"  # noqa: S105 - of a server that lives for one test
PATIENCE = 30.0


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@dataclass
class Running:
    """A server that runs, and its client."""

    office: Office
    door: Door
    cookie: str = field(init=False)

    def __post_init__(self) -> None:
        self.cookie = f"{self.door.cookie}={self.door.token}"

    @property
    def origin(self) -> str:
        """That of its pages."""
        return f"http://127.0.0.1:{self.door.port}"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request with the cookie, unless ``Cookie`` says otherwise; an empty header is left out."""
        every = {"Host": f"127.0.0.1:{self.door.port}", "Cookie": self.cookie}
        if method == "POST":
            every["Origin"] = self.origin
        every |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in every.items():
                if value:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """A page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """A form."""
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields).encode(), **(kind | headers))

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        """A form with a file."""
        boundary = "grenze"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join((*parts, head, content, f"\r\n--{boundary}--\r\n".encode()))
        return self.ask("POST", path, body, Content_Type=f"multipart/form-data; boundary={boundary}")

    def unit(self, source: Path) -> Unit:
        """The unit at ``source``."""
        return self.office.units[unit_id(source)]

    def rows(self) -> None:
        """Wait until every unit has its row."""
        until(lambda: all(unit.record for unit in self.office.units.values()))


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


@contextmanager
def running(
    source: Path,
    kept: Path,
    changed: Callable[[Unit], Awaitable[None]] | None = None,
    prepare: Callable[[Office], object] | None = None,
) -> Iterator[Running]:
    """A server for ``source`` that keeps its rows in ``kept``."""
    office = Office(source.resolve(), Workspace.find(), Records(kept))
    if prepare is not None:
        prepare(office)
    office.start()
    bound = listen()
    door = Door(TOKEN, bound.getsockname()[1])
    server = make_server(office, door, changed)
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield Running(office, door)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        bound.close()

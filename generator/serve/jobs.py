"""Downloads that are being made: each has a key, a state, and a folder of its own; pages hear of them over SSE."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.errors import GeneratorError
from generator.serve import work
from generator.serve.documents import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.serve.documents import Made
    from generator.serve.office import Office
    from generator.serve.units import Unit

JobState = Literal["排队", "正在生成", "已完成", "没有生成"]
MOST = 40
"""Downloads that are kept; the oldest goes first."""
TICK = 0.5
"""Seconds between two messages of a job that runs."""


@dataclass
class Job:
    """一个下载."""

    id: str
    unit: str
    kind: str
    state: JobState = "排队"
    seconds: float = 0.0
    made: Made | None = None
    said: str = ""

    @property
    def title(self) -> str:
        """What it is."""
        return KINDS[self.kind]

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"已完成", "没有生成"}

    @property
    def words(self) -> str:
        """Where it stands."""
        running = f"，已用 {self.seconds:.0f} 秒" if self.state == "正在生成" and self.seconds >= 1 else ""
        return f"{self.title}：{self.state}{running}{'：' if self.said else ''}{self.said}"


class Jobs:
    """Lives in the server's event loop."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.listed: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    def begin(self, unit: Unit, kind: str) -> Job:
        """Have a file made in the background."""
        job = Job(secrets.token_hex(8), unit.id, kind)
        self.listed[job.id] = job
        for old in [one for one in self.listed.values() if one.over][: max(0, len(self.listed) - MOST)]:
            shutil.rmtree(self._folder(old), ignore_errors=True)
            del self.listed[old.id]
        task = asyncio.get_running_loop().create_task(self._run(unit, job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def of(self, unit: Unit) -> tuple[Job, ...]:
        """The unit's downloads, the newest first."""
        return tuple(job for job in reversed(self.listed.values()) if job.unit == unit.id)

    def find(self, unit: Unit, key: str) -> Job | None:
        """The unit's download of this key."""
        job = self.listed.get(key)
        return job if job is not None and job.unit == unit.id else None

    def _folder(self, job: Job) -> Path:
        return self.office.room / "下载" / job.id

    async def _run(self, unit: Unit, job: Job) -> None:
        async with self._turn:
            job.state = "正在生成"
            started = time.monotonic()
            arguments = (str(unit.source), job.kind, str(self._folder(job)), self.office.root, self.office.kit)
            doing = asyncio.ensure_future(self.office.do("print", work.document, *arguments))
            while not doing.done():
                job.seconds = time.monotonic() - started
                self._tell(unit, job)
                await asyncio.wait({doing}, timeout=TICK)
            try:
                job.made = doing.result()
                job.state = "已完成"
            except GeneratorError as error:
                job.state, job.said = "没有生成", str(error)
            except Exception as error:  # noqa: BLE001 - one download must not stop the others
                job.state, job.said = "没有生成", f"程序出错（{type(error).__name__}: {error}）"
            self._tell(unit, job)

    def _tell(self, unit: Unit, job: Job) -> None:
        event = {"type": "job", "job": job.id, "words": job.words, "over": job.over, "ready": job.made is not None}
        self.office.hub.tell(unit.id, event)

"""The state of a running server: units, their views and rows, those who work, and what is being made."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.batch.executors.crew import NoWorkersError, OverdueError, WorkerLostError
from generator.batch.executors.process import Start, processes
from generator.batch.size import worker_count
from generator.batch.warm import preload, start_worker
from generator.errors import GeneratorError
from generator.report.data import as_json
from generator.serve import work
from generator.serve.hub import BOARD, Hub
from generator.serve.saving import version_of
from generator.serve.units import Unit, kit_stamp, scan, stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from generator.batch.executors.crew import Crew
    from generator.batch.fingerprint import Fingerprints
    from generator.serve.records import Records
    from generator.serve.view import UnitView
    from generator.workspace import Workspace

T = TypeVar("T")

VIEWS = 24
"""Views that are kept; the longest unseen goes first."""
TIMEOUT = 120.0
"""Seconds that one task may take."""
TRIES, PAUSE = 5, 0.2
"""How often, and after how many seconds, files are read again that could not be read."""
PRINTING = ("docx", "pdf")


class TaskError(GeneratorError):
    """任务没有完成: the process that had it is gone, or took too long."""


@dataclass
class Office:
    """Lives in the server's event loop. ``source`` is a folder of units, or one unit."""

    source: Path
    workspace: Workspace
    records: Records
    hub: Hub = field(default_factory=Hub)
    units: dict[str, Unit] = field(default_factory=dict)
    kit: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    """Short messages for the next page, by a key."""
    _crews: dict[str, Crew] = field(default_factory=dict)
    _seen: list[str] = field(default_factory=list)
    _room: Path | None = None
    _missing: set[str] = field(default_factory=set)

    @property
    def root(self) -> str:
        """The workspace as tasks are told it."""
        return str(self.workspace.root)

    @property
    def room(self) -> Path:
        """A folder for uploads and downloads; goes when the server ends."""
        if self._room is None:
            self._room = Path(tempfile.mkdtemp(prefix="juesuan-"))
        return self._room

    @property
    def alone(self) -> Unit | None:
        """The unit, where the server was started for one."""
        return next(iter(self.units.values())) if len(self.units) == 1 and self.source_is_unit else None

    @property
    def source_is_unit(self) -> bool:
        """Whether the server was started for one unit and not for a folder of them."""
        return any(unit.source in {self.source, self.source.parent} for unit in self.units.values())

    def start(self) -> None:
        """Look at what is there.

        Raises:
            UsageError: there are no units.
        """
        self.kit = self.kit_of(self.source)
        self.rescan()

    def kit_of(self, source: Path) -> str:
        """The state of the styles for what lies at ``source``, those that lie beside it included."""
        return kit_stamp(self.workspace.beside(source))

    def rescan(self) -> bool:
        """Look for units that came or went; whether any did.

        One that is missing for the first time stays: its file may just be being saved.
        """
        found = scan(self.source, self.units)
        missing = self.units.keys() - found.keys()
        found |= {key: self.units[key] for key in missing - self._missing}
        self._missing = missing
        changed = found.keys() != self.units.keys()
        self.units = found
        return changed

    def close(self) -> None:
        """Let everybody go."""
        self.hub.close()
        for crew in self._crews.values():
            crew.stop()
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)

    def note(self, text: str) -> str:
        """Keep a message for the next page; its key."""
        key = secrets.token_hex(8)
        self.notes[key] = text
        while len(self.notes) > VIEWS:
            del self.notes[next(iter(self.notes))]
        return key

    async def do(self, who: str, task: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401 - any task
        """Have a task done in a process: ``front`` for what a person waits for, ``back``, or ``print``.

        Raises:
            GeneratorError: the task's own, or that it was not done.
        """
        future = self._crew(who).executor.submit(task, *arguments)
        try:
            return await asyncio.wrap_future(future)
        except (WorkerLostError, NoWorkersError) as error:
            raise TaskError("进程中断（内存不足，或被系统结束）", "再试一次；仍然中断时检查数据是否过大") from error
        except OverdueError as error:
            raise TaskError(f"超过 {TIMEOUT:.0f} 秒，已经停止", "检查数据是否过大") from error

    def _crew(self, who: str) -> Crew:
        if who not in self._crews:
            formats = PRINTING if who == "print" else ()
            size = worker_count(()) if who == "back" else 1
            self._crews[who] = processes(size, Start(start_worker, (formats,), preload(())), TIMEOUT)
        return self._crews[who]

    async def view(self, unit: Unit) -> UnitView:
        """What the unit's page shows, made anew where files or styles changed.

        Raises:
            GeneratorError: the style is wrong, or the task was not done.
        """
        async with unit.lock:
            seen = await asyncio.to_thread(stamp, unit.source)
            kit = await asyncio.to_thread(self.kit_of, unit.source)
            if unit.view is None or seen != unit.stamp or unit.kit != kit:
                version = await self._version(unit)
                unit.kit = kit
                unit.view = await self.do("front", work.view, str(unit.source), self.root, kit)
                unit.stamp, unit.version = seen, version
            self._remember(unit)
            return unit.view

    async def _version(self, unit: Unit) -> str:
        """The digest of the unit's files; a spreadsheet that saves lets files come and go for a moment.

        Raises:
            TaskError: they cannot be read.
        """
        for _ in range(TRIES):
            try:
                return await asyncio.to_thread(version_of, unit.source)
            except OSError:
                await asyncio.sleep(PAUSE)
        raise TaskError(f"无法读取 {unit.source.name}", "检查文件是否正被其他程序占用，以及读取权限")

    def _remember(self, unit: Unit) -> None:
        with contextlib.suppress(ValueError):
            self._seen.remove(unit.id)
        self._seen.append(unit.id)
        while len(self._seen) > VIEWS:
            if (oldest := self.units.get(self._seen.pop(0))) is not None:
                oldest.view = None

    async def record(self, unit: Unit, fingerprints: Fingerprints) -> None:
        """Bring the unit's row up to date, and tell the board."""
        state = await asyncio.to_thread(stamp, unit.source), self.kit
        if unit.record is not None and unit.recorded == state:
            return
        wanted = await asyncio.to_thread(_fingerprint, unit.source, fingerprints)
        if not wanted:
            return
        found = await asyncio.to_thread(self.records.read, unit.id, wanted)
        if found is None:
            found = await self.do("back", work.record, unit.key, str(unit.source), self.root, self.kit)
            if not found.faulty:
                await asyncio.to_thread(self.records.keep, unit.id, wanted, found)
        unit.record, unit.recorded = found, state
        self.hub.tell(BOARD, {"type": "row", "unit": unit.id})


def _fingerprint(source: Path, fingerprints: Fingerprints) -> str:
    """What the unit's row is made from, as one word; empty where the files cannot be read."""
    try:
        known = fingerprints.of(version_of(source), "")
    except OSError:
        return ""
    return hashlib.sha256(as_json(known).encode()).hexdigest()

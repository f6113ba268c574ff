"""The state of a running server: units, their views and rows, those who work, and what is being made."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.errors import GeneratorError
from generator.report.data import as_json
from generator.serve import work
from generator.serve.hub import BOARD, Hub
from generator.serve.saving import version_of
from generator.serve.staff import Staff, TaskError
from generator.serve.units import Unit, is_there, kit_stamp, scan, stamp
from generator.serve.view import UnitView, in_place_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from generator.batch.fingerprint import Fingerprints
    from generator.serve.records import Records
    from generator.serve.units import Stamp
    from generator.workspace import Workspace

T = TypeVar("T")

VIEWS = 24
"""Views that are kept; the longest unseen goes first."""
TRIES, PAUSE = 4, 0.2
"""How often, and after how many seconds, files are read again that could not be read."""


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
    _staff: Staff = field(default_factory=Staff)
    _seen: list[str] = field(default_factory=list)
    _room: Path | None = None
    _missing: set[str] = field(default_factory=set)
    _scanning: threading.Lock = field(default_factory=threading.Lock)

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
        """The unit, where the server was started for one and not for a folder of them."""
        units = tuple(self.units.values())
        return units[0] if len(units) == 1 and units[0].source in {self.source, self.source.parent} else None

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

    def rescan(self) -> None:
        """Look for units that came or went; may be called from any thread.

        One whose file is there, though nobody can read it now, stays; so does one that is missing for the first time:
        its file may just be being saved.
        """
        with self._scanning:
            known = self.units
            found = scan(self.source, known)
            missing = known.keys() - found.keys()
            found |= {key: known[key] for key in missing if key not in self._missing or is_there(known[key].source)}
            self._missing = missing
            self.units = found

    def close(self) -> None:
        """Let everybody go."""
        self.hub.close()
        self._staff.dismiss()
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
        return await self._staff.do(who, task, *arguments)

    async def view(self, unit: Unit) -> UnitView:
        """What the unit's page shows, made anew where files or styles changed.

        Files that are being saved, and so cannot be read, are read again. Where nothing can be made of them any more,
        the last document stays, with what is wrong now.

        Raises:
            GeneratorError: the style is wrong, or the task was not done, and there is no last document.
        """
        async with unit.lock:
            unit.view = await self._renewed(unit)
            self._remember(unit)
            return unit.view

    async def _renewed(self, unit: Unit) -> UnitView:
        state, tries = await self._state(unit), TRIES
        while unit.view is None or state != (unit.stamp, unit.kit):
            version, made = await self._made(unit, state[1])
            before, state, tries = state, await self._state(unit), tries - 1
            if not tries or state == before or (isinstance(made, UnitView) and made.html):
                unit.view = in_place_of(unit.view, made)
                unit.kit, unit.version = before[1], version
                unit.stamp = () if isinstance(made, TaskError) else before[0]
                break
        return unit.view

    async def _made(self, unit: Unit, kit: str) -> tuple[str, UnitView | GeneratorError]:
        """The digest of the unit's files, and the view that is made of them."""
        try:
            version = await self._version(unit)
            return version, await self.do("front", work.view, str(unit.source), self.root, kit)
        except GeneratorError as error:
            return "", error

    async def _state(self, unit: Unit) -> tuple[Stamp, str]:
        """The state of the unit's files, and of the styles."""
        return await asyncio.to_thread(stamp, unit.source), await asyncio.to_thread(self.kit_of, unit.source)

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

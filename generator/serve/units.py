"""A folder of units → the units by opaque keys, and the cheap stamps that tell when their files change.

A request names a unit by its key, which is looked up here; no text of a request is ever part of a path.
Stamps are times and sizes and are polled: that works on every system and on network drives.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.batch.discover import find
from generator.batch.kit import LEFT_OUT
from generator.ingest.files import UNIT_FILE

if TYPE_CHECKING:
    from generator.batch.record import Record
    from generator.serve.view import UnitView
    from generator.workspace import Workspace

Stamp = tuple[tuple[str, int, int], ...]
"""Name, time and size of each file."""


@dataclass
class Unit:
    """一个单位 while the server runs."""

    id: str
    key: str
    source: Path
    stamp: Stamp = ()
    record: Record | None = None
    recorded: tuple[Stamp, str] = ((), "")
    """State of the files and of the styles that the record was made from."""
    view: UnitView | None = None
    version: str = ""
    """Digest of the files that the view shows."""
    kit: str = ""
    """State of the styles that the view was made with."""
    own: str = ""
    """Digest of the file that the program itself wrote last."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def name(self) -> str:
        """What the unit is called, as far as it is known."""
        if self.record and self.record.year:
            return self.record.unit
        return self.view.unit if self.view else self.key.rpartition("/")[2]


def unit_id(source: Path) -> str:
    """The key by which a request names the unit at ``source``; the same as long as it lies there."""
    return hashlib.sha256(str(source.absolute()).encode()).hexdigest()[:12]


def scan(source: Path, known: dict[str, Unit]) -> dict[str, Unit]:
    """The units at ``source`` by their keys; those that are known stay what they are.

    Raises:
        UsageError: there is nothing there.
    """
    found = {}
    for place in find(source).units:
        key = unit_id(place.source)
        found[key] = known.get(key) or Unit(key, place.key, place.source.absolute())
    return found


def is_there(source: Path) -> bool:
    """Whether a unit's data lie where they lay, be they readable or not."""
    return source.is_file() or (source / UNIT_FILE).is_file()


def stamp(source: Path) -> Stamp:
    """The state of a unit's files; empty while they cannot be seen."""
    try:
        if source.is_file():
            return (_entry(source.name, source.stat()),)
        with os.scandir(source) as entries:
            listed = [
                (one.name, one.stat()) for one in entries if one.is_file() and not one.name.startswith((".", "~$"))
            ]
        return tuple(sorted(_entry(name, state) for name, state in listed))
    except OSError:
        return ()


def kit_stamp(workspace: Workspace) -> str:
    """The state of styles, forms and code tables."""
    digest = hashlib.sha256()
    for root in (*workspace.styles, workspace.data):
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.startswith("."))
            for name in sorted(files):
                try:
                    state = (Path(folder) / name).stat()
                except OSError:
                    continue
                digest.update(f"{folder}/{name} {state.st_mtime_ns} {state.st_size}\n".encode())
    return digest.hexdigest()[:16]


def _entry(name: str, state: os.stat_result) -> tuple[str, int, int]:
    return name, state.st_mtime_ns, state.st_size

"""The output folder: what was built before, and putting there what was built now, each file whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.batch.record import Record, as_data, from_data
from generator.report.data import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.batch.fingerprint import Fingerprint
    from generator.batch.task import Outcome

STATE_FILE = "状态.json"
WORK_FOLDER = ".批量"
"""Lock, log and what is being written; not part of the result."""
OWN = "放置"
"""Staging of the run itself, beside those of its tasks."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """A unit's 状态.json: its record, and the fingerprint that it was built from; none where it must be tried again."""

    record: Record
    fingerprint: Fingerprint | None


@dataclass(frozen=True)
class Store:
    """The output folder of a batch."""

    root: Path
    run: str = field(default_factory=lambda: uuid.uuid4().hex[:12])

    @property
    def work(self) -> Path:
        """For what is not part of the result."""
        return self.root / WORK_FOLDER

    def folder(self, key: str) -> Path:
        """The folder of a unit's documents."""
        return self.root / key

    def staging(self, name: str) -> Path:
        """A folder that nobody else writes to, on the same file system."""
        return self.work / f"正在写入-{self.run}" / name

    def clean(self) -> None:
        """Remove what earlier runs left half done."""
        for folder in self.work.glob("正在写入-*"):
            shutil.rmtree(folder, ignore_errors=True)

    def read(self, key: str) -> Stored | None:
        """What was built for a unit; ``None`` where nothing was, or its 状态.json says something else."""
        try:
            data = json.loads((self.folder(key) / STATE_FILE).read_text(encoding="utf-8"))
            if data["version"] != VERSION:
                return None
            stored = Stored(from_data(data["record"]), data["fingerprint"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return stored if stored.record.key == key else None

    def others(self, keys: Iterable[str]) -> int:
        """How many units lie here that are none of ``keys``."""
        known = {(self.folder(key) / STATE_FILE).resolve() for key in keys}
        return sum(path.resolve() not in known for path in self.root.rglob(STATE_FILE))

    def intact(self, record: Record) -> bool:
        """Whether the documents lie there as they were written."""
        folder = self.folder(record.key)
        try:
            return all(
                hashlib.sha256((folder / one.name).read_bytes()).hexdigest() == one.sha256 for one in record.documents
            )
        except OSError:
            return False

    def put(self, outcome: Outcome, fingerprint: Fingerprint, before: Stored | None) -> Record:
        """Lay down what a task built: documents, then 状态.json; documents of before that are no more are removed.

        A unit that failed for a reason outside its data keeps its documents; the record that is returned says so.

        Raises:
            OSError: it cannot be written; the documents are then those of before, or whole new ones.
        """
        record = outcome.record
        folder = self.folder(record.key)
        folder.mkdir(parents=True, exist_ok=True)
        if record.faulty:
            kept = before.record.documents if before else ()
            record = replace(record, documents=kept)
            self._write_state(folder, Stored(record, None))
            return record
        staging = self._staged(outcome)
        for document in record.documents:
            (staging / document.name).replace(folder / document.name)
        current = {document.name for document in record.documents}
        for old in before.record.documents if before else ():
            if old.name not in current:
                (folder / old.name).unlink(missing_ok=True)
        self._write_state(folder, Stored(record, fingerprint))
        shutil.rmtree(staging, ignore_errors=True)
        return record

    def _staged(self, outcome: Outcome) -> Path:
        if outcome.staging:
            return Path(outcome.staging)
        staging = self.staging(OWN)
        staging.mkdir(parents=True, exist_ok=True)
        for name, content in outcome.contents:
            (staging / name).write_bytes(content)
        return staging

    def _write_state(self, folder: Path, stored: Stored) -> None:
        data: dict[str, Any] = {"version": VERSION, "fingerprint": stored.fingerprint, "record": as_data(stored.record)}
        self.write(folder / STATE_FILE, f"{as_json(data)}\n".encode())

    def write(self, target: Path, content: bytes) -> None:
        """``content`` under its final name, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        staging = self.staging(OWN)
        staging.mkdir(parents=True, exist_ok=True)
        try:
            (staging / target.name).write_bytes(content)
            (staging / target.name).replace(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

"""批量日志: what was built when and how long it took. Kept apart, so that the results do not depend on it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.batch.task import Outcome

JOURNAL_FILE = "日志.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """用时: when a unit was last built, and the seconds it took."""

    when: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Journal:
    """One line of JSON for each unit built, the newest last."""

    folder: Path

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / JOURNAL_FILE

    def add(self, outcome: Outcome) -> None:
        """Note a unit."""
        line = {
            "when": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            "key": outcome.record.key,
            "state": outcome.record.state,
            "seconds": round(outcome.seconds, 3),
            "cpu": round(outcome.cpu, 3),
            "memory": round(outcome.memory, 1),
            "trace": outcome.trace,
        }
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")

    def last(self) -> Mapping[str, Entry]:
        """Key → its newest entry; a line that was cut off is passed over."""
        found: dict[str, Entry] = {}
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return found
        for line in lines:
            try:
                data = json.loads(line)
                found[data["key"]] = Entry(data["when"], data["seconds"])
            except (ValueError, KeyError, TypeError):
                continue
        return found

"""Units and what was built before → which of them must be built, and why the others need not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.batch.fingerprint import DATA, Fingerprints, data_files, digest_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.batch.discover import UnitPlace
    from generator.batch.store import Store, Stored

Only = Literal["", "失败", "变动"]
"""Which units a run is limited to: all, those that failed last time, those whose data changed."""


@dataclass(frozen=True, slots=True)
class Job:
    """一个单位要不要生成."""

    place: UnitPlace
    data: str
    """Digest of its data; empty where they cannot be read."""
    stored: Stored | None
    due: bool
    outdated: bool = False
    """Not built now, although what was built before is no more what would be built."""


def make_jobs(
    places: Iterable[UnitPlace], store: Store, fingerprints: Fingerprints, only: Only = "", *, force: bool = False
) -> Iterator[Job]:
    """A job for each unit."""
    for place in places:
        data = _digest(place)
        stored = store.read(place.key)
        current = (
            stored is not None
            and bool(data)
            and stored.fingerprint == fingerprints.of(data, stored.record.style)
            and store.intact(stored.record)
        )
        wanted = _wanted(only, data, stored)
        due = wanted and (force or not current)
        yield Job(place, data, stored, due, outdated=not due and not current)


def _digest(place: UnitPlace) -> str:
    try:
        return digest_files(data_files(place.source))
    except OSError:
        return ""


def _wanted(only: Only, data: str, stored: Stored | None) -> bool:
    if only == "失败":
        return stored is not None and stored.record.failed
    if only == "变动":
        return stored is None or stored.fingerprint is None or stored.fingerprint[DATA] != data
    return True

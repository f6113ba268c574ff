"""Files that change → events for the pages: units that someone looks at several times a second, all others slowly."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from generator.batch.fingerprint import Fingerprints
from generator.batch.size import worker_count
from generator.errors import GeneratorError
from generator.serve.hub import BOARD
from generator.serve.units import stamp

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from generator.serve.office import Office
    from generator.serve.units import Stamp, Unit

QUICK, SLOW = 0.2, 4.0
"""Seconds between two looks at what is on a page, and at everything."""
OPTIONS = "审核"
State = tuple["Stamp", str]
"""Of a unit's files, and of the styles."""

_LOG = logging.getLogger(__name__)


class Watch:
    """Two tasks of the event loop, from the start of the server to its end."""

    def __init__(self, office: Office, changed: Callable[[Unit], Awaitable[None]] | None = None) -> None:
        self.office = office
        self.changed = changed
        """Called, beside the event, when a unit's files or the styles changed."""
        self.seen: dict[str, State] = {}
        self.due = asyncio.Event()

    async def quick(self) -> None:
        """Tell a page as soon as its files, or the styles, changed and are whole."""
        if self.changed is not None and (alone := self.office.alone) is not None:
            await self.changed(alone)
        while True:
            await asyncio.sleep(QUICK)
            for unit in self._shown():
                try:
                    await self._look(unit)
                except Exception as error:  # noqa: BLE001 - one unit must not stop the others
                    _LOG.warning("%s: %s", unit.key, error)

    async def slow(self) -> None:
        """Bring all rows up to date, then look again from time to time."""
        while True:
            self.due.clear()
            known = self.office.units.keys()
            try:
                self.office.kit = await asyncio.to_thread(self.office.kit_of, self.office.source)
                await asyncio.to_thread(self.office.rescan)
            except (GeneratorError, OSError) as error:
                _LOG.warning("%s", error)
            if known != self.office.units.keys():
                self.office.hub.tell(BOARD, {"type": "board"})
            for gone in known - self.office.units.keys():
                self.office.hub.tell(gone, {"type": "unit"})
            await self._rows(tuple(self.office.units.values()))
            try:
                await asyncio.wait_for(self.due.wait(), SLOW)
            except TimeoutError:
                continue

    def _shown(self) -> tuple[Unit, ...]:
        alone = self.office.alone if self.changed else None
        return tuple(unit for unit in self.office.units.values() if unit is alone or self.office.hub.listens(unit.id))

    async def _look(self, unit: Unit) -> None:
        """Tell the unit's pages when two looks in a row see the same new state: nobody is writing any more."""
        found = await asyncio.to_thread(self._state, unit)
        before = self.seen.get(unit.id)
        if before is None and unit.view is not None:
            before = unit.stamp, unit.kit
        if before is not None and found != before and found[0]:
            await asyncio.sleep(QUICK / 2)
            if await asyncio.to_thread(self._state, unit) != found:
                return
            self.seen[unit.id] = found
            await self._tell(unit)
            return
        self.seen[unit.id] = found

    def _state(self, unit: Unit) -> State:
        return stamp(unit.source), self.office.kit_of(unit.source)

    async def _tell(self, unit: Unit) -> None:
        try:
            await self.office.view(unit)
        except Exception as error:  # noqa: BLE001 - the page says what is wrong when it is loaded
            _LOG.warning("%s: %s", unit.key, error)
        self.office.hub.tell(unit.id, {"type": "unit"})
        self.due.set()
        if self.changed is not None:
            await self.changed(unit)

    async def _rows(self, units: Iterable[Unit]) -> None:
        """The rows of all units, as many at once as there are processes."""
        fingerprints = Fingerprints(self.office.workspace, f"{OPTIONS} {self.office.kit}")
        waiting = list(reversed(tuple(units)))

        async def lane() -> None:
            while waiting:
                unit = waiting.pop()
                try:
                    await self.office.record(unit, fingerprints)
                except Exception as error:  # noqa: BLE001 - one unit must not stop the others
                    _LOG.warning("%s: %s", unit.key, error)

        await asyncio.gather(*(lane() for _ in range(worker_count(()) + 1)))

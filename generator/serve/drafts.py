"""Changes of a unit → its draft PDF, built behind the page; of several changes in a row the last one counts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.errors import GeneratorError
from generator.serve import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.serve.office import Office
    from generator.serve.units import Unit


@dataclass
class Drafts:
    """Lives in the server's event loop."""

    office: Office
    output: Path
    say: Callable[[str], None]
    _running: asyncio.Task[None] | None = None
    _again: bool = field(default=False)

    def wish(self, unit: Unit) -> None:
        """Have the PDF built; once more where it is being built already."""
        if self._running is not None and not self._running.done():
            self._again = True
            return
        self._running = asyncio.get_running_loop().create_task(self._build(unit))

    async def _build(self, unit: Unit) -> None:
        while True:
            self._again = False
            arguments = (str(unit.source), str(self.output), self.office.root, self.office.kit)
            try:
                path = await self.office.do("print", work.draft, *arguments)
                self.say(f"已生成 {path}" if path else "数据还不能读取，没有生成 PDF。")
            except GeneratorError as error:
                self.say(f"没有生成 PDF：{error}")
            if not self._again:
                return

"""Formulas that reach out of a workbook: into other files, or to other programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.ingest.messages import problem
from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.finding import Finding
    from generator.ingest.grid import Grid

PROGRAM = "会启动其他程序"
"""What is wrong with a cell whose formula starts a program."""

_TEXT = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"(?<!\|)'[^']*'!")
"""The quoted name of a sheet; what follows a bar is the topic of another program."""
_CALL = re.compile(r"\b(?:DDE|WEBSERVICE|CALL|EXEC)\(", re.IGNORECASE)
_OTHER_FILE = re.compile(r"\[\d+\][^\[\],()]*!|\[[^\[\]]+\.(?:xl\w*|et|ods|csv)\]", re.IGNORECASE)


def starts_program(formula: str) -> bool:
    """Whether a formula is a link to another program: ``cmd|'/c calc'!A1``."""
    bare = _TEXT.sub("", formula)
    return "|" in _SHEET.sub("", bare) or _CALL.search(bare) is not None


def find_links(grids: Iterable[Grid], file: str) -> Iterator[Finding]:
    """A finding if cells take their values from other files: what was stored when the workbook was saved counts."""
    places = [
        grid.ref(*place)
        for grid in grids
        for place, cell in grid.cells.items()
        if cell.formula and _OTHER_FILE.search(_TEXT.sub("", cell.formula))
    ]
    if places:
        message = f"有 {len(places)} 格的公式引用其他文件，读取的是保存时的数"
        advice = "核对这些数是否最新；改为直接填数，可以避免引用失效"
        yield problem("SJ69", message, places[0] if len(places) == 1 else SourceRef(file), advice=advice)

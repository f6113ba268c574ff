"""Where a value came from: paths through the data, and the file, sheet, cell or line behind each.

A :data:`Path` is the join key of the whole program: a validation error, a check, a fact and a cell of a
workbook that speak of the same figure name it by the same tuple.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""数据路径, e.g. ``("expenditure", "lines", "2050101", "basic")``."""


def dotted(path: Path) -> str:
    """The path as one word, for keys and messages: ``expenditure.lines.2050101.basic``."""
    return ".".join(str(step) for step in path)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """数据出处: a file and, in it, either a worksheet's cell or a line."""

    file: str
    sheet: str = ""
    cell: str = ""
    line: int = 0

    def __str__(self) -> str:
        if self.sheet or self.cell:
            return f"{self.file}:{'!'.join(filter(None, (self.sheet, self.cell)))}"
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def order(self) -> tuple[str, str, int, int, int, str]:
        """What places are sorted by: file, sheet, line, then rows of cells and columns in each."""
        column = "".join(char for char in self.cell if char.isalpha())
        row = "".join(char for char in self.cell if char.isdigit())
        return (self.file, self.sheet, self.line, int(row or 0), len(column), column)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """数据路径 → 出处. A path without an entry of its own takes that of the nearest node above it."""

    entries: dict[Path, SourceRef] = field(default_factory=dict)

    def locate(self, path: Path) -> SourceRef | None:
        """The place of ``path``: its own, or that of its longest known prefix."""
        for length in range(len(path), -1, -1):
            if (found := self.entries.get(path[:length])) is not None:
                return found
        return None

    def exact(self, path: Path) -> SourceRef | None:
        """The place of ``path`` itself, if the data has it."""
        return self.entries.get(path)

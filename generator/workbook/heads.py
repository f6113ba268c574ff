"""The boxhead of a printed table: paths of labels over columns → merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workbook.plan import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.workbook.plan import Sheet


def box_head(sheet: Sheet, top: int, paths: Mapping[int, tuple[str, ...]]) -> int:
    """Lay down the heads of columns from row ``top`` on; the first row below them."""
    depth = max(len(path) for path in paths.values())
    columns = sorted(paths)
    for level in range(depth):
        done = 0
        for position, column in enumerate(columns):
            path = paths[column]
            if position < done or level >= len(path):
                continue
            last_row = top + depth - 1 if level == len(path) - 1 else top + level
            done = position + 1
            while (
                level < len(path) - 1
                and done < len(columns)
                and len(paths[columns[done]]) > level + 1
                and paths[columns[done]][: level + 1] == path[: level + 1]
            ):
                done += 1
            head = Slot("head", path[level], align="center")
            sheet.merge(top + level, column, last_row, columns[done - 1], head)
    return top + depth

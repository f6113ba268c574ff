"""重点工作 → its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.table import Cell, TableBlock
from generator.tables.boxhead import head

if TYPE_CHECKING:
    from generator.model.performance import KeyTask
    from generator.style.model import Style

HEADS = ("序号", "重要事项", "工作内容及目标", "完成情况")


def key_work_table(tasks: tuple[KeyTask, ...], style: Style, year: int) -> TableBlock | None:
    """The table of key tasks; ``None`` without any."""
    if not tasks or not style.key_work.table:
        return None
    column = style.key_work.goal_column
    rows = tuple(
        (
            Cell(str(number), align="center"),
            Cell(task.title),
            Cell(_goal(task, column)),
            Cell(task.result),
        )
        for number, task in enumerate(tasks, 1)
    )
    return TableBlock(
        id="key_work",
        title=f"{year}年重点工作完成情况表",
        boxhead=(tuple(head(text) for text in HEADS),),
        body=rows,
        widths=(0.5, 1.4, 3.2, 3.2),
    )


def _goal(task: KeyTask, column: str) -> str:
    match column:
        case "goal":
            return task.goal or task.heading or task.title
        case "narrative":
            return task.narrative or task.goal
        case "heading":
            return task.heading or task.title
        case _:
            return task.title

"""One cell of a filling-in workbook → the value that its field takes, or the finding that it holds something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ingest.fields import titles
from generator.ingest.messages import problem, show
from generator.workbook.fields import NUMERIC, is_cell_list

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.grid import GridCell
    from generator.source import Path, SourceRef
    from generator.workbook.fields import Shape

_FLAGS = {"是": True, "否": False}


def read_cell(cell: GridCell, shape: Shape, path: Path, place: SourceRef) -> tuple[object, Finding | None]:
    """The value of a cell that is not blank; what is wrong with the value itself, the model says."""
    if cell.problem and not (shape.kind == "day" and "日期" in cell.problem):
        return None, _finding(cell, shape, path, place)
    text = cell.text.strip()
    if shape.kind == "flag" and text not in _FLAGS:
        message = f"“{titles(path)[-1]}”不能写“{show(text)}”，只能是：是、否"
        advice = "从列表中选“是”或“否”；不知道的留空"
        return None, problem("SJ17", message, place, path=path, found=show(text), expected="是、否", advice=advice)
    if is_cell_list(shape):
        return tuple(line.strip() for line in text.splitlines() if line.strip()), None
    if shape.kind in NUMERIC:
        return _number(cell, shape), None
    return _FLAGS[text] if shape.kind == "flag" else text, None


def _number(cell: GridCell, shape: Shape) -> object:
    """The number as it stands; a year as an integer, as the model wants it."""
    value = cell.value
    if shape.kind == "whole" and not isinstance(value, str) and value == value.to_integral_value():
        return int(value)
    return value


def _finding(cell: GridCell, shape: Shape, path: Path, place: SourceRef) -> Finding:
    """That a cell holds an error value, a date, a percentage and the like."""
    name = " · ".join(titles(path))
    if shape.kind in NUMERIC:
        code, message, expected = "SJ13", f"“{name}”不是数字（{cell.problem}）", "数字"
    elif shape.kind == "day":
        code, message, expected = "SJ15", f"“{name}”不是日期（{cell.problem}）", "如 2025-10-11"
    else:
        code, message, expected = "SJ12", f"“{name}”不是文字（{cell.problem}）", "文字"
    advice = _advice(cell.problem, numeric=shape.kind in NUMERIC)
    return problem(code, message, place, path=path, found=show(cell.text), expected=expected, advice=advice)


def _advice(reason: str, *, numeric: bool) -> str:
    if "公式" in reason:
        return "用 Excel 或 WPS 打开，保存一次"
    if "错误值" in reason:
        return "改正公式，或直接输入内容"
    if "格式" in reason:
        kind = "数值" if numeric else "文本"
        return f"把单元格格式改为“{kind}”，重新输入"
    return "改为数字；没有发生的留空" if numeric else "重新输入文字"

"""科目编码和名称 of a row: in one cell, in 类/款/项 columns, or together; and what the code table says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ingest.labels import plain, squeeze
from generator.ingest.messages import problem, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.classification import CodeKind, CodeTable
    from generator.finding import Finding
    from generator.ingest.grid import Grid
    from generator.ingest.heads import Head
    from generator.source import Path, SourceRef

LENGTHS: dict[CodeKind, tuple[int, ...]] = {"functional": (3, 5, 7), "economic": (3, 5)}
"""Digits that a code may have."""

CLASS_DIGITS, LEVEL_DIGITS = 3, 2
"""Digits of a 类, and those that each level below adds."""

_LEVELS = ("类", "款", "项")
_LEADING = re.compile(r"\[?(\d{2,9})\]?[-_.、:]?(.*)", re.DOTALL)
_LIKE_CODE = re.compile(r"\d[\dA-Za-z.\-]{0,11}")


@dataclass(frozen=True)
class Stub:
    """Where codes and names stand."""

    codes: tuple[int, ...]
    name: int | None

    @property
    def columns(self) -> frozenset[int]:
        """All columns of the stub."""
        return frozenset(self.codes) | (frozenset() if self.name is None else frozenset({self.name}))


@dataclass(frozen=True)
class Coded:
    """The stub of a row: a code with its name, or text without a code; ``bad`` is what should have been a code."""

    code: str = ""
    name: str = ""
    bad: str = ""


def find_stub(grid: Grid, head: Head, columns: Iterable[int], rows: Iterable[int]) -> Stub:
    """The columns of codes and names among ``columns``: by their heads, else by what stands in them."""
    among = sorted(columns)
    body = tuple(rows)
    paths = {column: head.paths.get(column, ()) for column in among}
    codes = tuple(
        column
        for column, path in paths.items()
        if path and (path[-1] in _LEVELS or any(word in path[-1] for word in ("编码", "代码")))
    )
    if not codes:
        with_codes = (column for column in among if any(_is_coded(grid, row, column) for row in body))
        codes = tuple(with_codes)[:1]
    names = (column for column, path in paths.items() if column not in codes and path and "名称" in path[-1])
    name = next(names, None)
    if name is None and codes:
        after = (column for column in among if column > codes[-1] and _is_text(grid, body, column))
        name = next(after, None)
    return Stub(codes, name)


def _is_coded(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cells.get((row, column))
    match = _LEADING.fullmatch(squeeze(cell.text)) if cell else None
    return bool(match and len(match[1]) in LENGTHS["functional"] and "." not in match[0])


def _is_text(grid: Grid, rows: tuple[int, ...], column: int) -> bool:
    cells = [grid.cells.get((row, column)) for row in rows]
    return any(cell is not None and not cell.numeric and not cell.dash for cell in cells)


def read_stub(grid: Grid, stub: Stub, row: int, previous: str, kind: CodeKind) -> Coded:
    """The code and name of a row; ``previous`` is the code above, of which 类 and 款 may be left out."""
    cells = [grid.filled(row, column) for column in stub.codes]
    parts = [squeeze(cell.text) if cell else "" for cell in cells]
    named = grid.filled(row, stub.name) if stub.name is not None else None
    name = named.text.strip() if named and not (named.numeric and squeeze(named.text).isdecimal()) else ""
    if not any(parts):
        return Coded(name=name)
    if len(parts) == 1 and not parts[0].isdecimal() and (match := _LEADING.fullmatch(parts[0])):
        together = re.sub(r"^\W*\d+\W*", "", cells[0].text.strip()) if cells[0] else ""
        if together and len(match[1]) in LENGTHS[kind] and re.match(r"[^\W\da-zA-Z]", together):
            return Coded(match[1], name or together)
    if not _LIKE_CODE.fullmatch(next(part for part in parts if part)):
        return Coded(name=name or next(part for part in parts if part))
    code = _join(parts, previous)
    if not code.isdecimal() or len(code) not in LENGTHS[kind]:
        return Coded(name=name, bad=" ".join(part for part in parts if part))
    return Coded(code, name)


def _join(parts: list[str], previous: str) -> str:
    """类 款 项 as one code: each full in its own column, or only its own digits, or blank where as above."""
    last = max(index for index, part in enumerate(parts) if part)
    if last == 0 or len(parts[last]) > CLASS_DIGITS:
        return parts[last]
    code = ""
    for level, part in enumerate(parts[: last + 1]):
        width = CLASS_DIGITS if level == 0 else LEVEL_DIGITS
        digits = part.zfill(width) if part else previous[len(code) : len(code) + width]
        code = digits if len(digits) > width else code + digits
    return code


def check_name(
    table: CodeTable, kind: CodeKind, coded: Coded, path: Path, place: SourceRef
) -> tuple[bool, list[Finding]]:
    """Whether the data's name must be kept, and what there is to say about it."""
    word = "功能分类" if kind == "functional" else "经济分类"
    shown = show(coded.name)
    official = table.names.get(coded.code)
    if official is None and coded.code in table.other_names:
        message = f"科目 {coded.code} 是其他年度的，{word}科目表（{table.year}年）中没有"
        advice = "改为本年度的编码；确实使用时不用改"
        return bool(coded.name), [problem("SJ40", message, place, path=path, found=coded.code, advice=advice)]
    if official is None:
        message = f"{word}科目表（{table.year}年）中没有编码 {coded.code}，名称用数据中的“{shown}”"
        advice = "核对编码；确为新科目时不用改"
        return bool(coded.name), [problem("SJ39", message, place, path=path, found=coded.code, advice=advice)]
    if not coded.name or plain(coded.name) == plain(official):
        return False, []
    if any(plain(coded.name) == plain(other) for other in table.other_names.get(coded.code, ())):
        message = f"科目 {coded.code} 的名称“{shown}”是其他年度的，{table.year}年是“{official}”"
        code, advice = "SJ40", f"改为“{official}”"
    else:
        message = f"科目 {coded.code} 的名称“{shown}”与科目表的“{official}”不同"
        code, advice = "SJ38", "核对编码和名称；名称按数据中的印出"
    return True, [problem(code, message, place, path=path, found=shown, expected=official, advice=advice)]

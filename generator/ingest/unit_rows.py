"""Keyed rows of a filling-in workbook → :class:`Tree`: every cell's value at its path, with its place."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.ingest.messages import problem, show
from generator.ingest.tree import Tree
from generator.ingest.unit_cells import read_cell
from generator.workbook import keys
from generator.workbook.entries import generic
from generator.workbook.fields import NUMERIC, is_required, shape_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.finding import Finding
    from generator.ingest.keyed import KeyedRow
    from generator.model.kinds import Accounts
    from generator.source import Path, SourceRef

Node = dict[Any, Any]
"""A mapping under construction; one with numbers for keys becomes a list."""


@dataclass
class UnitRows:
    """The reading of all rows of a workbook."""

    model: type[Accounts]
    root: Node = field(default_factory=dict)
    places: dict[Path, SourceRef] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    last_reasons: dict[str, str] = field(default_factory=dict)
    _counts: dict[Path, int] = field(default_factory=dict)
    _seen: dict[Path, SourceRef] = field(default_factory=dict)
    _goals: dict[tuple[Path, str], int] = field(default_factory=dict)

    def read(self, rows: Iterable[KeyedRow]) -> Tree:
        """The tree of all rows."""
        for row in rows:
            if row.steps == (keys.POINTER,):
                self._pointer(row)
            elif row.is_entry:
                self._entry(row)
            else:
                self._fixed(row)
        return Tree(_frozen(self.root), self.places)

    def report(self, code: str, row: KeyedRow, name: str, message: str, advice: str) -> None:
        """Note a problem at a key cell of a row."""
        self.findings.append(problem(code, message, row.place(name), found=row.label(name), advice=advice))

    def _fixed(self, row: KeyedRow) -> None:
        """A row that always means the same."""
        for column, name, derived in row.values():
            path = row.steps if name == keys.SELF else (*row.steps, *name.split("/"))
            self._value(row, column, path, path, derived=derived)
        if row.steps[0] == "reasons" and (text := row.label(keys.LAST_REASON)):
            self.last_reasons["/".join(row.steps)] = text

    def _entry(self, row: KeyedRow) -> None:
        """A row of a list: nothing where it has no values."""
        filled = [
            name
            for column, name, derived in row.values()
            if (cell := row.cell(column)) is not None
            and not (derived and cell.formula and keys.is_own_formula(cell.formula))
        ]
        named = all(row.label(step) for step in (keys.KEY, keys.OWNER) if step in row.columns.values())
        self.places.setdefault(_base(row.steps), row.grid.ref(row.row, min(row.columns)))
        if not filled and (not named or keys.KEY not in row.steps):
            return
        path = self._resolve(row, filled=bool(filled))
        if path is None:
            return
        pattern = generic(row.steps)
        for column, name, derived in row.values():
            steps = () if name == keys.SELF else tuple(name.split("/"))
            self._value(row, column, (*path, *steps), (*pattern, *steps), derived=derived, entry=bool(filled))
        if filled:
            self.places.setdefault(path, row.grid.ref(row.row, min(row.columns)))
        if row.steps[0] == "reasons" and (text := row.label(keys.LAST_REASON)):
            self.last_reasons["/".join(str(step) for step in path)] = text

    def _resolve(self, row: KeyedRow, *, filled: bool) -> Path | None:
        """The path of an entry; ``None`` with a finding where its keys do not say which."""
        path: Path = ()
        for step in row.steps:
            found: Path | None = (step,)
            if step in keys.FORMS:
                found = self._owner(row, step)
            elif step == keys.KEY:
                found = self._key(row)
            elif step == keys.GOAL:
                found = self._goal(row, path)
            elif step == keys.INDEX:
                found = (self._counts.get(path, 0),)
                self._counts[path] = self._counts.get(path, 0) + 1
            if found is None:
                return None
            path = (*path, *found)
        if filled and row.steps[-1] != keys.INDEX and not self._is_first(row, path):
            return None
        if row.steps[-2:] == ("goals", keys.INDEX):
            number = row.label(keys.NUMBER) or str(int(path[-1]) + 1)
            self._goals[path[:-2], number] = int(path[-1])
        return path

    def _is_first(self, row: KeyedRow, path: Path) -> bool:
        """Whether no row above is about the same."""
        name = keys.KEY if keys.KEY in row.columns.values() else keys.OWNER
        before = self._seen.setdefault(path, row.place(name))
        if before == row.place(name):
            return True
        message = f"“{show(row.label(name))}”写了两行（{before.cell} 已有）"
        self.report("SJ37", row, name, message, "合并成一行，或改正其中一行")
        return False

    def _key(self, row: KeyedRow) -> Path | None:
        key = row.label(keys.KEY)
        if key:
            return (key,)
        self.report("SJ54", row, keys.KEY, "这一行有内容，但没有填编码或名称", "在这一格填上编码或名称；不要的行清空")
        return None

    def _owner(self, row: KeyedRow, form: str) -> Path | None:
        """The form of the row's owner: the whole unit, or a project by its name."""
        owner = row.label(keys.OWNER)
        whole, own = keys.FORMS[form]
        projects = self.root.get("projects", {})
        names = {str(project.get("name")): index for index, project in projects.items()}
        if owner == keys.WHOLE:
            return ("performance", whole)
        if owner in names:
            return ("projects", names[owner], own)
        if not owner:
            self.report("SJ52", row, keys.OWNER, "这一行没有填是哪个项目的", "从列表中选项目；整体的选“（本单位整体）”")
            return None
        near = difflib.get_close_matches(owner, names, 1, 0.5)
        advice = f"你是不是想写“{near[0]}”" if near else "先在“项目”工作表中写上这个项目，再从列表中选"
        self.report("SJ52", row, keys.OWNER, f"没有名为“{show(owner)}”的项目", advice)
        return None

    def _goal(self, row: KeyedRow, form: Path) -> Path | None:
        """The goal that an indicator belongs to; none where the form has indicators of its own."""
        number = row.label(keys.GOAL)
        if not number and keys.APPLICATION not in row.steps:
            return ()
        if (form, number) in self._goals:
            return ("goals", self._goals[form, number])
        message = f"这张表没有序号为 {show(number)} 的目标" if number else "这一行没有填目标序号"
        self.report("SJ53", row, keys.GOAL, message, "填“目标”工作表中同一填报对象的序号")
        return None

    def _pointer(self, row: KeyedRow) -> None:
        """A row of 其他: the whole path in one cell, the value as JSON in the next."""
        text, steps = row.label(keys.KEY), keys.parse_pointer(row.label(keys.KEY))
        if not text:
            return
        path: Path = ()
        for step in steps or ():
            above = shape_at(tuple(str(one) for one in path), self.model)
            path = (*path, int(step) if above and above.listed and step.isdecimal() else step)
        if not path or shape_at(tuple(str(step) for step in path), self.model) is None:
            self.report("SJ10", row, keys.KEY, f"不认识的数据项“{show(text)}”", "清空这一行；数据填在前面的工作表中")
            return
        column = next(column for column, name in row.columns.items() if name == keys.SELF)
        cell = row.cell(column)
        value = None
        if cell is not None:
            try:
                value = json.loads(cell.text, parse_float=str, parse_int=str)
            except ValueError:
                value = cell.text
        self._put(path, () if value == [] else value, row.grid.ref(row.row, column))

    def _value(
        self, row: KeyedRow, column: int, path: Path, pattern: tuple[str, ...], *, derived: bool, entry: bool = False
    ) -> None:
        """One cell: its value, or where it would stand."""
        cell, place = row.cell(column), row.grid.ref(row.row, column)
        if cell is not None and derived and cell.formula and keys.is_own_formula(cell.formula):
            cell = None
        shape = shape_at(pattern, self.model)
        if shape is None:
            if cell is not None:
                where = show("/".join(str(step) for step in path))
                text = f"工作簿中有程序不认识的数据项“{where}”"
                self.findings.append(problem("SJ10", text, place, advice="用本程序的 juesuan convert 重新生成工作簿"))
            return
        if cell is None or (cell.dash and shape.kind in NUMERIC):
            self.places.setdefault(path, place)
            if entry and shape.kind in NUMERIC and is_required(pattern, self.model):
                self._put(path, None, place)
            return
        value, finding = read_cell(cell, shape, path, place)
        if finding is not None:
            self.findings.append(finding)
        else:
            self._put(path, value, place)

    def _put(self, path: Path, value: object, place: SourceRef) -> None:
        node = self.root
        for step in path[:-1]:
            below = node.setdefault(step, {})
            if not isinstance(below, dict):
                return
            node = below
        if value == {} and isinstance(value, dict):
            node.setdefault(path[-1], {})
        else:
            node[path[-1]] = value
        self.places[path] = place


def _base(steps: tuple[str, ...]) -> Path:
    """The path above all entries."""
    found: Path = ()
    for step in steps:
        if step.startswith(("@", "{")) or step == keys.INDEX:
            break
        found = (*found, step)
    return found


def _frozen(node: Any) -> Any:  # noqa: ANN401 - any nested data
    if not isinstance(node, dict):
        return node
    if node and all(isinstance(key, int) for key in node):
        return tuple(_frozen(node[key]) for key in sorted(node))
    return {key: _frozen(value) for key, value in node.items()}

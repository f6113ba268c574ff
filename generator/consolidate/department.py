"""Sums and members → the accounts of the department: its numbers from the units, its words from itself."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.consolidate.amounts import OTHERS, TABLES
from generator.errors import UsageError
from generator.facts.figure import evaluate
from generator.model.accounts import FinalAccounts
from generator.workbook.values import Data, plain_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.consolidate.amounts import Figures
    from generator.consolidate.members import Member
    from generator.source import Path

OWN_LEVEL = re.compile(r"[（(]?(?:本级|机关)[）)]?$")
"""How the department's own unit is told apart from the department in its name."""

FIRST_WORDS = ("nature", "level", "duties_lead", "duties", "offices")
"""What a first draft of the department takes from 本级."""

JOINED: tuple[Path, ...] = (
    ("procurement", "items"),
    ("purchased_services",),
    ("general_costs", "meetings"),
    ("general_costs", "trainings"),
    ("general_costs", "events"),
)
"""Lists of which the department's is that of all its units, one after the other."""

MERGED: tuple[Path, ...] = (
    ("three_public_details", "vehicles", "running_items"),
    ("three_public_details", "receptions", "items"),
)
"""Lists of names and amounts, of which the same names are added up."""


def own_unit(members: Sequence[Member]) -> Member | None:
    """本级: the unit that is the department itself, by its name or because others name it as their 主管部门."""
    named = [member for member in members if OWN_LEVEL.search(member.name)]
    supervisors = {member.accounts.unit.supervisor for member in members}
    named += [member for member in members if member.name in supervisors]
    return named[0] if named else None


def department_name(members: Sequence[Member], given: str, base: FinalAccounts | None) -> str:
    """The department's name: given, or its own tables', or that of 本级, or the 主管部门 that all units name.

    Raises:
        UsageError: none of them says.
    """
    own = own_unit(members)
    supervisors = {member.accounts.unit.supervisor for member in members}
    common = supervisors.pop() if len(supervisors) == 1 else ""
    found = given or (base.unit.name if base else "") or (OWN_LEVEL.sub("", own.name) if own else "") or common
    if not found:
        raise UsageError("不知道部门的名称", "用 --name 写明部门全称")
    return found


def assemble_department(
    sums: Figures, members: Sequence[Member], base: FinalAccounts | None, name: str, style: str
) -> FinalAccounts:
    """The department's accounts.

    Args:
        sums: every number.
        members: the units.
        base: where the department's words are taken from: reasons, duties, projects; ``None`` for a first draft.
        name: the department.
        style: its style; empty: that of ``base``, else of the units.
    """
    own = own_unit(members)
    first = (own or members[0]).accounts
    unit: Data = {"nature": "行政单位", "level": first.unit.level}
    if base is not None:
        unit = _in_yuan(base)["unit"]
    elif own is not None:
        told = _in_yuan(own.accounts)["unit"]
        unit = {key: told[key] for key in FIRST_WORDS if key in told}
    unit |= {"name": name, "kind": "部门"}
    unit["staffing"] = _without_numbers(unit.get("staffing", {}))
    unit["subordinates"] = tuple(_subordinate(member) for member in members if member is not own)
    data: dict[str, Any] = {**(_in_yuan(base) if base else {}), "unit": unit}
    data |= {"style": style or (base or first).style, "year": first.year, "amount_unit": "元"}
    for part in TABLES:
        data.pop(part, None)
    for part in OTHERS:
        if part in data:
            data[part] = _without_numbers(data[part])
    for path, figure in sums.items():
        value = int(figure.value) if figure.kind == "count" else figure.value
        _put(data, path, value)
    _name_lines(data, members)
    for path in JOINED:
        _put(data, path, tuple(_joined(path, members)))
    for path in MERGED:
        _put(data, path, tuple(_merged(path, members)))
    units = {member.accounts.amount_unit for member in members}
    if not unit["staffing"]:
        del unit["staffing"]
    accounts = FinalAccounts.model_validate(data)
    return accounts.model_copy(update={"amount_unit": units.pop() if len(units) == 1 else "元"})


def _in_yuan(accounts: FinalAccounts) -> Data:
    return plain_data(accounts.model_copy(update={"amount_unit": "元"}))


def _subordinate(member: Member) -> Data:
    unit = member.accounts.unit
    return {"name": unit.name, "code": unit.code, "nature": unit.nature}


def _without_numbers(node: Any) -> Any:  # noqa: ANN401 - any data
    """What remains of a part when its numbers and lists are taken out: words."""
    if not isinstance(node, dict):
        return node
    kept = {key: _without_numbers(value) for key, value in node.items()}
    return {key: value for key, value in kept.items() if not isinstance(value, (Decimal, int, tuple)) and value}


def _put(data: Data, path: Path, value: Any) -> None:  # noqa: ANN401 - any value
    """Lay down ``value``; an empty list is nothing."""
    if value == ():
        return
    node = data
    for step in path[:-1]:
        node = node.setdefault(str(step), {})
    node[str(path[-1])] = value


def _name_lines(data: Data, members: Sequence[Member]) -> None:
    """The names that units give to the codes of their lines; the first that is not blank."""
    for table in TABLES:
        lines = data.get(table, {}).get("lines", {})
        for member in members:
            given = getattr(member.accounts, table)
            for code, line in (given.lines if given is not None and hasattr(given, "lines") else {}).items():
                if line.name:
                    lines.setdefault(code, {}).setdefault("name", line.name)


def _rows(path: Path, member: Member) -> tuple[Any, ...]:
    node: Any = _in_yuan(member.accounts)
    for step in path:
        node = node.get(step, {}) if isinstance(node, dict) else {}
    return node if isinstance(node, tuple) else ()


def _joined(path: Path, members: Sequence[Member]) -> list[Data]:
    if path[0] not in {"procurement", "purchased_services"}:
        return [row for member in members for row in _rows(path, member)]
    return [
        {**row, "unit_name": row.get("unit_name") or member.name} for member in members for row in _rows(path, member)
    ]


def _merged(path: Path, members: Sequence[Member]) -> list[Data]:
    amounts: dict[str, list[Decimal | None]] = {}
    for member in members:
        for row in _rows(path, member):
            amounts.setdefault(row["name"], []).append(row["amount"])
    return [
        {"name": name, "amount": evaluate("sum", [one for one in parts if one is not None])}
        for name, parts in amounts.items()
    ]

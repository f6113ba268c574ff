"""A folder of units → the department's accounts and what is to be said of them; and their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.batch.discover import find, is_unit
from generator.consolidate.compare import compare
from generator.consolidate.department import assemble_department, department_name
from generator.consolidate.eliminate import read_eliminations
from generator.consolidate.findings import INCOMPLETE
from generator.consolidate.members import agreeing, read_members
from generator.consolidate.total import add_up, missing_bases, not_eliminated
from generator.errors import UsageError
from generator.finding import in_order
from generator.ingest import load
from generator.model.kinds import only_final_accounts
from generator.output import write_together
from generator.pipeline import reference_for
from generator.workbook.folder import folder_files
from generator.workbook.values import plain_data

if TYPE_CHECKING:
    from pathlib import Path

    from generator.consolidate.amounts import Figures
    from generator.consolidate.members import Member
    from generator.finding import Finding
    from generator.model.accounts import FinalAccounts
    from generator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Order:
    """What to add up, and how."""

    source: Path
    into: Path
    reported: Path | None = None
    """The department's own tables, to compare with."""
    eliminations: Path | None = None
    name: str = ""
    style: str = ""


@dataclass(frozen=True)
class Consolidation:
    """The department, and how it came about."""

    accounts: FinalAccounts
    sums: Figures
    members: tuple[Member, ...]
    """The units, and the eliminations as units with negative amounts."""
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether the sum is of all units, each once, and may stand as the department's."""
        return not any(finding.code in INCOMPLETE for finding in self.findings)


def consolidate(order: Order, workspace: Workspace) -> Consolidation:
    """Add up, take out, compare.

    Raises:
        UsageError: there is nothing to add up, a list cannot be read, or the department has no name.
    """
    found = find(order.source, exclude=(order.into, *((order.reported,) if order.reported else ())))
    read = read_members(found.units, order.reported, workspace)
    if not read.units:
        raise UsageError(f"{order.source} 中没有可以汇总的单位", "核对路径；各单位的公开主体应写“单位”")
    years = [member.accounts.year for member in read.units]
    common = max(years, key=lambda one: (years.count(one), one))
    year = read.department.accounts.year if read.department else common
    units, findings = agreeing(read, year)
    if not units:
        raise UsageError(f"没有 {year} 年度的单位数据", "各单位的年度应与部门报表相同")
    taken: tuple[Member, ...] = ()
    problems: tuple[Finding, ...] = ()
    if order.eliminations is not None:
        reference = reference_for(year, workspace)
        codes = (reference.functional, reference.economic)
        taken, problems = read_eliminations(order.eliminations, units, _unit_of(units), codes)
    members = (*units, *taken)
    sums = add_up(members)
    compared = compare(sums, members, read.department) if read.department else ()
    base = _words(order.into, workspace) or (read.department.accounts if read.department else None)
    name = department_name(units, order.name, base)
    accounts = assemble_department(sums, units, base, name, order.style)
    said = (*read.findings, *findings, *problems, *missing_bases(sums, units), *not_eliminated(sums), *compared)
    return Consolidation(accounts, sums, members, in_order(said))


def write_department(made: Consolidation, into: Path) -> tuple[Path, ...]:
    """The department as the folder of a unit; the files written."""
    return write_together(into, folder_files(plain_data(made.accounts), {}))


def _unit_of(members: tuple[Member, ...]) -> str:
    units = {member.accounts.amount_unit for member in members}
    return units.pop() if len(units) == 1 else "元"


def _words(into: Path, workspace: Workspace) -> FinalAccounts | None:
    """What was made before, with all that the department wrote into it since.

    Raises:
        UsageError: it cannot be read, so that writing over it would lose something.
    """
    if not is_unit(into):
        return None
    loaded = load(into, workspace)
    if loaded.accounts is None:
        advice = f"先改正（juesuan check {into}），或用 --into 换一个文件夹"
        raise UsageError(f"{into} 中已有的数据有错误，写入会丢失其中的内容", advice)
    return only_final_accounts(loaded.accounts, "汇总")

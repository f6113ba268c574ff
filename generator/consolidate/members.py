"""A folder of units → the members of the department, and the department's own tables if they lie there too."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.batch.discover import UnitPlace
from generator.consolidate.amounts import amounts_of
from generator.consolidate.findings import problem
from generator.ingest import load
from generator.model.accounts import FinalAccounts
from generator.pipeline import reference_for
from generator.source import SourceMap, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.consolidate.amounts import Figures
    from generator.facts.figure import Figure
    from generator.finding import Finding
    from generator.source import Path as DataPath
    from generator.workspace import Workspace


@dataclass(frozen=True)
class Member:
    """A unit, with its amounts by path."""

    key: str
    name: str
    """What its figures are called by."""
    accounts: FinalAccounts
    figures: Figures
    sources: SourceMap

    def figure(self, path: DataPath) -> Figure | None:
        """Its figure at ``path``."""
        return self.figures.get(path)

    def place(self, path: DataPath) -> SourceRef | None:
        """Where the figure at ``path`` stands, the unit's folder included; a workbook is in none of its own."""
        found = self.sources.locate(path)
        if found is None:
            return None
        root = self.sources.exact(())
        is_workbook = root is not None and root.file.lower().endswith(".xlsx")
        folder = PurePosixPath(self.key).parent if is_workbook else PurePosixPath(self.key)
        return replace(found, file=str(folder / found.file))


@dataclass(frozen=True)
class Members:
    """What a folder holds."""

    units: tuple[Member, ...]
    department: Member | None
    """The department's own tables, which are compared and not added."""
    findings: tuple[Finding, ...]


def read_member(place: UnitPlace, workspace: Workspace) -> tuple[Member | None, tuple[Finding, ...]]:
    """One unit; ``None`` with findings where its data cannot be used."""
    loaded = load(place.source, workspace)
    if loaded.accounts is None:
        errors = sum(finding.severity == "错误" for finding in loaded.findings)
        advice = f"先改正：juesuan check {place.source}"
        return None, (
            problem("HZ01", f"“{place.key}”有 {errors} 个错误，没有汇总", SourceRef(place.key), advice=advice),
        )
    if not isinstance(accounts := loaded.accounts, FinalAccounts):
        advice = "汇总只用于决算，把预算的数据移出文件夹"
        return None, (problem("HZ01", f"“{place.key}”是预算，没有汇总", SourceRef(place.key), advice=advice),)
    reference = reference_for(accounts.year, workspace)
    figures = amounts_of(accounts, reference.functional, reference.economic)
    return Member(place.key, accounts.unit.name, accounts, figures, loaded.sources), ()


def read_members(places: Iterable[UnitPlace], reported: Path | None, workspace: Workspace) -> Members:
    """The units at ``places``; ``reported``: where the department's own tables are, if not among them."""
    findings: list[Finding] = []
    read: list[Member] = []
    for place in places:
        member, problems = read_member(place, workspace)
        findings.extend(problems)
        read.extend((member,) if member else ())
    own = [member for member in read if member.accounts.unit.kind == "部门"]
    if reported is not None:
        department, problems = read_member(UnitPlace(reported.name, reported), workspace)
        findings.extend(problems)
        own = [department] if department else []
    units = tuple(member for member in read if member.accounts.unit.kind != "部门")
    findings.extend(_said_of(own, units))
    return Members(units, own[0] if own else None, tuple(findings))


def _said_of(own: list[Member], units: tuple[Member, ...]) -> Iterable[Finding]:
    for member in own[1:]:
        message = f"“{own[0].key}”和“{member.key}”都是部门的报表"
        yield problem("HZ10", message, SourceRef(member.key), advice="只留一份；下属单位的公开主体写“单位”")
    for member in own[:1]:
        message = f"“{member.name}”的公开主体是部门，只作对照，没有计入汇总"
        yield problem("HZ09", message, SourceRef(member.key), advice="它是下属单位时，把公开主体改为“单位”")
    names = Counter(member.name for member in units)
    for name in (name for name, count in names.items() if count > 1):
        keys = [member.key for member in units if member.name == name]
        message = f"{len(keys)} 份数据都是“{name}”：{'、'.join(keys)}"
        yield problem("HZ10", message, SourceRef(keys[1]), advice="确是同一单位时删去多余的；不是时改名")


def agreeing(members: Members, year: int) -> tuple[tuple[Member, ...], tuple[Finding, ...]]:
    """The units of ``year``, and what is to be said of years and units of amounts that differ."""
    fitting, findings = [], []
    for member in members.units:
        if member.accounts.year == year:
            fitting.append(member)
            continue
        message = f"“{member.name}”是 {member.accounts.year} 年度的数据，没有汇总"
        expected = f"{year} 年度"
        findings.append(problem("HZ02", message, SourceRef(member.key), expected=expected, advice="换成同一年度的数据"))
    units = Counter(member.accounts.amount_unit for member in fitting)
    if len(units) > 1:
        common = units.most_common(1)[0][0]
        others = [member for member in fitting if member.accounts.amount_unit != common]
        for member in others:
            message = (
                f"“{member.name}”的金额单位是{member.accounts.amount_unit}，其他单位是{common}；已换算，汇总数用元"
            )
            findings.append(
                problem("HZ03", message, SourceRef(member.key), expected=common, advice="各单位用同一金额单位")
            )
    return tuple(fitting), tuple(findings)

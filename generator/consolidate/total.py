"""Members → the department's figures, each the sum of those of the members that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.consolidate.findings import problem
from generator.facts.figure import total
from generator.source import SourceRef, dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.consolidate.amounts import Figures
    from generator.consolidate.members import Member
    from generator.finding import Finding
    from generator.source import Path

BASES = ("prior", "operating_cost")
"""Parts that growth is computed on: a sum in which some units are missing would mislead."""
PAIRS = (("subordinate_subsidy", "superior_subsidy"), ("remitted_to_superior", "subordinate_remittance"))
"""Expenditure of the one, revenue of the other."""
SHOWN = 5
"""Names that a message lists."""


def add_up(members: Sequence[Member]) -> Figures:
    """Path → sum, in the order in which the members name the paths; its operands are the members' figures."""
    titles = {
        path: (figure.title, figure.kind) for member in reversed(members) for path, figure in member.figures.items()
    }
    paths = dict.fromkeys(path for member in members for path in member.figures)
    sums: Figures = {}
    for path in paths:
        title, kind = titles[path]
        figure = total(dotted(path), title, (member.figure(path) for member in members), kind)
        if figure is not None:
            sums[path] = figure
    return sums


def not_eliminated(sums: Figures) -> Iterator[Finding]:
    """A finding where units paid subsidies or remittances to others that also received such, and it stands twice."""
    for column, counterpart in PAIRS:
        paid, got = sums.get(("expenditure", "total", column)), sums.get(("revenue", "total", counterpart))
        if paid and got:
            message = f"汇总数中还有{paid.title} {paid.value:f} 元、{got.title} {got.value:f} 元"
            advice = "其中本部门单位之间的往来列入抵销清单（--eliminations）；都是与部门以外的往来时不用处理"
            yield problem("HZ08", message, path=("expenditure", "total", column), advice=advice)


def missing_bases(sums: Iterable[Path], members: Sequence[Member]) -> Iterator[Finding]:
    """A finding for each base of comparison that some units report and others do not."""
    old = [member for member in members if not member.accounts.prior.none_because]
    for path in sums:
        if path[0] not in BASES:
            continue
        lacking = [member for member in old if member.figure(path) is None]
        having = [member for member in old if member.figure(path)]
        if lacking and having:
            title = having[0].figures[path].title
            names = "、".join(member.name for member in lacking[:SHOWN])
            more = f"等 {len(lacking)} 个单位" if len(lacking) > SHOWN else ""
            advice = "请这些单位填写，没有的填 0；当年新设的单位写明上年无决算的原因"
            message = f"{title}：{names}{more}没有填，汇总数不含这些单位"
            yield problem("HZ04", message, SourceRef(lacking[0].key), path=path, advice=advice)

"""Which figures the checks watch: each is disturbed in turn, and what is found is counted, table by table.

``python -m tests.checks.coverage docs/覆盖率.md`` writes the page.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.compare import compare
from generator.checks.figures import TABLES, section_title
from generator.checks.registry import catalogue
from generator.checks.run import check_figures
from generator.merge import deep_merge
from generator.money import rounding_bound
from generator.pipeline import facts_of, reference_for, subject_of
from generator.source import dotted
from generator.style.load import load_style
from tests.checks.support import WORKSPACE, clean, patched
from tests.factories import Data, accounts_data, make_shape, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.checks.check import Check, CheckReport, Result
    from generator.checks.compare import Relation
    from generator.checks.fields import NumberField
    from generator.checks.figures import FigureIndex
    from generator.checks.subject import Subject
    from generator.facts.figure import Figure
    from generator.model.accounts import FinalAccounts

RELATIONS = ("==", "<=")
MOST_ADDENDS = 60
"""Rounded figures that take part in the largest equation of the unit."""


def subject_for(accounts: FinalAccounts) -> Subject:
    """What the checks look at."""
    style = load_style(WORKSPACE.templates, accounts.style)
    reference = reference_for(accounts.year, WORKSPACE)
    return subject_of(facts_of(accounts, style, reference), style, reference, WORKSPACE)


@dataclass(frozen=True)
class Comparison:
    """One comparison that was made: its relation, and the paths of the reported figures that took part."""

    relation: str
    leaves: frozenset[str]


@contextmanager
def watched(seen: list[Comparison]) -> Iterator[None]:
    """While inside, every comparison is noted."""
    catalogue()
    modules = [module for name, module in sys.modules.items() if name.startswith("generator.checks.")]
    holders = [module for module in modules if getattr(module, "compare", None) is compare]

    def noting(
        check: Check, left: Figure, right: Figure, index: FigureIndex, relation: Relation = "==", advice: str = ""
    ) -> Result:
        leaves = (dotted(leaf.path) for side in (left, right) for leaf in index.leaves(side))
        seen.append(Comparison(relation, frozenset((*leaves, left.key, right.key))))
        return compare(check, left, right, index, relation, advice)

    for module in holders:
        module.compare = noting  # type: ignore[attr-defined] # put back below
    try:
        yield
    finally:
        for module in holders:
            module.compare = compare  # type: ignore[attr-defined] # as it was


@dataclass(frozen=True)
class Leaf:
    """One reported figure: whether an equation holds it, an inequality bounds it, and whether a change is found.

    Weights and scores are held by functions, not by equations: for them only ``found`` speaks.
    """

    path: str
    in_equation: bool
    bounded: bool
    found: bool

    @property
    def state(self) -> str:
        """Held by an equation, found by another rule, bounded, or free."""
        if self.in_equation:
            return "held"
        return "found" if self.found else "bounded" if self.bounded else "free"


def step_of(field: NumberField, unit: str) -> Decimal:
    """The least change that no tolerance allows: one last digit beyond it; counts and scores change by one."""
    if field.kind != "money":
        return Decimal(1)
    return Decimal("0.01") if unit == "元" else rounding_bound(MOST_ADDENDS, unit) + Decimal(100)


def measure(data: Data, every: int = 1) -> list[Leaf]:
    """The reported figures of ``data``, each disturbed in turn; of so many one, to be quick."""
    accounts = validate(data)
    seen: list[Comparison] = []
    subject = subject_for(accounts)
    with watched(seen):
        before = check_figures(subject)
    held = {
        relation: {leaf for one in seen if one.relation == relation for leaf in one.leaves} for relation in RELATIONS
    }
    leaves = []
    for field in subject.index.fields.numbers[::every]:
        path = dotted(field.path)
        other = patched(data, {path: field.value + step_of(field, accounts.amount_unit)})
        made: list[Comparison] = []
        with watched(made):
            after = check_figures(subject_for(validate(other)))
        found = names(after, before, made, path)
        leaves.append(Leaf(path, path in held["=="], path in held["<="], found))
    return leaves


def names(after: CheckReport, before: CheckReport, made: list[Comparison], path: str) -> bool:
    """Whether a new finding, graver than a 提示, names ``path`` or a figure that was compared with it."""
    new = [finding for finding in after.findings if finding not in before.findings and finding.severity != "提示"]
    places = {dotted(finding.path) for finding in new}
    above = any(place and path.startswith(f"{place}.") for place in places)
    return above or path in places or any(path in one.leaves and places & one.leaves for one in made)


def pattern(path: str) -> str:
    """A path with its codes and places left out."""
    return ".".join("*" if step.isdigit() else step for step in path.split("."))


def standard() -> Data:
    """The unit that the page speaks of: all tables, in 元, so that nothing is tolerated."""
    shape = make_shape(zeros=True, amount_unit="元")
    return deep_merge(accounts_data(shape, full=True), clean(shape))


def page(leaves: Sequence[Leaf]) -> str:
    """The share of disturbances found, table by table, and the figures that no equation holds."""
    lines = [
        "# 核对规则的覆盖率",
        "",
        "<!-- 由 `python -m tests.checks.coverage docs/覆盖率.md` 生成，不要手改。 -->",
        "",
        "一个九张表填满、金额单位为元的单位，逐个把报送的数改动 0.01 元（数量、分值改动 1），看核对规则能否发现。",
        "“等式”是至少出现在一条等式里的数；“界限”是只出现在不等式里的数，改动到越过界限才会发现。",
        "",
        "| 部分 | 报送的数 | 在等式中 | 其中发现 | 其他规则发现 | 只有界限 | 都没有 |",
        "|---|---|---|---|---|---|---|",
    ]
    groups: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        groups[leaf.path.split(".", 1)[0]].append(leaf)
    order = [*(table for table in TABLES if table in groups), *(name for name in groups if name not in TABLES)]
    for name in order:
        own = groups[name]
        held = [leaf for leaf in own if leaf.in_equation]
        found = sum(leaf.found for leaf in held)
        share = f"{found}（{100 * found // len(held)}%）" if held else "—"
        other, bounded, free = (sum(leaf.state == state for leaf in own) for state in ("found", "bounded", "free"))
        lines.append(f"| {section_title(name)} | {len(own)} | {len(held)} | {share} | {other} | {bounded} | {free} |")
    for title, state in (("只有界限的数", "bounded"), ("等式和界限都没有的数", "free")):
        chosen = [leaf for leaf in leaves if leaf.state == state]
        counts = Counter(pattern(leaf.path) for leaf in chosen)
        lines += ["", f"## {title}", ""]
        lines += [f"- `{path}`" + (f"（{count} 处）" if count > 1 else "") for path, count in counts.items()]
    return "\n".join(lines) + "\n"


def main(target: str) -> None:
    """Write the page."""
    Path(target).write_text(page(measure(standard())), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])

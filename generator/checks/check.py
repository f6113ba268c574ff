"""One check as a page of the catalogue, what it may say, and what a whole run says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from generator.finding import Finding, Operand, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.facts.figure import Figure
    from generator.source import Path

GROUPS: dict[str, str] = {
    "TB": "表内",
    "XT": "表间",
    "CF": "科目",
    "YR": "年度衔接",
    "TP": "“三公”经费",
    "CG": "采购和资产",
    "JX": "绩效",
    "DS": "公开要素",
    "YY": "原因",
    "TX": "文本",
    "YM": "隐私和保密",
    "BM": "部门预算",
    "SB": "绩效目标申报",
    "QS": "缺数",
    "SM": "说明",
}
"""First letters of a code → the group's name, in the order of the catalogue."""

Stage = Literal["figures", "text", "report"]
"""When a check runs: over the figures before composing, over the finished text, over what was found."""


DocumentKind = Literal["final_accounts", "budget"]
KINDS: dict[DocumentKind, str] = {"final_accounts": "决算", "budget": "预算"}
"""文种 of a style → its name."""

FINAL_ACCOUNTS: tuple[DocumentKind, ...] = ("final_accounts",)
BUDGET: tuple[DocumentKind, ...] = ("budget",)
BOTH: tuple[DocumentKind, ...] = ("final_accounts", "budget")


@dataclass(frozen=True, slots=True)
class Passed:
    """通过: so many comparisons held."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class NotRun:
    """未能执行: what there was to check lacked an operand."""

    reason: str


@dataclass(frozen=True, slots=True)
class Inapplicable:
    """不适用: the check does not concern this unit."""

    reason: str


@dataclass(frozen=True, slots=True)
class Tail:
    """尾差: two figures that differ by no more than the rounding of their parts."""

    code: str
    figure: Figure
    against: Figure


Result = Finding | Passed | NotRun | Inapplicable | Tail


@dataclass(frozen=True, slots=True)
class Check:
    """核对规则. ``run`` yields what it found; when it yields nothing, it passed."""

    code: str
    name: str
    title: str
    basis: str
    severity: Severity
    text: str
    stage: Stage
    run: Callable[[Check, Any], Iterator[Result]]
    since: int = 0
    until: int = 9999
    formula: str = ""
    """The equation, for those that are one."""
    documents: tuple[DocumentKind, ...] = FINAL_ACCOUNTS
    """Kinds of document that it concerns."""

    @property
    def group(self) -> str:
        """Chinese name of the group."""
        return GROUPS[self.code[:2]]

    def finding(
        self,
        message: str,
        path: Path = (),
        *,
        found: str = "",
        expected: str = "",
        advice: str = "",
        severity: Severity | None = None,
        operands: tuple[Operand, ...] = (),
    ) -> Finding:
        """A finding of this check, at its severity unless another is given."""
        return Finding(
            self.code,
            severity or self.severity,
            message,
            path=path,
            found=found,
            expected=expected,
            advice=advice,
            operands=operands,
        )


State = Literal["通过", "发现", "未能执行", "不适用"]
"""How a check ended."""

STATES: tuple[State, ...] = ("通过", "发现", "未能执行", "不适用")


@dataclass(frozen=True, slots=True)
class Outcome:
    """结果: how often a check ended in one state, and why where it could not run."""

    code: str
    title: str
    state: State
    count: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """核对报告: what was found, and what became of every check."""

    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...] = ()
    tails: tuple[Tail, ...] = ()

    @property
    def tail_tables(self) -> frozenset[str]:
        """Tables under which the note on tail differences belongs."""
        ends = (figure for tail in self.tails for figure in (tail.figure, *_ends(tail.against)))
        return frozenset(str(figure.path[0]) for figure in ends if figure.path)

    def count_by_state(self) -> dict[State, int]:
        """State → how many checks ended in it; a check that ended in several counts as the gravest."""
        rank = {"不适用": 0, "通过": 1, "未能执行": 2, "发现": 3}
        worst: dict[str, State] = {}
        for outcome in self.outcomes:
            known = worst.get(outcome.code)
            if known is None or rank[outcome.state] > rank[known]:
                worst[outcome.code] = outcome.state
        counts = Counter(worst.values())
        return {state: counts[state] for state in STATES}

    def not_run(self) -> tuple[Outcome, ...]:
        """What could not be checked."""
        return tuple(outcome for outcome in self.outcomes if outcome.state == "未能执行")


def _ends(figure: Figure) -> tuple[Figure, ...]:
    """The figure itself where it is in the data, else what it was computed from."""
    return (figure,) if figure.path else figure.operands

"""What became of every check → lines for the terminal, and the whole report as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.checks.check import CheckReport
from generator.finding import count_by_severity
from generator.report.data import as_json, finding_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.checks.check import Outcome

_NAMED = 8
"""Codes that a line names; more are counted."""


def outcomes_text(outcomes: Iterable[Outcome]) -> str:
    """A line for each reason why something could not be checked, then how many checks ended how."""
    listed = tuple(outcomes)
    if not listed:
        return ""
    by_reason: dict[str, list[str]] = {}
    for outcome in listed:
        if outcome.state == "未能执行":
            by_reason.setdefault(outcome.reason, []).append(outcome.code)
    lines = [f"未能执行：{reason}（{_codes(codes)}）" for reason, codes in by_reason.items()]
    counts = CheckReport((), listed).count_by_state()
    ended = "，".join(f"{state} {count}" for state, count in counts.items())
    return "\n".join([*lines, f"共 {sum(counts.values())} 条规则：{ended}。"])


def _codes(codes: list[str]) -> str:
    unique = list(dict.fromkeys(codes))
    more = f" 等 {len(unique)} 条" if len(unique) > _NAMED else ""
    return "、".join(unique[:_NAMED]) + more


def report_json(report: CheckReport) -> str:
    """Findings and outcomes for programs."""
    return as_json(
        {
            "counts": count_by_severity(report.findings),
            "findings": [finding_data(finding) for finding in report.findings],
            "states": report.count_by_state(),
            "outcomes": [_outcome(outcome) for outcome in report.outcomes],
        }
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "title": outcome.title,
        "state": outcome.state,
        "count": outcome.count,
        "reason": outcome.reason,
    }

"""Findings → plain lines, in the one shape that terminal, log and page share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.finding import SEVERITIES, count_by_severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.finding import Finding


def details(finding: Finding) -> tuple[tuple[str, str], ...]:
    """What stands below a finding: figures compared, what was found and expected, what to do, why it is accepted."""
    compared = tuple(
        (operand.title, f"{operand.shown}（{operand.source}）" if operand.source else operand.shown)
        for operand in finding.operands
    )
    said = (
        ("发现", finding.found),
        ("应为", finding.expected),
        ("建议", finding.advice),
        ("已说明", finding.waived),
    )
    return (*compared, *((title, text) for title, text in said if text))


def finding_text(finding: Finding) -> str:
    """One finding: place, level, code, what is wrong; its details below it."""
    return "\n".join([str(finding), *(f"    {title}：{text}" for title, text in details(finding))])


def summary(findings: Iterable[Finding]) -> str:
    """How many findings there are of each level, and how many the unit has explained."""
    listed = tuple(findings)
    if not listed:
        return "没有发现问题。"
    waiting = [finding for finding in listed if not finding.waived]
    counts = count_by_severity(waiting)
    each = "，".join(f"{severity} {counts[severity]}" for severity in SEVERITIES)
    explained = len(listed) - len(waiting)
    return f"共 {len(waiting)} 个问题：{each}" + (f"；另有 {explained} 个已说明。" if explained else "。")


def findings_text(findings: Iterable[Finding]) -> str:
    """All findings and, last, how many there are of each level."""
    listed = tuple(findings)
    return "\n".join([*(finding_text(finding) for finding in listed), summary(listed)])

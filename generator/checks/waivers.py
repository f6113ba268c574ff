"""Findings and the unit's waivers → findings, those that the unit accepts marked 已说明 with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.checks.check import Tail
    from generator.finding import Finding
    from generator.model.accounts import Waiver


@dataclass(frozen=True, slots=True)
class ReportSubject:
    """What the checks on the report itself look at."""

    amount_unit: str
    tails: tuple[Tail, ...]
    waivers: tuple[Waiver, ...]
    used: frozenset[int]
    """Places of the waivers that matched a finding."""


def waive(findings: Iterable[Finding], waivers: tuple[Waiver, ...]) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """The findings, each waived one a 提示 with the unit's reason; and which waivers were of use."""
    used: set[int] = set()
    found = []
    for finding in findings:
        fitting = [index for index, waiver in enumerate(waivers) if fits(waiver, finding)]
        used.update(fitting)
        reason = waivers[fitting[0]].reason if fitting else ""
        found.append(replace(finding, severity="提示", waived=reason) if fitting else finding)
    return tuple(found), frozenset(used)


def fits(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver speaks of a finding: its code, and, if it names one, a path at or above it."""
    if waiver.code != finding.code:
        return False
    places = (dotted(finding.path), *(dotted(operand.path) for operand in finding.operands if operand.path))
    return not waiver.path or any(place == waiver.path or place.startswith(f"{waiver.path}.") for place in places)

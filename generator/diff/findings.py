"""Findings of both sides → which are new, which are gone, which are still there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.diff.model import FindingChange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.finding import Finding

_NUMBERS = re.compile(r"\d[\d,.%]*")


def compare_findings(left: Iterable[Finding], right: Iterable[Finding]) -> tuple[FindingChange, ...]:
    """New ones first, then those that are gone, then those that are still there (as they are on the right)."""
    lefts, rights = list(left), list(right)
    before, after = Counter(map(_identity, lefts)), Counter(map(_identity, rights))
    new = _beyond(rights, before)
    gone = _beyond(lefts, after)
    fresh = {id(finding) for finding in new}
    still = [finding for finding in rights if id(finding) not in fresh]
    return (
        *(FindingChange("新增", finding) for finding in new),
        *(FindingChange("消失", finding) for finding in gone),
        *(FindingChange("仍有", finding) for finding in still),
    )


def _identity(finding: Finding) -> tuple[object, ...]:
    """What a finding is about, whatever its amounts."""
    return finding.code, finding.path, _NUMBERS.sub("#", finding.message)


def _beyond(findings: Iterable[Finding], others: Counter[tuple[object, ...]]) -> list[Finding]:
    """The findings that the other side has not, or not as often."""
    left = Counter(others)
    beyond = []
    for finding in findings:
        identity = _identity(finding)
        if left[identity]:
            left[identity] -= 1
        else:
            beyond.append(finding)
    return beyond

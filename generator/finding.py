"""A finding: something wrong or remarkable in the data, the style or the finished text.

Findings are values: they are collected, sorted and shown; nothing raises for bad data.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.source import Path, SourceMap, SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["错误", "警告", "提示"]
"""级别: 错误 stops a build, 警告 wants a look, 提示 informs."""

SEVERITIES: tuple[Severity, ...] = ("错误", "警告", "提示")


@dataclass(frozen=True, slots=True)
class Operand:
    """相比的一个数: what it is called, as shown, and where it stands."""

    title: str
    shown: str
    path: Path = ()
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """核对问题: what is wrong, where, what was found and expected, and what to do.

    ``operands`` are the figures that were compared; ``waived`` is the unit's reason for accepting it (已说明).
    """

    code: str
    severity: Severity
    message: str
    source: SourceRef | None = None
    path: Path = ()
    found: str = ""
    expected: str = ""
    advice: str = ""
    operands: tuple[Operand, ...] = ()
    waived: str = ""

    def located(self, sources: SourceMap) -> Finding:
        """The same finding with the place of its path, unless it has a place already, and those of its figures."""
        operands = tuple(
            operand if operand.source or not operand.path else replace(operand, source=sources.locate(operand.path))
            for operand in self.operands
        )
        return replace(self, source=self.source or sources.locate(self.path), operands=operands)

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source else ""
        return f"{place}{self.severity} {self.code} {self.message}"


def quoted(text: str) -> str:
    """“text”; what is quoted within is in single quotes (GB/T 15834)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an 错误."""
    return any(finding.severity == "错误" for finding in findings)


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """级别 → how many, in the order of :data:`SEVERITIES`."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, sheet and place, the worst first within a place; duplicates dropped."""

    def key(finding: Finding) -> tuple[object, ...]:
        place = (finding.source or SourceRef("￿")).order
        return (*place, SEVERITIES.index(finding.severity), finding.code, finding.message)

    return tuple(sorted(dict.fromkeys(findings), key=key))

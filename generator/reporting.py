"""Findings and results → what a person reads in the terminal, and the same as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.finding import SEVERITIES, Finding, count_by_severity
from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pipeline import BuildResult


def finding_text(finding: Finding) -> str:
    """One finding: place, level, code, what is wrong; below it what was found, what is expected, what to do."""
    details = (("发现", finding.found), ("应为", finding.expected), ("建议", finding.advice))
    return "\n".join([str(finding), *(f"    {title}：{text}" for title, text in details if text)])


def findings_text(findings: Iterable[Finding]) -> str:
    """All findings and, last, how many there are of each level."""
    listed = tuple(findings)
    if not listed:
        return "没有发现问题。"
    counts = count_by_severity(listed)
    summary = "，".join(f"{severity} {counts[severity]}" for severity in SEVERITIES)
    return "\n".join([*(finding_text(finding) for finding in listed), f"共 {len(listed)} 个问题：{summary}。"])


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding for programs."""
    source = finding.source
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "place": str(source) if source else "",
        "file": source.file if source else "",
        "sheet": source.sheet if source else "",
        "cell": source.cell if source else "",
        "line": source.line if source else 0,
        "path": dotted(finding.path),
        "found": finding.found,
        "expected": finding.expected,
        "advice": finding.advice,
    }


def build_json(result: BuildResult) -> str:
    """A build's result for programs."""
    return as_json(
        {
            "unit": result.unit,
            "done": result.done,
            "files": [str(path) for path in result.files],
            "counts": count_by_severity(result.findings),
            "findings": [finding_data(finding) for finding in result.findings],
        }
    )


def findings_json(findings: Iterable[Finding]) -> str:
    """Findings for programs."""
    listed = tuple(findings)
    return as_json({"counts": count_by_severity(listed), "findings": [finding_data(finding) for finding in listed]})


def as_json(data: object) -> str:
    """``data`` as indented JSON, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2)

"""Findings and results → JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.finding import count_by_severity
from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.finding import Finding


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
        "figures": [
            {
                "title": operand.title,
                "shown": operand.shown,
                "path": dotted(operand.path),
                "place": str(operand.source) if operand.source else "",
            }
            for operand in finding.operands
        ],
        "waived": finding.waived,
    }


def build_json(unit: str, files: Iterable[Path], findings: Iterable[Finding]) -> str:
    """A build's result for programs."""
    listed, written = tuple(findings), [str(path) for path in files]
    return as_json(
        {
            "unit": unit,
            "done": bool(written),
            "files": written,
            "counts": count_by_severity(listed),
            "findings": [finding_data(finding) for finding in listed],
        }
    )


def findings_json(findings: Iterable[Finding]) -> str:
    """Findings for programs."""
    listed = tuple(findings)
    return as_json({"counts": count_by_severity(listed), "findings": [finding_data(finding) for finding in listed]})


def as_json(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """``data`` as indented JSON, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2)

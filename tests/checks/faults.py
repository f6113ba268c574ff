"""A sample with one thing wrong in it → what is found, with its place in the sample's files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.ingest import load
from tests.checks.support import WORKSPACE, patched, report_on
from tests.factories import validate

if TYPE_CHECKING:
    from generator.checks.check import CheckReport
    from generator.finding import Finding
    from generator.ingest import Loaded

SAMPLES = WORKSPACE.root / "data" / "samples"
FAULTS = Path(__file__).parent / "faults.yaml"


@cache
def loaded(sample: str) -> Loaded:
    """The sample as read."""
    return load(SAMPLES / sample, WORKSPACE)


@cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def place_of(sample: str, finding: Finding) -> str:
    """Where a finding stands: a cell by its name, a line of a file by what is written there."""
    source = finding.source
    if source is None or not source.line:
        return str(source)
    return f"{source.file}: {_lines(SAMPLES / sample / source.file)[source.line - 1].strip()[:40]}"


def report_of(sample: str, changes: dict[str, Any]) -> CheckReport:
    """All checks over ``sample`` with ``changes``, the findings with their places."""
    given = loaded(sample)
    if given.accounts is None:
        raise ValueError(sample)
    report = report_on(validate(patched(given.accounts.model_dump(), changes)))
    return replace(report, findings=tuple(finding.located(given.sources) for finding in report.findings))

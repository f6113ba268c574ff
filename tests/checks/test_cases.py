"""The cases of every check: small changes to a unit without a finding, and what the check makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.checks.check import BUDGET
from generator.checks.registry import catalogue
from generator.source import dotted
from tests.checks.support import cases_of, report_with

if TYPE_CHECKING:
    from generator.checks.check import CheckReport

KINDS = ("pass", "fail", "not_run", "inapplicable")


def _all(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{case['name']}")
        for code in catalogue()
        for case in cases_of(code).get(kind, ())
    ]


def _report(code: str, case: dict[str, Any]) -> CheckReport:
    budget = catalogue()[code].documents == BUDGET
    return report_with(case["set"], case.get("document"), budget=budget)


def _states(report: CheckReport, code: str) -> dict[str, str]:
    return {outcome.state: outcome.reason for outcome in report.outcomes if outcome.code == code}


@pytest.mark.parametrize(("code", "case"), _all("pass"))
def test_a_case_that_passes(code: str, case: dict[str, Any]) -> None:
    report = _report(code, case)
    assert [str(finding) for finding in report.findings if finding.code == code and not finding.waived] == []
    assert set(_states(report, code)) == {"通过"}


@pytest.mark.parametrize(("code", "case"), _all("fail"))
def test_a_case_that_fails(code: str, case: dict[str, Any]) -> None:
    report = _report(code, case)
    found = [finding for finding in report.findings if finding.code == code]
    assert found, [str(finding) for finding in report.findings]
    assert "发现" in _states(report, code)
    at = case.get("at", "")
    here = [finding for finding in found if dotted(finding.path).startswith(at)]
    assert here, [dotted(finding.path) for finding in found]
    assert case.get("severity", catalogue()[code].severity) in {finding.severity for finding in here}
    assert any(case.get("says", "") in f"{finding.message}{finding.found}" for finding in here), [
        str(finding) for finding in here
    ]
    assert all(finding.message and (finding.advice or finding.expected) for finding in here)


@pytest.mark.parametrize(("code", "case"), _all("not_run"))
def test_a_case_that_cannot_be_checked(code: str, case: dict[str, Any]) -> None:
    states = _states(_report(code, case), code)
    assert case["says"] in states["未能执行"]


@pytest.mark.parametrize(("code", "case"), _all("inapplicable"))
def test_a_case_that_is_not_concerned(code: str, case: dict[str, Any]) -> None:
    states = _states(_report(code, case), code)
    assert list(states) == ["不适用"]
    assert states["不适用"]


def test_the_unit_that_the_cases_change_has_no_finding() -> None:
    report = report_with({})
    assert [str(finding) for finding in report.findings] == []
    assert report.not_run() == ()

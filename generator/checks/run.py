"""All checks over one unit: the figures before composing, the finished text after it, then the report itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.checks.check import KINDS, Check, CheckReport, Inapplicable, NotRun, Outcome, Passed, Tail
from generator.checks.registry import catalogue
from generator.checks.waivers import ReportSubject, waive
from generator.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.checks.check import DocumentKind, Result, Stage
    from generator.checks.subject import AnySubject, TextSubject
    from generator.model.accounts import Waiver


def check_figures(subject: AnySubject) -> CheckReport:
    """What the figures say before anything is composed; tells the tables with tail differences."""
    return _run("figures", subject, subject.accounts.year, subject.style.document)


def check_text(subject: TextSubject) -> CheckReport:
    """What the finished text says."""
    return _run("text", subject, subject.accounts.year, subject.style.document)


def conclude(parts: Iterable[CheckReport], subject: AnySubject) -> CheckReport:
    """The parts as one report: waivers applied, tail differences gathered, waivers that waive nothing named."""
    given = tuple(parts)
    waivers = subject.accounts.waivers
    findings, used = waive((finding for part in given for finding in part.findings), waivers)
    tails = tuple(dict.fromkeys(tail for part in given for tail in part.tails))
    whole = ReportSubject(subject.accounts.amount_unit, tails, waivers, used)
    last = _run("report", whole, subject.accounts.year, subject.style.document)
    closing, _ = waive(last.findings, _without_idle(waivers))
    outcomes = tuple(outcome for part in (*given, last) for outcome in part.outcomes)
    order = {code: place for place, code in enumerate(catalogue())}
    return CheckReport(
        in_order((*findings, *closing)),
        tuple(sorted(outcomes, key=lambda outcome: order[outcome.code])),
        tails,
    )


def _without_idle(waivers: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    return tuple(waiver for waiver in waivers if waiver.code != "SM01")


def _run(stage: Stage, subject: object, year: int, document: DocumentKind) -> CheckReport:
    findings: list[Finding] = []
    tails: list[Tail] = []
    outcomes: list[Outcome] = []
    for check in catalogue().values():
        if check.stage != stage:
            continue
        if not check.since <= year <= check.until:
            outcomes.append(Outcome(check.code, check.title, "不适用", 1, f"{check.since} 至 {check.until} 年度的规则"))
            continue
        if document not in check.documents:
            outcomes.append(Outcome(check.code, check.title, "不适用", 1, f"{KINDS[check.documents[0]]}的规则"))
            continue
        results = list(check.run(check, subject))
        findings += [result for result in results if isinstance(result, Finding)]
        tails += [result for result in results if isinstance(result, Tail)]
        outcomes += _outcomes(check, results)
    return CheckReport(tuple(findings), tuple(outcomes), tuple(tails))


def _outcomes(check: Check, results: list[Result]) -> list[Outcome]:
    """How one check ended: found, could not run and why, passed; inapplicable only where nothing else is said."""
    found = sum(isinstance(result, Finding) for result in results)
    passed = sum(result.count for result in results if isinstance(result, Passed))
    passed += sum(isinstance(result, Tail) for result in results)
    lacking = Counter(result.reason for result in results if isinstance(result, NotRun))
    concerned = [result.reason for result in results if isinstance(result, Inapplicable)]
    outcomes = [Outcome(check.code, check.title, "发现", found)] if found else []
    outcomes += [Outcome(check.code, check.title, "未能执行", count, reason) for reason, count in lacking.items()]
    if not found and not lacking and not passed and concerned:
        return [Outcome(check.code, check.title, "不适用", 1, concerned[0])]
    if passed or not (found or lacking):
        outcomes.append(Outcome(check.code, check.title, "通过", passed or 1))
    return outcomes

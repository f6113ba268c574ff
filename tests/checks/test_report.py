"""What a run says as a whole: tail differences, waivers, what could not be checked, and the order of things."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.check import CheckReport, Outcome
from generator.checks.run import check_figures
from generator.compose import compose
from generator.document.table import TableBlock
from generator.finding import has_errors
from generator.merge import deep_merge
from generator.pipeline import facts_of, reference_for, subject_of
from generator.report.outcomes import outcomes_text
from generator.style.load import load_style
from tests.checks.support import WORKSPACE, base, clean, patched, report_on, report_with
from tests.factories import accounts_data, make_shape, validate
from tests.strategies import shapes

if TYPE_CHECKING:
    from generator.model.accounts import FinalAccounts

CENT = 100
"""0.01 万元, in 元."""
SUM_OF_TWO = "general_budget.lines.210.total"
"""21011 and 21015: two addends, so that the bound is one and a half last digits."""


def test_a_tail_difference_is_one_hint_with_the_list_behind_it() -> None:
    figures = base()["general_budget"]["lines"]
    report = report_with(
        {SUM_OF_TWO: figures["210"]["total"] + CENT, "general_budget.lines.221.total": figures["221"]["total"] + CENT}
    )
    hints = [finding for finding in report.findings if finding.code == "TB00"]
    assert [("提示", f"{len(report.tails)} 处")] == [(hint.severity, hint.found) for hint in hints]
    assert [tail.figure.path for tail in report.tails] == [operand.path for operand in hints[0].operands]
    assert hints[0].advice == "不用改"
    assert not has_errors(report.findings)


@pytest.mark.parametrize(("cents", "severity"), [(1, "提示"), (2, "错误")])
def test_one_cent_more_than_the_bound_is_an_error(cents: int, severity: str) -> None:
    total = base()["general_budget"]["lines"]["210"]["basic"]
    report = report_with({"general_budget.lines.210.basic": total + cents * CENT})
    found = [finding for finding in report.findings if finding.code in {"TB00", "TB42"}]
    assert severity in {finding.severity for finding in found}
    assert has_errors(report.findings) == (severity == "错误")


def test_figures_in_yuan_are_exact() -> None:
    shape = make_shape(zeros=True, amount_unit="元")
    data = deep_merge(accounts_data(shape, full=True), clean(shape))
    total = data["summary"]["revenue_total"]
    report = report_on(validate(patched(data, {"summary.revenue_total": total + Decimal("0.01")})))
    assert {"TB01", "TB03", "XT03"} <= {finding.code for finding in report.findings if finding.severity == "错误"}
    assert report.tails == ()


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_rounding_each_figure_gives_tails_and_nothing_worse(data: st.DataObject) -> None:
    shape = data.draw(shapes("base", 2024, exact=False))
    report = report_on(validate(deep_merge(accounts_data(shape, full=True), clean(shape))))
    assert [str(finding) for finding in report.findings if finding.severity == "错误"] == []
    assert bool(report.tails) == any(finding.code == "TB00" for finding in report.findings)


def test_the_tables_with_tail_differences_are_told() -> None:
    total = base()["revenue"]["lines"]["210"]["operating"]
    report = report_with({"revenue.lines.21015.operating": total + CENT})
    assert {"revenue"} == set(report.tail_tables)


@pytest.mark.parametrize("style", ["hubei-wuhan-2024", "hubei-wuhan-2022"])
def test_the_note_on_tail_differences_stands_under_the_tables_that_have_them(style: str) -> None:
    """The one style prints the note under the first table anyway, the other never but for a tail difference."""
    shape = make_shape(zeros=True, style=style, year=2024 if style.endswith("2024") else 2022)
    data = deep_merge(accounts_data(shape, full=True), clean(shape))
    total = data["revenue"]["lines"]["210"]["operating"]
    noted = {
        cents: [
            block.id
            for block in composed(validate(patched(data, {"revenue.lines.21015.operating": total + cents * CENT})))
            if any("尾数误差" in note for note in block.notes)
        ]
        for cents in (0, 1)
    }
    always = ["summary"] if style == "hubei-wuhan-2024" else []
    assert {0: always, 1: [*always, "revenue"]} == noted


def composed(accounts: FinalAccounts) -> list[TableBlock]:
    """The tables of the composed document."""
    style, reference = load_style(WORKSPACE.templates, accounts.style), reference_for(accounts.year, WORKSPACE)
    book = facts_of(accounts, style, reference)
    held = check_figures(subject_of(book, style, reference, WORKSPACE))
    blocks = compose(book, style, reference, held.tail_tables).document.blocks
    return [block for block in blocks if isinstance(block, TableBlock)]


def test_a_waived_error_is_listed_and_stops_nothing() -> None:
    change = {"summary.revenue_total": 60000000}
    before = report_with(change)
    errors = sorted({finding.code for finding in before.findings if finding.severity == "错误"})
    waivers = [{"code": code, "reason": "会计差错更正，已在附注中说明"} for code in errors]
    after = report_with({**change, "waivers": waivers})
    assert has_errors(before.findings)
    assert not has_errors(after.findings)
    waived = [finding for finding in after.findings if finding.waived]
    assert errors == sorted({finding.code for finding in waived})
    assert {"会计差错更正，已在附注中说明"} == {finding.waived for finding in waived}
    assert [finding for finding in after.findings if finding.code == "SM01"] == []


@pytest.mark.parametrize(
    ("path", "waived"),
    [("", True), ("general_budget", True), ("general_budget.lines.22102", True), ("general_budget.lines.221", False)],
)
def test_a_waiver_reaches_as_far_as_its_path(path: str, waived: bool) -> None:  # noqa: FBT001 - what is expected
    change = {"general_budget.lines.2210201.basic": 1000000}
    waiver = {"code": "TB42", "path": path, "reason": "另行说明"}
    report = report_with({**change, "waivers": [waiver]})
    found = [finding for finding in report.findings if finding.code == "TB42"]
    assert found
    assert any(finding.waived for finding in found) == waived


def test_a_finding_shows_both_figures_and_their_places() -> None:
    report = report_with({"revenue.total.total": 60000000})
    finding = next(finding for finding in report.findings if finding.code == "XT03")
    assert finding.path == ("revenue", "total", "total")
    assert [operand.shown for operand in finding.operands] == ["6,000 万元", "6,289.61 万元"]
    assert [one.path for one in finding.operands] == [("revenue", "total", "total"), ("summary", "revenue_total")]
    assert "相差 289.61 万元" in finding.message
    assert finding.advice


def test_a_table_that_is_not_reported_is_never_a_pass() -> None:
    report = report_with({"expenditure": None})
    lacking = {outcome.code for outcome in report.not_run() if "支出决算表" in outcome.reason}
    assert {"TB21", "TB22", "XT08", "XT09", "XT15", "XT16", "XT19", "DS06"} <= lacking
    passed = {outcome.code for outcome in report.outcomes if outcome.state == "通过"}
    assert passed & {"TB21", "TB22", "XT08", "XT09", "XT15", "XT16", "XT19", "DS06"} == set()


def test_a_total_made_from_another_table_proves_nothing() -> None:
    shape = make_shape(zeros=True)
    report = report_on(validate(deep_merge(accounts_data(shape), clean(shape))))
    states = {outcome.code: outcome.state for outcome in report.outcomes}
    assert {code: states[code] for code in ("XT01", "XT03", "XT10")} == {
        "XT01": "未能执行",
        "XT03": "未能执行",
        "XT10": "未能执行",
    }


def test_what_could_not_be_checked_is_said_once_for_each_reason() -> None:
    outcomes = (
        Outcome("XT01", "一", "未能执行", 2, "没有报送总表"),
        Outcome("XT02", "二", "未能执行", 1, "没有报送总表"),
        Outcome("XT02", "二", "通过", 3),
        Outcome("XT03", "三", "通过", 1),
    )
    expected = "未能执行：没有报送总表（XT01、XT02）\n共 3 条规则：通过 1，发现 0，未能执行 2，不适用 0。"
    assert expected == outcomes_text(outcomes)
    assert CheckReport((), outcomes).count_by_state() == {"通过": 1, "发现": 0, "未能执行": 2, "不适用": 0}

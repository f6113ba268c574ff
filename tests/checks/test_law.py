"""The law: a consistent unit gives no error; a disturbed figure gives a finding that names it or a sum of it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks.figures import TABLES
from generator.merge import deep_merge
from generator.workspace import Workspace
from tests.checks.coverage import MOST_ADDENDS, Leaf, measure, page, standard, subject_for
from tests.checks.support import clean, report_on
from tests.factories import accounts_data, make_shape, validate
from tests.laws import final_styles
from tests.strategies import shapes

STYLES = final_styles()
in_every_style = pytest.mark.parametrize(("style", "year"), STYLES, ids=[name for name, _ in STYLES])
random_units = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@in_every_style
@random_units
@given(data=st.data())
def test_a_consistent_unit_gives_no_error(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year, exact=data.draw(st.booleans())))
    full = data.draw(st.booleans())
    report = report_on(validate(deep_merge(accounts_data(shape, full=full), clean(shape))))
    assert [str(finding) for finding in report.findings if finding.severity == "错误"] == []
    assert {outcome.state for outcome in report.outcomes} <= {"通过", "发现", "未能执行", "不适用"}


@cache
def measured() -> tuple[Leaf, ...]:
    """The standard unit's figures, each disturbed."""
    return tuple(measure(standard()))


def test_figures_in_equations_are_watched() -> None:
    held = [leaf for leaf in measure(standard(), every=7) if leaf.in_equation]
    assert [leaf.path for leaf in held if not leaf.found] == []


@pytest.mark.slow
def test_every_figure_in_an_equation_is_watched() -> None:
    held = [leaf for leaf in measured() if leaf.in_equation]
    assert [leaf.path for leaf in held if not leaf.found] == []


@pytest.mark.slow
def test_every_figure_of_the_nine_tables_is_in_an_equation() -> None:
    tables = [leaf for leaf in measured() if leaf.path.split(".")[0] in TABLES]
    assert [leaf.path for leaf in tables if not leaf.in_equation] == []


@pytest.mark.slow
@pytest.mark.parametrize(("full", "unit"), [(False, "元"), (True, "万元")])
def test_every_figure_is_watched_in_other_units_too(full: bool, unit: str) -> None:  # noqa: FBT001 - of the test
    shape = make_shape(zeros=True, amount_unit=unit)
    leaves = measure(deep_merge(accounts_data(shape, full=full), clean(shape)))
    assert [leaf.path for leaf in leaves if leaf.in_equation and not leaf.found] == []


@pytest.mark.slow
@settings(random_units, max_examples=3)
@given(data=st.data())
def test_every_figure_of_a_random_unit_is_watched(data: st.DataObject) -> None:
    shape = data.draw(shapes("hubei-wuhan-2024", 2024))
    leaves = measure(deep_merge(accounts_data(shape, full=True), clean(shape)))
    assert [leaf.path for leaf in leaves if leaf.in_equation and not leaf.found] == []


def test_no_equation_has_more_addends_than_the_step_allows_for() -> None:
    index = subject_for(validate(standard())).index
    sums = [len(index.leaves(derived)) for figure in index.figures.values() for derived in figure.derived]
    assert max(sums) < MOST_ADDENDS


@pytest.mark.slow
def test_the_page_on_coverage_is_current() -> None:
    """``python -m tests.checks.coverage docs/覆盖率.md`` would change nothing."""
    written = (Workspace.find().root / "docs" / "覆盖率.md").read_text(encoding="utf-8")
    assert page(measured()) == written

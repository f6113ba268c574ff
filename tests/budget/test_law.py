"""The law: a disturbed figure of a budget that takes part in an equation gives a finding."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

from generator.checks.figures import is_table
from generator.source import dotted
from tests.budget.support import changed, figures_checked, sample
from tests.checks.support import budget_base

STEP = Decimal(7)
"""By so many 万元 a figure is moved: more than any sum of rounded addends can hide."""

FREE = re.compile(
    r"assets\.|unit\.|state_capital_budget$|procurement\.(works|goods)\.|prior_budget\.(general_budget|three_public\.)"
    r"|projects\.\d+\.(total_budget|application\.purchases\.)|purchased_services\.\d+\.(quantity|amount)"
    r"|procurement\.items\.\d+\.(sme|micro)$"
)
"""Figures that stand in no equation: counts, bases of comparisons, totals of several years, parts that may be less."""


@cache
def paths() -> tuple[tuple[str, str], ...]:
    """Path and kind of every number of the sample."""
    return tuple((dotted(field.path), field.kind) for field in sample().subject.index.fields.numbers)


def codes(path: str) -> set[str]:
    """The checks of figures that find something once the figure at ``path`` is moved."""
    value: object = budget_base()
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, tuple) else value[step]  # type: ignore[index] # a mapping here
    report = figures_checked(changed({path: Decimal(str(value)) + STEP}))
    return {finding.code for finding in report.findings if finding.severity != "提示"}


def held() -> list[str]:
    """Figures that stand in an equation."""
    return [path for path, _ in paths() if not FREE.match(path)]


def test_every_figure_of_a_table_is_in_an_equation() -> None:
    assert [path for path, _ in paths() if is_table(path.split(".")[0]) and FREE.match(path)] == []


def test_figures_in_equations_are_watched() -> None:
    assert [path for path in held()[::9] if not codes(path)] == []


@pytest.mark.slow
def test_every_figure_in_an_equation_is_watched() -> None:
    assert [path for path in held() if not codes(path)] == []

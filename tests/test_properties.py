"""The laws of the composed document, for random units consistent by construction, in every style."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories import make_accounts
from tests.laws import LAWS, Made, final_styles, law_no_clause_is_empty, law_punctuation_is_never_doubled, make
from tests.strategies import shapes

STYLES = final_styles()
random_units = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a failing unit is small enough; making it smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
in_every_style = pytest.mark.parametrize(("style", "year"), STYLES, ids=[name for name, _ in STYLES])


@in_every_style
@random_units
@given(data=st.data())
def test_every_law_holds_for_a_consistent_unit(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year, exact=data.draw(st.booleans())))
    made = make(make_accounts(shape=shape, full=data.draw(st.booleans())))
    assert made.errors == []
    for law in LAWS:
        law(made)


@in_every_style
@settings(random_units, max_examples=12)
@given(data=st.data())
def test_a_tidy_unit_calls_for_no_second_look(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year, tidy=True))
    made = make(make_accounts(shape=shape, full=data.draw(st.booleans())))
    annex_is_empty = {"DS04"} if made.style.style.annex.kind == "none" else set()
    assert {finding.code for finding in made.findings if finding.severity != "提示"} <= annex_is_empty


@in_every_style
@settings(random_units, max_examples=12)
@given(data=st.data())
def test_without_reasons_each_is_asked_for_and_none_is_hinted_at(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year))
    made = make(make_accounts(shape=replace(shape, data={**shape.data, "reasons": {}})))
    asked_for = [finding for finding in made.findings if finding.code == "YY01"]
    assert {finding.code for finding in made.findings if finding.severity == "错误"} <= {"YY01"}
    asked = {finding.path[-1] for finding in asked_for}
    needed = {key.split(".")[-1] for key, reason in made.composition.reasons.items() if reason.required}
    assert needed == asked
    law_no_clause_is_empty(made)
    law_punctuation_is_never_doubled(made)


@in_every_style
@settings(random_units, max_examples=12)
@given(data=st.data())
def test_leaves_alone_say_what_full_tables_say(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year))
    leaves, full = (make(make_accounts(shape=shape, full=full)) for full in (False, True))
    assert narrative(full) == narrative(leaves)


@in_every_style
@settings(random_units, max_examples=5)
@given(data=st.data())
def test_the_same_unit_gives_the_same_document(style: str, year: int, data: st.DataObject) -> None:
    accounts = make_accounts(shape=data.draw(shapes(style, year)))
    assert make(accounts).composition.document == make(accounts).composition.document


def narrative(made: Made) -> list[str]:
    """The paragraphs' texts."""
    return [paragraph.text for paragraph in made.paragraphs]

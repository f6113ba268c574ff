"""The primitives: change, share, completion. No rate on a zero or an absent base; nothing rounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.figure import (
    Figure,
    change,
    completion,
    derive,
    evaluate,
    first,
    nothing,
    reported,
    settle,
    share,
    total,
    walk,
)

QUANTUM = Decimal(100)
amounts = st.integers(-(10**12), 10**12).map(lambda number: Decimal(number) / 100)
positive = st.integers(1, 10**12).map(lambda number: Decimal(number) / 100)


def figure(value: Decimal, name: str = "a") -> Figure:
    """A reported figure."""
    found = reported((name,), name, value)
    assert found is not None
    return found


@given(amounts, amounts)
def test_change_is_a_distance_with_a_direction(current: Decimal, base: Decimal) -> None:
    found = change("k", "数", figure(current), figure(base, "b"), QUANTUM)
    assert found.known
    assert found.amount is not None
    assert abs(current - base) == found.amount.value
    expected = "flat" if abs(current - base) < QUANTUM / 2 else "up" if current > base else "down"
    assert expected == found.direction
    assert (expected != "flat") == found.changed


@given(amounts, amounts)
def test_a_rate_of_change_undoes_itself(current: Decimal, base: Decimal) -> None:
    found = change("k", "数", figure(current), figure(base, "b"), QUANTUM)
    if abs(base) < QUANTUM / 2:  # prints as zero
        assert found.rate is None
    else:
        assert found.rate is not None
        assert found.rate.value >= 0
        sign = 1 if current >= base else -1
        assert abs(base + sign * found.rate.value * abs(base) - current) < Decimal("1e-9")


@given(amounts)
def test_without_a_base_nothing_is_compared(current: Decimal) -> None:
    compared = change("k", "数", figure(current), None, QUANTUM)
    assert (
        compared.amount,
        compared.rate,
        compared.direction,
        compared.known,
        compared.changed,
    ) == (None, None, "unknown", False, False)
    done = completion("k", "数", figure(current), None, QUANTUM)
    assert (done.rate, done.direction, done.changed) == (None, "unknown", False)
    assert share("k", "占比", figure(current), None).rate is None


@given(amounts)
def test_a_zero_base_has_a_change_but_no_rate(current: Decimal) -> None:
    zero = figure(Decimal(0), "b")
    assert change("k", "数", figure(current), zero, QUANTUM).rate is None
    assert completion("k", "数", figure(current), zero, QUANTUM).rate is None
    assert share("k", "占比", figure(current), zero).rate is None


@pytest.mark.parametrize(
    ("difference", "quantum", "expected"),
    [("49.99", 100, "flat"), ("50", 100, "up"), ("-50", 100, "down"), ("0.004", "0.01", "flat"), ("0", 100, "flat")],
)
def test_what_would_print_as_zero_is_unchanged(difference: str, quantum: object, expected: str) -> None:
    base = Decimal("1234.5")
    current = figure(base + Decimal(difference))
    assert expected == change("k", "数", current, figure(base, "b"), Decimal(str(quantum))).direction
    assert expected == completion("k", "数", current, figure(base, "b"), Decimal(str(quantum))).direction


@given(amounts, positive)
def test_completion_is_outturn_by_budget(outturn: Decimal, budget: Decimal) -> None:
    done = completion("k", "数", figure(outturn), figure(budget, "b"), QUANTUM)
    assert (done.rate is None) == (budget < QUANTUM / 2)  # no rate on what prints as zero
    if done.rate is None:
        return
    assert outturn / budget == done.rate.value
    assert not (done.direction == "up" and done.rate.value <= 1)
    assert not (done.direction == "down" and done.rate.value >= 1)


@given(st.lists(positive, min_size=1, max_size=9))
def test_shares_of_a_whole_add_up_to_one(parts: list[Decimal]) -> None:
    figures = [figure(part, str(index)) for index, part in enumerate(parts)]
    whole = total("whole", "合计", figures)
    rates = [share(str(index), "占比", part, whole).rate for index, part in enumerate(figures)]
    assert abs(sum((rate.value for rate in rates if rate is not None), Decimal(0)) - 1) < Decimal("1e-20")


@given(st.lists(st.one_of(st.none(), amounts), max_size=9))
def test_a_sum_is_of_what_is_present_and_of_nothing_is_nothing(values: list[Decimal | None]) -> None:
    found = total("t", "合计", [reported((str(index),), "数", value) for index, value in enumerate(values)])
    present = [value for value in values if value is not None]
    if present:
        assert found is not None
        assert sum(present, Decimal(0)) == found.value
        assert len(present) == len(found.operands)
    else:
        assert found is None


def test_a_reported_figure_stands_and_carries_what_it_should_be() -> None:
    given_figure, first_sum, second_sum = (
        figure(Decimal(value), name) for value, name in ((3, "a"), (4, "b"), (5, "c"))
    )
    settled = settle(given_figure, first_sum, None, second_sum)
    assert settled is not None
    assert (Decimal(3), (first_sum, second_sum)) == (settled.value, settled.derived)
    assert settle(None, None, first_sum, second_sum) is first_sum
    assert settle(given_figure, None) is given_figure
    assert settle(None, None) is None


def test_zero_is_not_absent() -> None:
    zero = nothing("z", "合计")
    assert zero.value == 0
    assert not zero
    assert first(None, zero, figure(Decimal(1))) is zero
    assert reported(("a",), "数", None) is None
    assert reported(("a",), "数", 0) is not None


def test_walk_meets_every_figure_that_a_figure_follows_from() -> None:
    a, b, c = (figure(Decimal(1), name) for name in "abc")
    whole = derive("w", "合计", "sum", (derive("p", "小计", "difference", (a, b)), c))
    assert [one.key for one in walk(whole)] == ["w", "p", "a", "b", "c"]


def test_a_reported_figure_cannot_be_evaluated() -> None:
    with pytest.raises(ValueError, match="reported"):
        evaluate("reported", [])

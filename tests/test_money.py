"""Amounts: read as clerks type them, rounded half up once, shown as styles ask."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.money import (
    SCALE,
    AmountError,
    NumberFormat,
    parse_decimal,
    round_half_up,
    rounding_bound,
    show_amount,
    show_percent,
    to_yuan,
)

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False)
readable = st.decimals(min_value=-(10**10), max_value=10**10, places=6, allow_nan=False, allow_infinity=False)
"""Of at most fifteen digits with four decimals, which is what a spreadsheet holds and what is read."""
cents = st.integers(-(10**14), 10**14).map(lambda number: Decimal(number) / 100)
places = st.integers(0, 4)
formats = st.builds(NumberFormat, places=places, thousands=st.booleans(), strip_zeros=st.booleans())


def half_up(value: Decimal, digits: int) -> Fraction:
    """四舍五入 by whole numbers: away from zero at the half."""
    scaled = abs(Fraction(value)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole, 10**digits) * (-1 if value < 0 else 1)


@given(numbers, places)
def test_rounding_is_half_up(value: Decimal, digits: int) -> None:
    assert half_up(value, digits) == Fraction(round_half_up(value, digits))


@given(numbers, places)
def test_rounding_does_not_depend_on_the_sign_and_never_gives_minus_zero(value: Decimal, digits: int) -> None:
    rounded = round_half_up(value, digits)
    assert abs(rounded) == round_half_up(abs(value), digits)
    assert rounded != 0 or not rounded.is_signed()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.125", "0.13"),
        ("0.135", "0.14"),
        ("2.675", "2.68"),
        ("-0.125", "-0.13"),
        ("0.004", "0.00"),
        ("-0.004", "0.00"),
    ],
)
def test_halves_that_other_roundings_get_wrong(value: str, expected: str) -> None:
    assert Decimal(expected) == round_half_up(Decimal(value), 2)
    assert expected == NumberFormat(2).show(Decimal(value))


@given(readable, formats)
def test_what_is_shown_reads_back_as_the_rounded_value(value: Decimal, form: NumberFormat) -> None:
    assert round_half_up(value, form.places) == parse_decimal(form.show(value))


@given(numbers, formats)
def test_what_is_shown_keeps_its_form(value: Decimal, form: NumberFormat) -> None:
    text = form.show(value)
    whole, _, decimals = text.lstrip("-").partition(".")
    assert form.strip_zeros or len(decimals) == form.places
    assert not (form.strip_zeros and decimals.endswith("0"))
    assert not text.endswith(".")
    assert form.thousands == ("," in whole) or len(whole.replace(",", "")) <= 3
    assert all(len(group) == 3 for group in whole.split(",")[1:])


@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        (NumberFormat(2, thousands=True), "9111.11", "9,111.11"),
        (NumberFormat(2, thousands=True, strip_zeros=True), "650", "650"),
        (NumberFormat(2, strip_zeros=True), "965.80", "965.8"),
        (NumberFormat(2, strip_zeros=True), "100", "100"),
        (NumberFormat(1, plain_0_100=True), "100", "100"),
        (NumberFormat(1, plain_0_100=True), "0", "0"),
        (NumberFormat(1, plain_0_100=True), "22", "22.0"),
        (NumberFormat(0), "0.5", "1"),
        (NumberFormat(2, thousands=True), "-1234567.895", "-1,234,567.90"),
    ],
)
def test_forms(form: NumberFormat, value: str, expected: str) -> None:
    assert expected == form.show(Decimal(value))


def test_a_percentage_is_rounded_once() -> None:
    rate = Decimal("1030.29") / Decimal("8080.82")
    assert show_percent(rate, NumberFormat(1)) == "12.7%"
    assert show_percent(rate, NumberFormat(2)) == "12.75%"


@given(cents, st.sampled_from(sorted(SCALE)))
def test_units_convert_without_loss(amount: Decimal, unit: str) -> None:
    assert amount == parse_decimal(show_amount(to_yuan(amount, unit), unit, NumberFormat(2)))


FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９\uff0e，－")


@given(cents)
def test_amounts_are_read_as_clerks_type_them(amount: Decimal) -> None:
    text = f"{amount:.2f}"
    grouped = f"{amount:,.2f}"
    variants = [text, grouped, f" {text} ", f"　{grouped}\n", text.translate(FULL_WIDTH), grouped.translate(FULL_WIDTH)]
    variants += [
        text.replace("-", "−"),
        grouped.replace(",", "，"),
        text.lstrip("-") and f"+{text}" if amount >= 0 else text,
    ]
    assert [amount] * len(variants) == [parse_decimal(variant) for variant in variants]


@given(cents.filter(lambda amount: len(amount.normalize().as_tuple().digits) <= 15))
def test_a_spreadsheets_float_is_the_number_that_it_shows(amount: Decimal) -> None:
    assert amount == parse_decimal(float(amount))


@pytest.mark.parametrize("blank", [None, "", " ", "　", "-", "－", "—", "——", "–", "/", "／", "\t\n"])
def test_blanks_and_dashes_are_no_amount(blank: object) -> None:
    assert parse_decimal(blank) is None


@pytest.mark.parametrize(
    "found",
    [
        "12O.5",
        "1,23",
        "1,2345",
        "12,34.5",
        "--1",
        "1.2.3",
        "5%",
        "５％",
        "=A1",
        "#REF!",
        "1e5",
        "٣",
        "①",
        "12²",
        "十",
        True,
        "NaN",
        "inf",
    ],
)
def test_what_is_no_amount_says_so(found: object) -> None:
    with pytest.raises(AmountError) as caught:
        parse_decimal(found)
    assert str(caught.value)


@pytest.mark.parametrize("found", [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_finite_is_no_amount(found: object) -> None:
    with pytest.raises(AmountError):
        parse_decimal(found)


def test_more_digits_than_a_spreadsheet_holds_are_refused() -> None:
    assert Decimal("1234567890123.45") == parse_decimal("1234567890123.45")
    assert Decimal(123456789012345000) / 1000 == parse_decimal("123456789012345")
    for found in ("12345678901234.567", "1234567890123456", Decimal("0.1234567890123456"), 10**17):
        with pytest.raises(AmountError):
            parse_decimal(found)


@given(st.lists(cents, min_size=1, max_size=20))
def test_tails_of_rounding_stay_within_the_bound(amounts: list[Decimal]) -> None:
    reported = [to_yuan(round_half_up(amount / 10000, 2), "万元") for amount in amounts]
    total = to_yuan(round_half_up(sum(amounts, Decimal(0)) / 10000, 2), "万元")
    assert abs(total - sum(reported, Decimal(0))) <= rounding_bound(len(amounts), "万元")
    assert rounding_bound(len(amounts), "元") == 0

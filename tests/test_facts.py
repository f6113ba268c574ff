"""Facts: leaves give the same ledger as full tables, reported figures stand, absent stays absent."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.classification import load_codes
from generator.facts.build import build_facts
from generator.facts.figure import Change, Figure, evaluate, walk
from generator.facts.lines import FactTable
from generator.money import rounding_bound
from tests.factories import (
    FUNDS,
    Flow,
    accounts_data,
    amounts_of,
    at_last_digit,
    disturbed,
    make_accounts,
    make_shape,
    validate,
)
from tests.laws import WORKSPACE
from tests.strategies import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.facts.book import FactBook
    from generator.facts.ledger import Ledger
    from generator.model.accounts import FinalAccounts

TABLES = (
    "summary",
    "revenue",
    "expenditure",
    "appropriation",
    "general_budget",
    "government_fund",
    "state_capital",
    "basic",
    "three_public",
)
years = st.sampled_from([2022, 2024])
random_units = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def facts(accounts: FinalAccounts) -> FactBook:
    """The fact book of ``accounts``."""
    functional, economic = (load_codes(WORKSPACE.reference, kind, accounts.year) for kind in ("functional", "economic"))
    return build_facts(accounts, functional, economic)


def cells(ledger: Ledger) -> dict[str, Figure]:
    """Every figure of the nine tables by its place."""
    found: dict[str, Figure] = {}
    for name in TABLES:
        table: Any = getattr(ledger, name)
        if isinstance(table, FactTable):
            found |= {f"{name}.total.{column}": figure for column, figure in table.total.items()}
            for line in table.lines:
                found |= {f"{name}.{line.code}.{column}": figure for column, figure in line.cells.items()}
        elif name == "basic":
            parts = {"personnel": table.personnel, "public": table.public, "total": table.total}
            found |= {f"basic.{part}": figure for part, figure in parts.items() if figure is not None}
            found |= {f"basic.{code}": line.cells["amount"] for code, line in table.lines.items() if line.cells}
        else:
            found |= {f"{name}.{field}": figure for field, figure in table.items()}
    return found


def values(ledger: Ledger) -> dict[str, Decimal]:
    """Place → amount of everything that is not zero."""
    return {place: figure.value for place, figure in cells(ledger).items() if figure}


def mismatches(ledger: Ledger) -> dict[str, Decimal]:
    """Key of each reported figure that differs from what it should be, and by how much at most."""
    found: dict[str, Decimal] = {}
    for figure in cells(ledger).values():
        for derived in figure.derived:
            if figure.value != derived.value:
                found[figure.key] = max(found.get(figure.key, Decimal(0)), abs(figure.value - derived.value))
    return found


def figures_of(node: object) -> Iterator[Figure]:
    """Every figure anywhere in a fact book."""
    if isinstance(node, Figure):
        yield node
    elif is_dataclass(node) and not isinstance(node, type):
        for field in fields(node):
            yield from figures_of(getattr(node, field.name))
    elif isinstance(node, dict):
        for value in node.values():
            yield from figures_of(value)
    elif isinstance(node, tuple):
        for value in node:
            yield from figures_of(value)


@random_units
@given(data=st.data())
def test_leaves_alone_give_the_ledger_of_full_tables(data: st.DataObject) -> None:
    shape = data.draw(shapes("base", data.draw(years)))
    leaves, full = (facts(make_accounts(shape=shape, full=full)).ledger for full in (False, True))
    assert values(full) == values(leaves)


@random_units
@given(data=st.data())
def test_every_computed_figure_follows_from_its_operands_and_has_a_key_of_its_own(data: st.DataObject) -> None:
    shape = data.draw(shapes("base", data.draw(years), exact=data.draw(st.booleans())))
    keys: dict[str, tuple[Decimal, str]] = {}
    for top in figures_of(facts(make_accounts(shape=shape, full=data.draw(st.booleans())))):
        for figure in (one for start in (top, *top.derived) for one in walk(start)):
            if figure.operation != "reported":
                assert evaluate(figure.operation, [part.value for part in figure.operands]) == figure.value
            else:
                assert ".".join(map(str, figure.path)) == figure.key
            assert keys.setdefault(figure.key, (figure.value, figure.operation)) == (figure.value, figure.operation)


@random_units
@given(data=st.data())
def test_reported_figures_of_consistent_units_are_what_they_should_be_but_for_tails(data: st.DataObject) -> None:
    exact = data.draw(st.booleans())
    shape = data.draw(shapes("base", data.draw(years), exact=exact))
    accounts = make_accounts(shape=shape, full=data.draw(st.booleans()))
    ledger = facts(accounts).ledger
    if exact or shape.amount_unit == "元":
        assert mismatches(ledger) == {}
    for figure in cells(ledger).values():
        for derived in figure.derived:
            addends = sum(part.operation == "reported" for part in walk(derived))
            assert abs(figure.value - derived.value) <= rounding_bound(addends, shape.amount_unit)


@random_units
@given(data=st.data())
def test_a_disturbed_figure_is_missed_only_if_nothing_else_follows_from_it(data: st.DataObject) -> None:
    given_data = accounts_data(make_shape(), full=True)
    path = data.draw(st.sampled_from(sorted(amounts_of(given_data, *TABLES), key=str)))
    changed = validate(disturbed(given_data, path, Decimal(data.draw(st.sampled_from([-10000, 100000])))))
    ledger = facts(changed).ledger
    involved = {
        part.path
        for figure in cells(ledger).values()
        if figure.derived
        for start in (figure, *figure.derived)
        for part in walk(start)
    }
    assert (path in involved) == bool(mismatches(ledger)), path


def test_reported_totals_are_kept_and_carry_what_they_should_be() -> None:
    accounts = make_accounts(full=True)
    table = facts(accounts).ledger.general_budget
    total = table.total["total"]
    assert accounts.general_budget is not None
    assert accounts.general_budget.total is not None
    assert accounts.general_budget.total.total == total.value
    assert total.operation == "reported"
    assert total.path == ("general_budget", "total", "total")
    assert [one.key for one in total.derived] == ["general_budget.total.total.sum", "general_budget.total.total.row"]
    assert [total.value, total.value] == [one.value for one in total.derived]


def test_a_wrong_reported_total_is_printed_as_reported_and_found() -> None:
    data = accounts_data(make_shape(), full=True)
    path = ("general_budget", "lines", "210", "total")
    wrong = facts(validate(disturbed(data, path, Decimal(50000))))
    line = wrong.ledger.general_budget.line("210")
    assert line is not None
    assert amounts_of(data, "general_budget")[path] + 50000 == line.cells["total"].value
    assert Decimal(50000) == mismatches(wrong.ledger)["general_budget.lines.210.total"]


def test_an_absent_cell_stays_absent() -> None:
    ledger = facts(make_accounts()).ledger
    line = ledger.general_budget.line("2101506")
    assert line is not None
    assert line.get("basic") is None
    assert line.get("project") is not None
    assert ledger.state_capital.is_empty
    assert "revenue.state_capital" not in ledger.appropriation
    assert "surplus_used" not in ledger.summary


def test_a_reported_zero_is_zero() -> None:
    line = facts(
        make_accounts(general_budget={"lines": {"2101506": {"basic": Decimal(0)}}})
    ).ledger.general_budget.line("2101506")
    assert line is not None
    assert "basic" in line.cells
    assert line.cells["basic"].value == 0


def test_the_two_summaries_follow_from_the_other_tables() -> None:
    shape = make_shape()
    ledger = facts(make_accounts()).ledger
    assert shape.total("revenue", *FUNDS) == ledger.appropriation["revenue.total"].value
    assert shape.total("revenue", "general_budget") == ledger.appropriation["revenue.general_budget"].value
    assert shape.total("spent", *FUNDS) == ledger.appropriation["expenditure.total"].value
    assert shape.total("closing", *FUNDS) == ledger.appropriation["closing.total"].value
    assert shape.total("revenue") == ledger.summary["revenue_total"].value
    assert shape.total("revenue", "operating") == ledger.summary["revenue.operating"].value
    assert shape.total("spent") == ledger.summary["expenditure_total"].value
    assert ledger.summary["revenue_grand_total"].value == ledger.summary["expenditure_grand_total"].value
    assert (
        ledger.appropriation["revenue_grand_total"].value == ledger.appropriation["expenditure_grand_total.total"].value
    )


def test_without_a_table_of_expenditure_the_funds_tables_are_added_up() -> None:
    shape = make_shape(flows=make_shape().of(*FUNDS))
    ledger = facts(make_accounts(shape=shape)).ledger
    assert "expenditure" not in accounts_data(shape)
    for column in ("basic", "project"):
        assert shape.total(column) == ledger.expenditure.total[column].value
    line = ledger.expenditure.line("2296013")
    assert line is not None
    assert Decimal(350400) == line.cells["project"].value


def test_with_other_revenue_an_absent_table_of_expenditure_stays_absent() -> None:
    data = {key: value for key, value in accounts_data(make_shape()).items() if key != "expenditure"}
    assert facts(validate(data)).ledger.expenditure.total == {}


@pytest.mark.parametrize("fund", ["government_fund"])
def test_a_fund_carries_over_what_it_did_not_spend(fund: str) -> None:
    flow = Flow(fund, "2296013", project=Decimal(700), opening=Decimal(200), closing=Decimal(100))
    shape = make_shape(flows=(*make_shape().of("general_budget"), flow))
    book = facts(make_accounts(shape=shape))
    line = book.ledger.government_fund.line("2296013")
    assert line is not None
    closing = line.cells["closing"]
    assert (Decimal(100), "difference") == (closing.value, closing.operation)
    account = book.government_fund
    amounts = [
        figure.value for figure in (account.opening, account.revenue, account.expenditure, account.closing) if figure
    ]
    assert [Decimal(200), Decimal(600), Decimal(700), Decimal(100)] == amounts
    assert not account.is_empty
    assert book.state_capital.is_empty


def test_a_fund_that_is_left_blank_beside_a_reported_total_had_no_revenue() -> None:
    flow = Flow("state_capital", "2230105", project=Decimal(700), opening=Decimal(700))
    shape = make_shape(flows=(*make_shape().of("general_budget"), flow))
    accounts = make_accounts(shape=shape, full=True)
    ledger = facts(accounts).ledger
    assert "revenue.state_capital" not in ledger.appropriation
    assert mismatches(ledger) == {}


def test_a_first_year_has_nothing_to_compare_with() -> None:
    data = {**accounts_data(make_shape()), "prior": {"none_because": "当年新设立"}}
    book = facts(validate(data))
    changes = [
        *(one.change for one in (book.total, book.revenue, book.expenditure, book.appropriation, book.general_budget)),
        *(fund.change for fund in book.appropriation.funds),
        book.three_public.total.change,
        book.operating_cost.change,
    ]
    known = [one for one in changes if isinstance(one, Change)]
    assert known
    assert {("unknown", None, None)} == {(one.direction, one.amount, one.rate) for one in known}


def test_an_absent_prior_year_is_not_zero_and_a_zero_one_has_no_rate() -> None:
    absent = facts(make_accounts(prior={"grand_total": None})).total.change
    zero = facts(make_accounts(prior={"grand_total": Decimal(0)})).total.change
    assert absent is not None
    assert zero is not None
    assert (absent.base, absent.amount) == (None, None)
    assert zero.amount is not None
    assert zero.current.value == zero.amount.value
    assert zero.rate is None
    assert zero.direction == "up"


def test_names_are_those_of_the_year() -> None:
    shape = make_shape(flows=(Flow("general_budget", "2080501", basic=Decimal(100)),), basic={"30301": Decimal(100)})
    names = {
        year: [line.name for line in facts(make_accounts(shape=shape, year=year)).ledger.general_budget.lines]
        for year in (2019, 2020)
    }
    assert names == {
        2019: ["社会保障和就业支出", "行政事业单位离退休", "归口管理的行政单位离退休"],
        2020: ["社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休"],
    }


def test_a_code_that_is_not_in_the_table_takes_the_name_of_the_data() -> None:
    flow = Flow("general_budget", "2080588", basic=Decimal(100))
    shape = make_shape(flows=(flow,), basic={"30101": Decimal(100)}, names={"2080588": "某项支出"})
    line = facts(make_accounts(shape=shape)).ledger.general_budget.line("2080588")
    assert line is not None
    assert line.name == "某项支出"


def test_basic_expenditure_is_split_into_people_and_offices() -> None:
    book = facts(make_accounts())
    assert book.basic.personnel is not None
    assert book.basic.public is not None
    assert Decimal(11634000) == book.basic.personnel.value
    assert Decimal(3918000) == book.basic.public.value
    named = [item.name for item in (*book.basic.personnel_items, *book.basic.public_items)]
    listed = [
        "基本工资",
        "机关事业单位基本养老保险缴费",
        "住房公积金",
        "退休费",
        "办公费",
        "公务接待费",
        "公务用车运行维护费",
    ]
    assert listed == named


def test_a_table_that_is_reported_and_blank_is_zero() -> None:
    data = accounts_data(make_shape(flows=(Flow("operating", "2101506", project=Decimal(100)),), basic={}))
    book = facts(validate(data))
    for figure in (book.general_budget.total, book.general_budget.basic, book.basic.total, book.basic.public):
        assert figure is not None
        assert figure.value == 0


def test_three_public_totals_follow_from_their_items() -> None:
    items = {"abroad": 100, "vehicle_purchase": 200, "vehicle_operation": 300, "reception": 400}
    group = {key: Decimal(amount) for key, amount in items.items()}
    shape = make_shape(three_public={"budget": group, "outturn": group})
    cells = facts(make_accounts(shape=shape)).ledger.three_public
    assert [Decimal(500), Decimal(1000)] == [cells[f"outturn.{field}"].value for field in ("vehicles", "total")]
    assert [Decimal(500), Decimal(1000)] == [cells[f"budget.{field}"].value for field in ("vehicles", "total")]


def test_totals_of_rounded_figures_may_have_tails_within_their_bound() -> None:
    flows = tuple(Flow("general_budget", code, basic=Decimal(149)) for code in ("2101101", "2101103", "2101501"))
    shape = make_shape(flows=flows, basic={"30101": Decimal(447)})
    accounts = make_accounts(shape=shape, full=True)
    assert at_last_digit(Decimal(447), "万元") == Decimal(400)
    assert {Decimal(100)} == set(mismatches(facts(accounts).ledger).values())

"""抵销: payments between units of the department, given as a list → members with negative amounts.

A payment counts twice when units are added up: as expenditure of the one and as revenue of the other. Each
elimination is a unit of its own that takes the amount out of both, at every level and in every total.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.batch.lists import ListRow, read_list
from generator.consolidate.amounts import amounts_of
from generator.consolidate.findings import problem
from generator.consolidate.members import Member
from generator.facts.cells import titles
from generator.model.accounts import FinalAccounts
from generator.model.tables import ExpenditureLine, RevenueLine
from generator.money import AmountError, parse_decimal, to_yuan
from generator.source import SourceMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

    from generator.classification import CodeTable
    from generator.finding import Finding

AMOUNTS = {"amount": "", "amount_wan": "万元", "amount_yuan": "元"}
"""Column of an amount → its unit; empty: that of the department."""
TITLES = {
    "payer": ("付款单位",),
    "payee": ("收款单位",),
    "spent": ("支出科目", "支出功能科目"),
    "spent_as": ("支出栏目",),
    "received": ("收入科目", "收入功能科目"),
    "received_as": ("收入栏目",),
    "amount": ("金额",),
    "amount_wan": ("金额（万元）", "金额(万元)"),
    "amount_yuan": ("金额（元）", "金额(元)"),
}
NEEDED = ("payer", "payee", "spent", "received")

_LEFT_OUT = ("name", "total", "appropriation")
SPENT_AS = {title: field for field, title in titles(ExpenditureLine, skip=_LEFT_OUT).items()}
RECEIVED_AS = {title: field for field, title in titles(RevenueLine, skip=_LEFT_OUT).items()}
"""Title of a column → its field. 财政拨款收入 comes from outside the department and is never eliminated."""
SUBSIDY, REMITTANCE = "对附属单位补助支出", "上缴上级支出"
COUNTERPARTS = {SUBSIDY: "上级补助收入", REMITTANCE: "附属单位上缴收入"}


@dataclass(frozen=True, slots=True)
class Payment:
    """一笔往来, in 元."""

    payer: Member
    payee: Member
    amount: Decimal
    spent: str
    spent_as: str
    received: str
    received_as: str


def read_eliminations(
    path: Path, members: Iterable[Member], amount_unit: str, codes: tuple[CodeTable, CodeTable]
) -> tuple[tuple[Member, ...], tuple[Finding, ...]]:
    """The members that take out the payments of the list at ``path``, and what is wrong with the list.

    Raises:
        UsageError: the list cannot be read.
    """
    by_name = {name: member for member in members for name in (member.key, member.name)}
    found: list[Member] = []
    findings: list[Finding] = []
    for row in read_list(path, TITLES, NEEDED):
        payment = _payment(row, by_name, amount_unit)
        if isinstance(payment, Payment):
            lacking = tuple(_lacking(row, payment))
            findings.extend(lacking)
            found.extend(() if lacking else (_taken_out(payment, codes),))
        else:
            findings.append(payment)
    return tuple(found), tuple(findings)


def _payment(row: ListRow, members: Mapping[str, Member], amount_unit: str) -> Payment | Finding:
    def wrong(message: str, advice: str, found: str = "") -> Finding:
        return problem("HZ07", message, row.place, found=found, advice=advice)

    for column in ("payer", "payee"):
        if row.get(column) not in members:
            return wrong(f"{TITLES[column][0]}“{row.get(column)}”不在汇总的单位中", "写单位全称，与单位数据中的相同")
    column = next((one for one in AMOUNTS if row.get(one)), "amount")
    try:
        number = parse_decimal(row.get(column))
    except AmountError as error:
        return wrong(f"金额{error}", "改为数字", row.get(column))
    if number is None or number <= 0:
        return wrong("没有填金额，或金额不大于 0", "填写往来的金额", row.get(column))
    spent_as = row.get("spent_as") or SUBSIDY
    received_as = row.get("received_as") or COUNTERPARTS.get(spent_as, "")
    for title, known, value in (("支出栏目", SPENT_AS, spent_as), ("收入栏目", RECEIVED_AS, received_as)):
        if value not in known:
            return wrong(f"{title}不能是“{value}”", f"可以是：{'、'.join(known)}", value)
    return Payment(
        members[row.get("payer")],
        members[row.get("payee")],
        to_yuan(number, AMOUNTS[column] or amount_unit),
        row.get("spent"),
        SPENT_AS[spent_as],
        row.get("received"),
        RECEIVED_AS[received_as],
    )


def _lacking(row: ListRow, payment: Payment) -> Iterator[Finding]:
    """Findings where a unit did not report as much as is to be taken out."""
    sides = (
        (payment.payer, ("expenditure", "lines", payment.spent, payment.spent_as)),
        (payment.payee, ("revenue", "lines", payment.received, payment.received_as)),
    )
    for member, path in sides:
        figure = member.figure(path)
        if figure is None or figure.value < payment.amount:
            reported = "没有" if figure is None else f"{figure.value:f} 元"
            message = f"“{member.name}”的{_title(path)}不足以抵销：报表中是{reported}，要抵销 {payment.amount:f} 元"
            advice = "核对单位、科目、栏目和金额"
            yield problem("HZ07", message, row.place, path=path, found=reported, advice=advice)


def _title(path: tuple[str, ...]) -> str:
    table, _, code, column = path
    line, name = (ExpenditureLine, "支出决算表") if table == "expenditure" else (RevenueLine, "收入决算表")
    return f"{name}·{code}·{titles(line)[column]}"


def _taken_out(payment: Payment, codes: tuple[CodeTable, CodeTable]) -> Member:
    """The member that a payment becomes: both lines negative, all totals following from them."""
    base = payment.payer.accounts
    name = f"抵销：{payment.payer.name}→{payment.payee.name}"
    data: dict[str, Any] = {
        "style": base.style,
        "year": base.year,
        "amount_unit": "元",
        "unit": {
            "name": "抵销",
            "nature": "行政单位",
            "level": base.unit.level,
        },
        "revenue": {"lines": {payment.received: {payment.received_as: -payment.amount}}},
        "expenditure": {"lines": {payment.spent: {payment.spent_as: -payment.amount}}},
    }
    accounts = FinalAccounts.model_validate(data)
    return Member("抵销", name, accounts, amounts_of(accounts, *codes), SourceMap())

"""科目: codes of the year, names that belong to them, classes that can be printed, the unit's own level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.check import BOTH, Check, Inapplicable, NotRun, Result
from generator.checks.registry import check
from generator.classification import CLASS
from generator.model.accounts import FinalAccounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import AnySubject, Subject
    from generator.classification import CodeTable
    from generator.source import Path

_TABLE = "财政部当年《政府收支分类科目》（程序的科目表 data/reference）"


class _Named(NamedTuple):
    code: str
    name: str
    path: Path
    table: CodeTable


def _coded(subject: AnySubject) -> Iterator[_Named]:
    """Each code of the data once, with the name that was written for it, if one was."""
    accounts, ledger = subject.accounts, subject.book.ledger
    found: dict[tuple[str, str], _Named] = {}
    for tables, codes in ((ledger.BY_FUNCTION, subject.functional), (ledger.BY_ECONOMY, subject.economic)):
        for table in tables:
            part = getattr(accounts, table)
            for code, line in (part.lines if part else {}).items():
                found.setdefault((code, line.name), _Named(code, line.name, (table, "lines", code, "name"), codes))
    others: list[tuple[str, Path]] = []
    if isinstance(accounts, FinalAccounts):
        others += [(code, ("plan", "lines", code)) for code in accounts.plan.lines]
    others += [
        (one.functional, ("projects", index, "functional"))
        for index, one in enumerate(accounts.projects)
        if one.functional
    ]
    known = {code for code, _ in found}
    for code, path in others:
        if code not in known:
            found.setdefault((code, ""), _Named(code, "", path, subject.functional))
    yield from found.values()


def _plain(name: str) -> str:
    return name.replace("(", "（").replace(")", "）").replace(" ", "")


@check("CF01", "code.unknown", "科目编码是当年的编码", basis=_TABLE, severity="提示", documents=BOTH)
def unknown(check: Check, subject: AnySubject) -> Iterator[Result]:
    """科目表里没有的编码，名称取数据里写的。程序的科目表不是全部科目，所以只是提示。

    例：2080555 不在科目表中，是 2080505 的误写，还是新科目，要核对。
    """
    for one in _coded(subject):
        if one.code not in one.table.names:
            yield check.finding(
                f"科目表（{one.table.year}年）中没有编码 {one.code}"
                + (f"，名称用数据中的“{one.name}”" if one.name else ""),
                one.path,
                found=one.code,
                expected="当年的科目编码",
                advice="核对编码；确为新科目时不用改",
            )


@check("CF02", "code.name", "科目名称与编码相符", basis=_TABLE, severity="警告", documents=BOTH)
def names(check: Check, subject: AnySubject) -> Iterator[Result]:
    """同一编码的名称应与科目表相同，全角、半角括号不计。名称不同，多半是编码或名称抄错了行。

    例：2080501 写“行政事业单位离退休”，科目表是“行政单位离退休”。
    """
    for one in _coded(subject):
        official = one.table.names.get(one.code)
        former = {_plain(name) for name in one.table.other_names.get(one.code, ())}
        if one.name and official and _plain(one.name) not in {_plain(official), *former}:
            yield check.finding(
                f"科目 {one.code} 的名称“{one.name}”与科目表的“{official}”不同",
                one.path,
                found=one.name,
                expected=official,
                advice="核对编码和名称",
            )


@check("CF03", "code.former-name", "科目名称是当年的名称", basis=_TABLE, severity="警告", documents=BOTH)
def former_names(check: Check, subject: AnySubject) -> Iterator[Result]:
    """科目改过名称的，用当年的名称。

    例：2024 年度仍写“医疗卫生与计划生育支出”，2019 年起是“卫生健康支出”。
    """
    for one in _coded(subject):
        official = one.table.names.get(one.code)
        former = {_plain(name) for name in one.table.other_names.get(one.code, ())}
        if one.name and official and _plain(one.name) != _plain(official) and _plain(one.name) in former:
            yield check.finding(
                f"科目 {one.code} 的名称“{one.name}”是其他年度的，{one.table.year}年是“{official}”",
                one.path,
                found=one.name,
                expected=official,
                advice=f"改为“{official}”",
            )


@check("CF04", "code.class", "功能分类的类在总表中有位置", basis="公开01表、公开04表：支出功能分类各行")
def classes(check: Check, subject: Subject) -> Iterator[Result]:
    """公开01表、04表的支出按当年的类列行；不在其中的类印不出来，合计却包括它。

    例：把 2080505 误作 2880505，总表没有 288 类的行。
    """
    known = set(subject.functional.classes)
    for code in sorted({code[:CLASS] for code in subject.index.codes} - known):
        path = next((figure.path for key, figure in subject.index.figures.items() if f".{code}" in key), ())
        yield check.finding(
            f"{subject.functional.year}年没有 {code} 类，总表印不出这一行",
            path,
            found=code,
            expected="、".join(sorted(known)),
            advice="核对编码的前三位",
        )


@check("CF05", "code.state-capital", "国有资本经营预算支出用223类，其他表不用", basis=_TABLE, severity="警告")
def state_capital(check: Check, subject: Subject) -> Iterator[Result]:
    """223 国有资本经营预算支出是国有资本经营预算表的类；一般公共预算支出中出现它，是填错了表。

    例：公开05表出现 2230105。
    """
    if not subject.index.is_reported("general_budget"):
        yield NotRun("没有报送一般公共预算财政拨款支出决算表")
        return
    for line in subject.book.ledger.general_budget.lines:
        if line.code == "223" and any(line.cells.values()):
            yield check.finding(
                "一般公共预算支出中有 223 国有资本经营预算支出",
                ("general_budget", "lines", next(_below("223", subject))),
                found="223",
                expected="国有资本经营预算财政拨款支出决算表",
                advice="核对科目；属国有资本经营预算的，填在国有资本经营预算表",
            )


def _below(code: str, subject: Subject) -> Iterator[str]:
    given = subject.accounts.general_budget
    yield from (one for one in (given.lines if given else {}) if one.startswith(code))
    yield code


@check("CF06", "code.unused", "原因、预算、释义写给了表中有的科目", basis="样式的正文：逐科目说明", severity="警告")
def unused(check: Check, subject: Subject) -> Iterator[Result]:
    """给表中没有的科目写的原因、用途、释义不会印出，多半是编码写错。

    例：reasons.items 写了 2101510，表中是 2101501。
    """
    if not subject.index.codes:
        yield NotRun("没有按功能科目填报的表")
        return
    known = {code[:digits] for code in subject.index.codes for digits in (3, 5, 7)}
    reasons = subject.accounts.reasons
    places: list[tuple[Path, dict[str, str]]] = [
        (("reasons", "items"), reasons.items),
        (("reasons", "uses"), reasons.uses),
        (("item_definitions",), subject.accounts.item_definitions),
    ]
    for path, given in places:
        for code in given:
            if code not in known:
                yield check.finding(
                    f"科目 {code} 不在决算表中，为它写的内容不会印出",
                    (*path, code),
                    found=code,
                    expected="决算表中的科目编码",
                    advice="核对编码",
                )


_LEVELS = (
    (re.compile(r"^[\u4e00-\u9fff]{2,8}省(?!级)"), frozenset({"省级", "市级", "区级", "县级", "乡级"})),
    (re.compile(r"^[\u4e00-\u9fff]{2,8}(?:自治州|地区|盟)"), frozenset({"市级", "区级", "县级", "乡级"})),
    (re.compile(r"^[\u4e00-\u9fff]{2,9}县(?!级)"), frozenset({"县级", "乡级", "区级"})),
    (
        re.compile(
            r"^[\u4e00-\u9fff]{1,7}(?<!开发|风景|自治|高新|保税|管理|合作|试验|保护|示范|名胜)区(?!块|域|划|间)"
        ),
        frozenset({"区级", "县级", "乡级"}),
    ),
    (re.compile(r"^[\u4e00-\u9fff]{2,5}市(?!政|场|容|民)"), frozenset({"市级", "县级", "省级", "区级", "乡级"})),
)
"""Beginning of a unit's name → levels that go with it."""


@check(
    "CF07",
    "code.level",
    "行政级次与单位名称相符",
    basis="名词解释、正文中的“市级”“区级”由行政级次而来",
    severity="警告",
)
def level(check: Check, subject: Subject) -> Iterator[Result]:
    """名称以某县、某区开头的单位，级次不会是省级、市级；级次错了，全文的“市级财政”都错。

    例：江岸区医疗保障局，行政级次填“市级”。
    """
    unit = subject.book.unit
    for pattern, levels in _LEVELS:
        match = pattern.match(unit.name)
        if match is None:
            continue
        if unit.level not in levels:
            yield check.finding(
                f"单位名称是“{match[0]}”的，行政级次填的是“{unit.level}”",
                ("unit", "level"),
                found=unit.level,
                expected="、".join(sorted(levels)),
                advice="核对 unit.level",
            )
        return
    yield Inapplicable("单位名称中没有行政区划")


@check(
    "CF08",
    "code.level.definitions",
    "名词解释的财政级次与单位的级次一致",
    basis="名词解释：指×级财政当年拨付的资金",
    severity="警告",
)
def level_of_definitions(check: Check, subject: Subject) -> Iterator[Result]:
    """单位自己写的名词解释，照上级的样本抄来，级次容易忘了改。

    例：区级单位的释义写“指市级财政一般公共预算当年拨付的资金”。
    """
    own = subject.style.level_words[subject.book.unit.level]
    pattern = re.compile(r"(中央|省级|市级|区级|县级|乡级)财政")
    places = ("definitions", "extra_terms", "item_definitions")
    for field in subject.index.fields.texts:
        if field.path[0] not in places:
            continue
        for word in dict.fromkeys(pattern.findall(field.text)):
            if word not in {own, subject.book.unit.level}:
                yield check.finding(
                    f"{field.title}写的是“{word}财政”，单位是{subject.book.unit.level}",
                    field.path,
                    found=f"{word}财政",
                    expected=f"{own}财政",
                    advice="核对级次",
                )

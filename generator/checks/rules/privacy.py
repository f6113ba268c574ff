"""隐私和保密: what must not leave the house."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.checks.check import BOTH, Check, Inapplicable, Result
from generator.checks.hits import hits
from generator.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.hits import Hit
    from generator.checks.subject import TextSubject

_LAW = "《中华人民共和国个人信息保护法》；《政府信息公开条例》第十五条"
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d(?:[- ]?\d{4}){2})(?![\d.])")
_ACCOUNT = re.compile(r"(?:账号|帐号|账户|帐户|卡号|银行卡)[号码为是：:\s]*([\d -]{10,30}\d)")
_CARD = re.compile(r"(?<![\d.,])(\d{16}|\d{19})(?![\d.,])")
_SHORTEST_NAME = 2
_INSIDE = "内部使用的文件，印出了不公开的栏目"


def _hidden(number: str) -> str:
    """A number that a message must not spell out."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def _is_code(hit: Hit) -> bool:
    """Whether it was written as the code of a unit or project."""
    return hit.field is not None and str(hit.field.path[-1]).endswith("code")


def _is_identity(number: str) -> bool:
    """Whether the last digit is right (GB 11643)."""
    found = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[found % 11] == number[17].upper()


def _is_card(number: str) -> bool:
    """Whether the last digit is right (Luhn)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit if index % 2 == 0 else digit * 2 - 9 * (digit > 4) for index, digit in enumerate(digits)]  # noqa: PLR2004 - Luhn's own
    return sum(doubled) % 10 == 0


@check("YM01", "privacy.identity-number", "没有居民身份证号", basis=_LAW, stage="text", documents=BOTH)
def identity_number(check: Check, text: TextSubject) -> Iterator[Result]:
    """18 位、日期和校验码都对的号码就是身份证号，不得公开。

    例：绩效材料里抄入了补助对象的身份证号。
    """
    for hit in hits(text, _IDENTITY):
        if _is_identity(hit.match[1]):
            yield check.finding(
                f"出现身份证号（{hit.place}）", hit.path, found=_hidden(hit.match[1]), advice="删去身份证号"
            )


@check("YM02", "privacy.mobile-number", "没有手机号码", basis=_LAW, stage="text", documents=BOTH)
def mobile_number(check: Check, text: TextSubject) -> Iterator[Result]:
    """个人手机号码不得公开。公开咨询电话（unit.telephone）是为公开填的，不在此列。

    例：项目申报表里印出了负责人的手机号。
    """
    if text.internal:
        yield Inapplicable(_INSIDE)
        return
    for hit in hits(text, _MOBILE):
        if hit.match[1] not in text.book.unit.telephone and not _is_code(hit):
            yield check.finding(
                f"出现手机号码（{hit.place}）", hit.path, found=_hidden(hit.match[1]), advice="删去手机号码"
            )


@check("YM03", "privacy.bank-account", "没有银行账号", basis=_LAW, stage="text", documents=BOTH)
def bank_account(check: Check, text: TextSubject) -> Iterator[Result]:
    """“账号”“卡号”后面的号码，和校验位正确的 16、19 位卡号，不得公开。

    例：附件里印出了收款单位的开户行和账号。
    """
    for hit in hits(text, _ACCOUNT):
        yield check.finding(f"出现账号（{hit.place}）", hit.path, found=_hidden(hit.match[1]), advice="删去账号")
    for hit in hits(text, _CARD):
        if _is_card(hit.match[1]) and not _is_code(hit):
            yield check.finding(
                f"出现银行卡号（{hit.place}）", hit.path, found=_hidden(hit.match[1]), advice="删去卡号"
            )


@check("YM04", "privacy.not-public", "不公开的栏目没有印出", basis=_LAW, stage="text", documents=BOTH)
def not_public(check: Check, text: TextSubject) -> Iterator[Result]:
    """填报人、负责人的姓名和电话是供审核用的，不应出现在公开文本里。

    例：项目负责人的姓名又写进了项目实施方案，随申报表印出。
    """
    fields = [field for field in text.index.fields.texts if not field.public and len(field.text) >= _SHORTEST_NAME]
    if text.internal:
        yield Inapplicable(_INSIDE)
        return
    if not fields:
        yield Inapplicable("没有填不公开的栏目")
    for field in fields:
        place = next((passage.place for passage in text.passages if field.text in passage.text), "")
        if place:
            yield check.finding(
                f"不公开的“{field.title}”印在了“{place}”",
                field.path,
                found=_hidden(field.text) if field.text.isdecimal() else field.text,
                advice="从文字中删去，或清空这一栏",
            )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@check(
    "YM05",
    "secrecy.marks",
    "没有密级标志和涉密内容",
    basis="《中华人民共和国保守国家秘密法》；预算法：涉及国家秘密的除外",
    stage="text",
    documents=BOTH,
)
def secrecy(check: Check, text: TextSubject) -> Iterator[Result]:
    """绝密、机密、秘密的标志，“密级：”，“内部资料，不得外传”，涉密项目。职责中的“保密”“国家秘密”不算。

    词表在 data/checks/words.yaml。

    例：重点工作照抄内部总结，开头留着“机密★一年”。
    """
    for one in text.lists.words.secret_marks:
        for hit in hits(text, _compiled(one.pattern)):
            yield check.finding(
                f"出现{one.says}：“{hit.excerpt}”（{hit.place}）", hit.path, found=hit.match[0], advice=one.advice
            )

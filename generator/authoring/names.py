"""Every name that a style's texts may use: in English, in Chinese, with what it is on the full sample."""

from __future__ import annotations

import datetime as dt
import typing
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.authoring.samples import FULL, hard_sample
from generator.facts.figure import Figure
from generator.ink import Ink, plain
from generator.narrative.sections import TextWriter
from generator.narrative.titles import as_word, chinese_words, field_title
from generator.narrative.types import context_types, fields_of
from generator.narrative.types import plain as bare
from generator.pipeline import facts_of, reference_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.style.load import LoadedStyle
    from generator.workspace import Workspace

LEFT_OUT = frozenset({"ledger", "ink", "style"})
"""Names that a text hardly needs: whole tables, and what the program itself uses."""
AS_REPORTED = ("accounts", "unit")
"""What is as the data has it: texts are used, amounts are not, for they are neither rounded nor traced."""
RAW = "原始数"
_SHOWN = 40

HELPERS: tuple[tuple[str, str, str, str], ...] = (
    ("x|money", "x|万元", "金额，带单位，按样式的小数位数", "1,030.29万元"),
    ("x|money_in_full", "x|万元不去零", "金额，保留全部小数", "0.00万元"),
    ("x|number", "x|数", "数，不带单位", "12"),
    ("x|percent", "x|百分比", "百分比", "12.8%"),
    ("x|sentence", "x|不带句号", "人写的文字，去掉末尾的标点", "完成了年度目标"),
    ("x is known", "x is 有数", "数据中有没有", "{% if x is 有数 %}"),
    ("x is shown", "x is 不印成零", "印出来是不是零", "{% if x is 不印成零 %}"),
    ("x is beyond(n)", "x is 偏离超过(n)", "预决算相差是否超过 n 个百分点", "{% if x is 偏离超过(4) %}"),
    ('reason("键")', '原因("键")', "人写的原因；没有写的另报告", '{{ 原因("total") }}'),
    ("fill(x)", "套用(x)", "把措辞中的 {year}、{name} 换成实际的", "{{ 套用(样式.措辞.机关运行经费政府采购的句首) }}"),
    ("numbered(x, n)", "编号(x, n)", "按样式的序号写第 n 个", "1."),
    ("chinese(n)", "中文数字(n)", "一、二、三", "十二"),
    ("heading", "小标题", "写在行首：这一行是小标题", "{{ 小标题 }}总体情况"),
    ("note", "表注", "写在行首：这一行是表注", "{{ 表注 }}单位：万元"),
    ('missing("名称")', '缺数("名称")', "报告缺少这个数", '{{ 缺数("车辆数") }}'),
)
"""Filters, tests and functions: English, Chinese, what for, example."""


@dataclass(frozen=True, slots=True)
class UsableName:
    """A name that a text may use."""

    english: str
    chinese: str
    kind: str
    """金额、占比、数, 文字, 一列 …"""
    example: str


def usable_names(style: LoadedStyle, workspace: Workspace) -> list[UsableName]:
    """The names, with their values on the full sample in ``style``."""
    accounts = hard_sample(workspace, style.style, FULL)
    reference = reference_for(accounts.year, workspace, type(accounts))
    book = facts_of(accounts, style, reference)
    ink = Ink(style.style, style.style.self_words[book.unit.kind])
    values = TextWriter.over(book, style, ink, ()).context
    titles = chinese_words(type(book))
    types = context_types(type(book))
    found: list[UsableName] = []
    for name, title in sorted(titles.items(), key=lambda pair: pair[0] in AS_REPORTED):
        if name not in LEFT_OUT and name in types:
            found += _walk(name, title, types[name], values.get(name), ink)
    return [one for one in found if not (one.english.startswith(AS_REPORTED) and one.kind == RAW)]


def _walk(english: str, chinese: str, kind: object, value: object, ink: Ink) -> Iterator[UsableName]:
    """The name itself, and what is below it."""
    type_ = bare(kind)
    if typing.get_origin(type_) is tuple:
        inner = typing.get_args(type_)[0]
        items = value if isinstance(value, tuple) else ()
        yield UsableName(english, chinese, "一列", f"{len(items)} 项" if items else "")
        yield from _below(f"{english}[]", f"{chinese}[]", bare(inner), items[0] if items else None, ink)
    elif typing.get_origin(type_) is dict:
        keys = "、".join(list(value)[:3]) if isinstance(value, dict) else ""
        yield UsableName(english, chinese, "按键取", f"键如 {keys}" if keys else "")
    elif type_ is Figure:
        yield UsableName(english, chinese, _kind_of(value), _shown(value, ink))
    elif fields_of(type_):
        yield from _below(english, chinese, type_, value, ink)
    else:
        kind_ = RAW if Decimal in (type_, *typing.get_args(type_)) else _kind_of(value)
        yield UsableName(english, chinese, kind_, _shown(value, ink))


def _below(english: str, chinese: str, type_: object, value: object, ink: Ink) -> Iterator[UsableName]:
    fields = fields_of(type_) if type_ is not Figure else {}
    if not isinstance(type_, type) or not fields:
        yield UsableName(english, chinese, "每一项", _shown(value, ink))
        return
    for name, kind in fields.items():
        below: Any = None if value is None else getattr(value, name, None)
        yield from _walk(f"{english}.{name}", f"{chinese}.{as_word(field_title(type_, name))}", kind, below, ink)


def _kind_of(value: object) -> str:
    if isinstance(value, Figure):
        return {"money": "金额", "ratio": "百分比"}.get(value.kind, "数")
    known: tuple[tuple[type, str], ...] = ((bool, "是否"), (Decimal, RAW), (int, "数"))
    return next((title for kind, title in known if isinstance(value, kind)), "文字")


def _shown(value: object, ink: Ink) -> str:
    match value:
        case Figure():
            return plain(ink.money(value) if value.kind == "money" else ink.number(value))
        case bool():
            return "是" if value else "否"
        case str() | int() | Decimal() | dt.date():
            text = str(value)
            return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        case _:
            return ""

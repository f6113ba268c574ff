"""One error of the model's validation → one finding that a clerk understands."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from generator.ingest.fields import model_at, titles
from generator.ingest.messages import problem, show
from generator.model.accounts import FIRST_YEAR, LAST_YEAR
from generator.model.base import MAX_TEXT

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from generator.finding import Finding
    from generator.ingest.tree import Tree
    from generator.source import Path


class _Said(NamedTuple):
    code: str
    message: str
    expected: str
    advice: str


_TYPES = {
    "string_type": ("文字", "值写成一段文字"),
    "int_type": ("整数", "写成不带引号和小数的整数"),
    "bool_type": ("true 或 false", "写 true（是）或 false（否）"),
    "tuple_type": ("列表", "每一项另起一行，前面加“- ”"),
    "dict_type": ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”"),
    "model_type": ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”"),
    "date_type": ("日期", "写成 2025-09-20 这样的日期"),
}
"""pydantic's error type → what is expected, what to do."""

_KEY_MARK = "[key]"
"""How pydantic marks that the key itself is wrong."""


def explain(error: ErrorDetails, tree: Tree) -> Finding:
    """The finding for one validation error."""
    path: Path = tuple(step for step in error["loc"] if step != _KEY_MARK)
    words = titles(path)
    said = _say(error, path)
    place = tree.place(path)
    name = " · ".join(words) or "数据"
    found = "" if error["type"] == "missing" else show(error["input"])
    text = said.message.format(name=name)
    return problem(said.code, text, place, path=path, found=found, expected=said.expected, advice=said.advice)


def _say(error: ErrorDetails, path: Path) -> _Said:  # noqa: PLR0911 - one line for each kind of error
    kind, context = error["type"], error.get("ctx", {})
    found = show(error["input"])
    match kind:
        case "missing":
            return _Said("SJ11", f"缺少必填项：{{name}}（{path[-1]}）", "", f"补上“{path[-1]}: …”")
        case "extra_forbidden":
            return _unknown_key(path)
        case "amount":
            text = f"“{{name}}”不是数字：{found}（{context['reason']}）"
            return _Said("SJ13", text, "数字，如 1234.56", "改为数字；没有发生的留空")
        case "count":
            return _Said("SJ14", f"“{{name}}”应为 0 或正整数，现在是“{found}”", "0 或正整数", "改为整数；没有的留空")
        case "date":
            return _Said("SJ15", f"“{{name}}”不是日期：“{found}”", "如 2025-09-20", "写成 2025-09-20 这样的日期")
        case "year":
            text = f"“{{name}}”不是年度：“{found}”"
            return _Said("SJ16", text, f"{FIRST_YEAR} 到 {LAST_YEAR}", "写决算的年度，如 2024")
        case "literal_error":
            allowed = "、".join(_allowed(path))
            return _Said("SJ17", f"“{{name}}”不能写“{found}”，只能是：{allowed}", allowed, _near(found, _allowed(path)))
        case "string_pattern_mismatch":
            return _Said(
                "SJ18", "“{name}”不是科目编码", "3、5 或 7 位数字", "核对编码；功能分类 3、5、7 位，经济分类 3、5 位"
            )
        case "too_long" | "string_too_long":
            longest = context.get("max_length", MAX_TEXT)
            text = f"“{{name}}”文字过长（{len(str(error['input']))} 字）"
            return _Said("SJ19", text, f"不超过 {longest} 字", "检查是否误贴了其他内容")
        case "string_too_short":
            return _Said("SJ19", "“{name}”不能为空", "至少 1 个字", "填写内容")
        case "control_character":
            text = f"“{{name}}”含有不可见的控制字符 U+{context['point']}"
            return _Said("SJ20", text, "普通文字", "删去这个字符后重新输入这一处")
        case _:
            return _wrong_type(kind, found, path)


def _wrong_type(kind: str, found: str, path: Path) -> _Said:
    if path == ("year",):
        return _Said("SJ16", f"“{{name}}”不是年度：“{found}”", "整数，如 2024", "写成不带引号的整数，如 year: 2024")
    expected, advice = _TYPES.get(kind, ("符合要求的值", "对照字段说明改正"))
    return _Said("SJ12", f"“{{name}}”应为{expected}，现在是“{found}”", expected, advice)


def _unknown_key(path: Path) -> _Said:
    """A key that the model does not have; the key meant, if one is near."""
    key = str(path[-1])
    model = model_at(path[:-1])
    fields = {} if model is None else {name: info.title or name for name, info in model.model_fields.items()}
    by_title = {title: name for name, title in fields.items()}
    near = difflib.get_close_matches(key, fields, 1, 0.6)
    if not near and (title := difflib.get_close_matches(key, by_title, 1, 0.6)):
        near = [by_title[title[0]]]
    where = " · ".join(titles(path[:-1]))
    message = f"不认识的键“{show(key)}”" + (f"（在“{where}”中）" if where else "")
    if near:
        return _Said("SJ10", _literal(message), near[0], f"你是不是想写“{near[0]}”（{fields[near[0]]}）")
    return _Said("SJ10", _literal(message), "", f"可以写的键：{'、'.join(fields)}" if fields else "删去这个键")


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _near(found: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(found, allowed, 1, 0.3)
    return f"你是不是想写“{near[0]}”" if near else f"改为其中之一：{'、'.join(allowed)}"


def _allowed(path: Path) -> tuple[str, ...]:
    """The values that a field may have."""
    model = model_at(path[:-1])
    info = model.model_fields.get(str(path[-1])) if model else None
    return tuple(_literals(info.annotation)) if info else ()


def _literals(kind: Any) -> list[str]:
    return [value for part in get_args(kind) for value in ([part] if isinstance(part, str) else _literals(part))]

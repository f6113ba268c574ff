"""One error of the model's validation → one finding that a clerk understands."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple, get_args

from generator.ingest.fields import model_at, titles
from generator.ingest.messages import problem, show
from generator.model.accounts import FIRST_YEAR, LAST_YEAR
from generator.model.base import MAX_TEXT
from generator.model.kinds import model_of

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from generator.finding import Finding
    from generator.ingest.tree import Tree
    from generator.source import Path


class _Said(NamedTuple):
    """Code, message (with {name}, {found} and what pydantic adds), what is expected, what to do."""

    code: str
    message: str
    expected: str
    advice: str


_CODE = "功能分类 3、5、7 位，经济分类 3、5 位"
_TOO_LONG = _Said("SJ19", "“{name}”文字过长（{length} 字）", f"不超过 {MAX_TEXT} 字", "检查是否误贴了其他内容")
_YEAR = _Said(
    "SJ16", "“{name}”不是年度：“{found}”", f"{FIRST_YEAR} 到 {LAST_YEAR} 的整数", "写四位数字，不带引号，如 2024"
)

_SAID = {
    "amount": _Said("SJ13", "“{name}”不是数字：“{found}”{because}", "数字，如 1234.56", "改为数字；没有报的留空"),
    "count": _Said("SJ14", "“{name}”应为 0 或正整数，现在是“{found}”", "0 或正整数", "改为整数；没有的留空"),
    "date": _Said("SJ15", "“{name}”不是日期：“{found}”", "如 2025-09-20", "写成 2025-09-20 这样的日期"),
    "date_type": _Said("SJ15", "“{name}”不是日期：“{found}”", "如 2025-09-20", "写成 2025-09-20 这样的日期"),
    "year": _YEAR,
    "string_pattern_mismatch": _Said(
        "SJ18", "“{name}”不是科目编码：“{found}”", "3、5 或 7 位数字", f"核对编码；{_CODE}"
    ),
    "too_long": _TOO_LONG,
    "string_too_long": _TOO_LONG,
    "string_too_short": _Said("SJ19", "“{name}”不能为空", "至少 1 个字", "填写内容"),
    "control_character": _Said(
        "SJ20", "“{name}”含有不可见的控制字符 U+{point}", "普通文字", "删去这个字符后重新输入这一处"
    ),
}
"""The model's own errors, and those of pydantic that concern values."""

_PAIRS = ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”")
_TYPES = {
    "string_type": ("文字", "值写成一段文字"),
    "bool_type": ("true 或 false", "写 true（是）或 false（否）"),
    "tuple_type": ("列表", "每一项另起一行，前面加“- ”"),
    "dict_type": _PAIRS,
    "model_type": _PAIRS,
}
"""pydantic's errors of type → what is expected, what to do."""

_NO_NUMBER = "不是数字"
"""The reason that says no more than the message does."""

_KEY_MARK = "[key]"
"""How pydantic marks that the key itself is wrong."""


def explain(error: ErrorDetails, tree: Tree) -> Finding:
    """The finding for one validation error."""
    path: Path = tuple(step for step in error["loc"] if step != _KEY_MARK)
    said = _say(error, path, model_of(tree.data))
    found = show(path[-1]) if error["type"] == "extra_forbidden" else show(error["input"])
    words: dict[str, object] = {"length": len(str(error["input"])), **error.get("ctx", {})}
    words["because"] = "" if words.get("reason") in {None, _NO_NUMBER} else f"（{words['reason']}）"
    message = said.message.format_map({**words, "name": " · ".join(titles(path)) or "数据", "found": found})
    shown = "" if error["type"] == "missing" else found
    return problem(
        said.code, message, tree.place(path), path=path, found=shown, expected=said.expected, advice=said.advice
    )


def _say(error: ErrorDetails, path: Path, root: type[BaseModel]) -> _Said:
    kind = error["type"]
    if kind == "missing":
        return _Said("SJ11", "缺少必填项“{name}”", "", f"补上“{path[-1]}: …”")
    if kind == "extra_forbidden":
        return _unknown_key(path, root)
    if kind == "literal_error":
        allowed = _allowed(path)
        words = "、".join(allowed)
        return _Said(
            "SJ17", f"“{{name}}”不能写“{{found}}”，只能是：{words}", words, _near(show(error["input"]), allowed)
        )
    if path == ("year",):
        return _YEAR
    if kind in _SAID:
        return _SAID[kind]
    expected, advice = _TYPES.get(kind, ("符合要求的值", "对照字段说明改正"))
    return _Said("SJ12", f"“{{name}}”应为{expected}，现在是“{{found}}”", expected, advice)


def _unknown_key(path: Path, root: type[BaseModel]) -> _Said:
    """A key that the model does not have; the key that was meant, if one is near."""
    key = str(path[-1])
    model = model_at(path[:-1]) if path[:-1] else root
    fields = {} if model is None else {name: info.title or name for name, info in model.model_fields.items()}
    by_title = {title: name for name, title in fields.items()}
    near = difflib.get_close_matches(key, fields, 1, 0.6)
    near = near or [by_title[title] for title in difflib.get_close_matches(key, by_title, 1, 0.6)]
    where = " · ".join(titles(path[:-1]))
    message = "不认识的键“{found}”" + ("（在“" + where.replace("{", "{{").replace("}", "}}") + "”中）" if where else "")
    if near:
        return _Said("SJ10", message, near[0], f"你是不是想写“{near[0]}”（{fields[near[0]]}）")
    known = "、".join(f"{name}（{title}）" for name, title in fields.items())
    return _Said("SJ10", message, "", f"删去这个键；可以写的键：{known}")


def _near(found: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(found, allowed, 1, 0.3)
    return f"你是不是想写“{near[0]}”" if near else f"改为其中之一：{'、'.join(allowed)}"


def _allowed(path: Path) -> tuple[str, ...]:
    """The values that a field may have."""
    model = model_at(path[:-1])
    info = model.model_fields.get(str(path[-1])) if model else None
    return tuple(_literals(info.annotation)) if info else ()


def _literals(kind: object) -> list[str]:
    return [value for part in get_args(kind) for value in ([part] if isinstance(part, str) else _literals(part))]

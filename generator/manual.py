"""The pages that the program writes about itself: generated from the code, kept in the project, checked by a test."""

from __future__ import annotations

import typing
from types import UnionType
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.checks.manual import manual as checks_manual
from generator.ingest.messages import CODES
from generator.render.open_data_json import schema_text as open_data_schema
from generator.schema import budget_schema_text, schema_text
from generator.style.model import Style
from generator.style.problems import CODES as STYLE_CODES
from generator.style.words import MEANINGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GENERATED = "<!-- 本页由 make docs 生成，不要手工修改。 -->"


def style_keys() -> str:
    """样式的键: every key of ``style.yaml`` with its Chinese meaning, default and choices."""
    lines = [
        "# 样式的键",
        "",
        _GENERATED,
        "",
        "`templates/<样式>/style.yaml` 中可以写的键。没有写的键从 `extends` 的样式继承。",
        "",
    ]
    lines += ["| 键 | 含义 | 可写的值 | 说明 |", "|---|---|---|---|"]
    lines += [*_rows(Style, ""), *_style_words()]
    return "\n".join(lines) + "\n"


def _rows(model: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{prefix}{name}"
        below = _model_of(field.annotation)
        note = (field.description or "").replace("|", "、")
        yield f"| `{key}` | {field.title or ''} | {_choices(field.annotation)} | {note} |"
        if below is not None and name != "sections":
            yield from _rows(below, f"{key}.{_step(field.annotation)}")


def _step(kind: object) -> str:
    """What stands between a mapping's key and the keys of its entries."""
    return "<名>." if typing.get_origin(kind) is dict else ""


def _model_of(kind: object) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in typing.get_args(kind) if (found := _model_of(part)) is not None), None)


def _choices(kind: object) -> str:
    """The values of a field, as a style's author writes them."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return "、".join(f"`{part}`" for part in parts)
    if origin in {typing.Union, UnionType}:
        return "，或 ".join(_choices(part) for part in parts if part is not type(None))
    if origin is tuple:
        return "列表"
    if origin is dict or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return "下级键"
    return {str: "文字", bool: "`true`、`false`", int: "整数", float: "数"}.get(typing.cast("type", kind), "")


def _style_words() -> Iterator[str]:
    """The words in braces, by key."""
    yield from ("", "## 花括号里的词", "", "这些键的文字里可以写花括号里的词，生成时换成实际的内容。", "")
    yield from ("| 键 | 可以写的词 |", "|---|---|")
    for path, words in WORDS.items():
        yield f"| `{'.'.join(path)}` | {'、'.join(f'`{{{word}}}`' for word in words)} |"
    yield from ("", "| 词 | 换成 |", "|---|---|")
    yield from (f"| `{{{word}}}` | {meaning} |" for word, meaning in MEANINGS.items())


def style_codes() -> str:
    """样式问题代码: the codes of findings about a style, with level and title."""
    lines = [
        "# 样式问题代码",
        "",
        _GENERATED,
        "",
        "`juesuan styles check` 报告的问题。怎样改见[写一个新样式](写一个新样式.md)。",
        "",
    ]
    lines += ["| 代码 | 级别 | 问题 |", "|---|---|---|"]
    lines += [f"| {code} | {severity} | {title} |" for code, (severity, title) in STYLE_CODES.items()]
    return "\n".join(lines) + "\n"


def reading_codes() -> str:
    """读数问题代码: the codes of findings of reading, with level and title."""
    lines = [
        "# 读数问题代码",
        "",
        _GENERATED,
        "",
        "读取数据时报告的问题。核对规则的代码见 [checks.md](checks.md)。",
        "",
    ]
    lines += ["| 代码 | 级别 | 问题 |", "|---|---|---|"]
    lines += [f"| {code} | {severity} | {title} |" for code, (severity, title) in CODES.items()]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/checks.md": checks_manual,
    "data/schema/unit.json": schema_text,
    "data/schema/budget.json": budget_schema_text,
    "data/schema/open_data.json": open_data_schema,
    "docs/样式的键.md": style_keys,
    "docs/读数问题代码.md": reading_codes,
    "docs/样式问题代码.md": style_codes,
}
"""File in the project → what makes its text."""

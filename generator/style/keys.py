"""The files of a style → the validated :class:`Style`, or a finding with file and line for each wrong key."""

from __future__ import annotations

import difflib
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from generator.merge import deep_merge, tuples
from generator.source import dotted
from generator.style.model import Style
from generator.style.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from generator.finding import Finding
    from generator.source import Path, SourceRef
    from generator.style.source import StyleFile

_TYPES = {
    "string_type": ("文字", "写成一段文字；数字要加引号"),
    "bool_type": ("true 或 false", "写 true（是）或 false（否）"),
    "int_type": ("整数", "写不带引号的整数"),
    "float_type": ("数", "写不带引号的数"),
    "tuple_type": ("列表", "写成 [甲, 乙]，或每一项另起一行，前面加“- ”"),
    "dict_type": ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”"),
    "model_type": ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”"),
    "model_attributes_type": ("一组“键: 值”", "每一项另起一行，缩进后写“键: 值”"),
}
"""pydantic's errors of type → what is expected, what to do."""


def merged(chain: Iterable[StyleFile]) -> dict[str, Any]:
    """What a chain of files says, the first over the others."""
    data: dict[str, Any] = {}
    for file in reversed(tuple(chain)):
        data.pop("abstract", None)
        data = deep_merge(data, file.data)
    return data


def place_in(chain: Iterable[StyleFile], path: Path) -> SourceRef:
    """Where ``path`` was written: in the nearest file that has it, or what is nearest above it."""
    files = tuple(chain)
    for length in range(len(path), 0, -1):
        for file in files:
            if path[:length] in file.lines:
                return file.place(path[:length])
    return files[0].place(())


def validated(name: str, chain: tuple[StyleFile, ...]) -> tuple[Style | None, tuple[Finding, ...]]:
    """The style, or why it is none."""
    data = merged(chain)
    data.pop("extends", None)
    try:
        return Style.model_validate(tuples({"abstract": False, **data, "name": name})), ()
    except ValidationError as error:
        return None, tuple(_explain(detail, chain) for detail in error.errors(include_url=False))


def model_at(path: Path) -> type[BaseModel] | None:
    """The group of keys at ``path``."""
    kind: Any = Style
    for step in path:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = kind.model_fields.get(str(step))
            kind = field.annotation if field else None
        else:
            kind = next(iter(typing.get_args(kind)[::-1]), None)
            kind = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else kind
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def titles(path: Path) -> str:
    """The Chinese titles along ``path``; what an author named stays as it is."""
    said = []
    for index, step in enumerate(path):
        model = model_at(path[:index])
        field = model.model_fields.get(str(step)) if model else None
        said.append((field.title or str(step)) if field else f"第 {step + 1} 项" if isinstance(step, int) else step)
    return " · ".join(said)


def _explain(error: ErrorDetails, chain: tuple[StyleFile, ...]) -> Finding:
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    kind, found = error["type"], str(error["input"])
    place = place_in(chain, path)
    if kind == "extra_forbidden":
        return _unknown_key(path, place)
    if kind == "missing":
        key = path[-1]
        return problem(
            "YS04",
            f"缺少“{titles(path)}”（{key}）",
            place,
            expected=str(key),
            advice=f"写上 {key}: …，或继承有它的样式",
        )
    if kind == "literal_error":
        allowed = [part.strip().strip("'") for part in str(error.get("ctx", {}).get("expected", "")).split(" or ")]
        allowed = [word.strip().strip("'") for part in allowed for word in part.split(",")]
        near = difflib.get_close_matches(found, allowed, 1, 0.5)
        advice = f"你是不是想写“{near[0]}”" if near else f"改为其中之一：{'、'.join(allowed)}"
        message = f"“{titles(path)}”（{dotted(path)}）不能写“{found}”，只能是：{'、'.join(allowed)}"
        return problem("YS03", message, place, found=found, expected="、".join(allowed), advice=advice)
    if kind == "outline":
        return _unknown_name(error, chain)
    expected, advice = _TYPES.get(kind, ("别的值", "各键可写的值见 docs/样式的键.md"))
    message = f"“{titles(path)}”（{dotted(path)}）应为{expected}，现在是“{found}”"
    return problem("YS03", message, place, found=found, expected=expected, advice=advice)


def _unknown_key(path: Path, place: SourceRef) -> Finding:
    """A key that there is not, and the one that was meant, if one is near: by its name or its Chinese title."""
    key = str(path[-1])
    model = model_at(path[:-1])
    fields = {name: field.title or name for name, field in model.model_fields.items()} if model else {}
    by_title = {title: name for name, title in fields.items()}
    near = difflib.get_close_matches(key, fields, 1, 0.6)
    near = near or [by_title[title] for title in difflib.get_close_matches(key, by_title, 1, 0.6)]
    where = f"“{titles(path[:-1])}”中" if len(path) > 1 else ""
    if near:
        advice = f"你是不是想写“{near[0]}”（{fields[near[0]]}）"
    else:
        known = "、".join(f"{name}（{title}）" for name, title in fields.items())
        advice = f"删去这个键；可以写的键：{known}"
    return problem(
        "YS02", f"{where}没有“{key}”这个键", place, found=key, expected=near[0] if near else "", advice=advice
    )


def _unknown_name(error: ErrorDetails, chain: tuple[StyleFile, ...]) -> Finding:
    """The outline names what is not described."""
    words = error.get("ctx", {})
    names, key = str(words.get("names", "")).split("、"), str(words.get("key", ""))
    data: Any = merged(chain)
    for step in key.split("."):
        data = data.get(step, {})
    holder = {"parts": ("outline",), "sections": ("parts",), "charts.figures": ("sections",)}[key]
    near = [match[0] for name in names if (match := difflib.get_close_matches(name, data, 1, 0.5))]
    advice = f"你是不是想写“{'”“'.join(near)}”" if near else f"在 {key} 中加上它，或从提纲中删去"
    place = next((found for name in names if (found := _uses(chain, name))), place_in(chain, holder))
    return problem(
        "YS05", f"提纲用到的“{'”“'.join(names)}”在 {key} 中没有", place, found="、".join(names), advice=advice
    )


def _uses(chain: tuple[StyleFile, ...], name: str) -> SourceRef | None:
    """Where a list of the style names ``name``."""
    for file in chain:
        for path in file.lines:
            value: Any = file.data
            for step in path:
                value = value[step] if isinstance(step, int) else value.get(step)
                if value is None:
                    break
            if value == name and path and isinstance(path[-1], int):
                return file.place(path)
    return None

"""``templates/<name>/style.yaml`` with all it extends → :class:`LoadedStyle`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from generator.errors import StyleError
from generator.merge import deep_merge, tuples
from generator.style.model import Style

if TYPE_CHECKING:
    from pathlib import Path

STYLE_FILE = "style.yaml"


@dataclass(frozen=True, eq=False)
class LoadedStyle:
    """A style and the folders that its templates, shell and style sheet come from, its own first.

    Each is loaded once and compared by identity, so that what is made for a style can be kept with it.
    """

    style: Style
    folders: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """The file ``name`` of the nearest folder that has one.

        Raises:
            StyleError: no folder has it.
        """
        for folder in self.folders:
            if (path := folder / name).is_file():
                return path
        raise StyleError(f"样式“{self.style.name}”缺少文件 {name}")


def style_names(templates: Path) -> tuple[str, ...]:
    """All styles that are there."""
    return tuple(sorted(path.parent.name for path in templates.glob(f"*/{STYLE_FILE}")))


@cache
def load_style(templates: Path, name: str) -> LoadedStyle:
    """The style ``name``, merged and validated.

    Raises:
        StyleError: unknown name, unknown or circular ``extends``, a key or value that is not allowed.
    """
    data, folders = _read(templates, name, ())
    data.pop("extends", None)
    try:
        style = Style.model_validate(tuples({"name": name, **data, "abstract": data.get("abstract", False)}))
    except ValidationError as error:
        raise StyleError(f"样式“{name}”有错：{_explain(error)}") from error
    return LoadedStyle(style, folders)


def _read(templates: Path, name: str, seen: tuple[str, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    if name in seen:
        raise StyleError(f"样式互相继承：{' → '.join((*seen, name))}")
    known = style_names(templates)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1, 0.4)
        hint = f"你是不是想写“{near[0]}”" if near else f"已有样式：{'、'.join(known)}"
        raise StyleError(f"没有样式“{name}”", hint)
    folder = templates / name
    try:
        data = yaml.safe_load((folder / STYLE_FILE).read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise StyleError(f"样式“{name}”的 {STYLE_FILE} 不是有效的 YAML：{error}") from error
    base = data.get("extends")
    if not base:
        return data, (folder,)
    below, folders = _read(templates, base, (*seen, name))
    below.pop("abstract", None)
    return deep_merge(below, data), (folder, *folders)


def _explain(error: ValidationError) -> str:
    parts = []
    for detail in error.errors()[:5]:
        place = ".".join(str(step) for step in detail["loc"])
        parts.append(f"{place}：{detail['msg']}（{detail['input']!r}）")
    return "；".join(parts)

"""``data/forms/<year>.yaml`` → :class:`FormSet`; a year without a file of its own uses the nearest earlier one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from generator.errors import StyleError, why
from generator.forms.model import FormSet
from generator.merge import deep_merge, tuples

if TYPE_CHECKING:
    from pathlib import Path


def form_years(folder: Path, kind: str = "") -> list[int]:
    """The years that have forms of their own."""
    return sorted(int(path.stem.removeprefix(kind)) for path in folder.glob(f"{kind}[0-9]*.yaml"))


@cache
def load_forms(folder: Path, year: int, kind: str = "") -> FormSet:
    """The forms of ``year``; ``kind`` is what the file names of a kind of document begin with.

    Raises:
        StyleError: no form for the year, or a form that is not valid; names the file.
    """
    years = form_years(folder, kind)
    fitting = [known for known in years if known <= year]
    if not fitting:
        known = f"{years[0]}年" if years else "无"
        raise StyleError(f"没有 {year} 年度的表样", f"最早的表样是 {known}，在 {folder.name} 中添加 {kind}{year}.yaml")
    path = folder / f"{kind}{fitting[-1]}.yaml"
    try:
        return FormSet.model_validate(tuples(_read(folder, path.stem)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise StyleError(f"表样 {path.name} 有错：{place}：{first['msg']}") from error


def _read(folder: Path, name: str) -> dict[str, Any]:
    file = f"{name}.yaml"
    try:
        data = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise StyleError(f"表样 {file} 无法读取（{why(error)}）", "核对 extends 写的年度和读取权限") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise StyleError(f"表样 {file} 不是 UTF-8 编码的 YAML", "用文本编辑器按 UTF-8 保存，核对缩进和引号") from error
    if not isinstance(data, dict):
        raise StyleError(f"表样 {file} 没有内容", "从上一年的表样复制，或写 extends")
    base = data.pop("extends", None)
    return deep_merge(_read(folder, str(base)), data) if base else data

"""``data/forms/<year>.yaml`` → :class:`FormSet`; a year without a file of its own uses the nearest earlier one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from generator.errors import StyleError
from generator.forms.model import FormSet
from generator.merge import deep_merge, tuples

if TYPE_CHECKING:
    from pathlib import Path


@cache
def load_forms(folder: Path, year: int) -> FormSet:
    """The forms of ``year``.

    Raises:
        StyleError: no form for the year, or a form that is not valid; names the file.
    """
    years = sorted(int(path.stem) for path in folder.glob("[0-9]*.yaml"))
    fitting = [known for known in years if known <= year]
    if not fitting:
        known = f"{years[0]}年" if years else "无"
        raise StyleError(f"没有 {year} 年度的表样", f"最早的表样是 {known}，在 {folder.name} 中添加 {year}.yaml")
    path = folder / f"{fitting[-1]}.yaml"
    try:
        return FormSet.model_validate(tuples(_read(folder, fitting[-1])))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise StyleError(f"表样 {path.name} 有错：{place}：{first['msg']}") from error


def _read(folder: Path, year: int) -> dict[str, Any]:
    data = yaml.safe_load((folder / f"{year}.yaml").read_text(encoding="utf-8"))
    base = data.pop("extends", None)
    return deep_merge(_read(folder, base), data) if base else data

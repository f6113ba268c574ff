"""A good unit to put files beside, and ways to load it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ingest import Loaded, load
from generator.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

UNIT = """\
style: base
year: {year}
amount_unit: {unit}
unit:
  name: 测试单位
  nature: 事业单位
  level: 市级
"""


def make_unit(folder: Path, more: str = "", *, year: int = 2024, unit: str = "万元") -> Path:
    """A folder with a valid unit.yaml and ``more`` below it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "unit.yaml").write_text(UNIT.format(year=year, unit=unit) + more, encoding="utf-8")
    return folder


def load_unit(folder: Path) -> Loaded:
    """The unit in ``folder``, read with the project's own forms and code tables."""
    return load(folder, Workspace.find())

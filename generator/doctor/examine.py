"""Everything that is looked at, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.doctor.folder import folder_item
from generator.doctor.libraries import library_items
from generator.doctor.packages import python_items
from generator.doctor.typefaces import font_items

if TYPE_CHECKING:
    from pathlib import Path

    from generator.doctor.item import Item
    from generator.style.model import Fonts


def examine(fonts: Fonts, output: Path) -> tuple[Item, ...]:
    """The state of this machine for documents set in ``fonts`` and written to ``output``."""
    found = (*python_items(), *library_items(), *font_items(fonts), folder_item(output))
    return tuple(sorted(found, key=lambda item: _ORDER.index(item.group)))


_ORDER = ("Python", "排版程序库", "字体", "文件夹", "可选组件")

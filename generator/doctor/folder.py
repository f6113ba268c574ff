"""Whether results can be written where they are to go."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

from generator.doctor.item import Item
from generator.errors import why

if TYPE_CHECKING:
    from pathlib import Path


def folder_item(output: Path) -> Item:
    """The folder of results, or the nearest above it that is there: can a file be made in it?"""
    place = output.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return Item("文件夹", "结果文件夹", "好", found=str(output))
    except OSError as error:
        advice = "换一个文件夹（-o 文件夹），或请管理员给予写入的权限"
        note = f"写不进去（{why(error)}）"
        return Item("文件夹", "结果文件夹", "缺少", found=str(output), debian=advice, windows=advice, note=note)

"""A style's fonts → a folder with just their files, and what the second engine calls their families.

The engine takes folders of fonts and looks into all of them. What it sees is only what the style names,
so that a document does not depend on what else is installed.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING

from generator.fonts import BOLD, REGULAR, find_face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typst import Fonts as TypstFonts

    from generator.fonts import Face
    from generator.style.model import Fonts


@dataclass(frozen=True, eq=False)
class FontSet:
    """The engine's fonts of one style."""

    fonts: TypstFonts
    names: Mapping[str, str]
    """Family as the style names it → as the engine does; families that are not installed are left out."""


@lru_cache(maxsize=4)
def font_set(fonts: Fonts) -> FontSet:
    """The installed fonts of a style."""
    from typst import Fonts as TypstFonts

    faces = _faces(fonts)
    files = sorted({face.file for regular_and_bold in faces.values() for face in regular_and_bold})
    folder = Path(tempfile.mkdtemp(prefix="juesuan-fonts-"))
    Finalize(None, shutil.rmtree, (folder,), {"ignore_errors": True}, exitpriority=1)
    places = {}
    for number, file in enumerate(files):
        places[file] = folder / f"{number}{file.suffix}"
        try:
            places[file].symlink_to(file)
        except OSError:
            shutil.copyfile(file, places[file])
    known = TypstFonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    called = {(Path(str(info.path)).resolve(), info.index): info.family for info in known.fonts()}
    keys = {family: (places[face.file].resolve(), face.index) for family, (face, _) in faces.items()}
    names = {family: called[key] for family, key in keys.items() if key in called}
    return FontSet(known, names)


def _faces(fonts: Fonts) -> dict[str, tuple[Face, Face]]:
    """Family → its regular and its bold face."""
    places = (fonts.title, fonts.heading1, fonts.heading2, fonts.body, fonts.table, fonts.latin)
    families = (*(family for place in places for family in place.families), *fonts.fallback)
    found = {}
    for family in dict.fromkeys(families):
        regular, bold = find_face((family,), REGULAR), find_face((family,), BOLD)
        if regular is not None and bold is not None:
            found[family] = (regular, bold)
    return found

"""Where fonts are looked for: the system's, those of the installation, and folders of the user's own.

A unit may have licensed fonts (方正小标宋简体、仿宋_GB2312 …). It puts the files into a folder ``字体`` in, beside or
above its data, or names folders in the environment variable ``JUESUAN_FONTS``. Then every printer sees them: the list
of faces (:func:`generator.fonts.faces`) and Pango through one fontconfig file, the second engine and the charts through
the files of that list. A style names the official font of each place first, so that it is used where it is there.

The folders belong to the process: they are set when a command begins, before the first face is asked for.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path
from xml.sax.saxutils import escape

from generator.workspace import Workspace

FONTCONFIG_FILE = "fonts.conf"
"""Our fontconfig file, in the base style's folder: the system's fonts and those of the installation."""

VARIABLE = "JUESUAN_FONTS"
"""Names the user's folders of fonts, separated as the system separates paths."""

OWN_FONTS = "字体"
"""Name of the user's folder of fonts, in, beside or above the data."""

_OURS = "juesuan-fonts.conf"
_CONFIGURATION = "FONTCONFIG_FILE"


def own_folders() -> tuple[Path, ...]:
    """The user's folders of fonts that are there."""
    named = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    return tuple(dict.fromkeys(folder.absolute() for folder in named if folder.is_dir()))


def own_files() -> str:
    """The user's own font files by name and size, as text: where this differs, documents may differ."""
    files = (path for folder in own_folders() for path in sorted(folder.rglob("*")) if path.is_file())
    return ",".join(f"{path.name}:{path.stat().st_size}" for path in files)


def font_folders() -> tuple[Path, ...]:
    """All folders of fonts beside those of the system."""
    return (Workspace.find().fonts, *own_folders())


def use_fonts_beside(source: Path) -> None:
    """From now on, and in the processes that this one starts, the folders 字体 near ``source`` are looked into.

    They stand in, beside or above a unit's folder or file. To be called before the first font is asked for.
    """
    start = source.absolute() if source.is_dir() else source.absolute().parent
    found = [folder for place in (start, start.parent) if (folder := place / OWN_FONTS).is_dir()]
    if found:
        folders = dict.fromkeys((*own_folders(), *found))
        os.environ[VARIABLE] = os.pathsep.join(map(str, folders))


def use_workspace_fonts() -> None:
    """Let fontconfig see the installation's own fonts and the user's; a configuration that he named is kept below."""
    config = Workspace.find().templates / "base" / FONTCONFIG_FILE
    if config.is_file():
        os.environ.setdefault(_CONFIGURATION, str(config))
    folders = own_folders()
    present = os.environ.get(_CONFIGURATION, "")
    if folders and Path(present).name != _OURS:
        os.environ[_CONFIGURATION] = str(_written(folders, present or FONTCONFIG_FILE))


def _written(folders: tuple[Path, ...], below: str) -> Path:
    """A fontconfig file with ``folders``, on top of the file ``below``; it goes with the process that wrote it."""
    place = Path(tempfile.mkdtemp(prefix="juesuan-"))
    Finalize(None, shutil.rmtree, (place,), {"ignore_errors": True}, exitpriority=1)
    lines = "".join(f"  <dir>{escape(str(folder))}</dir>\n" for folder in folders)
    file = place / _OURS
    file.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        f"  <include>{escape(below)}</include>\n{lines}</fontconfig>\n",
        encoding="utf-8",
    )
    return file

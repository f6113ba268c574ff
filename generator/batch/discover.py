"""A folder, or a list of units → the units that have data, each with its key, and the units that are listed."""

from __future__ import annotations

import os
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.batch.lists import LISTS, ListRow, read_list
from generator.errors import UsageError
from generator.ingest.files import UNIT_FILE, is_copy
from generator.output import safe_name
from generator.workbook import keys

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST_TITLES = {
    "name": ("单位", "单位名称", "单位全称", "预算单位"),
    "path": ("路径", "文件夹", "文件", "数据"),
    "code": ("编码", "单位编码", "预算编码", "单位代码"),
}
WORKBOOK = ".xlsx"
_STRINGS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
"""Where the text is in workbooks without a part for it: some programs save them so."""

_BEGINNING = 1 << 20
"""Bytes of a part that are looked at."""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """单位数据的位置: ``key`` is its path below the root, and so is the folder of its documents."""

    key: str
    source: Path

    @property
    def name(self) -> str:
        """What the unit is called before its data was read."""
        return PurePosixPath(self.key).name


@dataclass(frozen=True, slots=True)
class Listed:
    """名单上的一个单位; ``key`` is empty where the list does not say where its data are."""

    name: str
    code: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a run is about."""

    units: tuple[UnitPlace, ...]
    listed: tuple[Listed, ...] = ()


def find(source: Path, listing: Path | None = None, exclude: Iterable[Path] = ()) -> Found:
    """The units at ``source``, a folder or itself a list, and those that ``listing`` names.

    Raises:
        UsageError: there is no such file, or the list cannot be read.
    """
    for path in (source, *((listing,) if listing else ())):
        if not path.exists():
            raise UsageError(f"没有这个文件或文件夹：{path}", "核对路径；路径含空格时加引号")
    if source.is_dir() or is_unit(source):
        root = source.parent if source.is_file() else source
        units = _keyed(root, find_units(root, exclude) if source.is_dir() or source.name == UNIT_FILE else (source,))
        return Found(units, _listed(root, listing, units) if listing else ())
    if source.suffix.lower() not in LISTS:
        raise UsageError(f"{source.name} 不是单位数据，也不是单位名单", "给出文件夹，或 .xlsx、.csv 名单")
    return _from_list(source)


def find_units(root: Path, exclude: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Folders with a unit.yaml and unit workbooks at ``root`` and below, in order; hidden ones are passed over."""
    left_out = {path.resolve() for path in exclude}
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() not in left_out
        )
        if UNIT_FILE in files:
            found.append(here)
        else:
            found.extend(here / name for name in sorted(files) if is_unit(here / name))
    return tuple(found)


def is_unit(path: Path) -> bool:
    """Whether ``path`` is a unit's folder, its unit.yaml, or a workbook that this program laid out."""
    if path.is_dir():
        return (path / UNIT_FILE).is_file()
    if path.name == UNIT_FILE:
        return path.is_file()
    if path.suffix.lower() != WORKBOOK or path.name.startswith((".", "~$")) or is_copy(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
            likely = [_STRINGS] if _STRINGS in parts else [part for part in parts if part.startswith(_SHEETS)]
            return any(_names_the_program(archive, part) for part in likely)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def _names_the_program(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether the title that the program gives its workbooks stands near the beginning of ``part``."""
    spellings = (keys.TITLE.encode(), keys.TITLE.encode("ascii", "xmlcharrefreplace"))
    with archive.open(part) as stream:
        beginning = stream.read(_BEGINNING)
    return any(title in beginning for title in spellings)


def _keyed(root: Path, sources: Iterable[Path]) -> tuple[UnitPlace, ...]:
    """Each source with a key that no other has, be it on a system that folds case."""
    taken: set[str] = set()
    places = []
    for source in sources:
        key = _free(_key(root, source), taken)
        taken.add(_folded(key))
        places.append(UnitPlace(key, source))
    return tuple(places)


def _key(root: Path, source: Path) -> str:
    inside = source if source.is_dir() else source.with_suffix("")
    try:
        parts = inside.relative_to(root).parts or (inside.resolve().name,)
    except ValueError:
        parts = (inside.name,)
    return "/".join(safe_name(part) for part in parts)


def _free(key: str, taken: set[str]) -> str:
    number = 1
    free = key
    while _folded(free) in taken:
        number += 1
        free = f"{key}（{number}）"
    return free


def _folded(key: str) -> str:
    return unicodedata.normalize("NFKC", key).casefold()


def _from_list(path: Path) -> Found:
    """The units of a list that stands alone: their data by path, or under their name beside the list."""
    root = path.parent
    rows = [(row.get("name"), row.get("code"), row.get("path")) for row in _rows(path)]
    sources = [_resolve(root, text, name) for name, _, text in rows]
    units = iter(_keyed(root, [source for source in sources if source is not None]))
    placed = [next(units) if source is not None else None for source in sources]
    listed = tuple(
        Listed(name or _bare(text), code, place.key if place else "")
        for (name, code, text), place in zip(rows, placed, strict=True)
    )
    return Found(tuple(place for place in placed if place), listed)


def _listed(root: Path, path: Path, units: tuple[UnitPlace, ...]) -> tuple[Listed, ...]:
    """The rows of a list beside a folder, with the keys of the units that they name by path, or as the folder does."""
    by_source = {place.source.resolve(): place.key for place in units}
    by_name = {place.name: place.key for place in reversed(units)}
    found = []
    for row in _rows(path):
        name, code, text = row.get("name"), row.get("code"), row.get("path")
        source = _resolve(root, text, name) or _resolve(path.parent, text, name)
        key = by_source.get(source.resolve(), "") if source else ""
        found.append(Listed(name or _bare(text), code, key or by_name.get(name, "") or by_name.get(code, "")))
    return tuple(found)


def _rows(path: Path) -> tuple[ListRow, ...]:
    return read_list(path, LIST_TITLES, ("name",))


def _resolve(root: Path, text: str, name: str) -> Path | None:
    """The unit at the path that a list gives, else at the unit's name; ``None`` where there is none."""
    for candidate in (root / text,) if text else (root / safe_name(name), root / f"{safe_name(name)}{WORKBOOK}"):
        if candidate.name and is_unit(candidate):
            return candidate.parent if candidate.name == UNIT_FILE else candidate
    return None


def _bare(text: str) -> str:
    return Path(text).stem

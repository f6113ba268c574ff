"""``style.yaml`` of a style with all it extends → :class:`LoadedStyle`."""

from __future__ import annotations

import difflib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.style.keys import validated
from generator.style.source import STYLE_FILE, StyleFile, read_style_file
from generator.style.words import word_findings

if TYPE_CHECKING:
    from generator.style.model import Style

Shelves = Path | tuple[Path, ...]
"""Folders in which styles lie: the program's, or the program's and those of the user."""

TEXT_FOLDER = "narrative"
"""Folder of a style's texts."""

_NAME = re.compile(r"[0-9A-Za-z\u4e00-\u9fff](?:[\w.\u4e00-\u9fff-]*[\w\u4e00-\u9fff])?")


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

    def with_native_charts(self) -> LoadedStyle:
        """The same style with charts that can be edited in Word."""
        charts = self.style.charts.model_copy(update={"native": True})
        return LoadedStyle(self.style.model_copy(update={"charts": charts}), self.folders)


_KEPT: dict[tuple[Shelves, str], tuple[tuple[tuple[str, int], ...], LoadedStyle]] = {}


def style_names(shelves: Shelves) -> tuple[str, ...]:
    """All styles that are there."""
    folders = shelves if isinstance(shelves, tuple) else (shelves,)
    return tuple(sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{STYLE_FILE}")}))


def sound_styles(shelves: Shelves) -> tuple[Style, ...]:
    """All styles that load; one that is wrong hides no other."""
    found = []
    for name in style_names(shelves):
        try:
            found.append(load_style(shelves, name).style)
        except StyleError:
            continue
    return tuple(found)


def check_name(name: str) -> None:
    """Pass if ``name`` may be a style's: letters, digits, Chinese, with - _ . between.

    Raises:
        StyleError: it is a path, or has other signs in it.
    """
    if not _NAME.fullmatch(name):
        raise StyleError(
            f"“{name}”不能作样式名", "样式名是文件夹名，不是路径：用字母、数字、汉字和 -，如 neijiang-2026"
        )


def load_style(shelves: Shelves, name: str) -> LoadedStyle:
    """The style ``name``, merged and validated; kept until one of its files changes.

    Raises:
        StyleError: unknown name, unknown or circular ``extends``, keys or values that are not allowed: all of them.
    """
    kept = _KEPT.get((shelves, name))
    if kept is not None and kept[0] == _stamp(kept[1].folders):
        return kept[1]
    loaded = _load(shelves, name)
    _KEPT[shelves, name] = (_stamp(loaded.folders), loaded)
    return loaded


def _stamp(folders: tuple[Path, ...]) -> tuple[tuple[str, int], ...]:
    """The files of a style with their times, the folder's own and the texts; a program may be saving one just now."""
    found: list[tuple[str, int]] = []
    for place in (place for folder in folders for place in (folder, folder / TEXT_FOLDER)):
        with suppress(FileNotFoundError), os.scandir(place) as entries:
            found += [(entry.path, entry.stat().st_mtime_ns) for entry in entries if entry.is_file()]
    return tuple(sorted(found))


def _load(shelves: Shelves, name: str) -> LoadedStyle:
    chain = style_chain(shelves, name)
    style, findings = validated(name, chain)
    findings = (*findings, *word_findings(chain))
    if style is None or findings:
        listed = "；".join(f"{finding.source}：{finding.message}" for finding in findings)
        advice = next((finding.advice for finding in findings if finding.advice), "")
        raise StyleError(f"样式“{name}”有 {len(findings)} 处错误：{listed}", advice)
    return LoadedStyle(style, tuple(file.folder for file in chain))


def style_chain(shelves: Shelves, name: str) -> tuple[StyleFile, ...]:
    """The file of ``name`` and those that it extends, itself first.

    Raises:
        StyleError: unknown or ambiguous name, circular ``extends``, a file that cannot be read.
    """
    chain: list[StyleFile] = []
    names: list[str] = []
    while name:
        if name in names:
            raise StyleError(f"样式互相继承：{' → '.join((*names, name))}", "改正 extends")
        names.append(name)
        file = read_style_file(find_style(shelves, name) / STYLE_FILE)
        if errors := [finding for finding in file.findings if finding.severity == "错误"]:
            raise StyleError(f"{errors[0].source}：{errors[0].message}", errors[0].advice)
        chain.append(file)
        name = str(file.data.get("extends") or "")
    return tuple(chain)


def find_style(shelves: Shelves, name: str) -> Path:
    """The folder of the style ``name``.

    Raises:
        StyleError: there is none, or more than one, or the name is a path.
    """
    check_name(name)
    folders = shelves if isinstance(shelves, tuple) else (shelves,)
    found = [folder / name for folder in folders if (folder / name / STYLE_FILE).is_file()]
    if len(found) > 1:
        places = "、".join(str(path) for path in found)
        raise StyleError(f"有两个样式都叫“{name}”：{places}", "给自己的样式另起一个名字")
    if found:
        return found[0]
    known = style_names(shelves)
    near = difflib.get_close_matches(name, known, 1, 0.5)
    hint = f"你是不是想写“{near[0]}”；用 juesuan styles list 查看全部样式" if near else f"已有样式：{'、'.join(known)}"
    raise StyleError(f"没有样式“{name}”", hint)

"""Python and its packages: what is installed against what the project pins, and which extras are there."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from generator.doctor.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = "juesuan"
OLDEST = (3, 11)

EXTRAS = {
    "ui": "在浏览器中核对和填写",
    "fast": "快速排版 PDF",
    "cluster": "多台计算机一起批量生成",
}
"""Optional group of packages → what it is for."""

_PIN = re.compile(
    r"""^(?P<name>[\w.-]+)\s*==\s*(?P<version>[\w.!+-]+)\s*(?:;\s*extra\s*==\s*['"](?P<extra>\w+)['"])?$"""
)
_GROUP = "Python"


def python_items() -> Iterator[Item]:
    """Python, the packages that are always needed, and each extra."""
    yield _python()
    pins = list(_pins())
    if not pins:
        note = "查不到本程序的安装信息，没有核对软件包的版本"
        yield Item(_GROUP, PROJECT, "缺少", needed=False, note=note, debian=_pip("-e ."), windows=_pip("-e ."))
    yield from (_package(name, version) for name, version, extra in pins if not extra)
    for extra, purpose in EXTRAS.items():
        wanted = [(name, version) for name, version, one in pins if one == extra]
        if wanted:
            yield _extra(extra, purpose, wanted)


def installed(name: str) -> str:
    """The installed version of a package, empty where there is none."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def requirements() -> list[str]:
    """What the installed project asks for; nothing where it is not installed."""
    try:
        return metadata.requires(PROJECT) or []
    except metadata.PackageNotFoundError:
        return []


def _python() -> Item:
    version = ".".join(map(str, sys.version_info[:3]))
    state = "好" if sys.version_info[:2] >= OLDEST else "缺少"
    least = ".".join(map(str, OLDEST))
    windows = f"从 Python 官网下载 {least} 或更新的安装程序，安装时勾选“Add to PATH”"
    return Item(
        _GROUP,
        "Python",
        state,  # type: ignore[arg-type] # one of two of the states
        found=version,
        expected=f"{least} 或更新",
        debian="sudo apt install python3 python3-venv",
        windows=windows,
    )


def _pins() -> Iterator[tuple[str, str, str]]:
    """Name, version and extra of every pin."""
    for requirement in requirements():
        if match := _PIN.match(requirement):
            yield match["name"], match["version"], match["extra"] or ""


def _package(name: str, version: str) -> Item:
    found = installed(name)
    command = _pip(f"{name}=={version}")
    if not found:
        return Item(_GROUP, name, "缺少", expected=version, debian=command, windows=command)
    if found == version:
        return Item(_GROUP, name, "好", found=found, expected=version)
    note = "版本与测试过的不同，结果可能有出入"
    return Item(_GROUP, name, "替代", found=found, expected=version, debian=command, windows=command, note=note)


def _extra(extra: str, purpose: str, wanted: list[tuple[str, str]]) -> Item:
    lacking = [name for name, _ in wanted if not installed(name)]
    found = "、".join(f"{name} {installed(name)}" for name, _ in wanted if installed(name))
    command = _pip(f"'{PROJECT}[{extra}]'")
    name = f"[{extra}] {purpose}"
    if not lacking:
        return Item("可选组件", name, "好", needed=False, found=found)
    windows = _pip(f'"{PROJECT}[{extra}]"')
    note = f"还缺 {'、'.join(lacking)}；不用这个功能可以不装"
    return Item("可选组件", name, "缺少", needed=False, found=found, debian=command, windows=windows, note=note)


def _pip(what: str) -> str:
    return f"pip install {what}"

"""How a font or a library is had: on Debian the package, on Windows the way; Chinese, for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PANGO_ADVICE = (
    "Debian、Ubuntu：sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0；"
    "Windows：安装 MSYS2，在 UCRT64 窗口中执行 pacman -S mingw-w64-ucrt-x86_64-pango，"
    "装在别处时用环境变量 WEASYPRINT_DLL_DIRECTORIES 指明其 bin 文件夹"
)

SUBSET_ADVICE = (
    "Debian、Ubuntu：sudo apt install libharfbuzz-subset0；Windows：pacman -S mingw-w64-ucrt-x86_64-harfbuzz；"
    "没有它也能生成，但每份 PDF 用时是四至七倍"
)

OWN_FONTS_ADVICE = "有使用权的字体文件放进数据旁边的“字体”文件夹，或用环境变量 JUESUAN_FONTS 指明所在文件夹"

PACKAGES = {
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "LXGW WenKai": "fonts-lxgw-wenkai",
    "FandolFang": "texlive-lang-chinese",
    "FandolFang R": "texlive-lang-chinese",
    "FandolKai": "texlive-lang-chinese",
    "Liberation Serif": "fonts-liberation2",
    "DejaVu Sans": "fonts-dejavu-core",
}
"""Family → the Debian package that has it."""

WITH_WINDOWS = frozenset({"仿宋", "楷体", "黑体", "宋体", "Times New Roman"})
"""Families that come with a Chinese Windows."""


def debian(families: Iterable[str]) -> str:
    """The command that installs the first of ``families`` that Debian has, empty where it has none."""
    packages = list(dict.fromkeys(PACKAGES[family] for family in families if family in PACKAGES))
    return f"sudo apt install {packages[0]}" if packages else ""


def windows(families: Iterable[str]) -> str:
    """How one of ``families`` is had on Windows."""
    listed = list(families)
    if shipped := [family for family in listed if family in WITH_WINDOWS]:
        return f"“{shipped[0]}”随中文 Windows 提供；没有时在“设置—应用—可选功能”中添加“简体中文补充字体”"
    named = "或".join(f"“{family}”" for family in listed)
    return f"取得{named}的字体文件（注意使用权），右键点“为所有用户安装”"

"""Where in the files of a style something stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.style.load import TEXT_FOLDER
from generator.style.problems import problem
from generator.style.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.finding import Finding
    from generator.narrative.lint import Mistake
    from generator.style.load import LoadedStyle


def template_file(style: LoadedStyle, name: str) -> Path:
    """The file of the text template ``name``; where it belongs, if there is none."""
    for folder in style.folders:
        if (path := folder / TEXT_FOLDER / name).is_file():
            return path
    return style.folders[0] / TEXT_FOLDER / name


def own_templates(style: LoadedStyle) -> list[Path]:
    """The text templates of the style's own folder."""
    return sorted((style.folders[0] / TEXT_FOLDER).glob("*.j2"))


def template_findings(style: LoadedStyle, mistakes: Iterable[Mistake]) -> Iterator[Finding]:
    """Mistakes of templates as findings with file and line."""
    for one in mistakes:
        advice = f"你是不是想写“{one.near}”" if one.near else one.advice
        if one.code == "YS16":
            advice = "样式里不做计算：用程序已经算好的名称，见 juesuan styles names"
        elif one.code == "YS14" and not advice:
            advice = "可以写的名称见 juesuan styles names"
        place = place_of(template_file(style, one.template), one.line)
        yield problem(one.code, one.text, place, found=one.found, expected=one.near, advice=advice)

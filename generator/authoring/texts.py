"""A style's text templates: those that lack, those that nothing uses, and every slip in the others."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.authoring.places import own_templates, template_file, template_findings
from generator.narrative.environment import text_environment
from generator.narrative.lint import lint_templates, with_partials
from generator.narrative.sections import templates_of
from generator.style.keys import place_in
from generator.style.problems import problem
from generator.style.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding
    from generator.style.load import LoadedStyle
    from generator.style.source import StyleFile

SUFFIX = ".j2"


def text_findings(style: LoadedStyle, chain: tuple[StyleFile, ...]) -> Iterator[Finding]:
    """What is wrong with the templates that the style uses, and with all of its own folder."""
    environment = text_environment(style)
    there = environment.list_templates()
    needed = [f"{name}{SUFFIX}" for name in templates_of(style)]
    for name in needed:
        if name not in there:
            yield _lacking(style, chain, name)
    own = [path.name for path in own_templates(style)]
    used = with_partials(environment, needed)
    yield from template_findings(style, lint_templates(environment, sorted({*used, *own})))
    spec = style.style
    known = {*spec.sections, *(part.text for part in spec.parts.values())}
    for name in own:
        if name not in used and name.removesuffix(SUFFIX) not in known:
            yield _unused(style, name, needed)


def _lacking(style: LoadedStyle, chain: tuple[StyleFile, ...], name: str) -> Finding:
    section = name.removesuffix(SUFFIX)
    own = [path.name for path in own_templates(style)]
    near = difflib.get_close_matches(name, own, 1, 0.6)
    advice = (
        f"文件名是不是想写“{name}”：现在有“{near[0]}”"
        if near
        else "在样式的 narrative 文件夹中写这个文件，或改用有的章节名"
    )
    path = ("sections", section) if section in style.style.sections else ("parts",)
    return problem("YS17", f"缺少正文模板 narrative/{name}", place_in(chain, path), expected=name, advice=advice)


def _unused(style: LoadedStyle, name: str, needed: list[str]) -> Finding:
    near = difflib.get_close_matches(name, needed, 1, 0.6)
    hint = f"文件名是不是想写“{near[0]}”" if near else "在 style.yaml 的提纲中写上这一章，或删去文件"
    return problem("YS18", f"没有用到模板 {name}", place_of(template_file(style, name)), found=name, advice=hint)

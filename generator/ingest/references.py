"""What one part of the data says of another: unique names, indicators that exist, a style that exists."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.ingest.messages import problem, show
from generator.style.load import style_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding
    from generator.ingest.tree import Tree, Value
    from generator.source import Path
    from generator.style.load import Shelves

_WITH_INDICATORS = ("projects", "performance")


def check_references(tree: Tree, shelves: Shelves) -> tuple[Finding, ...]:
    """Findings about names that are not unique and references that lead nowhere; the data need not be valid."""
    return (*_style(tree, shelves), *_projects(tree), *_indicators(tree))


def _style(tree: Tree, shelves: Shelves) -> Iterator[Finding]:
    name = tree.data.get("style")
    known = style_names(shelves)
    if not isinstance(name, str) or not name or name in known:
        return
    near = difflib.get_close_matches(name, known, 1, 0.4)
    advice = f"你是不是想写“{near[0]}”" if near else f"改为其中之一：{'、'.join(known)}"
    path = ("style",)
    yield problem(
        "SJ24",
        f"没有样式“{show(name)}”",
        tree.place(path),
        path=path,
        found=show(name),
        expected="、".join(known),
        advice=advice,
    )


def _projects(tree: Tree) -> Iterator[Finding]:
    projects = tree.data.get("projects")
    first: dict[str, Path] = {}
    for index, project in enumerate(projects if isinstance(projects, tuple) else ()):
        name = project.get("name") if isinstance(project, dict) else None
        path = ("projects", index, "name")
        if not isinstance(name, str):
            continue
        if name.strip() in first:
            other = tree.place(first[name.strip()])
            message = f"项目名称重复：“{show(name)}”（{other} 已有）"
            yield problem(
                "SJ22", message, tree.place(path), path=path, found=show(name), advice="改名，或合并成一个项目"
            )
        first.setdefault(name.strip(), path)


def _indicators(tree: Tree) -> Iterator[Finding]:
    indicators = tree.data.get("indicators")
    known = [str(name) for name in indicators] if isinstance(indicators, dict) else []
    for part in _WITH_INDICATORS:
        for path, name in _uses(tree.data.get(part), (part,)):
            if name.strip() in known:
                continue
            near = difflib.get_close_matches(name, known, 1, 0.5)
            advice = f"你是不是想写“{near[0]}”" if near else "在 indicators 中写上这个指标，或在这里直接写出指标"
            message = f"引用的指标“{show(name)}”不存在"
            yield problem("SJ23", message, tree.place(path), path=path, found=show(name), advice=advice)


def _uses(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every ``indicator:`` below a node."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "indicator" and isinstance(below, str) and below.strip():
                yield (*path, key), below
            yield from _uses(below, (*path, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _uses(below, (*path, index))

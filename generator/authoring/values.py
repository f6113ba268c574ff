"""The values of ``style.yaml`` that name something else: words in braces, charts, tables, terms, drawings."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from generator.charts.figures import chart_names
from generator.drawing.registry import drawings
from generator.style.keys import merged, place_in
from generator.style.problems import problem
from generator.style.words import word_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from generator.finding import Finding
    from generator.source import Path as DataPath
    from generator.style.source import StyleFile

SECTION_TABLES = ("key_work",)


def lint_values(
    chain: tuple[StyleFile, ...], printed: Collection[str], forms: Mapping[str, Collection[str]], reference: Path
) -> Iterator[Finding]:
    """Words in braces that are not known, and names of charts, drawings, tables and terms that there are not.

    Args:
        chain: the style's file and those that it extends.
        printed: the tables of its kind of document; without any, tables are not looked at.
        forms: kind of document → tables, for what is inherited from a style of another kind.
        reference: the folder of the catalogue of terms.
    """
    data = merged(chain)
    yield from word_findings(chain)
    for path, name, known, what in _references(data, printed, forms, reference):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5)
            advice = f"你是不是想写“{near[0]}”" if near else f"可以写：{'、'.join(sorted(known))}"
            yield problem("YS05", f"没有{what}“{name}”", place_in(chain, path), found=name, advice=advice)


def _references(
    data: dict[str, Any], printed: Collection[str], forms: Mapping[str, Collection[str]], reference: Path
) -> Iterator[tuple[DataPath, str, Collection[str], str]]:
    """Path, name, the names that there are, and what they are called."""
    for group in ("sections", "parts"):
        for name, holder in _items(data.get(group)):
            yield from _listed((group, name, "charts"), holder, chart_names(), "图")
            yield from _listed((group, name, "tables"), holder, SECTION_TABLES, "表")
    for name, chart in _items(_group(data, "charts").get("figures")):
        if isinstance(chart, dict) and "kind" in chart:
            yield ("charts", "figures", name, "kind"), str(chart["kind"]), drawings(), "画法"
    yield from _listed(("glossary", "terms"), data.get("glossary"), _terms(reference), "名词")
    if printed:
        tables = _group(data, "tables")
        yield from _listed(("tables", "order"), tables, printed, "表样")
        every = [table for names in forms.values() for table in names]
        for name, _ in _items(tables.get("specs")):
            yield ("tables", "specs", name), name, every, "表样"


def _listed(
    path: DataPath, holder: object, known: Collection[str], what: str
) -> Iterator[tuple[DataPath, str, Collection[str], str]]:
    """Each name of the list at ``path``."""
    found = holder.get(str(path[-1])) if isinstance(holder, dict) else None
    for index, name in enumerate(found if isinstance(found, list) else []):
        yield (*path, index), str(name), known, what


def _group(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _items(value: object) -> list[tuple[str, Any]]:
    return [(str(key), below) for key, below in value.items()] if isinstance(value, dict) else []


@cache
def _terms(reference: Path) -> tuple[str, ...]:
    return tuple(yaml.safe_load((reference / "glossary.yaml").read_text(encoding="utf-8")))

"""Words that a style took over from elsewhere: years, places, names for the unit that belong to the unit's data."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import yaml

from generator.authoring.places import own_templates
from generator.style.problems import problem
from generator.style.source import place_of
from generator.style.words import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.finding import Finding
    from generator.style.load import LoadedStyle
    from generator.style.source import StyleFile

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=年|—|\s*年度)")
_SELF = re.compile("[本我](?:部门|单位|局|委|厅|院|校|馆|所|站|中心)(?!门)")
_LEVEL = re.compile("[省市区县](?:级|直(?!接)|对下)")
_FREE = frozenset({"title", "name", "region", "years", "extends", "fonts"})
"""Keys that say what the style is."""
_OWN_WORDS = frozenset({"self_words", "evaluation_words", "level_words", "tier_words", "dept_words"})
"""Keys that say which words belong to which unit."""


def leftovers(style: LoadedStyle, own: StyleFile, checks: Path) -> Iterator[Finding]:
    """What the style's own files say of one year, one place or one unit."""
    region = f"{style.style.region}{style.style.title}"
    foreign = [place for place in _places(checks) if place not in region]
    for path, value in leaves(own.data):
        if path and path[0] not in _FREE and isinstance(value, str):
            free = {"部门", "级次"} if path[0] in _OWN_WORDS else set()
            for found, message, advice in _hits(value, foreign, "{year}", "{me}", "{level}", free):
                yield problem("YS19", message, own.place(path), found=found, advice=advice)
    for file in own_templates(style):
        text = _COMMENT.sub(
            lambda match: re.sub(r"[^\n]", " ", match[0]), file.read_text(encoding="utf-8-sig", errors="replace")
        )
        for number, line in enumerate(text.splitlines(), 1):
            hits = _hits(line, foreign, "{{ year }}", "{{ me }}", "{{ level_word }}", set())
            for found, message, advice in hits:
                yield problem("YS19", message, place_of(file, number), found=found, advice=advice)


def _hits(
    text: str, foreign: list[str], year: str, me: str, level: str, free: set[str]
) -> Iterator[tuple[str, str, str]]:
    """What was found, message and advice."""
    for match in _YEAR.finditer(text):
        yield match[0], f"写死了年度“{match[0]}”", f"写 {year}（年度）或 {year.replace('year', 'prior_year')}（上年）"
    for place in foreign:
        if place in text:
            yield place, f"留有别处的地名“{place}”", "改成本地的说法；确是本地的，写进 style.yaml 的 region"
    if not free:
        for match in _SELF.finditer(text):
            yield match[0], f"写死了自称“{match[0]}”", f"写 {me}，部门和单位就都能用"
        for match in _LEVEL.finditer(text):
            yield match[0], f"写死了级次“{match[0]}”", f"写 {level}，各级单位就都能用"


@cache
def _places(checks: Path) -> tuple[str, ...]:
    return tuple(yaml.safe_load((checks / "places.yaml").read_text(encoding="utf-8"))["places"])

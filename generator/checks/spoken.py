"""A finding that names a key of the data → the same finding, naming a workbook's sheet and title where there is one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.checks.paths import titles_at
from generator.finding import quoted

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.source import Path, SourceMap

_KEY = re.compile(r" ?(?<![\w.-])([a-z][a-z_0-9]*(?:\.[a-z_0-9]+)*)(?![\w-]) ?", re.ASCII)
WORKBOOK = ".xlsx"
SHEETS = {
    "waivers": "核对说明",
    "projects": "项目",
    "indicators": "绩效指标",
    "performance": "预算绩效",
    "plan": "预算数",
    "reasons": "原因",
}
"""Sheets of parts that are spread over many rows: an empty one has no cell of its own to be looked up by."""


def spoken(finding: Finding, sources: SourceMap) -> Finding:
    """``finding`` as the data's own form has it: keys for files, titles of a workbook for a workbook."""
    root = sources.exact(())
    if root is None or not root.file.lower().endswith(WORKBOOK):
        return finding

    def in_words(match: re.Match[str]) -> str:
        return _named(tuple(match[1].split(".")), sources) or match[0]

    message, advice = (_KEY.sub(in_words, text) for text in (finding.message, finding.advice))
    return replace(finding, message=message, advice=advice)


def _named(path: Path, sources: SourceMap) -> str:
    """“上年决算数”工作表的“收入（支出）总计”; nothing where ``path`` is no path of the data."""
    words = titles_at(".".join(map(str, path)))
    if not words:
        return ""
    place = sources.locate(path)
    sheet = (place.sheet if place else "") or SHEETS.get(str(path[0]), "")
    if not sheet:
        return quoted(" · ".join(words))
    below = words[1:] if words[0] == sheet or len(words) == 1 else words
    return f"{quoted(sheet)}工作表" + (f"的{quoted(' · '.join(below))}" if below else "")

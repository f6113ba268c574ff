"""Texts that a document may quote: what people wrote in the data, and what the style, forms and code tables say."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generator.source import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path as FilePath

    from generator.classification import CodeTable
    from generator.compose import Reference
    from generator.model.kinds import Accounts
    from generator.source import Path, SourceMap
    from generator.style.load import LoadedStyle

RUN = re.compile(r"\d+")
_STOPS = "。；;，、 "
"""With what a text may end in the data and not in the document."""
_JOINTS = re.compile(r"""\{\{|\}\}|\{%|%\}|\{#|#\}|[{}\[\]"'~|,]|: |- """)
"""Where the words in a template, a YAML or a CSV file begin and end."""

_QUOTED_RUN = re.compile(r'"(\d{2,})"')
"""A number that a template hands to a macro: "100"."""


@dataclass(frozen=True, slots=True)
class Known:
    """One text of one line, without its final stop."""

    text: str
    title: str
    source: SourceRef | None
    path: Path = ()
    """Of data; empty for what the style says."""
    order: int = 0
    """Place among the texts of the data; what belongs together stands together."""


@dataclass(frozen=True)
class Quotable:
    """Known texts: those that have a run of digits, the longest first; and all places that say the same text."""

    by_run: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_text: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)


def quotable(texts: Iterable[Known]) -> Quotable:
    """``texts``, indexed; bare digits say nothing about where they are quoted, and are found as a whole only."""
    by_run: dict[str, list[str]] = defaultdict(list)
    by_text: dict[str, list[Known]] = defaultdict(list)
    for known in texts:
        by_text[known.text].append(known)
    for text in by_text:
        if (runs := RUN.findall(text)) and not text.isdecimal():
            by_run[max(runs, key=len)].append(text)
    return Quotable(
        {run: tuple(sorted(found, key=len, reverse=True)) for run, found in by_run.items()},
        {text: tuple(found) for text, found in by_text.items()},
    )


def written(accounts: Accounts, sources: SourceMap) -> Iterator[Known]:
    """Every line of text in the data, and every key of a mapping that people name."""
    for order, (path, titles, text) in enumerate(_texts(accounts, (), ())):
        title, source = " · ".join(titles), sources.locate(path)
        for line in text.split("\n"):
            if stripped := line.strip().rstrip(_STOPS):
                yield Known(stripped, title, source, path, order)


def _texts(value: object, path: Path, titles: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...], str]]:
    if isinstance(value, str):
        yield path, titles, value
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        for name, below in value.__dict__.items():
            yield from _texts(below, (*path, name), (*titles, fields[name].title or name))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield (*path, key), (*titles, "名称"), key
            yield from _texts(below, (*path, key), (*titles, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _texts(below, (*path, index), (*titles, f"第 {index + 1} 项"))


def titles_along(accounts: Accounts, path: Path) -> tuple[str, ...]:
    """What each step of ``path`` is called: 支出决算表, 科目, 2080505, 基本支出."""
    value: object = accounts
    titles = []
    for step in path:
        if isinstance(value, BaseModel):
            titles.append(type(value).model_fields[str(step)].title or str(step))
            value = getattr(value, str(step))
        elif isinstance(value, dict):
            titles.append(str(step))
            value = value[step]
        elif isinstance(value, tuple) and isinstance(step, int):
            titles.append(f"第 {step + 1} 项")
            value = value[step]
    return tuple(titles)


def said(style: LoadedStyle, reference: Reference) -> tuple[Known, ...]:
    """Every text with digits in the style's templates and settings, the year's forms, code tables and terms."""
    title = f"{reference.forms.year} 年表样"
    forms = tuple(Known(text, title, None) for _, _, text in _texts(reference.forms, (), ()) if RUN.search(text))
    tables = (reference.functional, reference.economic)
    codes = tuple(Known(name, "科目表", None) for table in tables for name in _codes(table))
    terms = _file_texts(reference.folder / "glossary.yaml", "名词库", "glossary.yaml")
    return (*_style_texts(style), *terms, *forms, *codes)


def _codes(table: CodeTable) -> Iterator[str]:
    for text in (*table.names.values(), *table.definitions.values()):
        if RUN.search(text):
            yield text.rstrip(_STOPS)


@cache
def _style_texts(style: LoadedStyle) -> tuple[Known, ...]:
    """What the style's own files say, and those that it extends."""
    files = [
        (folder, path)
        for folder in style.folders
        for path in (folder / "style.yaml", *sorted(folder.glob("narrative/*.j2")))
    ]
    return tuple(
        known
        for folder, path in files
        for known in _file_texts(path, "样式", path.relative_to(folder.parent).as_posix())
    )


@cache
def _file_texts(path: FilePath, title: str, name: str) -> tuple[Known, ...]:
    """The words with digits in one of the program's own text files, with their lines."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not RUN.search(line):
            continue
        parts = (part.strip().rstrip(_STOPS) for part in _JOINTS.split(line))
        words = [part for part in parts if RUN.search(part) and not part.isdecimal()]
        found += [Known(text, title, SourceRef(name, line=number)) for text in (*words, *_QUOTED_RUN.findall(line))]
    return tuple(found)

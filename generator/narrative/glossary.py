"""名词库, facts and style → the terms that this document explains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from generator.errors import StyleError

if TYPE_CHECKING:
    from pathlib import Path

    from generator.classification import CodeTable
    from generator.facts.book import Item
    from generator.facts.kinds import Book
    from generator.style.model import Style


@dataclass(frozen=True, slots=True)
class TermItem:
    """A functional item of the unit, explained."""

    title: str
    definition: str


@dataclass(frozen=True, slots=True)
class Term:
    """名词解释."""

    name: str
    definition: str
    items: tuple[TermItem, ...] = ()


@cache
def _catalogue(folder: Path) -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = yaml.safe_load((folder / "glossary.yaml").read_text(encoding="utf-8"))
    return data


def choose_terms(book: Book, style: Style, folder: Path, codes: CodeTable) -> tuple[Term, ...]:
    """The terms to explain: those of the style, in its order, that the document uses; then the unit's own.

    Raises:
        StyleError: the style names a term that the catalogue does not have.
    """
    catalogue = _catalogue(folder)
    chosen = []
    for key in style.glossary.terms:
        if key not in catalogue:
            raise StyleError(f"样式“{style.name}”的名词“{key}”不在名词库中", f"可用：{'、'.join(catalogue)}")
        entry = _as_of(catalogue[key], book.year)
        is_list = entry["when"] == "items"
        if _is_used(entry["when"], book) or not (style.glossary.only_used or is_list):
            chosen.append(_term(key, entry, book, style, codes))
    chosen += [Term(extra.term, extra.definition) for extra in book.accounts.extra_terms]
    return tuple(chosen)


def _as_of(entry: dict[str, Any], year: int) -> dict[str, Any]:
    """The entry with the variant of ``year``, if it has one."""
    for variant in entry.get("variants", ()):
        if variant.get("since", 0) <= year <= variant.get("until", year):
            return {**entry, **variant}
    return entry


def _is_used(when: str, book: Book) -> bool:
    """Whether the document speaks of what the term names."""
    known = {"always": True, "items": book.explained_items()}
    return bool(known[when] if when in known else book.used().get(when))


def _term(key: str, entry: dict[str, Any], book: Book, style: Style, codes: CodeTable) -> Term:
    level = book.unit.level
    me = book.unit.self_word or style.self_words[book.unit.kind]
    words = {"level": style.level_words[level], "dept": style.dept_words[level], "me": me}
    own = book.accounts.definitions.get(key)
    regional = style.glossary.definitions.get(key, entry.get("definition"))
    definition = own if own is not None else str(regional or "").format(**words)
    name = str(entry["term"]).format(**words)
    if entry["when"] != "items":
        return Term(name, definition)
    left, right = "（）" if style.wording.brackets == "full" else "()"

    def title(item: Item) -> str:
        names = zip((item.class_name, item.section_name, item.name), "类款项", strict=True)
        return "".join(f"{name}{left}{level}{right}" for name, level in list(names)[: (len(item.code) - 1) // 2])

    items = tuple(
        TermItem(title(item), book.accounts.item_definitions.get(item.code) or codes.definitions.get(item.code, ""))
        for item in book.explained_items()
    )
    return Term(name, definition, items)

"""A style made for one test: a copy of the project's templates with one more folder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from generator.checks.run import check_all
from generator.compose import compose
from generator.ink import Ink
from generator.narrative.glossary import choose_terms
from generator.narrative.sections import TextWriter
from generator.pipeline import facts_of
from generator.style.load import LoadedStyle, load_style
from tests.laws import WORKSPACE, Made, reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.document.blocks import Block
    from generator.model.accounts import FinalAccounts

TOY = "toy"


def toy_style(
    folder: Path, templates: Mapping[str, str] | None = None, extends: str = "hubei-wuhan-2024", **keys: Any
) -> LoadedStyle:
    """The style ``toy`` in a copy of the templates below ``folder``.

    Args:
        folder: a folder of the test.
        templates: name of a text template → its text.
        extends: the style that it extends.
        keys: keys of style.yaml.
    """
    root = folder / "templates"
    shutil.copytree(WORKSPACE.templates, root, dirs_exist_ok=True)
    own = root / TOY
    (own / "narrative").mkdir(parents=True, exist_ok=True)
    data = {"extends": extends, "title": "试验", "abstract": False, **keys}
    (own / "style.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    for name, text in (templates or {}).items():
        (own / "narrative" / f"{name}.j2").write_text(text, encoding="utf-8")
    return load_style(root, TOY)


def made_with(style: LoadedStyle, accounts: FinalAccounts) -> Made:
    """The document of ``accounts`` in ``style``."""
    known = reference(accounts.year)
    book = facts_of(accounts, style, known)
    composition = compose(book, style, known)
    findings = check_all(book, composition.figures, composition.reasons, composition.findings)
    return Made(accounts, style, book, composition, findings)


def section(style: LoadedStyle, accounts: FinalAccounts, name: str) -> tuple[tuple[Block, ...], Ink]:
    """One section's blocks, and the record of what it printed."""
    book = facts_of(accounts, style, reference(accounts.year))
    ink = Ink(style.style, style.style.self_words[accounts.unit.kind])
    known = reference(accounts.year)
    terms = choose_terms(book, style.style, known.folder, known.functional)
    return TextWriter.over(book, style, ink, terms).blocks(name, 2, "a", name), ink


def with_style(style: LoadedStyle, **keys: Any) -> LoadedStyle:
    """``style`` with other keys, its folders the same."""
    return replace(style, style=style.style.model_copy(update=keys))

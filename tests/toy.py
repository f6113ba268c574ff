"""A style made for one test: a copy of the project's templates with one more folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import yaml

from generator.document.blocks import Heading, Paragraph
from generator.ink import Ink
from generator.narrative.glossary import choose_terms
from generator.narrative.sections import TextWriter
from generator.pipeline import facts_of
from generator.style.load import LoadedStyle, load_style
from generator.workspace import Workspace
from tests.laws import WORKSPACE, Made, make, reference

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model.accounts import FinalAccounts
    from tests.factories import Tree

TOY = "toy"


def toy_style(
    folder: Path, templates: Mapping[str, str] | None = None, extends: str = "hubei-wuhan-2024", **keys: Tree
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
    """The document of ``accounts`` in ``style``, whatever style they name."""
    root = style.folders[0].parent.parent
    if not (root / "data").exists():
        (root / "data").symlink_to(WORKSPACE.data)
    return make(accounts.model_copy(update={"style": TOY}), Workspace(root))


def section(style: LoadedStyle, accounts: FinalAccounts, name: str) -> tuple[list[Heading | Paragraph], Ink]:
    """One section's blocks, and the record of what it printed."""
    book = facts_of(accounts, style, reference(accounts.year))
    ink = Ink(style.style, style.style.self_words[accounts.unit.kind])
    known = reference(accounts.year)
    terms = choose_terms(book, style.style, known.folder, known.functional)
    blocks = TextWriter.over(book, style, ink, terms).blocks(name, 2, "a", name)
    return [block for block in blocks if isinstance(block, (Heading, Paragraph))], ink

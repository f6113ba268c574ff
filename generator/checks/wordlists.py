"""``data/checks`` → the words and requirements that checks go by: what changes without a change of code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from generator.checks.paths import title_at
from generator.errors import StyleError
from generator.finding import Severity
from generator.merge import tuples
from generator.model.unit import EntityKind, Nature

if TYPE_CHECKING:
    from pathlib import Path


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Pattern(_Entry):
    """A regular expression, what it means, and what to write instead."""

    pattern: str
    says: str
    advice: str


class Words(_Entry):
    """Words of ``words.yaml``."""

    leftovers: tuple[Pattern, ...]
    vague_reasons: tuple[str, ...]
    rising: tuple[str, ...]
    falling: tuple[str, ...]
    self_words: tuple[str, ...]
    example_units: tuple[str, ...]
    secret_marks: tuple[Pattern, ...]
    named_figures: dict[str, str]
    """What a text calls a figure → its path."""


class Requirement(_Entry):
    """One line of the matrix: what must be there, for whom, and why."""

    title: str
    fields: tuple[str, ...]
    mode: Literal["all", "any"] = "all"
    section: str = ""
    """Only where the style prints this section."""
    styles: tuple[str, ...] = ()
    kinds: tuple[EntityKind, ...] = ()
    natures: tuple[Nature, ...] = ()
    positive: str = ""
    """Only where this figure is above zero."""
    unless: str = ""
    """Not where this text or figure is there."""
    compared_with: str = ""
    """Only where the style compares the cost of running with this: prior or budget."""
    severity: Severity = "错误"
    basis: str
    advice: str


class Lists(_Entry):
    """Both."""

    words: Words
    requirements: tuple[Requirement, ...]


@cache
def load_lists(folder: Path) -> Lists:
    """The lists of ``folder``.

    Raises:
        StyleError: a requirement or a named figure speaks of what the model does not have.
    """
    words = Words.model_validate(tuples(_read(folder / "words.yaml")))
    rows = _read(folder / "requirements.yaml")
    lists = Lists(words=words, requirements=tuple(Requirement.model_validate(tuples(row)) for row in rows["required"]))
    named = [*words.named_figures.values(), *(path for row in lists.requirements for path in _paths(row))]
    unknown = [path for path in named if not title_at(path)]
    if unknown:
        raise StyleError(f"{folder} 中的路径在数据中没有：{'、'.join(unknown)}", "核对路径")
    return lists


def _paths(row: Requirement) -> tuple[str, ...]:
    return tuple(path for path in (*row.fields, row.positive, row.unless) if path)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data

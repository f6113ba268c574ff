"""The hidden keys by which a workbook says which cell holds what: written by the layout, followed by the reader.

Each block of cells has a row of column keys that begins with :data:`MARK`, and below the mark a key for each row.
A cell's path is the key of its row followed by that of its column, steps parted by ``/``. Tokens in a row key:
``@key`` the row's own key (科目编码, 指标名), ``*`` the next number of a list, ``{evaluation}`` and ``{application}``
the form of the row's owner (a project or the whole unit), ``@goal`` the goal of that form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.kinds import MODELS, TITLES

if TYPE_CHECKING:
    from generator.model.kinds import Accounts
    from generator.source import Path

GUIDE = "填报说明"
"""The first sheet."""
TITLE = "公开填报工作簿"
"""What the titles of workbooks end with, after the kind of document."""
VERSION = 1
"""Of the grammar of keys; a workbook of a newer version is refused."""

HIDDEN_SHEETS = frozenset({"科目", "选项"})
"""Sheets that hold no data."""

MARK = "\ue000填报"
"""Begins with a private-use character, which no data may contain."""
DERIVED = "~"
"""Before a key: the cell holds our own formula, which is no reported figure."""
STOP = "-"
"""Key of a row that holds no data."""

KEY, INDEX, GOAL = "@key", "*", "@goal"
OWNER, NUMBER, LAST_REASON, SELF = "@owner", "@no", "@last", "."
"""Column keys: the row's owner, the number of a goal, last year's reason, the value itself."""

POINTER = "@pointer"
"""Key of the rows of 其他: the key column holds the whole path, the value is JSON."""

WHOLE = "（本单位整体）"
"""The owner of the forms of the whole unit."""
FORMS: dict[str, tuple[str, str]] = {
    "{evaluation}": ("whole", "evaluation"),
    "{application}": ("application", "application"),
}
"""Form token → its field in ``performance`` and in a project."""

APPLICATION = "{application}"

SHEET = "@sheet"
"""In the guide: the row names a sheet that must be there."""

OWN_FORMULAS = ("IF(COUNT(", "IF(LEN(")
"""How our formulas begin; any other formula in a derived cell is a person's."""


def title_of(model: type[Accounts]) -> str:
    """The title of a kind of workbook: 决算公开填报工作簿."""
    return f"{TITLES[model]}{TITLE}"


def stamp_of(model: type[Accounts]) -> str:
    """What stands in the first cell of the guide: by this a workbook is known as ours."""
    return f"{title_of(model)} {VERSION}"


def stamped(text: str) -> tuple[type[Accounts], str] | None:
    """The kind of workbook that a stamp names, and its version; ``None`` where the text is no stamp."""
    for model in MODELS:
        if text.startswith(title_of(model)):
            return model, text.removeprefix(title_of(model)).strip()
    return None


def row_key(path: tuple[str, ...], *, derived: bool = False) -> str:
    """A path as a key."""
    return (DERIVED if derived else "") + "/".join(path)


def is_own_formula(text: str) -> bool:
    """Whether a formula is one that the layout wrote; one copied down by the spreadsheet may have no text."""
    bare = text.lstrip("=").replace(" ", "")
    return not bare or bare.startswith(OWN_FORMULAS)


def pointer(path: Path) -> str:
    """A path as one word that any step may be part of (JSON Pointer)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def parse_pointer(text: str) -> tuple[str, ...] | None:
    """The steps of a pointer; ``None`` where it is none."""
    if not text.startswith("/"):
        return None
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/"))

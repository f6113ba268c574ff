"""检查项: one thing that the program uses, whether it is there, and how it is had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

State = Literal["好", "替代", "缺少"]
"""好: as it should be; 替代: something else serves; 缺少: not there."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the result."""

    group: str
    name: str
    state: State
    needed: bool = True
    """Whether documents cannot be made without it."""
    found: str = ""
    expected: str = ""
    debian: str = ""
    """How it is had on Debian and Ubuntu."""
    windows: str = ""
    """How it is had on Windows."""
    note: str = ""


def is_well(items: Iterable[Item]) -> bool:
    """Whether all that is needed is there."""
    return not any(item.needed and item.state == "缺少" for item in items)

"""Accounts → the style that they name, if it is meant for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.model.kinds import DOCUMENTS, KEY, TITLES
from generator.style.load import load_style

if TYPE_CHECKING:
    from generator.model.kinds import Accounts
    from generator.style.load import LoadedStyle, Shelves


def style_for(accounts: Accounts, shelves: Shelves) -> LoadedStyle:
    """The style that ``accounts`` name.

    Raises:
        StyleError: it does not load, or is not meant for their year or their kind of document.
    """
    style = load_style(shelves, accounts.style)
    first, last = style.style.years
    if not first <= accounts.year <= last:
        raise StyleError(
            f"样式“{accounts.style}”适用于 {first} 至 {last} 年度，数据是 {accounts.year} 年度",
            "换一个样式，或核对年度",
        )
    if DOCUMENTS[style.style.document] is not type(accounts):
        said, wanted = TITLES[type(accounts)], TITLES[DOCUMENTS[style.style.document]]
        raise StyleError(
            f"样式“{accounts.style}”是{wanted}的样式，数据是{said}",
            f"换一个{said}的样式，或核对数据中的 {KEY}（文种：决算、预算）",
        )
    return style

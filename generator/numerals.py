"""Whole numbers → Chinese numerals, for headings and lists: 1 → 一, 21 → 二十一."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_LIMIT = 100


def chinese(number: int) -> str:
    """``number`` from 1 to 99.

    Raises:
        ValueError: any other number.
    """
    if not 0 < number < _LIMIT:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def numbered(pattern: str, number: int) -> str:
    """``pattern`` with ``{n}`` as 1 and ``{c}`` as 一."""
    return pattern.replace("{n}", str(number)).replace("{c}", chinese(number) if "{c}" in pattern else "")

"""Whole numbers → Chinese numerals, for headings and lists: 1 → 一, 21 → 二十一, 105 → 一百零五."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")
_LIMIT = 10_000


def chinese(number: int) -> str:
    """``number`` from 1 to 9999.

    Raises:
        ValueError: any other number.
    """
    if not 0 < number < _LIMIT:
        raise ValueError(number)
    pairs = zip(f"{number:04}", _PLACES, strict=True)
    spoken = "".join("零" if digit == "0" else _DIGITS[int(digit)] + place for digit, place in pairs)
    head, *rest = (part for part in spoken.split("零") if part)
    return "零".join((head.removeprefix("一") if head.startswith("一十") else head, *rest))


def numbered(pattern: str, number: int) -> str:
    """``pattern`` with ``{n}`` as 1 and ``{c}`` as 一."""
    return pattern.replace("{n}", str(number)).replace("{c}", chinese(number) if "{c}" in pattern else "")

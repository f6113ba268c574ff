"""Labels as people and programs write them → one plain form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile("[\\s\u200b\u200c\u200d\ufeff“”‘’\"'「」『』*#■□▲△★☆]")
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十百廿卅]+[、.,:]|\([一二三四五六七八九十]+\)|\(?\d{1,2}\)|\d{1,2}[、.](?!\d)|[①-⑳]"
    r"|其中:|加:|减:|其中,)+"
)
_UNIT = re.compile(r"\((?:金额)?(?:单位:)?(?:人民币)?[万千百亿]?元\)")
_THIS_YEAR = re.compile(r"(?:本年度?|当年|本期)")
_SAME = (("结转结余", "结转和结余"), ("结余结转", "结转和结余"), ("运行维护费", "运行费"))
"""Two ways to write the same."""


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """Full-width signs made plain; spaces, line breaks and quotation marks dropped."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text.replace("①", "(1)").replace("②", "(2)")))


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A label without its numbering, unit of amounts and final colon."""
    found = _UNIT.sub("", squeeze(text))
    found = _NUMBERING.sub("", found, count=1) if _NUMBERING.match(found) else found
    return found.rstrip(":。")


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """The form in which labels are equal: 本年度 and the like dropped, known spellings made one."""
    found = plain(text)
    for other, usual in _SAME:
        found = found.replace(other, usual)
    return _THIS_YEAR.sub("", found, count=1) or found


def year_free(label: str, year: int) -> str:
    """``label`` without the year it is about: 2024年度决算数 → 决算数, where 2024 is ``year``."""
    return re.sub(rf"^{year}年?度?", "", label)


TOTALS = frozenset({"合计", "总计", "小计", "收入合计", "支出合计", "收支合计"})
"""Keys of the stub of a total row."""

SUBTOTALS = frozenset({"合计", "小计", "总计"})
"""Heads of a column that sums the columns beside it."""

"""What may be wrong with a style: codes with level and title, and how such a finding is made."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.source import SourceRef

CODES: dict[str, tuple[Severity, str]] = {
    "YS01": ("错误", "style.yaml 或正文读不出来"),
    "YS02": ("错误", "没有这个键"),
    "YS03": ("错误", "键的值不对"),
    "YS04": ("错误", "缺少必须有的键"),
    "YS05": ("错误", "用到的名字没有（部分、章节、图、表、名词、继承的样式）"),
    "YS06": ("错误", "花括号里的词不认识"),
    "YS07": ("警告", "同一个键写了两次"),
    "YS11": ("错误", "标记的花括号写错：全角、拆开、多一个、少一个"),
    "YS12": ("错误", "块不成对：if 与 endif、for 与 endfor"),
    "YS13": ("错误", "标记里的写法不对"),
    "YS14": ("错误", "没有这个名称"),
    "YS15": ("错误", "没有这个过滤器或判断"),
    "YS16": ("错误", "模板里做了计算"),
    "YS17": ("错误", "缺少正文模板"),
    "YS18": ("警告", "没有用到的模板"),
    "YS19": ("警告", "写死了年度、地区或自称"),
    "YS21": ("错误", "版式文件打不开，或缺少必须有的标记"),
    "YS22": ("错误", "标记被修订拆开"),
    "YS23": ("警告", "版式文件中有没有接受的修订"),
    "YS24": ("错误", "标记在文本框里"),
    "YS25": ("错误", "段落标记（{%p …%}、{{p …}}）写法不对"),
    "YS31": ("错误", "用样例生成时出错"),
    "YS32": ("错误", "没有数的地方照样印数"),
    "YS33": ("警告", "样例的文字有毛病"),
    "YS41": ("警告", "缺少字体"),
}
"""Code → level and title."""

_SAME_LENGTH = 0.15
"""What counts for a word of the same length: most slips are one character for another."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.5) -> str:
    """What was probably meant by ``word``: the most like it, best of its length and beginning; or nothing."""
    like = difflib.get_close_matches(word, list(known), 5, likeness)

    def score(other: str) -> tuple[float, int]:
        same_length = _SAME_LENGTH if len(other) == len(word) else 0
        begins = next((index for index, pair in enumerate(zip(word, other, strict=False)) if len({*pair}) > 1), 0)
        return difflib.SequenceMatcher(None, other, word).ratio() + same_length, begins

    return max(like, key=score, default="")


def problem(
    code: str, message: str, place: SourceRef | None, *, found: str = "", expected: str = "", advice: str = ""
) -> Finding:
    """The finding ``code`` at ``place``."""
    return Finding(code, CODES[code][0], message, place, found=found, expected=expected, advice=advice)

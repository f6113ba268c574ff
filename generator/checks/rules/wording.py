"""文本: leftovers, empty reasons, punctuation and usage, over the finished text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.checks.check import BOTH
from generator.checks.hits import excerpt, hits
from generator.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.check import Check, Result
    from generator.checks.hits import Hit
    from generator.checks.subject import TextSubject

_CHECKLIST = "财政部门审核决算公开文本的常见问题"
_PUNCTUATION = "GB/T 15834—2011《标点符号用法》"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _each(
    check: Check,
    text: TextSubject,
    pattern: str,
    message: str,
    advice: str,
    expected: str = "",
    *,
    skip_forms: bool = False,
) -> Iterator[Result]:
    named: list[Hit] = []
    for hit in hits(text, _compiled(pattern)):
        if skip_forms and hit.is_of_a_form:
            continue
        if _is_of_the_name(hit, text.book.unit.name):
            named.append(hit)
            continue
        yield check.finding(
            f"{message}：“{hit.excerpt}”（{hit.place}）",
            hit.path,
            found=hit.match[0].strip(),
            expected=expected,
            advice=advice,
        )
    if named:
        yield check.finding(
            f"{message}：单位全称“{text.book.unit.name}”，文本中有 {len(named)} 处",
            ("unit", "name"),
            found=named[0].match[0].strip(),
            expected=expected,
            advice=advice,
        )


def _is_of_the_name(hit: Hit, name: str) -> bool:
    """Whether the match lies within the unit's name, which the style puts into many passages."""
    if hit.field is not None and hit.path != ("unit", "name"):
        return False
    begins = (found.start() for found in re.finditer(re.escape(name), hit.passage.text)) if name else ()
    return any(begin <= hit.match.start() and hit.match.end() <= begin + len(name) for begin in begins)


@check("TX01", "text.leftover", "没有留下填写提示", basis=_CHECKLIST, stage="text", documents=BOTH)
def leftovers(check: Check, text: TextSubject) -> Iterator[Result]:
    """增加（减少）、XX、××、某某、我部门（单位）、{{ }} 这样的填写提示和模板记号，公开前要换成实际内容。

    词表在 data/checks/words.yaml。

    例：“收入增加（减少）XX万元”。
    """
    for one in text.lists.words.leftovers:
        yield from _each(check, text, one.pattern, f"留有{one.says}", one.advice)


@check("TX02", "text.empty-reason", "“主要原因是”之后有原因", basis=_CHECKLIST, stage="text", documents=BOTH)
def empty_reason(check: Check, text: TextSubject) -> Iterator[Result]:
    """“主要原因是”“主要原因：”后面直接是句号、逗号或空白。

    例：“……下降 8.3%，主要原因是。”
    """
    pattern = r"主要(?:变动)?原因(?:是|为|：|:)+\s*(?:[。；，、,;.]|$)"
    yield from _each(check, text, pattern, "没有写原因", "写明原因，或删去这半句", "具体原因")


@check("TX05", "text.self-word", "自称前后一致", basis=_CHECKLIST, severity="警告", stage="text", documents=BOTH)
def self_word(check: Check, text: TextSubject) -> Iterator[Result]:
    """全文只用一个自称：部门用“本部门”，单位用“本单位”，或数据中写明的自称。“我部门”与“本部门”算一样。

    例：公开主体是单位，正文用“本单位”，绩效部分照抄来“本部门高度重视绩效管理”。
    """
    own = text.self_word
    others = [word for word in text.lists.words.self_words if word[1:] != own[1:]]
    pattern = "|".join(re.escape(word) for word in others)
    yield from _each(check, text, f"(?<!自)(?:{pattern})", f"自称不是“{own}”", f"改为“{own}”", own)


@check(
    "TX06", "text.doubled-punctuation", "标点不重复", basis=_PUNCTUATION, severity="警告", stage="text", documents=BOTH
)
def doubled(check: Check, text: TextSubject) -> Iterator[Result]:
    """两个点号连在一起，多半是原因句末多写了标点。

    例：“……所需经费增多。。”；“……增加，。”
    """
    yield from _each(check, text, r"[，。；：、,;:]{2,}", "标点重复", "删去多余的标点")


@check("TX07", "text.half-width", "中文里用全角标点", basis=_PUNCTUATION, severity="警告", stage="text", documents=BOTH)
def half_width(check: Check, text: TextSubject) -> Iterator[Result]:
    """汉字之间的逗号、分号、冒号用全角；一对括号不一边全角一边半角；人写的文字里括号用全角。

    样式规定印半角括号的地方（如“(类)”）不算。

    例：“业务量上升,经费增多”；“参保对象（双评议)”。
    """
    between = r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（])"
    yield from _each(check, text, between, "汉字之间用了半角标点", "改为全角标点")
    mixed = r"（[^（）()]*\)|\([^（）()]*）"
    yield from _each(check, text, mixed, "括号一边全角一边半角", "两边都用全角括号")
    for hit in hits(text, _compiled(r"\([^()（）]*[\u4e00-\u9fff][^()（）]*\)")):
        if hit.field is not None:
            yield check.finding(
                f"括号是半角的：“{hit.excerpt}”（{hit.place}）", hit.path, found=hit.match[0], advice="改为全角括号"
            )


@check("TX08", "text.until", "统计时点用“截至”", basis=_CHECKLIST, severity="警告", stage="text", documents=BOTH)
def until(check: Check, text: TextSubject) -> Iterator[Result]:
    """到某一时点为止用“截至”；“截止”是停止的意思，后面不接时间。

    例：“截止2024年12月31日”应为“截至2024年12月31日”。
    """
    when = r"(?:\d{4}\s*年|\d{1,2}\s*月|目前|[本当上]年|年[末底]|[上下]半年|[本当上]?[月季]度?[末底])"
    yield from _each(
        check, text, rf"截止(?:到|至)?\s*{when}", "“截止”应为“截至”", "改为“截至”", "截至", skip_forms=True
    )


@check("TX12", "text.repeated", "词语不重复", basis=_CHECKLIST, severity="警告", stage="text", documents=BOTH)
def repeated(check: Check, text: TextSubject) -> Iterator[Result]:
    """同样的三个以上的字紧接着写两遍，或“的的”“万元万元”“主要原因是主要原因是”。

    例：原因栏里又写“主要原因是”，印出来就成了两遍。
    """
    twice = (
        r"([\u4e00-\u9fff]{3,15})\1|(?<!目)的的|(?<!不)了了|(?<![行认作成])为为"
        r"|万元元|万元万元|[%％]{2,}|原因[是：:]+(?:主要)?原因"
    )
    yield from _each(check, text, twice, "词语重复", "删去重复的词")


_PAIRS = (("（(", "）)"), ("“", "”"), ("《", "》"), ("〔", "〕"), ("【", "】"))
_LIST_NUMBER = re.compile(r"(?<![（(\d])\d{1,2}[）)]|(?<![（(])[一二三四五六七八九十①-⑳a-zA-Z][）)]")


@check("TX13", "text.unpaired", "括号、引号成对", basis=_PUNCTUATION, severity="警告", stage="text", documents=BOTH)
def unpaired(check: Check, text: TextSubject) -> Iterator[Result]:
    """一段文字里，左括号和右括号、左引号和右引号个数相同。“1）”这样的编号不算。

    例：“武财绩〔2021546号”少了右括号；“完成“一次办”工作”不缺，“完成“一次办工作”缺右引号。
    """
    for field in text.index.fields.texts:
        plain = _LIST_NUMBER.sub("", field.text)
        for left, right in _PAIRS:
            opened = sum(plain.count(char) for char in left)
            closed = sum(plain.count(char) for char in right)
            if opened != closed:
                at = next((index for index, char in enumerate(plain) if char in left + right), 0)
                yield check.finding(
                    f"{field.title}中“{left[0]}”与“{right[0]}”不成对：“{excerpt(plain, at, at + 1)}”",
                    field.path,
                    found=f"{opened} 个“{left[0]}”，{closed} 个“{right[0]}”",
                    advice="补上缺的一半，或删去多的一半",
                )

"""文本: amounts without a unit, rates without a sign, figures that disagree with the tables."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from generator.checks.check import BOTH, Check, Inapplicable, Result
from generator.checks.compare import show_figure
from generator.checks.figures import full_title
from generator.checks.hits import hits
from generator.checks.registry import check
from generator.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.hits import Hit
    from generator.checks.subject import TextSubject
    from generator.facts.figure import Figure

_END = r"(?=[，。；、）)]|$)"
_LINK = r"(?:为|是|共计|共|达到|达|约|合计|累计)?\s*"
_AMOUNT = re.compile(rf"(?:支出|收入|金额|经费|资金|合计|总额|总计|预算|决算数?|结余|费用){_LINK}(\d[\d,]*\.\d+){_END}")
_RATE = re.compile(
    rf"(?:占[^，。；、\d第]{{0,12}}|增长|下降|完成(?:年初|全年|调整后?)?预算的?|[^效功频]率{_LINK}|比例{_LINK}|比重{_LINK})"
    rf"(\d[\d,]*(?:\.\d+)?){_END}"
)
_SCALES = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1)}
_OTHER_BASE = re.compile(r"上年|去年|预算|其中|增加|减少|比|较")
_BEFORE = 12
"""Characters before a name that may make it another figure."""


@check(
    "TX09",
    "text.amount-unit",
    "金额后面有单位",
    basis="财政部门审核决算公开文本的常见问题",
    severity="警告",
    stage="text",
    documents=BOTH,
)
def amount_unit(check: Check, text: TextSubject) -> Iterator[Result]:
    """“支出”“经费”“金额”等词后面带小数的数，后面要有“元”“万元”。

    例：“项目支出5,225.87，主要用于……”少了“万元”。
    """
    for hit in hits(text, _AMOUNT):
        yield check.finding(
            f"金额没有单位：“{hit.excerpt}”（{hit.place}）",
            hit.path,
            found=hit.match[1],
            expected=f"{hit.match[1]}{text.style.text_unit}",
            advice="补上金额单位",
        )


@check(
    "TX10",
    "text.percent-sign",
    "比率后面有百分号",
    basis="财政部门审核决算公开文本的常见问题",
    severity="警告",
    stage="text",
    documents=BOTH,
)
def percent_sign(check: Check, text: TextSubject) -> Iterator[Result]:
    """“占”“增长”“下降”“完成预算的”“率为”后面的数，后面要有“%”。

    例：“占本年支出的76.23，比上年……”少了“%”。
    """
    for hit in hits(text, _RATE):
        yield check.finding(
            f"比率没有百分号：“{hit.excerpt}”（{hit.place}）",
            hit.path,
            found=hit.match[1],
            expected=f"{hit.match[1]}%",
            advice="补上百分号",
        )


@cache
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"({listed}){_LINK}(\d[\d,，]*(?:\.\d+)?)\s*(亿元|万元|元)")


@check(
    "TX11",
    "text.figure",
    "人写的数与报表的同名数一致",
    basis="财政部门审核决算公开文本的常见问题：文表一致",
    severity="警告",
    stage="text",
)
def figures(check: Check, text: TextSubject) -> Iterator[Result]:
    """人写的文字里，叫得出名字的数要与报表相同，按写出的位数比较。名称表在 data/checks/words.yaml。

    前面紧挨着“上年”“预算”“其中”“比”的不比较。

    例：政府采购支出总额 4,025.70 万元，绩效部分写“政府采购支出总额4,052.7万元”。
    """
    named = text.lists.words.named_figures
    for hit in hits(text, _named(tuple(named))):
        figure = text.figure(named[hit.match[1]])
        before = hit.passage.text[max(0, hit.match.start() - _BEFORE) : hit.match.start()]
        if hit.field is None or figure is None or _OTHER_BASE.search(before.rsplit("。", 1)[-1]):
            continue
        if not _agrees(hit, figure):
            yield check.finding(
                f"{hit.match[1]}与报表不一致：“{hit.excerpt}”（{hit.place}）",
                hit.path,
                found=f"{hit.match[2]}{hit.match[3]}",
                expected=f"{show_figure(figure, text.accounts.amount_unit)}（{full_title(figure)}）",
                advice="核对文字中的数",
            )
    if not text.index.fields.texts:
        yield Inapplicable("没有人写的文字")


def _agrees(hit: Hit, figure: Figure) -> bool:
    """Whether the written number is the figure, rounded to as many places as were written."""
    written = hit.match[2].replace(",", "").replace("，", "")
    places = len(written.partition(".")[2])
    return round_half_up(figure.value / _SCALES[hit.match[3]], places) == Decimal(written)

"""数据溯源底稿 → one HTML page: every number with its sentence, its computation and a link to its source."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from generator.report.page import linked, page
from generator.trace.formula import OPERATION_NAMES, exact, in_figures, in_words
from generator.trace.links import web_link
from generator.trace.listing import HEADS_OF_OTHERS, listed_others
from generator.trace.paper import Leaf, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.trace.links import Links
    from generator.trace.paper import Derivation, Origin, PrintedNumber, WorkingPaper

_LOOK = """
mark { background: #ffe9a8; color: inherit; padding: 0 2px; font-weight: 600; }
td.printed { font-weight: 700; }
td .soft { font-size: 92%; }
.steps td:first-child { white-space: nowrap; }
"""
_FEW = 4
"""Sources that a row names; the rest are a click away."""
_NUMBER_HEADS = (("序号", 5), ("位置和原文", 35), ("印出", 9), ("精确值", 12), ("怎么来的", 24), ("出处", 15))
_STEP_HEADS = (("编号", 7), ("指标", 23), ("算法和计算式", 25), ("操作数", 25), ("值", 12), ("依据", 8))
_SOURCE_HEADS = (("编号", 7), ("数据项", 35), ("指标", 23), ("填报数", 14), ("出处", 21))
_OTHER_WIDTHS = (7, 11, 15, 12, 15, 21, 11, 8)


def paper_page(paper: WorkingPaper, links: Links) -> str:
    """The page of ``paper``; ``links`` lead to the data files."""
    parts = [(part, tuple(group)) for part, group in groupby(paper.numbers, key=lambda number: number.place.part)]
    body = [
        *_top(paper, [part for part, _ in parts]),
        *(line for index, (part, own) in enumerate(parts, 1) for line in _part(index, part, own, paper, links)),
        *_steps(paper),
        *_sources(paper, links),
        *_others(paper),
    ]
    return page(f"{paper.title}·数据溯源底稿", "\n".join(body), _LOOK)


def _top(paper: WorkingPaper, parts: Sequence[str]) -> Iterator[str]:
    kinds = Counter(number.place.kind for number in paper.numbers)
    each = "，".join(f"{kind} {count} 个" for kind, count in kinds.items())
    unknown = sum(other.kind == "来源不明" for other in paper.others)
    yield f"<h1>{escape(paper.title)} · 数据溯源底稿</h1>"
    yield f'<p class="soft">{escape(paper.unit)}。数据中的金额单位是{paper.amount_unit}，精确值未经四舍五入。</p>'
    known = f'其中<b class="bad">来源不明 {unknown} 个</b>' if unknown else "来源都已查明"
    yield (
        f"<p>印出的指标 {len(paper.numbers)} 个（{each}），来自 {len(paper.leaves)} 个填报数和 "
        f"{len(paper.derivations)} 个算出的数。年份、编号、文字中的数等另有 {len(paper.others)} 个，{known}。</p>"
    )
    yield "<nav>"
    yield from (f'<a href="#p{index}">{escape(part or "封面")}</a>' for index, part in enumerate(parts, 1))
    yield '<a href="#steps">计算过程</a><a href="#sources">来源数据</a><a href="#others">其他数字</a></nav>'


def _opened(anchor: str, title: str, count: str) -> str:
    return f'<details open id="{anchor}"><summary>{escape(title)}<span class="soft">{count}</span></summary>'


def _table(heads: Iterable[tuple[str, int]]) -> str:
    listed = tuple(heads)
    columns = "".join(f'<col style="width:{width}%">' for _, width in listed)
    titles = "".join(f"<th>{title}</th>" for title, _ in listed)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{titles}</tr></thead>"


def _part(index: int, part: str, numbers: Sequence[PrintedNumber], paper: WorkingPaper, links: Links) -> Iterator[str]:
    yield _opened(f"p{index}", part or "封面", f"{len(numbers)} 个数")
    for section, group in groupby(numbers, key=lambda number: number.place.section):
        if section:
            yield f"<h3>{escape(section)}</h3>"
        yield _table(_NUMBER_HEADS)
        yield "<tbody>"
        yield from (_number(number, paper, links) for number in group)
        yield "</tbody></table>"
    yield "</details>"


def _number(number: PrintedNumber, paper: WorkingPaper, links: Links) -> str:
    where, origin = number.place, number.origin
    quoted = ""
    if number.before or number.after:
        quoted = f"<br>{escape(number.before)}<mark>{escape(number.printed)}</mark>{escape(number.after)}"
    value = exact(origin.value, origin.kind, paper.amount_unit)
    return (
        f'<tr id="n{number.number}"><td class="number">{number.number}</td>'
        f'<td><span class="soft">{escape(where.where)}</span>{quoted}</td>'
        f'<td class="number printed">{escape(number.printed)}</td><td class="number">{value}</td>'
        f"<td>{_how(origin, paper)}</td><td>{_where(origin, links)}</td></tr>"
    )


def _how(origin: Origin, paper: WorkingPaper) -> str:
    name = f'<a href="#{_anchor(origin)}">{origin.name}</a>'
    if isinstance(origin, Leaf):
        return f'{escape(origin.title)} <span class="soft">（填报数，{name}）</span>'
    return (
        f"{escape(origin.title)}<br>＝{escape(in_words(origin))}"
        f'<br><span class="soft">＝{escape(in_figures(origin, paper.amount_unit))}，{name}</span>'
    )


def _where(origin: Origin, links: Links) -> str:
    leaves = [leaf for leaf in sources(origin) if leaf.source is not None]
    shown = [linked(str(leaf.source), web_link(leaf.source, links)) for leaf in leaves[:_FEW]]
    if len(leaves) > _FEW:
        shown.append(
            f'<span class="soft">…共 {len(leaves)} 处，见<a href="#{_anchor(origin)}">{origin.name}</a></span>'
        )
    return "<br>".join(shown)


def _anchor(origin: Origin) -> str:
    return f"s{origin.number}" if isinstance(origin, Leaf) else f"j{origin.number}"


def _steps(paper: WorkingPaper) -> Iterator[str]:
    yield _opened("steps", "计算过程", f"{len(paper.derivations)} 个算出的数")
    yield _table(_STEP_HEADS).replace("<table>", '<table class="steps">')
    yield from (_step(step, paper) for step in paper.derivations)
    yield "</table></details>"


def _step(step: Derivation, paper: WorkingPaper) -> str:
    rows = max(1, len(step.operands))
    lead = (
        f'<td rowspan="{rows}">{step.name}</td>'
        f'<td rowspan="{rows}">{escape(step.title)}<br><b>{exact(step.value, step.kind, paper.amount_unit)}</b></td>'
        f'<td rowspan="{rows}">{OPERATION_NAMES[step.operation]}：{escape(in_words(step))}</td>'
    )
    operands = [
        f'<td>{escape(operand.title)}</td><td class="number">{exact(operand.value, operand.kind, paper.amount_unit)}'
        f'</td><td><a href="#{_anchor(operand)}">{operand.name}</a></td>'
        for operand in step.operands
    ] or ['<td colspan="3"></td>']
    lines = "".join(f"<tr>{lead if index == 0 else ''}{operand}</tr>" for index, operand in enumerate(operands))
    return f'<tbody id="j{step.number}">{lines}</tbody>'


def _sources(paper: WorkingPaper, links: Links) -> Iterator[str]:
    yield _opened("sources", "来源数据", f"{len(paper.leaves)} 个填报数")
    yield _table(_SOURCE_HEADS)
    yield "<tbody>"
    for leaf in paper.leaves:
        source = str(leaf.source) if leaf.source else ""
        yield (
            f'<tr id="s{leaf.number}"><td>{leaf.name}</td><td>{escape(leaf.item)}</td><td>{escape(leaf.title)}</td>'
            f'<td class="number">{exact(leaf.value, leaf.kind, paper.amount_unit)}</td>'
            f"<td>{linked(source, web_link(leaf.source, links))}</td></tr>"
        )
    yield "</tbody></table></details>"


def _others(paper: WorkingPaper) -> Iterator[str]:
    yield _opened("others", "其他数字", f"{len(paper.others)} 个，不是指标")
    heads = zip((column.head for column in HEADS_OF_OTHERS), _OTHER_WIDTHS, strict=True)
    yield _table(heads)
    yield "<tbody>"
    for line in listed_others(paper.others):
        cells = "".join(f"<td>{escape(text)}</td>" for text in line)
        yield f'<tr class="bad">{cells}</tr>' if line[0] == "来源不明" else f"<tr>{cells}</tr>"
    yield "</tbody></table></details>"

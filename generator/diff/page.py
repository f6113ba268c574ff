"""A comparison → one HTML page: both texts side by side, changed numbers and words marked."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from generator.diff.sections import (
    CELLS,
    FIGURES,
    FINDINGS,
    NUMBERS,
    WHOLES,
    changed_texts,
    kind_name,
    should_be,
    summary,
)
from generator.report.page import page
from generator.report.text import details

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.diff.model import Comparison, Difference, FigureChange, FindingChange, NumberChange, Segment

_LOOK = """
mark { color: inherit; padding: 0 2px; border-radius: 2px; }
mark.n { background: #ffd6d1; font-weight: 700; outline: 1px solid #b3261e; }
mark.w { background: #fff0b8; }
.sides td { white-space: pre-wrap; }
.should { font-weight: 700; }
.key { font-size: 13px; }
.sign { font-weight: 600; white-space: nowrap; }
@media (max-width: 640px) {
  body { padding: 16px 12px 40px; }
  table, tbody, tr, td { display: block; width: 100%; }
  thead, colgroup { display: none; }
  tr { border: 1px solid var(--line); margin: 0 0 10px; }
  td { border: 0; border-bottom: 1px solid var(--line); }
  td:empty { display: none; }
  td[data-head]::before { content: attr(data-head) "："; color: var(--soft); font-weight: 400; }
  .number { text-align: left; white-space: normal; }
}
"""
_NUMBER_HEADS = (("序号", 5), ("位置", 27), ("差异", 9), ("文件中", 32), ("应为", 27))
_FIGURE_HEADS = (5, 9, 32, 15, 15, 14, 10)
_CLASSES = {"number": "n", "word": "w"}
_STATES = {"新增": "bad", "消失": "good", "仍有": "warn"}


def comparison_page(comparison: Comparison) -> str:
    """The page of ``comparison``; without scripts, nothing fetched."""
    same = not comparison.differences and not comparison.figures
    parts = [
        f"<h1>{escape(comparison.title)}</h1>",
        f'<p class="soft">左：{escape(comparison.left)}　右：{escape(comparison.right)}</p>',
        f'<p class="{"good" if same else ""}">{escape(summary(comparison))}</p>',
        '<p class="key soft"><mark class="n">数字不同</mark>　<mark class="w">文字不同</mark></p>',
        *(_numbers(comparison) if comparison.against_document else _figures(comparison)),
        *_texts(comparison),
        *_wholes(comparison),
        *_findings(comparison.findings),
    ]
    return page(comparison.title, "\n".join(parts), _LOOK)


def _opened(title: str, count: int, heads: Iterable[tuple[str, int]], look: str = "") -> Iterator[str]:
    listed = tuple(heads)
    columns = "".join(f'<col style="width:{width}%">' for _, width in listed)
    names = "".join(f"<th>{escape(name)}</th>" for name, _ in listed)
    yield f'<details open><summary>{title}<span class="soft">{count} 处</span></summary>'
    yield f'<table class="{look}"><colgroup>{columns}</colgroup><thead><tr>{names}</tr></thead><tbody>'


_CLOSED = "</tbody></table></details>"


def _cell(head: str, inside: str, look: str = "") -> str:
    """A cell that says its head where there is no room for columns."""
    name = f' class="{look}"' if look else ""
    return f'<td{name} data-head="{escape(head)}">{inside}</td>' if inside else f"<td{name}></td>"


def _numbers(comparison: Comparison) -> Iterator[str]:
    if not comparison.numbers:
        return
    yield from _opened(NUMBERS, len(comparison.numbers), _NUMBER_HEADS)
    for count, number in enumerate(comparison.numbers, 1):
        yield f"<tr>{''.join(_number(count, number, comparison))}</tr>"
    yield _CLOSED


def _number(count: int, number: NumberChange, comparison: Comparison) -> Iterator[str]:
    yield _cell("序号", str(count))
    yield _cell("位置", escape(str(number.place)))
    yield _cell("差异", escape(kind_name(comparison, number.kind)), "sign bad")
    found = f'{escape(number.before)}<mark class="n">{escape(number.right or "（空）")}</mark>{escape(number.after)}'
    yield _cell("文件中", found)
    yield _cell("应为", escape(should_be(number).removeprefix("应为 ")), "should")


def _figures(comparison: Comparison) -> Iterator[str]:
    if not comparison.figures:
        return
    names = ("序号", "差异", "指标", comparison.left, comparison.right, "相差", "增减")
    yield from _opened(FIGURES, len(comparison.figures), zip(names, _FIGURE_HEADS, strict=True))
    for count, change in enumerate(comparison.figures, 1):
        yield f"<tr>{''.join(_figure(count, change, comparison))}</tr>"
    yield _CLOSED


def _figure(count: int, change: FigureChange, comparison: Comparison) -> Iterator[str]:
    yield _cell("序号", str(count))
    yield _cell("差异", escape(kind_name(comparison, change.kind)), "sign")
    yield _cell("指标", escape(change.title))
    values = (comparison.left, change.left), (comparison.right, change.right), ("相差", change.difference)
    for head, text in (*values, ("增减", change.rate)):
        yield _cell(head, escape(text), "number")


def _texts(comparison: Comparison) -> Iterator[str]:
    texts = changed_texts(comparison)
    if not texts:
        return
    heads = (("位置", 20), (comparison.left, 40), (comparison.right, 40))
    yield from _opened(CELLS, len(texts), heads, "sides")
    for section, group in groupby(texts, key=lambda one: one.place.section):
        yield from _rows(section, list(group), comparison)
    yield _CLOSED


def _rows(section: str, group: Sequence[Difference], comparison: Comparison) -> Iterator[str]:
    if section:
        yield f'<tr><td colspan="3" class="soft">{escape(section)}</td></tr>'
    for one in group:
        yield (
            f"<tr>{_cell('位置', escape(one.place.where))}{_cell(comparison.left, _marked(one.left))}"
            f"{_cell(comparison.right, _marked(one.right))}</tr>"
        )


def _wholes(comparison: Comparison) -> Iterator[str]:
    if not comparison.wholes:
        return
    heads = (("位置", 20), (comparison.left, 40), (comparison.right, 40))
    yield from _opened(WHOLES, len(comparison.wholes), heads, "sides")
    for one in comparison.wholes:
        kind = f'<span class="sign">{escape(kind_name(comparison, one.kind))}{one.shape}</span>'
        yield (
            f"<tr>{_cell('位置', f'{kind}<br>{escape(str(one.place))}')}{_cell(comparison.left, _marked(one.left))}"
            f"{_cell(comparison.right, _marked(one.right))}</tr>"
        )
    yield _CLOSED


def _findings(findings: Sequence[FindingChange]) -> Iterator[str]:
    if not findings:
        return
    yield from _opened(FINDINGS, len(findings), (("状态", 8), ("级别", 8), ("代码", 8), ("问题", 76)))
    for change in findings:
        finding = change.finding
        said = "".join(f"<br>{escape(title)}：{escape(text)}" for title, text in details(finding))
        below = f'<span class="soft">{said}</span>' if said else ""
        yield (
            f"<tr>{_cell('状态', change.state, _STATES[change.state])}{_cell('级别', finding.severity)}"
            f"{_cell('代码', escape(finding.code))}{_cell('问题', escape(finding.message) + below)}</tr>"
        )
    yield _CLOSED


def _marked(segments: Iterable[Segment]) -> str:
    return "".join(
        f'<mark class="{_CLASSES[segment.mark]}">{escape(segment.text)}</mark>'
        if segment.mark
        else escape(segment.text)
        for segment in segments
    )

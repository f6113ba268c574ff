"""Findings and outcomes → 检查报告.html: what is wrong and where, what was accepted, what could not be checked."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from generator.finding import SEVERITIES, count_by_severity
from generator.report.page import page
from generator.report.text import details, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.checks.check import Outcome
    from generator.finding import Finding

_LOOK = """
.counts { display: flex; flex-wrap: wrap; gap: 8px 28px; margin: 14px 0; }
.counts b { font-size: 20px; margin-right: 6px; }
dl { margin: 4px 0 0; display: grid; grid-template-columns: max-content 1fr; gap: 0 8px; }
dt { color: var(--soft); } dd { margin: 0; white-space: pre-line; }
"""
_CLASSES = {"错误": "bad", "警告": "warn", "提示": "soft"}
_NOWHERE = "全文"
"""Heading of findings that belong to no file."""


def report_html(unit: str, findings: Iterable[Finding], outcomes: Iterable[Outcome] = ()) -> str:
    """The page for ``unit``; ``outcomes`` say what became of each check."""
    listed, checked = tuple(findings), tuple(outcomes)
    waiting = [finding for finding in listed if not finding.waived]
    explained = [finding for finding in listed if finding.waived]
    body = [
        f"<h1>{escape(unit)} · 检查报告</h1>",
        f'<p class="soft">{escape(summary(listed))}</p>',
        *_counts(waiting, explained, checked),
    ]
    for severity in SEVERITIES:
        own = [finding for finding in waiting if finding.severity == severity]
        body += _findings(severity, own, _CLASSES[severity])
    body += _findings("已说明", explained, "good")
    body += _outcomes("未能执行", [one for one in checked if one.state == "未能执行"], "原因", is_open=True)
    body += _outcomes("通过", [one for one in checked if one.state == "通过"], "说明", is_open=False)
    body += _outcomes("不适用", [one for one in checked if one.state == "不适用"], "原因", is_open=False)
    return page(f"{unit}·检查报告", "\n".join(body), _LOOK)


def _counts(waiting: Sequence[Finding], explained: Sequence[Finding], outcomes: Sequence[Outcome]) -> Iterator[str]:
    counts = count_by_severity(waiting)
    shown: list[tuple[str, int, str]] = [
        (severity, count, _CLASSES[severity] if count else "soft") for severity, count in counts.items()
    ]
    if explained:
        shown.append(("已说明", len(explained), "good"))
    if outcomes:
        for state, look in (("未能执行", "warn"), ("通过", "good")):
            count = len({one.code for one in outcomes if one.state == state})
            shown.append((f"规则{state}", count, look if count else "soft"))
    yield '<div class="counts">'
    yield from (f'<span class="{look}"><b>{count}</b>{title}</span>' for title, count, look in shown)
    yield "</div>"


def _findings(title: str, findings: Sequence[Finding], look: str) -> Iterator[str]:
    if not findings:
        return
    yield f'<details open><summary class="{look}">{title}<span class="soft">{len(findings)} 个</span></summary>'
    for file, group in groupby(findings, key=lambda finding: finding.source.file if finding.source else _NOWHERE):
        yield f"<h3>{escape(file)}</h3>"
        yield '<table><colgroup><col style="width:18%"><col style="width:9%"><col></colgroup>'
        yield "<thead><tr><th>位置</th><th>代码</th><th>问题</th></tr></thead><tbody>"
        yield from (_finding(finding) for finding in group)
        yield "</tbody></table>"
    yield "</details>"


def _finding(finding: Finding) -> str:
    source = finding.source
    place = str(source).removeprefix(f"{source.file}:") if source else ""
    if source and source.line:
        place = f"第 {source.line} 行"
    said = "".join(f"<dt>{escape(title)}</dt><dd>{escape(text)}</dd>" for title, text in details(finding))
    below = f"<dl>{said}</dl>" if said else ""
    return f"<tr><td>{escape(place)}</td><td>{escape(finding.code)}</td><td>{escape(finding.message)}{below}</td></tr>"


def _outcomes(title: str, outcomes: Sequence[Outcome], last: str, *, is_open: bool) -> Iterator[str]:
    if not outcomes:
        return
    opened = " open" if is_open else ""
    yield f'<details{opened}><summary>{title}<span class="soft">{len(outcomes)} 条</span></summary>'
    yield '<table><colgroup><col style="width:9%"><col style="width:45%"><col style="width:8%"><col></colgroup>'
    yield f"<thead><tr><th>代码</th><th>规则</th><th>次数</th><th>{last}</th></tr></thead><tbody>"
    for one in outcomes:
        yield (
            f'<tr><td>{escape(one.code)}</td><td>{escape(one.title)}</td><td class="number">{one.count}</td>'
            f"<td>{escape(one.reason)}</td></tr>"
        )
    yield "</tbody></table></details>"

"""汇总的问题: the table of finding codes HZ01…, and the one way to make such a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.finding import Finding, Operand, Severity

if TYPE_CHECKING:
    from generator.source import Path, SourceRef


class Code(NamedTuple):
    """A finding code: its severity and what it is about."""

    severity: Severity
    title: str


CODES: dict[str, Code] = {
    "HZ01": Code("错误", "单位的数据有错误，没有汇总"),
    "HZ02": Code("错误", "单位的年度不同，没有汇总"),
    "HZ03": Code("警告", "单位的金额单位不同"),
    "HZ04": Code("警告", "部分单位没有填，汇总数不完整"),
    "HZ05": Code("错误", "部门报表与汇总数不同"),
    "HZ06": Code("提示", "部门报表与汇总数有尾差"),
    "HZ07": Code("错误", "抵销的内容不对"),
    "HZ08": Code("提示", "单位之间的往来没有抵销"),
    "HZ09": Code("提示", "部门的报表只作对照，没有计入汇总"),
    "HZ10": Code("错误", "有两份部门报表，或单位重名"),
}


INCOMPLETE = frozenset({"HZ01", "HZ02", "HZ07", "HZ10"})
"""Findings after which the sum is not the department's: something is left out, or counted twice."""


def problem(  # noqa: PLR0913 - the parts of a finding
    code: str,
    message: str,
    source: SourceRef | None = None,
    *,
    path: Path = (),
    found: str = "",
    expected: str = "",
    advice: str = "",
    operands: tuple[Operand, ...] = (),
) -> Finding:
    """A finding about consolidation."""
    return Finding(code, CODES[code].severity, message, source, path, found, expected, advice, operands)

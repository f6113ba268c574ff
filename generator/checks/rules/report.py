"""汇总: tail differences gathered into one line, and waivers that waive nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import BOTH, Check, Inapplicable, Result
from generator.checks.compare import show, show_figure
from generator.checks.figures import full_title
from generator.checks.registry import catalogue, check
from generator.finding import Operand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.check import Tail
    from generator.checks.waivers import ReportSubject

READING = "SJ"
"""First letters of what reading the data finds."""


@check(
    "TB00",
    "in-table.tail-differences",
    "尾差：金额单位转换造成的差异",
    basis="表注：本套报表金额单位转换时可能存在尾数误差。容许的差由单位和加数的个数推出：每个数半个末位",
    severity="提示",
    stage="report",
    documents=BOTH,
)
def tail_differences(check: Check, report: ReportSubject) -> Iterator[Result]:
    """以元为单位的数必须分毫不差；以万元为单位的数各自四舍五入过，合计与各项之和可以差几个末位。

    容许的差＝0.005万元×（加数个数＋1）。在此以内的汇总成这一条，有关的表下印尾差说明；超过的是错误。

    例：200.36 + 126.36 = 326.72，合计写 326.71，差 0.01 万元，是尾差；差 0.02 万元，是错误。
    """
    if not report.tails:
        return
    unit = report.amount_unit
    first = report.tails[0].figure
    yield check.finding(
        f"有 {len(report.tails)} 处尾差，属金额单位转换的误差，有关的表下印尾差说明",
        first.path,
        found=f"{len(report.tails)} 处",
        expected="各处的差都在半个末位×（加数个数＋1）以内",
        advice="不用改",
        operands=tuple(_compared(tail, unit) for tail in report.tails),
    )


def _compared(tail: Tail, unit: str) -> Operand:
    gap = show(abs(tail.figure.value - tail.against.value), tail.figure.kind, unit)
    shown = f"{show_figure(tail.figure, unit)}，按组成 {show_figure(tail.against, unit)}，差 {gap}"
    return Operand(f"{tail.code} {full_title(tail.figure)}", shown, tail.figure.path)


@check(
    "SM01",
    "waiver.idle",
    "每条说明都对应一个问题",
    basis="本程序的约定：核对说明（waivers）要有对应的问题",
    severity="警告",
    stage="report",
    documents=BOTH,
)
def idle(check: Check, report: ReportSubject) -> Iterator[Result]:
    """Waivers 中的一条说明，没有编号和路径都对得上的问题时，要删去：问题已经改正，或编号、路径写错了。

    例：去年为 XT22 写的说明，今年两数已经相等。
    """
    if not report.waivers:
        yield Inapplicable("没有写核对说明")
    for index, waiver in enumerate(report.waivers):
        if index in report.used:
            continue
        if waiver.code.startswith(READING):
            message, advice = f"{waiver.code} 是读取数据的问题，不能说明", "改正数据，删去这一条"
        elif waiver.code not in catalogue():
            message, advice = f"没有编号 {waiver.code} 的核对规则", "核对编号；用 juesuan check --list 查看全部编号"
        else:
            message, advice = (
                f"说明没有对应的问题：{waiver.code} {waiver.path}".rstrip(),
                "问题已经改正的，删去这一条；否则核对路径",
            )
        yield check.finding(
            message,
            ("waivers", index),
            found=f"{waiver.code} {waiver.path}".strip(),
            expected="编号和路径都对得上的问题",
            advice=advice,
        )

"""Findings as a person reads them: one shape in the terminal, on a page, and the same as JSON."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from generator.checks.check import Outcome
from generator.finding import Finding, Operand
from generator.report.data import build_json, findings_json
from generator.report.html import report_html
from generator.report.terminal import print_findings, show_findings
from generator.report.text import finding_text, findings_text
from generator.source import SourceRef

ERROR = Finding(
    "XT01",
    "错误",
    "本年收入合计：总表与收入表不一致",
    SourceRef("公开表.xlsx", "公开01表", "C8"),
    ("summary", "revenue_total"),
    found="1,234.56 万元",
    expected="1,234.50 万元",
    advice="核对公开02表合计行是否漏列“其他收入”",
    operands=(
        Operand("收入决算表·合计", "1,234.50", source=SourceRef("公开表.xlsx", "公开02表", "D6")),
        Operand("相差", "0.06 万元"),
    ),
)
WARNING = Finding("TX03", "警告", "原因写的是增加，数字是减少", SourceRef("unit.yaml", line=89))
WAIVED = Finding("TB01", "错误", "合计与各项之和不符", SourceRef("unit.yaml", line=12), waived="含上年调整 5 万元")
NOWHERE = Finding("DS01", "提示", "没有填写公开日期")
OUTCOMES = (
    Outcome("XT01", "本年收入合计：总表与收入表一致", "发现", 1),
    Outcome("XT02", "本年支出合计：总表与支出表一致", "通过", 1),
    Outcome("YR01", "年初结转和结余等于上年年末数", "未能执行", 1, "没有上年年末结转和结余"),
    Outcome("TP09", "国有资本经营预算支出", "不适用", 1, "事业单位不适用"),
)


def test_a_finding_says_place_level_code_and_what_is_wrong_then_the_figures_and_what_to_do() -> None:
    lines = finding_text(ERROR).split("\n")
    assert lines == [
        "公开表.xlsx:公开01表!C8: 错误 XT01 本年收入合计：总表与收入表不一致",
        "    收入决算表·合计：1,234.50（公开表.xlsx:公开02表!D6）",
        "    相差：0.06 万元",
        "    发现：1,234.56 万元",
        "    应为：1,234.50 万元",
        "    建议：核对公开02表合计行是否漏列“其他收入”",
    ]


def test_the_last_line_counts_and_keeps_what_is_explained_apart() -> None:
    assert findings_text([ERROR]).split("\n")[-1] == "共 1 个问题：错误 1，警告 0，提示 0。"
    last = findings_text([ERROR, WARNING, WAIVED, NOWHERE]).split("\n")[-1]
    assert last == "共 3 个问题：错误 1，警告 1，提示 1；另有 1 个已说明。"
    assert findings_text([]) == "没有发现问题。"


def test_a_pipe_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show_findings([ERROR, WARNING])
    show_findings([NOWHERE], err=True)
    out, err = capsys.readouterr()
    assert findings_text([ERROR, WARNING]) + "\n" == out
    assert findings_text([NOWHERE]) + "\n" == err


def printed(findings: list[Finding], width: int, *, coloured: bool = False) -> str:
    """What a terminal shows."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=coloured, color_system="standard" if coloured else None)
    print_findings(findings, console)
    return stream.getvalue()


@pytest.mark.parametrize("width", [24, 40, 60, 120])
def test_a_terminal_never_gets_more_than_its_width_and_loses_nothing(width: int) -> None:
    long = Finding(
        "SJ13", "警告", "“科目名称”不是数字：" + "行政事业单位养老支出（基本养老保险缴费）" * 4 + "ABCDEFGH 1234.56%。"
    )
    shown = printed([ERROR, long, NOWHERE], width)
    assert all(cell_len(line) <= max(width, 24) for line in shown.split("\n"))
    joined = re.sub(r"\n\s*", "", shown)
    assert re.sub(r"\n\s*", "", findings_text([ERROR, long, NOWHERE])) == joined


def test_a_line_begins_with_no_closing_mark_and_ends_with_no_opening_one() -> None:
    text = "支出决算数小于预算数，原因：“压缩支出”（一般性支出）；增长12.5%，" * 6
    for width in range(20, 60):
        lines = [line.strip() for line in printed([Finding("A1", "提示", text)], width).split("\n") if line.strip()]
        assert [line for line in lines if line[0] in "，。；：、）”%"] == []
        assert [line for line in lines if line[-1] in "（“"] == []
        assert "12.5%" in "\n".join(lines)


def test_levels_have_colours_on_a_terminal() -> None:
    shown = {one.severity: printed([one], 80, coloured=True) for one in (ERROR, WARNING, NOWHERE)}
    assert "\x1b[1;31m错误" in shown["错误"]
    assert "\x1b[33m警告" in shown["警告"]
    assert "\x1b[36m提示" in shown["提示"]
    assert "\x1b[32m" in printed([WAIVED], 80, coloured=True)


def test_square_brackets_in_data_are_not_markup() -> None:
    assert "[red]甲[/red] :smile:" in printed([Finding("A1", "提示", "[red]甲[/red] :smile:")], 80, coloured=True)


KEYS = [
    "code",
    "severity",
    "message",
    "place",
    "file",
    "sheet",
    "cell",
    "line",
    "path",
    "found",
    "expected",
    "advice",
    "figures",
    "waived",
]


def test_json_has_its_keys() -> None:
    data = json.loads(findings_json([ERROR, WARNING]))
    assert list(data) == ["counts", "findings"]
    assert data["counts"] == {"错误": 1, "警告": 1, "提示": 0}
    assert list(data["findings"][0]) == KEYS
    assert data["findings"][0]["place"] == "公开表.xlsx:公开01表!C8"
    assert data["findings"][1]["line"] == 89
    built = json.loads(build_json("甲单位", [Path("a.docx")], [WARNING]))
    assert list(built) == ["unit", "done", "files", "counts", "findings"]
    assert (built["done"], built["files"]) == (True, ["a.docx"])
    assert json.loads(build_json("甲单位", [], []))["done"] is False


class Sections(HTMLParser):
    """The text of each part of the page, by its heading."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {"": ""}
        self.name = ""
        self.in_summary = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as the base class has it
        """A heading begins."""
        if tag == "summary":
            self.in_summary, self.name = True, ""

    def handle_endtag(self, tag: str) -> None:
        """A heading ends."""
        if tag == "summary":
            self.in_summary = False

    def handle_data(self, data: str) -> None:
        """Text of a heading, or below it."""
        if self.in_summary and not self.name:
            self.name = data
            self.found[data] = ""
        else:
            self.found[self.name] += data


def sections(page: str) -> dict[str, str]:
    """Heading → text below it."""
    reader = Sections()
    reader.feed(page)
    return reader.found


def test_the_page_sets_apart_what_is_wrong_what_is_explained_and_what_could_not_run() -> None:
    found = sections(report_html("甲单位", [ERROR, WARNING, WAIVED, NOWHERE], OUTCOMES))
    assert list(found) == ["", "错误", "警告", "提示", "已说明", "未能执行", "通过", "不适用"]
    assert "公开01表!C8" in found["错误"]
    assert "收入决算表·合计1,234.50（公开表.xlsx:公开02表!D6）" in found["错误"]
    assert "TB01" not in found["错误"]
    assert "含上年调整 5 万元" in found["已说明"]
    assert "没有上年年末结转和结余" in found["未能执行"]
    assert "YR01" not in found["通过"]
    assert "XT02" in found["通过"]
    assert "TP09" in found["不适用"]


def test_a_page_without_findings_says_so() -> None:
    assert "没有发现问题。" in report_html("甲单位", [])
    assert list(sections(report_html("甲单位", [], OUTCOMES[1:2]))) == ["", "通过"]


def test_the_page_needs_nothing_but_itself_and_escapes_what_it_quotes() -> None:
    bad = "<img src=x onerror=alert(1)>&\"'"
    finding = Finding(
        "A1", "错误", bad, SourceRef(bad, bad, bad), found=bad, expected=bad, advice=bad, operands=(Operand(bad, bad),)
    )
    outcome = Outcome("A1", bad, "未能执行", 1, bad)
    page = report_html(bad, [finding, Finding("A2", "提示", bad, waived=bad)], [outcome])
    assert "<img" not in page
    assert re.findall(r"https?:|<script|<link|@import|url\(", page) == []
    assert page.count("&lt;img src=x onerror=alert(1)&gt;&amp;") >= 14

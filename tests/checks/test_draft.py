"""A build refuses on errors unless a draft is asked for; a draft says on every page that it is one, and why."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pypdf import PdfReader

from generator.document.blocks import Cover, Document, Heading, Paragraph, Span
from generator.finding import Finding
from generator.pipeline import build_unit
from generator.render.registry import find_printer
from generator.report.notice import draft_note
from generator.style.load import load_style
from tests.checks.support import WORKSPACE

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REASON = "草稿：有没有改正的错误（XT03），不得公开"
SAMPLE = WORKSPACE.root / "data" / "samples" / "jiangan-2022"


def document(draft: str) -> Document:
    text = tuple(Paragraph((Span("决算情况说明的一段文字。" * 40),)) for _ in range(6))
    blocks = (Heading(0, "第一部分 概况", "a"), *text, Heading(0, "第二部分 说明", "b"), *text)
    return Document("测试决算公开", Cover("测试决算公开", "测试单位", "2025年10月"), blocks, draft=draft)


def test_every_page_of_a_draft_pdf_says_so_and_why() -> None:
    style = load_style(WORKSPACE.templates, "base")
    draft, final = (PdfReader(io.BytesIO(find_printer("pdf").print(document(why), style))) for why in (REASON, ""))
    pages = [page.extract_text() for page in draft.pages]
    assert len(pages) == len(final.pages) > 3
    assert [text for text in pages if REASON not in "".join(text.split())] == []
    assert [page for page in final.pages if "草稿" in page.extract_text()] == []


def test_every_section_of_a_draft_docx_has_the_header_and_no_other_document_has_it() -> None:
    style = load_style(WORKSPACE.templates, "base")
    draft, final = (
        zipfile.ZipFile(io.BytesIO(find_printer("docx").print(document(why), style))) for why in (REASON, "")
    )
    sections = list(etree.fromstring(draft.read("word/document.xml")).iter(f"{W}sectPr"))
    kinds = [[one.get(f"{W}type") for one in section.findall(f"{W}headerReference")] for section in sections]
    assert len(sections) > 2
    assert [["default", "even"]] * len(sections) == [sorted(own) for own in kinds]
    assert REASON in draft.read("word/header_draft.xml").decode()
    assert "header_draft.xml" in draft.read("[Content_Types].xml").decode()
    assert [name for name in final.namelist() if "header" in name] == []


def test_a_draft_is_the_same_document_but_for_its_mark() -> None:
    assert document("") == replace(document(REASON), draft="")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), "草稿：供核对，不得公开"),
        (("XT03", "XT03", "TB01"), "草稿：有没有改正的错误（XT03、TB01），不得公开"),
        (
            tuple(f"TB0{number}" for number in range(1, 8)),
            "草稿：有没有改正的错误（TB01、TB02、TB03、TB04、TB05等），不得公开",
        ),
    ],
)
def test_a_draft_says_what_is_wrong(codes: tuple[str, ...], expected: str) -> None:
    findings = [Finding(code, "错误", "不符") for code in codes]
    assert expected == draft_note([*findings, Finding("TX08", "警告", "截止")])


def test_an_error_stops_a_build_but_not_a_draft(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    shutil.copytree(SAMPLE, unit)
    text = (unit / "unit.yaml").read_text(encoding="utf-8")
    (unit / "unit.yaml").write_text(text.replace("total: 0.04", "total: 0.40"), encoding="utf-8")
    refused = build_unit(unit, tmp_path / "out", WORKSPACE, ["docx"], paper=False)
    drafted = build_unit(unit, tmp_path / "out", WORKSPACE, ["docx"], paper=False, draft=True)
    assert (refused.files, next(one.code for one in refused.findings if one.severity == "错误")) == ((), "CG01")
    assert [path.name for path in drafted.files] == ["2022年度江岸区医疗保障局部门决算公开（草稿）.docx"]


def test_a_waived_error_does_not_stop_a_build(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    shutil.copytree(SAMPLE, unit)
    text = (unit / "unit.yaml").read_text(encoding="utf-8").replace("total: 0.04", "total: 0.40")
    waivers = "waivers:\n  - {code: CG01, path: procurement.total, reason: 总额含上年结转合同}\n"
    (unit / "unit.yaml").write_text(f"{text}{waivers}", encoding="utf-8")
    result = build_unit(unit, tmp_path / "out", WORKSPACE, ["docx"], paper=False)
    assert result.done
    assert [finding.waived for finding in result.findings if finding.code == "CG01"] == ["总额含上年结转合同"]

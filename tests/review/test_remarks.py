"""审核版: a comment at each finding, a source at each number, and that it is made when nothing else is."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
import shutil
from functools import cache
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from generator.document.blocks import ChartBlock
from generator.document.remarks import refs_of
from generator.finding import Finding, Operand
from generator.pipeline import Extras, build_unit, check_unit, documents
from generator.render.registry import find_printer
from generator.review.remarks import finding_remarks, review_remarks, source_remarks
from generator.source import SourceRef
from generator.workspace import Workspace
from tests.test_cli import juesuan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checks.check import CheckReport
    from generator.document.blocks import Block
    from generator.pipeline import Composed

WORKSPACE = Workspace.find()
SAMPLES = WORKSPACE.root / "data" / "samples"
NAMES = ("wuhan-center-2024", "jiangan-2022")
WRONG = ("公开01表.csv", "9,111.11", "9,011.11")
"""A file of the sample, and a figure in it that is replaced by a wrong one."""


@cache
def _checked(sample: str) -> tuple[Composed, CheckReport]:
    composed, report = check_unit(SAMPLES / sample, WORKSPACE)
    assert composed is not None
    return composed, report


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A sample with one wrong figure in its first table."""
    folder = tmp_path / "单位"
    shutil.copytree(SAMPLES / NAMES[0], folder)
    file, right, wrong = WRONG
    table = folder / file
    table.write_text(table.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    return folder


def test_a_remark_says_what_is_wrong_where_and_what_to_do() -> None:
    composed, _ = _checked(NAMES[0])
    finding = Finding(
        "XT01",
        "错误",
        "两侧不等",
        SourceRef("公开01表.csv", cell="C37"),
        ("summary", "revenue_grand_total"),
        advice="核对",
        operands=(Operand("收入总计", "9,111.11 万元"),),
        waived="已核",
    )
    (remark,) = finding_remarks((finding,), composed.composition, composed.book.accounts)
    assert "summary.revenue_grand_total" == remark.ref
    said = ["【错误】XT01 两侧不等", "收入总计：9,111.11 万元", "处理：核对", "数据：公开01表.csv:C37", "已说明：已核"]
    assert said == remark.text.split("\n")


def test_a_finding_without_a_place_is_said_at_the_beginning() -> None:
    composed, _ = _checked(NAMES[0])
    finding = Finding("ZZ01", "提示", "别处的事", found="甲", expected="乙")
    (remark,) = finding_remarks((finding,), composed.composition, composed.book.accounts)
    assert (0, "") == (remark.block, remark.ref)
    assert [
        "【提示】ZZ01 别处的事",
        "现为：甲；应为：乙",
        "（文本中没有对应的位置，批注放在开头）",
    ] == remark.text.split("\n")


@pytest.mark.parametrize("sample", NAMES)
def test_every_printed_number_has_its_source(sample: str) -> None:
    composed, _ = _checked(sample)
    blocks = composed.composition.document.blocks
    remarks = source_remarks(composed.composition, composed.book.accounts, composed.loaded.sources)
    printed = [(number, ref) for number, block in enumerate(blocks) for ref in _stood_at(block)]
    assert printed == [(remark.block, remark.ref) for remark in remarks if remark.ref]
    charts = [number for number, block in enumerate(blocks) if isinstance(block, ChartBlock)]
    assert charts == [remark.block for remark in remarks if not remark.ref]
    assert all("数据：" in remark.text or "表中空白" in remark.text for remark in remarks)


def _stood_at(block: Block) -> list[str]:
    return [] if isinstance(block, ChartBlock) else list(refs_of(block))


def test_a_source_says_title_value_formula_and_cells() -> None:
    composed, _ = _checked(NAMES[0])
    remarks = source_remarks(composed.composition, composed.book.accounts, composed.loaded.sources)
    said = next(remark.text for remark in remarks if remark.ref == "total.change_rate")
    assert [
        "【来源】收、支总计增减率：12.74981994%",
        "＝ |收入总计 − 上年收入（支出）总计| ÷ |上年收入（支出）总计|",
        "＝ |9,111.11 − 8,080.82| ÷ |8,080.82|",
    ] == said.split("\n")[:3]
    assert "数据：公开01表.csv:C37；unit.yaml:19" == said.split("\n")[3]


@pytest.mark.parametrize("sample", NAMES)
def test_the_copy_has_all_comments_and_the_text_of_the_document(sample: str) -> None:
    composed, report = _checked(sample)
    forms = [find_printer(name) for name in ("docx", "review")]
    plain, copy = documents(composed, report.findings, forms, sources=True).values()
    before, after = docx.Document(io.BytesIO(plain)), docx.Document(io.BytesIO(copy))
    accounts, sources = composed.book.accounts, composed.loaded.sources
    remarks = review_remarks(report.findings, composed.composition, accounts, sources)
    assert [remark.text for remark in remarks] == [comment.text for comment in after.comments]
    assert [item.text for item in before.paragraphs] == [item.text for item in after.paragraphs]
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        ids = [item.get(qn("w:id")) for item in after.element.body.iter(qn(tag))]
        assert sorted(str(number) for number in range(len(remarks))) == sorted(ids)


def test_it_is_made_when_there_are_errors_and_says_that_it_is_a_draft(faulty: Path, tmp_path: Path) -> None:
    result = build_unit(faulty, tmp_path / "out", WORKSPACE, ("docx", "review"), paper=False)
    assert (False, True) == (result.done, result.withheld)
    (file,) = result.files
    assert file.name.endswith("（草稿）（审核版）.docx")
    word = docx.Document(str(file))
    assert [comment.text.split(" ")[0] for comment in word.comments] == [
        f"【{finding.severity}】{finding.code}" for finding in result.findings
    ]
    assert word.sections[1].header.paragraphs[0].text.startswith("草稿：有没有改正的错误")


def test_alone_it_is_all_that_was_asked_for(faulty: Path, tmp_path: Path) -> None:
    result = build_unit(faulty, tmp_path / "out", WORKSPACE, ("review",), paper=False, extras=Extras(sources=True))
    assert (True, False, 1) == (result.done, result.withheld, len(result.files))
    again = build_unit(faulty, tmp_path / "again", WORKSPACE, ("review",), paper=False, extras=Extras(sources=True))
    assert result.files[0].read_bytes() == again.files[0].read_bytes()


def test_what_may_be_published_has_no_comments(tmp_path: Path) -> None:
    result = build_unit(SAMPLES / NAMES[0], tmp_path, WORKSPACE, ("docx",), paper=False)
    assert not list(docx.Document(str(result.files[0])).comments)


def test_the_command_makes_it_and_says_what_it_left_out(faulty: Path, tmp_path: Path) -> None:
    options = ["--format", "docx,review", "--sources", "--native-charts", "--no-paper", "-o", str(tmp_path / "out")]
    run = juesuan("build", faulty, *options)
    assert run.returncode != 0
    assert "其他格式没有生成" in run.stderr
    (file,) = (tmp_path / "out").rglob("*.docx")
    word = docx.Document(str(file))
    assert len(list(word.comments)) > 100
    assert not list(word.inline_shapes) or all(shape.type != 3 for shape in word.inline_shapes)

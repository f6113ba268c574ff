"""Each document that was made after a published one: its sentences, its figures, its outline."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.document.blocks import Heading
from generator.document.table import TableBlock
from generator.ingest import Loaded
from generator.pipeline import compose_unit
from tests.styles.compare import FORMS, Comparison, compare, normal, read_forms, samples, sentences_of
from tests.styles.support import WORKSPACE, composed, loaded

if TYPE_CHECKING:
    from generator.document.blocks import Document

REACHED = Decimal("0.97")
OUTLINES = FORMS.parent / "outlines"
DOCUMENT = WORKSPACE.root / "docs" / "样式与公开文件对照.md"
each_sample = pytest.mark.parametrize("sample", samples())


@pytest.fixture(scope="module")
def compared() -> dict[str, Comparison]:
    return {sample: compare(sample) for sample in samples()}


@each_sample
def test_the_published_sentences_come_out(sample: str, compared: dict[str, Comparison]) -> None:
    comparison = compared[sample]
    assert [form for form in comparison.forms if form.mark == "≠"] == comparison.missing
    assert comparison.share >= REACHED


@each_sample
def test_every_figure_is_the_published_one_or_the_right_one(sample: str, compared: dict[str, Comparison]) -> None:
    assert compared[sample].wrong == []


@each_sample
def test_every_misprint_and_every_other_sentence_is_explained(sample: str) -> None:
    assert [form.text for form in read_forms(sample) if form.mark in {"×", "≠"} and not form.why] == []


@each_sample
def test_what_differs_is_in_the_document(sample: str, compared: dict[str, Comparison]) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    part = text[text.index(f"## {sample}") :].split("\n## ")[0]
    for difference in compared[sample].differences:
        rows = [line for line in part.splitlines() if f"| {difference.published} |" in line]
        assert any(f"| {difference.ours} |" in line for line in rows), difference
    counted = compared[sample].counted
    came = sum(form in compared[sample].found for form in counted)
    assert f"{came}/{len(counted)}" in text


@each_sample
def test_the_outline_is_the_published_one(sample: str) -> None:
    known = (OUTLINES / f"{sample}.txt").read_text(encoding="utf-8").splitlines()
    patterns = [re.sub(r"\\{[^}]*\\}", ".+", re.escape(normal(line))) for line in known if line and line[0] != "#"]
    ours = [normal(line) for line in outline(composed(sample).composition.document)]
    assert [line for line, pattern in zip(ours, patterns, strict=True) if not re.fullmatch(pattern, line)] == []


def outline(document: Document) -> list[str]:
    """Headings and titles of tables with their labels."""
    found = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, TableBlock) and block.heading_level:
            found.append(f"{block.title}{block.label}")
    return found


def test_hunan_compares_as_published_once_there_is_a_prior_year() -> None:
    """The published sentences compare with a year without accounts; with one, their forms are these."""
    accounts = loaded("huaihua-2021").accounts
    assert accounts is not None
    prior = accounts.prior.model_copy(
        update={
            "none_because": "",
            "grand_total": Decimal(4000000),
            "appropriation_grand_total": Decimal(4000000),
            "appropriation_expenditure": accounts.prior.appropriation_expenditure.model_copy(
                update={"general_budget": Decimal(4000000)}
            ),
            "operating_cost": Decimal(1500000),
            "three_public": accounts.prior.three_public.model_copy(
                update={"abroad": Decimal(0), "vehicles": Decimal(0), "reception": Decimal(21300)}
            ),
        }
    )
    reasons = accounts.reasons.model_copy(
        update={
            "total": "人员增加",
            "appropriation": "人员增加",
            "general_budget_expenditure": "人员增加",
            "operating_cost": "人员增加",
            "abroad": accounts.reasons.abroad.model_copy(update={"prior": "没有安排出国"}),
            "reception": accounts.reasons.reception.model_copy(update={"prior": "厉行节约"}),
            "vehicles": accounts.reasons.vehicles.model_copy(update={"prior": "没有公务用车"}),
        }
    )
    changed = accounts.model_copy(update={"prior": prior, "reasons": reasons})
    unit = compose_unit(Loaded(changed, loaded("huaihua-2021").sources, (), ()), WORKSPACE)
    ours = [one for part in sentences_of(unit.composition.document, unit.style.style).values() for one in part]
    comparing = [form for form in read_forms("huaihua-2021") if "上年没有决算" in form.why or form.why == "同上"]
    assert len(comparing) >= 6
    for form in comparing:
        pattern = re.compile(form.pattern.pattern.replace("主要原因[^", "主要原因是[^"))
        assert any(pattern.fullmatch(sentence) for sentence in ours), form.text

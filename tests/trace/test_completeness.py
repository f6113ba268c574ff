"""No number of the document is missing from the paper, and every number of the paper is in the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.document.blocks import Paragraph, Span
from generator.trace.paper import OTHER_KINDS
from generator.trace.trace import trace
from tests.factories import make_accounts
from tests.laws import make, quick_styles, reference
from tests.strategies import shapes
from tests.trace.papers import (
    SAMPLES,
    composed_sample,
    paper_of,
    paper_of_sample,
    refs,
    runs,
    sources_of,
    texts,
)

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.trace.paper import WorkingPaper

STYLES = quick_styles()


def check_complete(document: Document, paper: WorkingPaper) -> None:
    """The law, for one document and its paper."""
    listed = runs(one.printed for one in (*paper.numbers, *paper.others))
    assert runs(texts(document)) == listed
    assert [one for one in paper.others if one.kind == "来源不明"] == []
    marked = list(refs(document))
    assert len(marked) == len(paper.numbers)
    for (_, text), number in zip(marked, paper.numbers, strict=True):
        assert number.printed in text
    assert list(range(1, len(marked) + 1)) == [number.number for number in paper.numbers]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_number_of_a_sample_is_in_its_paper(sample: str) -> None:
    check_complete(composed_sample(sample).composition.document, paper_of_sample(sample))


@pytest.mark.parametrize(("style", "year"), STYLES)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_number_of_a_random_unit_is_in_its_paper(style: str, year: int, data: st.DataObject) -> None:
    shape = data.draw(shapes(style, year))
    check_complete(*paper_of(make_accounts(shape=shape, full=data.draw(st.booleans()))))


AWKWARD = {
    "unit": {
        "name": "江南区第2医疗保险中心",
        "short_name": "江南2中心",
        "organisation": "内设3个科室。\n下设12个站点，2023年增加1,200.5平方米。",
        "duties": ("2024年起承担12项业务；", "1. 办理3类业务。"),
        "published_on": "2025-09-08",
    },
    "key_work": (
        {"title": "第1项", "goal": "2,000件", "result": "完成2,000件，比2023年多12.5%；文号为江财〔2024〕15号。"},
        {"title": "第2项", "goal": "95%", "result": "95%"},
    ),
    "extra_terms": ({"term": "“两病”", "definition": "指2种慢性病，编码2080505。"},),
}


@pytest.mark.parametrize(("style", "year"), STYLES)
def test_numbers_in_free_text_are_told_by_the_line_that_they_were_written_in(style: str, year: int) -> None:
    accounts = make_accounts(style=style, year=year, **AWKWARD)
    document, paper = paper_of(accounts)
    check_complete(document, paper)
    from_key_work = {one.printed for one in paper.others if one.title.startswith("重点工作")}
    if any("完成2,000件" in text for text in texts(document)):
        assert {"2,000", "12.5", "2024〕15号"} <= from_key_work
    assert all(one.source is not None for one in paper.others if one.kind == "自由文本")


def test_subordinate_units_are_counted_by_a_figure() -> None:
    units = tuple({"name": f"江南区第{number}分中心"} for number in (1, 2, 3))
    document, paper = paper_of(make_accounts(unit={"kind": "部门", "subordinates": units}))
    check_complete(document, paper)
    counted = [one for one in paper.numbers if one.origin.title == "下属单位数"]
    assert [one.printed for one in counted] == ["3"]


def test_each_sort_of_other_number_is_told_apart() -> None:
    kinds = Counter(one.kind for sample in SAMPLES for one in paper_of_sample(sample).others)
    assert set(kinds) == set(OTHER_KINDS) - {"来源不明"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_sentence_around_a_number_is_a_sentence_of_the_document(sample: str) -> None:
    paragraphs = "\n".join(getattr(block, "text", "") for block in composed_sample(sample).composition.document.blocks)
    for one in paper_of_sample(sample).numbers:
        if one.place.kind == "正文":
            assert one.before + one.printed + one.after in paragraphs
            assert not set("。；\n") & set(one.before), one


@pytest.mark.parametrize("text", ["本年支出5,432.10万元。", "共有车辆37辆。", "增长8%。", "2019年度支出较多。"])
def test_a_number_that_comes_from_nowhere_is_reported_as_such(text: str) -> None:
    made = make(make_accounts())
    document = made.composition.document
    forged = replace(document, blocks=(*document.blocks, Paragraph((Span(text),))))
    composition = replace(made.composition, document=forged)
    sources = sources_of(made.accounts)
    paper = trace(composition, made.accounts, sources, made.style, reference(made.accounts.year))
    unknown = [one for one in paper.others if one.kind == "来源不明"]
    assert runs([text]) == runs(one.printed for one in unknown)
    assert {text} == {one.before + one.printed + one.after for one in unknown}

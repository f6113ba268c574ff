"""Where findings stand: a number of the document for a figure, what the text says for words, the rest near by."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from generator.checks.figures import TABLES
from generator.checks.run import check_figures, check_text, conclude
from generator.compose import compose
from generator.document.blocks import Heading, Paragraph
from generator.document.remarks import refs_of
from generator.document.table import TableBlock
from generator.document.text import to_text
from generator.facts.figure import Figure, derive
from generator.finding import Finding
from generator.pipeline import facts_of, reference_for, subject_of, text_of
from generator.review.index import DocumentIndex
from generator.review.places import Place, _Finder, find_places
from generator.source import dotted
from generator.style.load import load_style
from tests.checks.faults import loaded
from tests.checks.support import WORKSPACE, patched
from tests.checks.test_faults import SEEDED
from tests.factories import validate

if TYPE_CHECKING:
    from generator.compose import Composition
    from generator.model.accounts import FinalAccounts

NOT_SHOWN = {"unit.level", "reasons.items.2101510", "unit.published_on", "waivers.0"}
"""Paths of seeded faults of which no block of the document shows anything."""
LEAST_EXACT = 0.95
"""Of the findings whose figure is printed, those that lead to the number."""


@cache
def _disturbed(number: int) -> tuple[FinalAccounts, Composition, tuple[Finding, ...]]:
    """A sample with one seeded fault: its accounts, its document and what was found under the fault's code."""
    fault: dict[str, Any] = SEEDED[number]
    given = loaded(fault["sample"]).accounts
    assert given is not None
    accounts = validate(patched(given.model_dump(), fault["set"]))
    style = load_style(WORKSPACE.templates, accounts.style)
    reference = reference_for(accounts.year, WORKSPACE)
    book = facts_of(accounts, style, reference)
    subject = subject_of(book, style, reference, WORKSPACE)
    held = check_figures(subject)
    made = compose(book, style, reference, held.tail_tables)
    report = conclude((held, check_text(text_of(subject, made))), subject)
    return accounts, made, tuple(finding for finding in report.findings if finding.code == fault["code"])


def _refs(made: Composition, block: int) -> set[str]:
    return set(refs_of(made.document.blocks[block]))


@pytest.mark.parametrize("number", range(0, len(SEEDED), 3))
def test_a_place_is_in_the_document(number: int) -> None:
    accounts, made, findings = _disturbed(number)
    for places in find_places(findings, made, accounts):
        for place in places:
            assert place.block in range(len(made.document.blocks))
            assert {place.ref} - {""} <= _refs(made, place.block)


def test_most_findings_of_disturbed_samples_find_a_place_that_shows_the_figure() -> None:
    exact = printed = 0
    lost: set[str] = set()
    for number in range(len(SEEDED)):
        accounts, made, findings = _disturbed(number)
        keys = {ref for block in made.document.blocks for ref in refs_of(block)}
        for finding, places in zip(findings, find_places(findings, made, accounts), strict=True):
            key = dotted(finding.path)
            if not places:
                lost.add(key)
            if key in keys:
                printed += 1
                exact += places[0].ref == key
    assert printed > len(SEEDED) / 2
    assert exact >= LEAST_EXACT * printed
    assert lost <= NOT_SHOWN


def test_a_figure_of_a_table_is_shown_in_its_table_first() -> None:
    for number in range(0, len(SEEDED), 2):
        accounts, made, findings = _disturbed(number)
        for finding, places in zip(findings, find_places(findings, made, accounts), strict=True):
            if finding.path and finding.path[0] in TABLES and places:
                block = made.document.blocks[places[0].block]
                assert isinstance(block, TableBlock)
                assert finding.path[0] == block.id


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("QS01", "〔缺：本年收入合计的上年数〕"),
        ("YY01", "收、支总计9,111.11万元"),
        ("TX08", "截止2022年12月"),
        ("YM01", "11010519491231002X"),
        ("TX11", "4,052.7万元"),
        ("CF08", "市级财政"),
    ],
)
def test_a_finding_of_the_text_leads_to_the_sentence(code: str, said: str) -> None:
    number = next(place for place, fault in enumerate(SEEDED) if fault["code"] == code)
    accounts, made, findings = _disturbed(number)
    places = find_places(findings, made, accounts)[0]
    block = made.document.blocks[places[0].block]
    assert isinstance(block, Paragraph)
    assert said in block.text


def test_the_figures_that_are_compared_follow() -> None:
    number = next(place for place, fault in enumerate(SEEDED) if fault["code"] == "XT14")
    _, made, findings = _disturbed(number)
    places = find_places(findings, made)[0]
    assert places[0].ref == "general_budget.total.basic"
    assert {"basic.personnel", "basic.public"} <= {place.ref for place in places}


def test_what_the_document_does_not_show_has_no_place() -> None:
    _, made, _ = _disturbed(0)
    unknown = (
        Finding("ZZ01", "错误", "什么也没有"),
        Finding("ZZ01", "错误", "没有这个", path=("nowhere", "at", "all")),
    )
    assert find_places(unknown, made) == ((), ())


def test_a_section_that_lacks_what_it_needs_is_found_by_its_heading() -> None:
    _, made, _ = _disturbed(0)
    finding = Finding("DS01", "错误", "没有填机关运行经费", path=("operating_cost",), expected="机关运行经费支出说明")
    headings = [number for number, block in enumerate(made.document.blocks) if isinstance(block, Heading)]
    assert "机关运行经费支出说明" in to_text(made.document)
    assert Place(find_places((finding,), made)[0][0].block).block in {*headings, *(one + 1 for one in headings)}


def test_of_the_numbers_that_follow_from_a_figure_the_nearest_comes_first() -> None:
    own = Figure("own", "甲", Decimal(1))
    near = derive("near", "乙", "sum", (own,))
    far = derive("far", "丙", "sum", (near, own))
    farther = derive("farther", "丁", "sum", (derive("between", "戊", "sum", (near,)),))
    made = SimpleNamespace(figures={one.key: one for one in (farther, far, near)})
    assert _Finder(made, None).following["own"] == ("far", "near", "farther")


def test_every_reason_that_is_asked_for_has_its_section() -> None:
    _, made, _ = _disturbed(0)
    sections = {one.place: DocumentIndex(made.document).section(one.place) for one in made.reasons.values()}
    assert any("‘" in place for place in sections)
    assert [place for place, section in sections.items() if not section] == []

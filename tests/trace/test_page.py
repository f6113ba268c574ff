"""The page: whole, self-contained, escaped, every number with an anchor and every link with an end."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from generator.trace.links import relative_links
from generator.trace.page import paper_page
from tests.factories import make_accounts
from tests.trace.papers import SAMPLES, composed_sample, paper_of, paper_of_sample, sample_folder

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "col", "br"}
AWKWARD = "<script>alert(1)</script>&\"'</td>"


class Reader(HTMLParser):
    """Collects anchors and links, and checks that every element is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note anchors and links; nothing may run or be fetched."""
        given = dict(attrs)
        self.tags.append(tag)
        if given.get("id"):
            self.anchors.append(str(given["id"]))
        if given.get("href"):
            self.links.append(str(given["href"]))
        assert not [name for name in given if name.startswith("on") or name == "src"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What was opened last is closed first."""
        assert tag == self.open.pop()


def read(page: str) -> Reader:
    """The page, read to its end."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_number_has_its_anchor_and_every_link_an_end(sample: str, tmp_path: Path) -> None:
    paper = paper_of_sample(sample)
    files = composed_sample(sample).loaded.files
    reader = read(paper_page(paper, relative_links(files, tmp_path)))
    assert len(set(reader.anchors)) == len(reader.anchors)
    assert {f"n{one.number}" for one in paper.numbers} <= set(reader.anchors)
    inside = {link for link in reader.links if link.startswith("#")}
    assert {f"#{anchor}" for anchor in reader.anchors} >= inside
    outside = {link for link in reader.links if not link.startswith("#")}
    named = {leaf.source.file for leaf in paper.leaves if leaf.source}
    assert len(named) == len(outside)
    assert all((tmp_path / unquote(link)).parent.samefile(sample_folder(sample)) for link in outside)
    assert all((tmp_path / unquote(link)).is_file() for link in outside)


def test_the_page_needs_nothing_but_itself() -> None:
    page = paper_page(paper_of_sample("jiangan-2022"), {})
    assert re.findall(r"https?:|<script|<link|<img|@import|url\(", page) == []
    assert [link for link in read(page).links if not link.startswith("#")] == []


def test_each_part_can_be_folded_and_is_open_at_first() -> None:
    page = paper_page(paper_of_sample("jiangan-2022"), {})
    parts = {one.place.part for one in paper_of_sample("jiangan-2022").numbers}
    assert len(parts) + 3 == page.count("<details open")
    assert page.count("<details") == page.count("<details open")


def test_text_of_data_is_never_markup() -> None:
    project = {"name": AWKWARD, "budget": 10000, "outturn": 10000, "effect": f"{AWKWARD}5件"}
    _, paper = paper_of(make_accounts(unit={"name": AWKWARD, "short_name": ""}, projects=(project,)))
    page = paper_page(paper, {"unit.yaml": "a'\"<b>.yaml"})
    read(page)
    assert "alert" in page
    assert "<script" not in page
    assert '"<b>' not in page


def test_the_sentence_stands_with_its_number_marked() -> None:
    page = paper_page(paper_of_sample("jiangan-2022"), {})
    sentence = "与2021年度相比，收、支总计各减少<mark>333.63</mark>万元，下降22.0%，主要原因是"
    assert sentence in page
    assert "|收入总计 − 上年收入（支出）总计| ÷ |上年收入（支出）总计|" in page
    assert "＝|1,183.81 − 1,517.44| ÷ |1,517.44|" in page

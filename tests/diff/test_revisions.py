"""Tracked changes of a Word file: accepted they count, rejected they do not; and the reverse for what was deleted."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from generator.diff.compare import compare_document
from tests.diff.conftest import printed, sample
from tests.diff.editing import W, WordFile

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diff.model import Comparison

SAMPLE = "wuhan-center-2024"
SENTENCE = "2024年度收、支总计"
BY = {f"{W}id": "9001", f"{W}author": "审核", f"{W}date": "2025-01-01T00:00:00Z"}


def run_of(file: WordFile, before: str) -> Any:  # noqa: ANN401 - lxml brings no types for what it finds
    """The run after the one whose text is ``before``."""
    run = next(text.getparent() for text, _ in file.texts() if text.text == before)
    return run.getnext()


def replaced(file: WordFile, before: str, new: str) -> None:
    """Replace the run after ``before``, tracked."""
    run = run_of(file, before)
    added = deepcopy(run)
    added.find(f"{W}t").text = new
    deleted = deepcopy(run)
    deleted.find(f"{W}t").tag = f"{W}delText"
    parent = run.getparent()
    at = parent.index(run)
    for tag, inner in ((f"{W}ins", added), (f"{W}del", deleted)):
        wrapper = etree.Element(tag, BY)
        wrapper.append(inner)
        parent.insert(at, wrapper)
    parent.remove(run)


def seen(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Numbers and words that differ."""
    return [(one.kind, one.left, one.right) for one in (*comparison.numbers, *comparison.words)]


def test_a_tracked_number_counts_when_accepted_and_not_when_rejected(tmp_path: Path) -> None:
    file = WordFile(printed(SAMPLE, "docx"))
    replaced(file, SENTENCE, "9,111.12")
    path = file.save(tmp_path / "修订.docx")
    assert seen(compare_document(sample(SAMPLE), path, "accept")) == [("改动", "9,111.11", "9,111.12")]
    assert seen(compare_document(sample(SAMPLE), path, "reject")) == []


@pytest.mark.parametrize(("mark", "counts"), [("ins", "accept"), ("del", "reject")])
def test_a_tracked_row(mark: str, counts: str, tmp_path: Path) -> None:
    """An inserted row is there when accepted; a deleted one is there when rejected."""
    file = WordFile(printed(SAMPLE, "docx"))
    row = next(row for row in file.root.iter(f"{W}tr") if "".join(row.itertext(f"{W}t")).startswith("2080505"))
    copied = deepcopy(row)
    etree.SubElement(copied.find(f"{W}trPr"), f"{W}{mark}", BY)
    row.addnext(copied)
    path = file.save(tmp_path / "修订.docx")
    for revisions in ("accept", "reject"):
        comparison = compare_document(sample(SAMPLE), path, "accept" if revisions == "accept" else "reject")
        shapes = [(one.kind, one.shape) for one in comparison.differences]
        assert ([("多出", "表格行")] if revisions == counts else []) == shapes


def test_a_paragraph_whose_end_was_deleted_runs_on_when_accepted(tmp_path: Path) -> None:
    file = WordFile(printed(SAMPLE, "docx"))
    paragraph = next(text for text, _ in file.texts() if text.text == SENTENCE).getparent().getparent()
    mark = etree.SubElement(paragraph.find(f"{W}pPr"), f"{W}rPr")
    etree.SubElement(mark, f"{W}del", BY)
    path = file.save(tmp_path / "修订.docx")
    for revisions in ("accept", "reject"):
        comparison = compare_document(sample(SAMPLE), path, "accept" if revisions == "accept" else "reject")
        assert seen(comparison) == []
        assert comparison.differences == ()


def test_moved_text_hidden_text_and_field_codes(tmp_path: Path) -> None:
    """Text moved away is gone when accepted; hidden text and field codes are never read."""
    file = WordFile(printed(SAMPLE, "docx"))
    run = run_of(file, SENTENCE)
    moved = etree.Element(f"{W}moveTo", BY)
    added = deepcopy(run)
    added.find(f"{W}t").text = "77.77"
    moved.append(added)
    run.addnext(moved)
    hidden = deepcopy(run)
    hidden.find(f"{W}t").text = "88.88"
    hidden.insert(0, etree.Element(f"{W}rPr"))
    etree.SubElement(hidden[0], f"{W}vanish")
    run.addnext(hidden)
    code = deepcopy(run)
    code.find(f"{W}t").text = "PAGEREF 99"
    code.find(f"{W}t").tag = f"{W}instrText"
    run.addnext(code)
    path = file.save(tmp_path / "修订.docx")
    assert seen(compare_document(sample(SAMPLE), path, "reject")) == []
    accepted = compare_document(sample(SAMPLE), path, "accept")
    assert seen(accepted) == [("改动", "9,111.11", "9,111.1177.77")]

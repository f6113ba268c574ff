"""An edited document against its data: nothing where nothing was edited, every number that was, no word as a number."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest

from generator.diff.compare import compare_document
from generator.render.registry import find_printer, printers
from tests.diff.conftest import SAMPLES, printed, sample
from tests.diff.editing import HAN, Edit, WordFile, edit_numbers, edit_words, seeded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.diff.model import Comparison, NumberChange

SAMPLE = "wuhan-center-2024"
COUNT = 100
PDF_PRINTERS = sorted(name for name, printer in printers().items() if printer.suffix == ".pdf")
WORD_PRINTERS = sorted(name for name, printer in printers().items() if printer.suffix.endswith(".docx"))


def told(comparison: Comparison) -> list[str]:
    """What a comparison says, for a message."""
    return [
        f"{one.place}: {''.join(part.text for part in one.left)} ≠ {''.join(part.text for part in one.right)}"
        for one in comparison.differences
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_file_that_nobody_edited_differs_in_nothing(name: str, document: Callable[[str, str], Path]) -> None:
    assert told(compare_document(sample(name), document(name, "docx"))) == []


@pytest.mark.parametrize("printer", WORD_PRINTERS)
def test_every_kind_of_word_file_differs_in_nothing(printer: str, document: Callable[[str, str], Path]) -> None:
    assert told(compare_document(sample(SAMPLE), document(SAMPLE, printer))) == []


@pytest.mark.slow
@pytest.mark.parametrize("printer", ["docx", *PDF_PRINTERS])
def test_a_draft_differs_in_nothing(printer: str, tmp_path: Path) -> None:
    """What stands on every page of a draft is no text of the document."""
    side, chosen = sample("shanghai-2024"), find_printer(printer)
    draft = replace(side.composed.composition.document, draft="草稿：有没有改正的错误（GX01），不得公开")
    path = tmp_path / f"草稿{chosen.suffix}"
    path.write_bytes(chosen.print(draft, side.composed.style))
    assert told(compare_document(side, path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("printer", PDF_PRINTERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_pdf_differs_in_nothing(name: str, printer: str, document: Callable[[str, str], Path]) -> None:
    assert told(compare_document(sample(name), document(name, printer))) == []


def test_one_pdf_differs_in_nothing(document: Callable[[str, str], Path]) -> None:
    assert told(compare_document(sample("shanghai-2024"), document("shanghai-2024", "pdf"))) == []


def answers(edit: Edit, change: NumberChange) -> bool:
    """Whether ``change`` tells of ``edit``: the number, its place, and the value that it should have."""
    kinds = {"added": "多出", "deleted": "缺少", "changed": "改动"}
    place = str(change.place)
    is_there = edit.heading.replace("\n", "") in place
    if edit.row:
        named = [text for text in edit.row if HAN.search(text) and text in change.place.where]
        is_itself = bool(edit.left) and f" {edit.left} " in f"{change.place.where} "  # a code names its own row
        is_below = not edit.row[0]  # the row's name is in a cell that began above
        is_there = is_there and (
            bool(named) or is_itself or is_below or re.search(r"表头|第 \d+ 行", place) is not None
        )
    return (kinds[edit.kind], edit.left, edit.right) == (change.kind, change.left, change.right) and is_there


def assert_all_found(edits: list[Edit], comparison: Comparison) -> None:
    """Each edit is told of, and no other number."""
    left = list(comparison.numbers)
    missed = []
    for edit in edits:
        found = next((change for change in left if answers(edit, change)), None)
        if found is None:
            missed.append(edit)
        else:
            left.remove(found)
    assert (missed, left) == ([], [])


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_edits_of_numbers_are_all_found_with_place_and_value(seed: int, tmp_path: Path) -> None:
    file = WordFile(printed(SAMPLE, "docx"))
    edits = edit_numbers(file, seeded(seed), COUNT)
    assert Counter(edit.kind for edit in edits).keys() == {"changed", "deleted", "added"}
    assert_all_found(edits, compare_document(sample(SAMPLE), file.save(tmp_path / "改.docx")))


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_edits_of_numbers_are_found_in_every_sample(name: str, tmp_path: Path) -> None:
    for seed in range(10):
        file = WordFile(printed(name, "docx"))
        edits = edit_numbers(file, seeded(seed), 20)
        assert_all_found(edits, compare_document(sample(name), file.save(tmp_path / f"{seed}.docx")))


@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_edits_of_words_are_found_and_none_is_a_number(seed: int, tmp_path: Path) -> None:
    file = WordFile(printed(SAMPLE, "docx"))
    edited = edit_words(file, seeded(seed), COUNT)
    comparison = compare_document(sample(SAMPLE), file.save(tmp_path / "改.docx"))
    assert comparison.numbers == ()
    assert set() == edited - {"".join(part.text for part in one.right) for one in comparison.differences}


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_the_other_way_round_differ_in_nothing(quarters: int, tmp_path: Path) -> None:
    """As scanners and some printers' drivers leave them: the text itself is turned."""
    name = "shanghai-2024"
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(name, "pdf")))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        along, up = {1: (height, 0.0), 2: (width, height), 3: (0.0, width)}[quarters]
        page.add_transformation(pypdf.Transformation().rotate(90 * quarters).translate(along, up))
        page.mediabox.upper_right = (height, width) if quarters % 2 else (width, height)
        page.cropbox = page.mediabox
    path = tmp_path / "转.pdf"
    writer.write(path)
    assert told(compare_document(sample(name), path)) == []

"""A document that another program saved again or printed: nothing differs but what was edited."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.diff.compare import compare_document
from tests.diff.conftest import printed, sample
from tests.diff.editing import WordFile, edit_numbers, seeded
from tests.diff.test_document import assert_all_found, told

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice"),
]
NAMES = ("wuhan-center-2024", "jiangan-2022", "sichuan-2023")


def converted(file: Path, kind: str) -> Path:
    """``file`` opened by LibreOffice and written as ``kind``."""
    folder = file.parent / "saved"
    profile = f"-env:UserInstallation=file://{file.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - LibreOffice on our own file
    return folder / f"{file.stem}.{kind}"


@pytest.mark.parametrize("name", NAMES)
def test_saved_again_nothing_differs(name: str, tmp_path: Path) -> None:
    file = tmp_path / "t.docx"
    file.write_bytes(printed(name, "docx"))
    assert told(compare_document(sample(name), converted(file, "docx"))) == []


def test_edited_and_saved_again_only_the_edits_differ(tmp_path: Path) -> None:
    file = WordFile(printed(NAMES[0], "docx"))
    edits = edit_numbers(file, seeded(5), 40)
    saved = converted(file.save(tmp_path / "t.docx"), "docx")
    assert_all_found(edits, compare_document(sample(NAMES[0]), saved))


def test_edited_and_printed_every_edit_of_a_number_is_found(tmp_path: Path) -> None:
    file = WordFile(printed(NAMES[0], "docx"))
    edits = edit_numbers(file, seeded(6), 40)
    pdf = converted(file.save(tmp_path / "t.docx"), "pdf")
    assert_all_found(edits, compare_document(sample(NAMES[0]), pdf))

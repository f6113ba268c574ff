"""The documents of the further samples as text that a person can read; ``UPDATE_GOLDENS=1`` writes them anew."""

from __future__ import annotations

import os
from difflib import unified_diff

import pytest

from generator.document.text import to_text
from generator.pipeline import check_unit
from tests.styles.support import BUDGETS, GOLDEN, NEW, SAMPLES, WORKSPACE, composed


@pytest.mark.parametrize("sample", [*NEW, *BUDGETS])
def test_the_document_is_the_golden_one(sample: str) -> None:
    text = to_text(composed(sample).composition.document)
    golden = GOLDEN / f"{sample}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(text, encoding="utf-8")
    known = golden.read_text(encoding="utf-8")
    difference = unified_diff(known.splitlines(), text.splitlines(), "golden", "composed", lineterm="", n=1)
    assert "\n".join(difference) == "", "read the difference; UPDATE_GOLDENS=1 accepts it"


@pytest.mark.parametrize("sample", [*NEW, *BUDGETS])
def test_a_sample_has_no_errors(sample: str) -> None:
    _, report = check_unit(SAMPLES / sample, WORKSPACE)
    assert [str(finding) for finding in report.findings if finding.severity == "错误"] == []

"""The samples' documents as text that a person can read; ``UPDATE_GOLDENS=1`` writes them anew."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.document.table import TableBlock
from generator.document.text import to_text
from generator.pipeline import check_unit
from tests.conftest import SAMPLES

if TYPE_CHECKING:
    from generator.pipeline import Composed
    from generator.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_is_the_golden_one(name: str, composed: dict[str, Composed]) -> None:
    text = to_text(composed[name].composition.document)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    known = golden.read_text(encoding="utf-8")
    difference = unified_diff(known.splitlines(), text.splitlines(), "golden", "composed", lineterm="", n=1)
    assert "\n".join(difference) == "", "read the difference; UPDATE_GOLDENS=1 accepts it"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_errors(name: str, samples: dict[str, Path], workspace: Workspace) -> None:
    _, report = check_unit(samples[name], workspace)
    assert [str(finding) for finding in report.findings if finding.severity == "错误"] == []


def sentences(unit: Composed) -> str:
    """The document's text."""
    return to_text(unit.composition.document)


def test_001_is_corrected_where_the_seed_contradicts_its_tables(composed: dict[str, Composed]) -> None:
    text = sentences(composed["wuhan-center-2024"])
    assert "收、支总计各增加1,030.29万元，增长12.7%" in text
    assert "12.8%" not in text
    assert "住房保障（类）支出442.56万元，占4.9%" in text
    assert "住房保障支出（类）支出442.56万元，占4.9%" in text
    assert "2101599科目。年初预算为51.32万元，支出决算为51.32万元，完成年初预算的100%。" in text
    fund = "2210201科目。年初预算为312.24万元，支出决算为287.8万元，完成年初预算的92.2%，支出决算数小于年初预算数"
    assert fund in text


def test_002_prints_what_its_tables_say(composed: dict[str, Composed]) -> None:
    text = sentences(composed["jiangan-2022"])
    assert "收、支总计各减少333.63万元，下降22.0%" in text
    assert "一般公共预算财政拨款支出1148.77万元，占本年支出合计的97.0%" in text


def test_each_sample_has_its_parts_tables_and_charts(composed: dict[str, Composed]) -> None:
    for unit in composed.values():
        lines = sentences(unit).splitlines()
        assert [line[2:6] for line in lines if line.startswith("# ")] == [
            "第一部分",
            "第二部分",
            "第三部分",
            "第四部分",
            "第五部分",
            "第六部分",
        ]
        assert [line[1:3] for line in lines if line.startswith("[图")] == ["图1", "图2", "图3", "图4"]
        tables = [block.id for block in unit.composition.document.blocks if isinstance(block, TableBlock)]
        assert len(set(tables) & set(unit.style.style.tables.order)) == 9

"""What holds for every style: it loads, its texts hold no arithmetic, a region's style is small."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import nodes

from generator.cli import main
from generator.document.blocks import ChartBlock
from generator.document.table import TableBlock
from generator.narrative.environment import text_environment
from generator.narrative.sections import checked_environment
from generator.style.load import load_style, style_names
from tests.styles.support import WORKSPACE, composed

if TYPE_CHECKING:
    from pathlib import Path

STYLES = style_names(WORKSPACE.templates)
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
ROUNDING = {"round", "format", "int", "float", "sum", "abs", "filesizeformat"}
LARGEST = 0.30
"""Share of the lines of a full style that a region's own may have."""


def texts(style: str) -> list[Path]:
    """The templates of a style's own folder."""
    return sorted((WORKSPACE.templates / style / "narrative").glob("*.j2"))


@pytest.mark.parametrize("style", STYLES)
def test_the_style_loads_and_its_templates_name_only_what_there_is(style: str) -> None:
    loaded = load_style(WORKSPACE.templates, style)
    assert style == loaded.style.name
    assert checked_environment(loaded) is checked_environment(loaded)


@pytest.mark.parametrize("path", [path for style in STYLES for path in texts(style)], ids=lambda path: path.name)
def test_no_template_holds_arithmetic(path: Path) -> None:
    environment = text_environment(load_style(WORKSPACE.templates, path.parents[1].name))
    tree = environment.parse(path.read_text(encoding="utf-8"))
    assert [f"{type(node).__name__}, line {node.lineno}" for node in tree.find_all(ARITHMETIC)] == []
    assert set() == {node.name for node in tree.find_all(nodes.Filter)} & ROUNDING


@pytest.mark.parametrize("style", STYLES)
def test_the_filters_that_compute_are_not_there(style: str) -> None:
    assert set() == ROUNDING & set(text_environment(load_style(WORKSPACE.templates, style)).filters)


def test_the_command_lists_every_style(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["juesuan", "styles", "list"])
    with pytest.raises(SystemExit) as left:
        main()
    assert not left.value.code
    listed = [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()]
    assert [[name, load_style(WORKSPACE.templates, name).style.title] for name in STYLES] == listed


@pytest.mark.parametrize("style", ["hubei-wuhan-2022-unit", "sichuan", "shanghai"])
def test_a_region_s_style_has_at_most_thirty_percent_of_a_full_one(style: str) -> None:
    full = lines("base") + lines("hubei-wuhan-2024")
    assert lines(style) <= LARGEST * full


def lines(style: str) -> int:
    """Lines of a style's keys and texts."""
    files = [WORKSPACE.templates / style / "style.yaml", *texts(style)]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def test_sichuan_prints_thirteen_tables_last_and_six_charts() -> None:
    blocks = composed("sichuan-2023").composition.document.blocks
    labels = [block.label for block in blocks if isinstance(block, TableBlock) and block.label]
    assert [f"公开{number:02}表" for number in range(1, 14)] == labels
    assert labels == [getattr(block, "label", "") for block in blocks[-13:]]
    captions = [block.caption[:2] for block in blocks if isinstance(block, ChartBlock)]
    assert [f"图{number}" for number in range(1, 7)] == captions


def test_the_detail_tables_of_sichuan_add_up_to_the_others() -> None:
    tables = {
        block.id: block
        for block in composed("sichuan-2023").composition.document.blocks
        if isinstance(block, TableBlock)
    }

    def total(table: str) -> list[str]:
        return [cell.text for cell in next(row for row in tables[table].body if row[0].text == "合计")[1:]]

    assert total("general_budget") == total("general_budget_detail")
    assert ["1,115.00", *total("general_budget")] == total("appropriation_detail")[:4]
    assert total("general_budget")[2:] == total("general_budget_projects")
    assert total("state_capital") == total("state_capital_flow")[2:5]


def test_shanghai_has_no_charts_no_line_numbers_and_totals_last() -> None:
    blocks = composed("shanghai-2024").composition.document.blocks
    assert [block for block in blocks if isinstance(block, ChartBlock)] == []
    tables = {block.id: block for block in blocks if isinstance(block, TableBlock)}
    assert [f"公开{number:02}表" for number in range(1, 10)] == [table.label for table in tables.values()]
    heads = [cell.text for table in tables.values() for row in table.boxhead for cell in row]
    assert "行次" not in heads
    for name in ("revenue", "expenditure", "general_budget", "government_fund", "state_capital_flow"):
        assert tables[name].body[-1][0].text == "合计"
    heads = [cell.text for row in tables["three_public_by_item"].boxhead for cell in row]
    assert [heads.count(word) for word in ("预算数", "决算数")] == [6, 6]


def test_shanghai_leaves_out_what_does_not_occur() -> None:
    text = [getattr(block, "text", "") for block in composed("shanghai-2024").composition.document.blocks]
    assert [
        line for line in text if "政府采购工程" in line or "上级补助收入0" in line or line.startswith("2.公务")
    ] == []

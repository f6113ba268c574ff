"""What a clerk reads: sheets and titles of a workbook, keys of files; one name told once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.checks.paths import titles_at
from generator.checks.spoken import spoken
from generator.checks.wordlists import load_lists
from generator.finding import Finding, quoted
from generator.pipeline import check_unit
from generator.source import SourceMap, SourceRef
from tests.checks.support import WORKSPACE, report_with
from tests.factories import accounts_data, make_shape, write_unit

if TYPE_CHECKING:
    from pathlib import Path

KEY = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")
BOOK = SourceMap(
    {
        (): SourceRef("单位.xlsx"),
        ("prior", "grand_total"): SourceRef("单位.xlsx", "上年决算数", "C5"),
        ("operating_cost", "outturn"): SourceRef("单位.xlsx", "运行经费采购资产", "C4"),
    }
)
FILES = SourceMap({(): SourceRef("unit.yaml", line=1)})


def told(advice: str, sources: SourceMap) -> str:
    """``advice`` as it is told."""
    return spoken(Finding("DS01", "错误", "", advice=advice), sources).advice


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        ("填 prior.grand_total；没有的填 0", "填“上年决算数”工作表的“收入（支出）总计”；没有的填 0"),
        ("填 operating_cost.outturn", "填“运行经费采购资产”工作表的“机关运行经费 · 决算数”"),
        ("有原因的，在 waivers 中说明", "有原因的，在“核对说明”工作表中说明"),
        ("写 reasons.three_public.budget", "写“原因”工作表的“‘三公’经费 · 决算数与预算数差异的原因”"),
        ("用 juesuan check --list 查看", "用 juesuan check --list 查看"),
        ("核对样式的 tables.order", "核对样式的 tables.order"),
    ],
)
def test_a_workbook_is_spoken_of_by_sheets_and_titles(advice: str, expected: str) -> None:
    assert expected == told(advice, BOOK)
    assert advice == told(advice, FILES)


def test_every_requirement_of_the_list_can_be_told_without_keys() -> None:
    lists = load_lists(WORKSPACE.data / "checks")
    for row in lists.requirements:
        for key in KEY.findall(row.advice):
            assert titles_at(key), key
        assert not KEY.search(told(row.advice, BOOK)), row.title


def test_quotes_within_quotes_are_single() -> None:
    assert quoted("“三公”经费支出") == "“‘三公’经费支出”"


def test_a_place_of_the_text_with_quotes_of_its_own_is_quoted_well() -> None:
    report = report_with({"reasons.three_public.prior": None})
    asked = [one.message for one in report.findings if one.code == "YY01"]
    assert asked
    assert not any("““" in message for message in asked)


def test_a_placeholder_in_the_unit_name_is_one_finding_at_the_name(tmp_path: Path) -> None:
    data = accounts_data(make_shape(amount_unit="元"))
    data["unit"] = {**data["unit"], "name": "某某区医疗保险中心"}
    unit = write_unit(tmp_path / "单位", data)
    _, report = check_unit(unit, WORKSPACE)
    left = [one for one in report.findings if one.code == "TX01"]
    assert [one.path for one in left] == [("unit", "name")]
    assert re.search(r"有 \d+ 处", left[0].message)
    assert left[0].source is not None
    assert left[0].source.line > 0

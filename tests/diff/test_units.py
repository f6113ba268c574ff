"""Two states, years and units: figures by meaning, rows by their names, sentences with their numbers, findings."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from generator.diff.compare import Side, compare_document, compare_units
from generator.merge import deep_merge
from generator.pipeline import check_unit
from generator.render.registry import find_printer
from generator.workspace import Workspace
from tests.diff.conftest import SAMPLES, sample
from tests.diff.test_document import PDF_PRINTERS
from tests.factories import accounts_data, make_shape, write_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.diff.model import Comparison

    MakeSide = Callable[..., Side]

WORKSPACE = Workspace.find()


@pytest.fixture
def side(tmp_path: Path) -> MakeSide:
    """Makes a small unit, its data overlaid."""

    def make(name: str, **overrides: Any) -> Side:  # noqa: ANN401 - any data
        data = deep_merge(accounts_data(make_shape(amount_unit="元")), overrides)
        source = write_unit(tmp_path / name, data).parent
        composed, report = check_unit(source, WORKSPACE)
        assert composed is not None, [str(finding) for finding in report.findings]
        return Side(source, composed, report)

    return make


def nothing(comparison: Comparison) -> tuple[object, ...]:
    """What differs, findings that are still there apart."""
    changed = [one for one in comparison.findings if one.state != "仍有"]
    return (*comparison.differences, *comparison.figures, *changed)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_unit_differs_in_nothing_from_itself(name: str) -> None:
    comparison = compare_units(sample(name), sample(name))
    assert nothing(comparison) == ()
    assert comparison.same_figures == len(sample(name).composed.composition.figures)


@pytest.mark.parametrize("name", SAMPLES[:1])
def test_a_folder_differs_in_nothing_from_its_workbook(name: str) -> None:
    source = WORKSPACE.data / "samples" / f"{name}.xlsx"
    composed, report = check_unit(source, WORKSPACE)
    assert composed is not None
    assert nothing(compare_units(sample(name), Side(source, composed, report))) == ()


def test_a_year_and_a_name_alone_are_no_difference(side: MakeSide) -> None:
    first = side("甲")
    later = side("乙", year=2023)
    other = side("丙", unit={"name": "江北市医疗保险服务中心", "short_name": "江北中心"})
    assert nothing(compare_units(first, later)) == ()
    assert nothing(compare_units(first, other)) == ()


def test_headings_say_which_side_is_which(side: MakeSide) -> None:
    first, second = side("甲"), side("乙")
    later = side("丙", year=2023)
    other = side("丁", unit={"name": "江北市医疗保险服务中心", "short_name": "江北中心"})
    assert _sides(compare_units(first, second)) == ("前（甲）", "后（乙）")
    assert _sides(compare_units(first, later)) == ("2024年度", "2023年度")
    unit = first.unit
    assert (unit, "江北市医疗保险服务中心") == _sides(compare_units(first, other))


def _sides(comparison: Comparison) -> tuple[str, str]:
    return comparison.left, comparison.right


def test_a_changed_figure_its_difference_and_what_follows_from_it(side: MakeSide) -> None:
    before = side("前", operating_cost={"outturn": Decimal(4000000)})
    after = side("后", operating_cost={"outturn": Decimal(3000000)})
    comparison = compare_units(before, after)
    change = next(one for one in comparison.figures if one.key == "operating_cost.outturn")
    assert (
        change.kind,
        change.left,
        change.right,
        change.difference,
        change.rate,
    ) == ("改动", "400万元", "300万元", "-100万元", "-25%")
    assert {one.key for one in comparison.numbers} <= {one.key for one in comparison.figures}
    assert ("400", "300") in {(one.left, one.right) for one in comparison.numbers}


def test_a_difference_that_rounding_hides_is_shown_exactly(side: MakeSide) -> None:
    before = side("前", operating_cost={"outturn": Decimal("4000000.00")})
    after = side("后", operating_cost={"outturn": Decimal("4000000.01")})
    change = next(one for one in compare_units(before, after).figures if one.key == "operating_cost.outturn")
    assert (change.left, change.right) == ("4,000,000元", "4,000,000.01元")
    assert change.rate == "", "no +0%"


def test_a_reason_is_words_only(side: MakeSide) -> None:
    before = side("前", reasons={"total": "业务量增加，经费增多"})
    after = side("后", reasons={"total": "人员减少，经费增多"})
    comparison = compare_units(before, after)
    assert (comparison.figures, comparison.numbers) == ((), ())
    assert comparison.words
    assert all(not any(part.mark == "number" for part in one.left) for one in comparison.differences)


def test_projects_in_another_order_have_the_same_figures(side: MakeSide) -> None:
    before = side("前")
    projects = accounts_data(make_shape(amount_unit="元"))["projects"]
    after = side("后", projects=tuple(reversed(deepcopy(projects))))
    assert compare_units(before, after).figures == ()


def test_a_row_that_is_gone_and_one_that_is_new(side: MakeSide) -> None:
    before = side("前")
    data = accounts_data(make_shape(amount_unit="元"))
    lines = {"2101199": data["general_budget"]["lines"].pop("2101101")}
    lines["2101199"] = {**lines["2101199"], "name": "其他行政事业单位医疗支出"}
    source = write_unit(before.source.parent / "后", deep_merge(data, {"general_budget": {"lines": lines}})).parent
    composed, report = check_unit(source, WORKSPACE)
    assert composed is not None
    comparison = compare_units(before, Side(source, composed, report))
    rows = {(one.kind, "".join(part.text for part in (*one.left, *one.right))[:7]) for one in comparison.wholes}
    assert {("缺少", "2101101"), ("多出", "2101199")} <= rows


def test_findings_that_are_new_and_gone(side: MakeSide) -> None:
    sound = side("前")
    wrong = side("后", reasons={"total": ""})
    forward, back = compare_units(sound, wrong), compare_units(wrong, sound)
    new = {one.finding.code for one in forward.findings if one.state == "新增"}
    assert "YY01" in new
    assert new == {one.finding.code for one in back.findings if one.state == "消失"}


def test_both_ways_round_the_same_is_different(side: MakeSide) -> None:
    before = side("前", operating_cost={"outturn": Decimal(4000000)}, reasons={"total": "人员减少"})
    after = side("后", operating_cost={"outturn": Decimal(3000000)})
    forward, back = compare_units(before, after), compare_units(after, before)
    assert [(one.left, one.right) for one in forward.numbers] == [(one.right, one.left) for one in back.numbers]
    assert [(one.left, one.right) for one in forward.figures] == [(one.right, one.left) for one in back.figures]


def test_two_real_units_differ_and_are_told_apart() -> None:
    comparison = compare_units(sample("wuhan-center-2024"), sample("jiangan-2022"))
    assert len(comparison.figures) > 100
    assert comparison.numbers
    assert all(one.left != one.right for one in comparison.numbers if one.kind == "改动")


@pytest.mark.slow
@pytest.mark.parametrize("printer", ["docx", *PDF_PRINTERS])
def test_a_printed_document_differs_from_other_data_as_the_data_do(
    printer: str, side: MakeSide, tmp_path: Path
) -> None:
    """Read back from the file, the old document says what the old data say."""
    old = side("旧", operating_cost={"outturn": Decimal(4000000)}, reasons={"total": "人员减少"})
    new = side(
        "新", operating_cost={"outturn": Decimal(3000000)}, three_public={"outturn": {"reception": Decimal(9000)}}
    )
    chosen = find_printer(printer)
    path = tmp_path / f"旧{chosen.suffix}"
    path.write_bytes(chosen.print(old.composed.composition.document, old.composed.style))
    by_data, by_file = compare_units(new, old), compare_document(new, path)
    assert len(by_data.numbers) > 5
    assert by_data.numbers == by_file.numbers
    assert by_data.words == by_file.words

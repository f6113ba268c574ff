"""The department is the sum of its units, payments between them taken out; differences are named."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.consolidate.amounts import OTHERS, TABLES, amounts_of
from generator.consolidate.run import Order, consolidate, write_department
from generator.errors import UsageError
from generator.ingest import load
from generator.pipeline import check_unit, reference_for
from generator.workbook.unit_file import UnitData, unit_workbook
from generator.workspace import Workspace
from tests.factories import Flow, accounts_data, disturbed, make_shape, validate, write_unit
from tests.strategies import shapes

if TYPE_CHECKING:
    from pathlib import Path

    from generator.consolidate.run import Consolidation
    from generator.finding import Finding
    from tests.factories import Data, Tree

WORKSPACE = Workspace.find()
STYLE, YEAR = "hubei-wuhan-2024", 2024
BUREAU = "江南区医疗保障局"


def unit_data(name: str, *, full: bool = True, factor: int = 1, **unit: object) -> Data:
    """A consistent unit of a size."""
    shape = make_shape()
    flows = tuple(
        Flow(one.source, one.code, one.basic * factor, one.project * factor, one.opening * factor, one.closing * factor)
        for one in shape.flows
    )
    sized = make_shape(
        flows=flows,
        basic={code: amount * factor for code, amount in shape.basic.items()},
        three_public={
            group: {key: value * factor for key, value in row.items()} for group, row in shape.three_public.items()
        },
    )
    data = accounts_data(sized, full=full)
    return {**data, "amount_unit": "元", "unit": {**data["unit"], "name": name, **unit}}


def department_data(*units: Data) -> Data:
    """What the department should report: the units' numbers added up by the test's own arithmetic."""
    whole = units[0]
    for unit in units[1:]:
        whole = {**whole, **{part: added(whole.get(part), unit.get(part)) for part in (*TABLES, *OTHERS)}}
    present = {key: value for key, value in whole.items() if value is not None}
    return {**present, "unit": {**whole["unit"], "name": BUREAU, "kind": "部门"}}


def added(one: Tree, other: Tree) -> Tree:
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: added(one.get(key), other.get(key)) for key in {**one, **other}}
    if isinstance(one, (Decimal, int)) and isinstance(other, (Decimal, int)):
        return one + other
    return other if one is None else one


def write(folder: Path, *units: Data) -> Path:
    for number, data in enumerate(units, 1):
        write_unit(folder / f"{number:02d}", data)
    return folder


def of(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def run(source: Path, **options: Any) -> Consolidation:  # noqa: ANN401 - any field of an order
    options.setdefault("name", BUREAU)
    return consolidate(Order(source, source.parent / "部门汇总", **options), WORKSPACE)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(shapes(STYLE, YEAR), st.booleans()), min_size=1, max_size=3))
def test_every_figure_is_the_sum_of_the_units_figures_and_survives_writing(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[Any, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("department")
    reference = reference_for(YEAR, WORKSPACE)
    expected: dict[Any, Decimal] = {}
    for number, (shape, full) in enumerate(drawn):
        data = accounts_data(shape, full=full)
        data = {**data, "amount_unit": "元", "unit": {**data["unit"], "name": f"单位{number}", "kind": "单位"}}
        write_unit(folder / "数据" / f"单位{number}", data)
        for path, figure in amounts_of(validate(data), reference.functional, reference.economic).items():
            expected[path] = expected.get(path, Decimal(0)) + figure.value
    made = run(folder / "数据")
    assert {path: figure.value for path, figure in made.sums.items()} == expected
    assert not of(made.findings, "HZ01")
    write_department(made, folder / "部门汇总")
    loaded = load(folder / "部门汇总", WORKSPACE)
    assert loaded.accounts == made.accounts
    again = amounts_of(made.accounts, reference.functional, reference.economic)
    assert {path: figure.value for path, figure in again.items()} == expected


def test_units_that_report_only_details_and_units_that_report_all_add_up_alike(tmp_path: Path) -> None:
    details = [unit_data("甲", full=False), unit_data("乙", full=False, factor=3)]
    whole = [unit_data("甲"), unit_data("乙", factor=3)]
    mixed = [details[0], whole[1]]
    sums = [
        {path: figure.value for path, figure in run(write(tmp_path / name / "数据", *units)).sums.items()}
        for name, units in (("a", details), ("b", whole), ("c", mixed))
    ]
    assert sums[0] == sums[1] == sums[2]


def test_the_department_lists_its_units_and_is_named_after_its_own_one(tmp_path: Path) -> None:
    own = unit_data(f"{BUREAU}（本级）", nature="行政单位", duties=("管理医疗保障。",))
    data = write(tmp_path / "数据", unit_data("甲中心"), own, unit_data("乙中心", nature="事业单位", code="101002"))
    unit = run(data, name="").accounts.unit
    assert (unit.name, unit.kind, unit.nature) == (BUREAU, "部门", "行政单位")
    assert [one.name for one in unit.subordinates] == ["甲中心", "乙中心"]
    assert (unit.subordinates[1].code, unit.subordinates[1].nature) == ("101002", "事业单位")
    assert unit.duties == ("管理医疗保障。",)


def test_the_consolidated_tables_pass_every_check_of_figures(tmp_path: Path) -> None:
    data = write(tmp_path / "数据", unit_data("甲中心"), unit_data("乙中心", factor=2))
    made = run(data)
    write_department(made, tmp_path / "部门汇总")
    _, report = check_unit(tmp_path / "部门汇总", WORKSPACE)
    errors = {finding.code for finding in report.findings if finding.severity == "错误"}
    assert errors <= {"YY01", "QS01", "DS01"}, "only words are missing"


def test_the_same_tables_differ_nowhere(tmp_path: Path) -> None:
    units = [unit_data("甲中心"), unit_data("乙中心", factor=2)]
    data = write(tmp_path / "数据", *units, department_data(*units))
    made = run(data, name="")
    assert not [finding for finding in made.findings if finding.code in {"HZ05", "HZ06"}]
    assert BUREAU in of(made.findings, "HZ09")[0].message
    assert made.accounts.reasons.total, "the department's own words are kept"


@pytest.mark.parametrize(
    "path",
    [
        ("expenditure", "lines", "2101506", "project"),
        ("three_public", "outturn", "reception"),
        ("basic", "lines", "30101", "amount"),
        ("summary", "closing"),
        ("procurement", "total"),
        ("assets", "vehicles_total"),
    ],
)
def test_any_item_that_differs_is_named_with_the_figures_of_the_units(tmp_path: Path, path: tuple[str, ...]) -> None:
    units = [unit_data("甲中心"), unit_data("乙中心", factor=2)]
    amount: Any = Decimal(123456) if path[0] != "assets" else 3
    write_unit(tmp_path / "部门", disturbed(department_data(*units), path, amount))
    made = run(write(tmp_path / "数据", *units), reported=tmp_path / "部门")
    found = {finding.path: finding for finding in of(made.findings, "HZ05")}
    assert path in found
    finding = found[path]
    assert [operand.title for operand in finding.operands] == ["甲中心", "乙中心"]
    assert [str(operand.source).split("/")[0] for operand in finding.operands] == ["01", "02"]
    assert ("12.35 万元" if amount != 3 else "相差 3") in finding.message
    assert finding.source is not None
    assert str(finding.source).startswith("部门/unit.yaml")


def test_a_place_in_a_workbook_is_a_file_that_there_is(tmp_path: Path) -> None:
    units = [unit_data("江南区医疗保险中心"), unit_data(BUREAU + "（本级）")]
    write(tmp_path / "数据", *units)
    reported = tmp_path / "部门.xlsx"
    reported.write_bytes(unit_workbook(UnitData.of(validate(department_data(*units)), {}), WORKSPACE))
    (tmp_path / "数据" / "01" / "unit.yaml").unlink()
    found = of(run(tmp_path / "数据", reported=reported).findings, "HZ05")
    assert found
    places = {finding.source.file for finding in found if finding.source}
    assert places == {"部门.xlsx"}
    for finding in found:
        code = next((str(step) for step in finding.path if str(step).isdigit()), "部门报表 ")
        assert finding.message.split("；")[0].count(code) == 1


def test_a_unit_that_was_left_out_of_the_departments_tables_is_the_first_suspect(tmp_path: Path) -> None:
    units = [unit_data("甲中心"), unit_data("乙中心", factor=2), unit_data("丙中心", factor=5)]
    write_unit(tmp_path / "部门", department_data(units[0], units[1]))
    made = run(write(tmp_path / "数据", *units), reported=tmp_path / "部门")
    found = of(made.findings, "HZ05")
    assert found
    assert all("丙中心" in finding.advice for finding in found)


def test_one_cause_is_one_finding_that_names_all_items(tmp_path: Path) -> None:
    units = [unit_data("甲中心"), unit_data("乙中心", factor=2)]
    data = department_data(*units)
    for path in (
        ("expenditure", "lines", "2101506", "project"),
        ("expenditure", "lines", "2101506", "total"),
        ("expenditure", "lines", "21015", "total"),
        ("expenditure", "total", "total"),
    ):
        data = disturbed(data, path, Decimal(50000))
    write_unit(tmp_path / "部门", data)
    made = run(write(tmp_path / "数据", *units), reported=tmp_path / "部门")
    (finding,) = [one for one in of(made.findings, "HZ05") if "5.00 万元" in one.message]
    assert finding.path == ("expenditure", "lines", "2101506", "project")
    assert "同样相差的还有" in finding.message
    assert "支出决算表·合计·本年支出合计" in finding.message


def test_tails_are_not_mixed_with_errors(tmp_path: Path) -> None:
    units = [{**unit_data("甲中心"), "amount_unit": "元"}, unit_data("乙中心", factor=2)]
    data = disturbed(department_data(*units), ("summary", "expenditure_total"), Decimal(100))
    write_unit(tmp_path / "部门", data)
    exact = run(write(tmp_path / "数据", *units), reported=tmp_path / "部门")
    assert of(exact.findings, "HZ05")
    rounded = write(tmp_path / "万元" / "数据", *(wan(unit) for unit in units))
    write_unit(tmp_path / "部门万元", wan(data))
    made = run(rounded, reported=tmp_path / "部门万元")
    assert not of(made.findings, "HZ05")
    assert ("summary", "expenditure_total") in {finding.path for finding in of(made.findings, "HZ06")}


def wan(node: Tree) -> Tree:
    """Data of 元 as a file in 万元 has them."""
    if isinstance(node, dict):
        return {key: "万元" if key == "amount_unit" else wan(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return tuple(wan(value) for value in node)
    return node / 10000 if isinstance(node, Decimal) else node


# 抵销


@pytest.fixture
def paying(tmp_path: Path) -> Path:
    """甲 pays 乙 300,000 元, which both report."""
    payer, payee = unit_data("甲局"), unit_data("乙中心", factor=2)
    amount = Decimal(300000)
    for path in (("lines", "2101506"), ("lines", "21015"), ("lines", "210"), ("total",)):
        for column in ("subordinate_subsidy", "total"):
            payer = raised(payer, ("expenditure", *path, column), amount)
        for column in ("superior_subsidy", "total"):
            payee = raised(payee, ("revenue", *path, column), amount)
    return write(tmp_path / "数据", payer, payee)


def raised(data: Data, path: tuple[str, ...], by: Decimal) -> Data:
    head, *rest = path
    if not rest:
        return {**data, head: data.get(head, Decimal(0)) + by}
    return {**data, head: raised(data[head], tuple(rest), by)}


def eliminations(folder: Path, *rows: str) -> Path:
    path = folder / "抵销.csv"
    path.write_text(
        "\n".join(("付款单位,收款单位,金额（万元）,支出科目,收入科目,收入栏目", *rows)), encoding="utf-8-sig"
    )
    return path


def test_what_is_eliminated_is_taken_out_of_both_sides_at_every_level_and_of_nothing_else(paying: Path) -> None:
    before = run(paying)
    assert of(before.findings, "HZ08")
    made = run(paying, eliminations=eliminations(paying.parent, "甲局,02,30,2101506,2101506,"))
    assert not of(made.findings, "HZ07")
    assert not of(made.findings, "HZ08")
    changed = {
        path: made.sums[path].value - figure.value
        for path, figure in before.sums.items()
        if made.sums[path].value != figure.value
    }
    assert set(changed.values()) == {Decimal(-300000)}
    lines = [("lines", "2101506"), ("lines", "21015"), ("lines", "210"), ("total",)]
    tables = {("expenditure", *line, column) for line in lines for column in ("subordinate_subsidy", "total")}
    tables |= {("revenue", *line, column) for line in lines for column in ("superior_subsidy", "total")}
    assert tables <= set(changed)
    assert set(changed) - tables <= {path for path in changed if path[0] in {"summary", "performance"}}
    assert set(made.sums) == set(before.sums)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("丙局,乙中心,30,2101506,2101506,", "付款单位“丙局”不在"),
        ("甲局,乙中心,三十,2101506,2101506,", "不是数字"),
        ("甲局,乙中心,-3,2101506,2101506,", "不大于 0"),
        ("甲局,乙中心,30.01,2101506,2101506,", "不足以抵销"),
        ("甲局,乙中心,30,2080505,2101506,", "不足以抵销"),
        ("甲局,乙中心,30,{{ x }},2101506,", "不足以抵销"),
        ("甲局,乙中心,30,2101506,2101506,财政拨款收入", "收入栏目不能是“财政拨款收入”"),
    ],
)
def test_an_elimination_that_does_not_fit_is_a_finding_and_not_applied(paying: Path, row: str, said: str) -> None:
    made = run(paying, eliminations=eliminations(paying.parent, row))
    assert any(said in finding.message for finding in of(made.findings, "HZ07"))
    assert str(of(made.findings, "HZ07")[0].source) == "抵销.csv:A2"
    assert {path: one.value for path, one in run(paying).sums.items()} == {p: one.value for p, one in made.sums.items()}


# 不一致的单位


def test_another_year_is_a_finding_and_is_not_added(tmp_path: Path) -> None:
    data = write(tmp_path / "数据", unit_data("甲中心"), unit_data("乙中心"), {**unit_data("丙中心"), "year": 2023})
    made = run(data)
    assert "2023" in of(made.findings, "HZ02")[0].message
    assert [one.name for one in made.accounts.unit.subordinates] == ["甲中心", "乙中心"]


def test_another_unit_of_amounts_is_a_finding_and_is_added_exactly(tmp_path: Path) -> None:
    units = [unit_data("甲中心"), unit_data("乙中心", factor=2)]
    same = run(write(tmp_path / "a" / "数据", *units))
    mixed = run(write(tmp_path / "b" / "数据", units[0], wan(units[1])))
    assert "乙中心" in of(mixed.findings, "HZ03")[0].message or "甲中心" in of(mixed.findings, "HZ03")[0].message
    assert {p: one.value for p, one in same.sums.items()} == {p: one.value for p, one in mixed.sums.items()}
    assert mixed.accounts.amount_unit == "元"


def test_a_unit_with_errors_is_named_and_left_out(tmp_path: Path) -> None:
    data = write(tmp_path / "数据", unit_data("甲中心"), {**unit_data("乙中心"), "style": "没有"})
    made = run(data)
    assert "“02”有" in of(made.findings, "HZ01")[0].message


def test_a_base_of_comparison_that_a_unit_lacks_is_said(tmp_path: Path) -> None:
    lacking = unit_data("乙中心")
    del lacking["prior"]["grand_total"]
    new = {**unit_data("丙中心"), "prior": {"none_because": "当年新设立"}}
    made = run(write(tmp_path / "数据", unit_data("甲中心"), lacking, new))
    (finding,) = [one for one in of(made.findings, "HZ04") if one.path == ("prior", "grand_total")]
    assert "乙中心" in finding.message
    assert "丙中心" not in finding.message


def test_two_units_of_one_name_and_two_departments_are_said(tmp_path: Path) -> None:
    units = [unit_data("甲中心"), unit_data("甲中心", factor=2)]
    department = department_data(*units)
    made = run(write(tmp_path / "数据", *units, department, department))
    said = " ".join(finding.message for finding in of(made.findings, "HZ10"))
    assert "2 份数据都是“甲中心”" in said
    assert "都是部门的报表" in said


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "a unit is left out"])
def test_the_command_writes_only_what_is_the_sum_of_all_units(
    tmp_path: Path, *, whole: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    second = unit_data("乙中心") if whole else {**unit_data("乙中心"), "style": "没有"}
    data = write(tmp_path / "数据", unit_data("甲中心"), second)
    command = ["juesuan", "consolidate", str(data), "--into", str(tmp_path / "汇总"), "--name", "甲局"]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, (tmp_path / "汇总").exists()) == ((0, True) if whole else (1, False))
    assert ("没有写出汇总数" in capsys.readouterr().err) is not whole


def test_nothing_to_add_up_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有可以汇总的单位"):
        run(write(tmp_path / "数据", department_data(unit_data("甲中心"))))
    anonymous = [unit_data(name, supervisor=f"{name}的局") for name in ("甲中心", "乙中心")]
    with pytest.raises(UsageError, match="不知道部门的名称"):
        run(write(tmp_path / "二" / "数据", *anonymous), name="")


# 再次汇总


def test_a_second_run_renews_the_numbers_and_keeps_the_words(tmp_path: Path) -> None:
    data, into = write(tmp_path / "数据", unit_data("甲中心")), tmp_path / "部门汇总"
    write_department(run(data), into)
    text = (into / "unit.yaml").read_text(encoding="utf-8")
    (into / "unit.yaml").write_text(f"{text}\nreasons: {{total: 写好的原因}}\n", encoding="utf-8")
    write(data, unit_data("甲中心", factor=2), unit_data("乙中心"))
    made = run(data)
    assert made.accounts.reasons.total == "写好的原因"
    assert [one.name for one in made.accounts.unit.subordinates] == ["甲中心", "乙中心"]
    fresh = consolidate(Order(data, tmp_path / "新的", name=BUREAU), WORKSPACE)
    assert made.accounts.model_copy(update={"reasons": fresh.accounts.reasons}) == fresh.accounts


def test_what_was_made_before_is_not_written_over_if_it_cannot_be_read(tmp_path: Path) -> None:
    data, into = write(tmp_path / "数据", unit_data("甲中心")), tmp_path / "部门汇总"
    write_department(run(data), into)
    (into / "unit.yaml").write_text("unit: [", encoding="utf-8")
    with pytest.raises(UsageError, match="写入会丢失"):
        run(data)


def test_lists_are_those_of_all_units(tmp_path: Path) -> None:
    one, other = unit_data("甲中心"), unit_data("乙中心")
    for data, name in ((one, "打印机"), (other, "服务器")):
        data["procurement"] = {**data["procurement"], "items": ({"project": name, "amount": Decimal(1000)},)}
        data["general_costs"] = {"conference": Decimal(5), "meetings": ({"name": f"{name}会"},)}
    made = run(write(tmp_path / "数据", one, other)).accounts
    assert [(row.unit_name, row.project) for row in made.procurement.items] == [
        ("甲中心", "打印机"),
        ("乙中心", "服务器"),
    ]
    assert [row.name for row in made.general_costs.meetings] == ["打印机会", "服务器会"]
    assert made.general_costs.conference == 10
    receptions = made.three_public_details.receptions.items
    assert [(row.name, row.amount) for row in receptions] == [("业务交流接待", Decimal(20200))]

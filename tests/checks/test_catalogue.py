"""The catalogue itself: every check is a whole page, found by itself, and nothing wrong can be declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.checks.check import GROUPS, Check, Passed
from generator.checks.figures import TABLES
from generator.checks.manual import explained, listed
from generator.checks.paths import kind_at, parse, title_at
from generator.checks.registry import Registry, catalogue
from generator.checks.wordlists import load_lists
from generator.errors import StyleError, UsageError
from tests.checks.support import CASES, WORKSPACE, cases_of, report_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.checks.check import Result

CODES = list(catalogue())


@pytest.mark.parametrize("code", CODES)
def test_a_check_is_a_whole_page(code: str) -> None:
    check = catalogue()[code]
    assert re.fullmatch(r"[A-Z]{2}\d{2}", code)
    assert code[:2] in GROUPS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+", check.name)
    assert len(check.title) <= 45
    assert check.basis
    assert "例：" in check.text
    assert explained(code).startswith(f"{code} {check.title}")


@pytest.mark.parametrize("code", CODES)
def test_a_check_has_cases_that_pass_and_cases_that_fail(code: str) -> None:
    cases = cases_of(code)
    assert set(cases) <= {"pass", "fail", "not_run", "inapplicable"}
    assert cases["pass"]
    assert cases["fail"] or cases.get("not_run")
    names = [case["name"] for kind in cases.values() for case in kind]
    assert sorted(set(names)) == sorted(names)


def test_every_case_file_belongs_to_a_check() -> None:
    assert set(CODES) == {path.stem for path in CASES.glob("*.yaml")}


def test_codes_and_names_are_unique() -> None:
    names = [check.name for check in catalogue().values()]
    assert len(set(names)) == len(names)
    assert all(group in {code[:2] for code in CODES} for group in GROUPS)


def test_the_list_names_every_check() -> None:
    text = listed()
    assert [code for code in CODES if f"{code}  " not in text] == []


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    with pytest.raises(UsageError, match="XT99"):
        explained("XT99")
    with pytest.raises(UsageError, match="读取数据的问题"):
        explained("sj13")


def _page(registry: Registry, **changes: str) -> None:
    page = {"code": "TB98", "name": "in-table.toy", "title": "玩具规则", "basis": "测试", **changes}

    @registry.check(page["code"], page["name"], page["title"], basis=page["basis"])
    def toy(check: Check, subject: object) -> Iterator[Result]:
        """例：没有。."""
        del check, subject
        yield Passed()


def test_a_declared_check_is_in_the_catalogue_and_the_catalogue_is_read_only() -> None:
    registry = Registry()
    _page(registry)
    closed = registry.close()
    assert list(closed) == ["TB98"]
    with pytest.raises(TypeError):
        closed["TB98"] = closed["TB98"]  # type: ignore[index] # that it cannot be set is what is tested
    with pytest.raises(ValueError, match="定稿"):
        _page(registry, code="TB97", name="in-table.late")


@pytest.mark.parametrize(
    "changes",
    [{"name": "in-table.other"}, {"code": "TB97"}, {"code": "ZZ01", "name": "a.b"}, {"code": "TB1x", "name": "a.b"}],
    ids=["code twice", "name twice", "unknown group", "no number"],
)
def test_a_code_is_refused(changes: dict[str, str]) -> None:
    registry = Registry()
    _page(registry)
    with pytest.raises(ValueError, match=changes.get("code", "TB98")):
        _page(registry, **changes)


def test_a_page_without_basis_is_refused() -> None:
    with pytest.raises(ValueError, match="不能空"):
        _page(Registry(), basis="")


@pytest.mark.parametrize(
    "side",
    [
        "summary.revenu_total",
        "revenue.total.appropiation",
        "summary.classes.{clas}",
        "summary.revenue.{fund}s",
        "unit.name",
        "summary.revenue_total summary.opening",
        "",
    ],
)
def test_a_misspelt_path_is_refused_when_declared(side: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(side)
    with pytest.raises(ValueError, match=r".*"):
        Registry().identity(
            "XT98", "between-tables.toy", "玩具", left=side, right="prior.closing", basis="测试", text="例：无。"
        )


def test_paths_of_every_part_of_the_model_are_known() -> None:
    assert kind_at("basic.lines.30101.amount") == "money"
    assert kind_at("assets.vehicles_total") == "count"
    assert kind_at("performance.score") == "number"
    assert kind_at("reasons.items.2080505") == "text"
    assert kind_at("basic.lines") == ""
    assert title_at("general_budget.lines.2080505.basic") == "2080505·基本支出"
    assert [table for table in TABLES if not title_at(table)] == []


def test_the_lists_speak_of_what_there_is(tmp_path: Path) -> None:
    assert load_lists(WORKSPACE.checks).requirements
    for name in ("words.yaml", "requirements.yaml"):
        text = (WORKSPACE.checks / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("procurement.total", "procurement.totl"), encoding="utf-8")
    with pytest.raises(StyleError, match=r"procurement\.totl"):
        load_lists(tmp_path)


def test_every_check_ends_somehow() -> None:
    report = report_with({})
    assert set(CODES) == {outcome.code for outcome in report.outcomes}
    assert sum(report.count_by_state().values()) == len(CODES)

"""The code tables and the glossary: well formed, complete for the statutory forms, and dated consistently."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from typing import Any, get_args

import pytest
import yaml

from generator.classification import ITEM, LEVELS, CodeKind, load_codes, parents
from generator.model.tables import RevenueSources
from generator.workspace import Workspace

REFERENCE = Workspace.find().reference
KINDS: tuple[CodeKind, ...] = get_args(CodeKind)
YEARS = range(2015, 2027)
FORM_YEARS = range(2021, 2025)
LENGTHS = {"functional": frozenset(LEVELS), "economic": frozenset({3, 5})}

FORM_CLASSES = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "234": "抗疫特别国债安排的支出",
}
"""公开01表的 26 类, in the order of printing."""

PLAIN_CONDITIONS = {
    "always",
    "surplus_used",
    "opening",
    "closing",
    "surplus_distributed",
    "basic",
    "project",
    "business_expenditure",
    "three_public",
    "operating_cost",
    "items",
}
CONDITIONS = PLAIN_CONDITIONS | {f"revenue.{source}" for source in RevenueSources.model_fields}
PLACEHOLDERS = {"{level}", "{dept}"}


def rows(kind: str) -> list[dict[str, str]]:
    """The lines of a code table as they stand."""
    with (REFERENCE / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def span(entry: dict[str, Any]) -> tuple[int, int]:
    """First and last year of a row or of a wording."""
    return int(entry.get("since") or 0), int(entry.get("until") or 9999)


def glossary() -> dict[str, dict[str, Any]]:
    """The glossary as it stands."""
    data = yaml.safe_load((REFERENCE / "glossary.yaml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_complete(kind: CodeKind) -> None:
    for row in rows(kind):
        assert row["code"].isdigit(), row
        assert len(row["code"]) in LENGTHS[kind], row
        assert row["name"] == row["name"].strip() != "", row
        assert row["source"], row
        since, until = span(row)
        assert since <= until, row


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_sorted_and_no_code_has_two_names_in_one_year(kind: CodeKind) -> None:
    table = rows(kind)
    places = [(row["code"], span(row)[0]) for row in table]
    assert sorted(places) == places
    for row, following in pairwise(table):
        if row["code"] == following["code"]:
            assert span(row)[1] < span(following)[0], (row, following)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", YEARS)
def test_codes_above_a_code_exist_in_the_same_year(kind: CodeKind, year: int) -> None:
    names = load_codes(REFERENCE, kind, year).names
    missing = {code: above for code in names for above in parents(code) if above not in names}
    assert missing == {}


@pytest.mark.parametrize("year", FORM_YEARS)
def test_classes_are_those_of_the_form_in_its_order(year: int) -> None:
    table = load_codes(REFERENCE, "functional", year)
    assert list(FORM_CLASSES.items()) == [(code, table.names[code]) for code in table.classes]


@pytest.mark.parametrize(
    ("code", "year", "name", "other"),
    [
        ("210", 2018, "医疗卫生与计划生育支出", "卫生健康支出"),
        ("210", 2019, "卫生健康支出", "医疗卫生与计划生育支出"),
        ("207", 2018, "文化体育与传媒支出", "文化旅游体育与传媒支出"),
        ("220", 2019, "自然资源海洋气象等支出", "国土海洋气象等支出"),
        ("20805", 2019, "行政事业单位离退休", "行政事业单位养老支出"),
        ("20805", 2020, "行政事业单位养老支出", "行政事业单位离退休"),
    ],
)
def test_a_renamed_code_has_the_name_of_its_year(code: str, year: int, name: str, other: str) -> None:
    table = load_codes(REFERENCE, "functional", year)
    assert name == table.names[code]
    assert other in table.other_names[code]


def test_a_definition_is_one_sentence_about_an_item() -> None:
    for row in rows("functional"):
        if row["definition"]:
            assert len(row["code"]) == 7, row
            assert re.fullmatch(r"反映[^。\n]+。", row["definition"]), row


def test_every_item_that_the_samples_plan_for_is_defined() -> None:
    for path in sorted((REFERENCE.parent / "samples").glob("*/unit.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        definitions = load_codes(REFERENCE, "functional", data["year"]).definitions
        planned = (code for code in data.get("plan", {}).get("lines", {}) if len(code) == ITEM)
        undefined = [code for code in planned if not definitions.get(code)]
        assert undefined == [], path


def test_glossary_entries_have_only_known_keys_and_conditions() -> None:
    for key, entry in glossary().items():
        assert re.fullmatch(r"[a-z][a-z_]*", key)
        assert set(entry) <= {"term", "definition", "when", "since", "until", "variants"}, key
        assert {"term", "definition", "when"} <= set(entry), key
        assert entry["term"], key
        assert entry["when"] in CONDITIONS, key
        for variant in entry.get("variants", []):
            assert set(variant) <= {"term", "definition", "since", "until"}, key
            assert {"since", "until"} & set(variant), key
            assert {"term", "definition"} & set(variant), key


def test_glossary_variants_do_not_overlap() -> None:
    for key, entry in glossary().items():
        spans = sorted(span(variant) for variant in entry.get("variants", []))
        assert all(first <= last for first, last in spans), key
        assert all(before[1] < after[0] for before, after in pairwise(spans)), key


def test_glossary_definitions_are_sentences_with_only_the_two_placeholders() -> None:
    for key, entry in glossary().items():
        texts = [entry["definition"], *(variant.get("definition") for variant in entry.get("variants", []))]
        for text in texts:
            if key == "functional_items":
                assert text == ""
            elif text is not None:
                assert text.endswith("。"), key
                assert not re.search(r"\s", text), key
                assert set(re.findall(r"\{.*?\}", text)) <= PLACEHOLDERS, key
                assert re.sub(r"\{(level|dept)\}", "", text).count("{") == 0, key


def test_each_source_of_revenue_has_its_term() -> None:
    explained = {entry["when"] for entry in glossary().values()}
    assert CONDITIONS - {"always"} <= explained

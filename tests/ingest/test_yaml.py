"""YAML: plain data only, numbers as written, every value with its line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.yaml_file import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml
from generator.source import SourceRef


def read(text: str) -> dict[str, object]:
    tree, findings = read_yaml(text.encode(), "unit.yaml")
    assert findings == ()
    return tree.data


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1148.77", Decimal("1148.77")),
        ("0.10", Decimal("0.10")),
        ("-3", -3),
        ("007", "007"),
        ("02785776666", "02785776666"),
        ('"12"', "12"),
        ("1,148.77", "1,148.77"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("2025-10-11", "2025-10-11"),
        ("12:30:00", "12:30:00"),
        ("是", "是"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ('""', ""),
        ("9" * 40, "9" * 40),
        ("[1, 二]", (1, "二")),
        ("{a: [{b: 1}]}", {"a": ({"b": 1},)}),
        ("|\n  第一段\n  第二段", "第一段\n第二段"),
    ],
)
def test_values_are_what_is_written(written: str, expected: object) -> None:
    found = read(f"值: {written}")["值"]
    assert found == expected
    assert type(found) is type(expected)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_no_number_passes_through_a_float(number: Decimal) -> None:
    found = read(f"值: {number:f}")["值"]
    assert found == number
    assert str(found) == f"{number:f}".replace("-0.0000", "-0.0000")


def test_codes_may_be_written_without_quotes() -> None:
    assert read("lines:\n  2080501: {total: 1}\n  007: {total: 2}\n") == {
        "lines": {"2080501": {"total": 1}, "007": {"total": 2}}
    }


def test_every_value_has_its_line() -> None:
    tree, _ = read_yaml("甲: 1\n乙:\n  - 丙: 2\n    丁:\n      3\n  -\n    丙: 4\n".encode(), "unit.yaml")
    lines = {path: place.line for path, place in tree.places.items()}
    assert lines == {
        (): 1,
        ("甲",): 1,
        ("乙",): 2,
        ("乙", 0): 3,
        ("乙", 0, "丙"): 3,
        ("乙", 0, "丁"): 4,
        ("乙", 1): 7,
        ("乙", 1, "丙"): 7,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    tree, findings = read_yaml("单位: 测试".encode(encoding), "unit.yaml")
    assert findings == ()
    assert tree.data == {"单位": "测试"}


def test_an_encoding_without_a_mark_is_not_guessed() -> None:
    _, findings = read_yaml("year: 2024\n单位: 测试".encode("gb18030"), "unit.yaml")
    (finding,) = findings
    assert (finding.code, str(finding.source)) == ("SJ02", "unit.yaml:2")
    assert "UTF-8" in finding.advice


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("[" * (MAX_DEPTH + 2), 1),
        ("a:\n" + "- " * 100_000, 2),
        ("a: [" + "1," * (MAX_NODES + 1) + "]", 1),
        ("a: " + "长" * MAX_BYTES, 0),
    ],
    ids=["depth", "deep list", "items", "size"],
)
def test_there_is_an_end_to_everything(content: str, line: int) -> None:
    _, findings = read_yaml(content.encode(), "unit.yaml")
    (finding,) = findings
    assert finding.code == "SJ06"
    assert finding.source == SourceRef("unit.yaml", line=line)


def test_references_cannot_multiply() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    _, findings = read_yaml("\n".join(lines).encode(), "unit.yaml")
    assert {finding.code for finding in findings} == {"SJ05"}


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    tree, findings = read_yaml(text.encode(errors="surrogatepass"), "unit.yaml")
    assert isinstance(tree.data, dict)
    assert all(finding.source is not None for finding in findings)


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_stumble(content: bytes) -> None:
    _, findings = read_yaml(content, "unit.yaml")
    assert all(finding.advice for finding in findings)

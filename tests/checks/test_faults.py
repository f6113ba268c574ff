"""Seeded faults: one thing wrong in a sample is found, under its code and at its place in the sample's files."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from generator.checks.check import BUDGET
from generator.checks.registry import catalogue
from generator.pipeline import check_unit
from tests.checks.faults import FAULTS, SAMPLES, loaded, place_of, report_of
from tests.checks.support import WORKSPACE

SEEDED: list[dict[str, Any]] = yaml.safe_load(FAULTS.read_text(encoding="utf-8"))
LEAST_KINDS = 60
REFERENCE_SAMPLES = ("wuhan-center-2024", "jiangan-2022")


@pytest.mark.parametrize("fault", [pytest.param(one, id=f"{one['code']}-{one['kind']}") for one in SEEDED])
def test_a_seeded_fault_is_found_at_its_place(fault: dict[str, Any]) -> None:
    report = report_of(fault["sample"], fault["set"])
    found = {(finding.code, place_of(fault["sample"], finding)) for finding in report.findings}
    assert (fault["code"], fault["at"]) in found


def test_there_are_many_kinds_of_faults() -> None:
    assert len({fault["kind"] for fault in SEEDED}) == len(SEEDED) >= LEAST_KINDS
    groups = {code[:2] for code, one in catalogue().items() if one.documents != BUDGET}
    assert {fault["code"][:2] for fault in SEEDED} == groups


@pytest.mark.parametrize("sample", REFERENCE_SAMPLES)
def test_a_sample_gives_no_error_and_no_warning(sample: str) -> None:
    _, report = check_unit(SAMPLES / sample, WORKSPACE)
    assert [str(finding) for finding in report.findings if finding.severity != "提示"] == []
    assert {"DS01"} >= {finding.code for finding in report.findings}


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))
def test_no_sample_gives_an_error(sample: str) -> None:
    if loaded(sample).accounts is None:
        pytest.fail(sample)
    _, report = check_unit(SAMPLES / sample, WORKSPACE)
    assert [str(finding) for finding in report.findings if finding.severity == "错误"] == []

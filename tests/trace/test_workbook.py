"""The workbook computes every printed number anew from the source cells, and its links lead somewhere."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.trace.links import relative_links
from generator.trace.paper import Leaf
from generator.trace.sheet import FIRST_ROW
from generator.trace.workbook import NUMBERS, OTHERS, SOURCES, STEPS, paper_workbook
from tests.factories import make_accounts
from tests.laws import quick_styles
from tests.strategies import shapes
from tests.trace.papers import SAMPLES, composed_sample, paper_of, paper_of_sample, sample_folder
from tests.trace.spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from generator.source import SourceRef
    from generator.trace.paper import WorkingPaper

STYLES = quick_styles()


def check_recomputed(paper: WorkingPaper) -> None:
    """Every row of 底稿, computed anew, gives what is printed."""
    cells = Spreadsheet(paper_workbook(paper, {}))
    for number in paper.numbers:
        row = FIRST_ROW + number.number - 1
        digits = re.sub(r"[,%]", "", number.printed)
        printed = Decimal(digits) if re.fullmatch(r"-?[\d.]+", digits) else Decimal(0)
        assert cells.value(NUMBERS, f"N{row}") == Fraction(printed), number
        assert cells.value(NUMBERS, f"O{row}") == "一致", number
        assert number.printed == cells.value(NUMBERS, f"G{row}")


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_number_of_a_sample_follows_from_the_source_cells(sample: str) -> None:
    check_recomputed(paper_of_sample(sample))


@pytest.mark.parametrize(("style", "year"), STYLES)
@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_number_of_a_random_unit_follows_from_the_source_cells(
    style: str, year: int, data: st.DataObject
) -> None:
    shape = data.draw(shapes(style, year))
    check_recomputed(paper_of(make_accounts(shape=shape, full=data.draw(st.booleans())))[1])


def test_another_source_value_shows_in_every_number_that_follows_from_it() -> None:
    paper = paper_of_sample("jiangan-2022")
    cells = Spreadsheet(paper_workbook(paper, {}))
    leaf = next(leaf for leaf in paper.leaves if leaf.path == ("prior", "grand_total"))
    cells.put(SOURCES, f"D{FIRST_ROW + leaf.number - 1}", 1400.0)
    rows = {number.number: cells.value(NUMBERS, f"O{FIRST_ROW + number.number - 1}") for number in paper.numbers}
    wrong = {paper.numbers[number - 1].printed for number, said in rows.items() if said == "不一致"}
    assert {"1,517.44", "333.63", "22.0%"} == wrong


@pytest.mark.parametrize("sample", SAMPLES)
def test_stored_results_are_those_of_the_formulas(sample: str) -> None:
    content = paper_workbook(paper_of_sample(sample), {})
    cells, stored = Spreadsheet(content), load_workbook(BytesIO(content), data_only=True)
    for name in (NUMBERS, SOURCES, STEPS):
        for row in cells.workbook[name].iter_rows(min_row=FIRST_ROW):
            for cell in (cell for cell in row if cell.data_type == "f"):
                shown, computed = stored[name][cell.coordinate].value, cells.value(name, cell.coordinate)
                if isinstance(computed, str):
                    assert computed == shown
                else:
                    assert float(computed) == pytest.approx(shown, rel=1e-12, abs=1e-12), cell.coordinate


def links(sheet: Worksheet) -> list[Any]:
    """The cells that have a link."""
    return [cell for row in sheet.iter_rows(min_row=FIRST_ROW) for cell in row if cell.hyperlink]


@pytest.mark.parametrize("sample", SAMPLES)
def test_internal_links_lead_to_the_row_that_they_name(sample: str) -> None:
    workbook = load_workbook(BytesIO(paper_workbook(paper_of_sample(sample), {})))
    found = links(workbook[NUMBERS]) + links(workbook[STEPS])
    assert len(paper_of_sample(sample).numbers) <= len(found)
    for cell in found:
        match = re.fullmatch(r"'(\w+)'![A-Z]+(\d+)", cell.hyperlink.location)
        assert match
        assert cell.value == workbook[match[1]][f"A{match[2]}"].value


@pytest.mark.parametrize("sample", SAMPLES)
def test_external_links_lead_to_the_cell_of_the_data(sample: str, tmp_path: Path) -> None:
    composed, paper = composed_sample(sample), paper_of_sample(sample)
    content = paper_workbook(paper, relative_links(composed.loaded.files, tmp_path))
    sheet = load_workbook(BytesIO(content))[SOURCES]
    found = {cell.row: cell.hyperlink for cell in links(sheet)}
    assert len(paper.leaves) == len(found)
    for leaf in paper.leaves:
        link, source = found[FIRST_ROW + leaf.number - 1], leaf.source
        assert source
        target = tmp_path / str(link.target).replace("\\", "/")
        assert (sample_folder(sample) / source.file).samefile(target)
        assert (f"'{source.sheet}'!{source.cell}" if source.sheet else None) == link.location


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_place_of_each_source_says_the_number(sample: str) -> None:
    paper = paper_of_sample(sample)
    for leaf in paper.leaves:
        assert leaf.source
        if leaf.path == ("unit", "subordinates"):
            continue  # a list, which is counted
        number = leaf.value / (10000 if paper.amount_unit == "万元" else 1) if leaf.kind == "money" else leaf.value
        assert number in numbers_at(sample_folder(sample), leaf.source), leaf


@cache
def opened(path: Path) -> Workbook:
    """A workbook of data."""
    return load_workbook(path, data_only=True)


def numbers_at(folder: Path, source: SourceRef) -> set[Decimal]:
    """The numbers in a cell or line."""
    path = folder / source.file
    if path.suffix == ".xlsx":
        text = str(opened(path)[source.sheet][source.cell].value)
    elif path.suffix == ".csv":
        match = re.fullmatch(r"([A-Z])(\d+)", source.cell)
        assert match
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = list(csv.reader(file))[int(match[2]) - 1][ord(match[1]) - ord("A")]
    else:
        text = path.read_text(encoding="utf-8").splitlines()[source.line - 1]
    return {Decimal(found.replace(",", "")) for found in re.findall(r"[\d,]*\d(?:\.\d+)?", text)}


AWKWARD = ("=1+1", "+2", "-3", "@SUM(A1)", '=HYPERLINK("a")', "<b>&\"'</b>", "https://a.b", "{=1}")


def test_awkward_text_stays_text() -> None:
    projects = tuple(
        {"name": name, "budget": 10000, "outturn": 10000, "effect": name, "outputs": f"{name}完成5件"}
        for name in AWKWARD
    )
    _, paper = paper_of(make_accounts(unit={"name": "=A1", "short_name": "+江南"}, projects=projects))
    workbook = load_workbook(BytesIO(paper_workbook(paper, {})))
    texts = {
        cell.value: cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    for name in AWKWARD:
        assert texts[f"{name}执行数"].data_type == "s"
    written = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    allowed = r"=(0|\$?'?[\w]+'?!\$?[A-Z]+\$?\d+|[A-Z]+\d+.*|SUM\(.*|ABS\(.*|ROUND\(.*|IF\(.*|ROWS\(.*)"
    assert [cell.value for cell in written if not re.fullmatch(allowed, cell.value)] == []
    assert {"I", "N", "O"} == {cell.column_letter for cell in written if cell.parent.title == NUMBERS}
    assert [cell for cell in written if cell.parent.title == OTHERS] == []


def test_a_link_is_left_out_where_there_is_no_file() -> None:
    workbook = load_workbook(BytesIO(paper_workbook(paper_of_sample("jiangan-2022"), {})))
    assert links(workbook[SOURCES]) == []


def test_a_file_name_with_signs_of_links_is_escaped(tmp_path: Path) -> None:
    name = "表#1 100%.xlsx"
    found = relative_links([tmp_path / "数据" / name], tmp_path / "结果")
    assert {name: f"../数据/{name}"} == found


def test_the_bytes_are_the_same_in_every_process() -> None:
    script = (
        "import hashlib\n"
        "from tests.trace.papers import paper_of_sample\n"
        "from generator.trace.page import paper_page\n"
        "from generator.trace.workbook import paper_workbook\n"
        "paper = paper_of_sample('jiangan-2022')\n"
        "print(hashlib.sha256(paper_workbook(paper, {}) + paper_page(paper, {}).encode()).hexdigest())\n"
    )
    seeds = ("1", "2")
    said = [
        subprocess.run(  # noqa: S603 - ours
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in seeds
    ]
    assert said[0] == said[1]
    assert len(hashlib.sha256().hexdigest()) == len(said[0].strip())


def test_each_computation_is_listed_after_what_it_needs() -> None:
    for sample in SAMPLES:
        seen: set[str] = set()
        for step in paper_of_sample(sample).derivations:
            assert all(isinstance(operand, Leaf) or operand.name in seen for operand in step.operands)
            seen.add(step.name)


@pytest.mark.slow
def test_an_office_program_computes_the_same(tmp_path: Path) -> None:
    paper = paper_of_sample("wuhan-center-2024")
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(BytesIO(paper_workbook(paper, {}))) as archive, zipfile.ZipFile(bare, "w") as target:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            target.writestr(name, part)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(bare)], check=True, capture_output=True, timeout=120)  # noqa: S603 - ours
    sheet = load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)[NUMBERS]
    for number in paper.numbers:
        row = FIRST_ROW + number.number - 1
        assert sheet[f"O{row}"].value == "一致", number
        assert float(number.rounding.number) == pytest.approx(sheet[f"N{row}"].value, abs=1e-9)

"""The same figures, written in the layouts of real exports, are read as the same data."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.classification import load_codes
from generator.forms.load import load_forms
from generator.workspace import Workspace
from tests.ingest.layouts import FIGURES, LAYOUTS, Layout, Writer, write
from tests.ingest.support import load_unit, make_unit

if TYPE_CHECKING:
    from pathlib import Path

YEARS = (2022, 2024)


def in_yuan(figures: object) -> object:
    if isinstance(figures, dict):
        return {key: in_yuan(value) for key, value in figures.items()}
    return Decimal(str(figures)) * 10000


def write_layout(layout: Layout, folder: Path, year: int) -> Path:
    workspace = Workspace.find()
    writer = Writer(
        layout,
        load_forms(workspace.forms, year),
        load_codes(workspace.reference, "functional", year),
        load_codes(workspace.reference, "economic", year),
        year,
    )
    make_unit(folder, year=year)
    write(layout, writer.sheets(FIGURES), folder)
    return folder


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_reads_the_same_figures(layout: Layout, year: int, tmp_path: Path) -> None:
    loaded = load_unit(write_layout(layout, tmp_path, year))

    assert not loaded.findings, [str(finding) for finding in loaded.findings]
    assert loaded.accounts is not None
    read = loaded.accounts.model_dump(include=set(FIGURES), exclude_defaults=True)
    assert in_yuan(FIGURES) == read


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_figure_knows_its_cell(layout: Layout, tmp_path: Path) -> None:
    loaded = load_unit(write_layout(layout, tmp_path, 2024))

    for path in leaves(FIGURES):
        place = loaded.sources.exact(path)
        assert place is not None, path
        assert place.cell
        assert place.file.endswith(layout.kind)
    for table in FIGURES:
        assert loaded.sources.exact((table,)) is not None


def leaves(figures: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(figures, dict):
        return [leaf for key, value in figures.items() for leaf in leaves(value, (*path, key))]
    return [path]

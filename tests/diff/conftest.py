"""What the tests of comparisons share: every sample read, composed, checked and printed once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.diff.compare import Side
from generator.pipeline import check_unit
from generator.render.registry import find_printer
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORKSPACE = Workspace.find()
SAMPLES = tuple(sorted(path.name for path in (WORKSPACE.data / "samples").iterdir() if path.is_dir()))


@cache
def sample(name: str) -> Side:
    """A sample's data."""
    source = WORKSPACE.data / "samples" / name
    composed, report = check_unit(source, WORKSPACE)
    assert composed is not None
    return Side(source, composed, report)


@cache
def printed(name: str, printer: str) -> bytes:
    """A sample's document."""
    side = sample(name)
    return find_printer(printer).print(side.composed.composition.document, side.composed.style)


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a sample's document; its path."""

    def write(name: str, printer: str) -> Path:
        path = tmp_path / f"{name}{find_printer(printer).suffix}"
        path.write_bytes(printed(name, printer))
        return path

    return write

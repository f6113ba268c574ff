"""What several test files share: the workspace, and the two samples read, composed and built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.ingest import load
from generator.pipeline import BuildResult, Composed, build_unit, compose_unit
from generator.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = ("wuhan-center-2024", "jiangan-2022")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """The project's own."""
    return Workspace.find()


@pytest.fixture(scope="session")
def samples(workspace: Workspace) -> dict[str, Path]:
    """Name → folder of the two sample units."""
    return {name: workspace.data / "samples" / name for name in SAMPLES}


@pytest.fixture(scope="session")
def composed(samples: dict[str, Path], workspace: Workspace) -> dict[str, Composed]:
    """The samples, composed."""
    return {name: compose_unit(load(folder, workspace), workspace) for name, folder in samples.items()}


@pytest.fixture(scope="session")
def built(
    samples: dict[str, Path], workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, BuildResult]:
    """The samples as Word files and PDFs."""
    output = tmp_path_factory.mktemp("output")
    return {name: build_unit(folder, output, workspace, paper=False) for name, folder in samples.items()}

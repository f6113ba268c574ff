"""Units to review, a folder of them for each test module, and the server that shows them."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.serve.running import Running, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace import Workspace

FOLDER, BOOK = "wuhan-center-2024", "sichuan-2023.xlsx"
REASON = "医疗保险经办业务量上升，所需经费增多"
LAST = "去年人员增加，工资正常调整"


def make_units(folder: Path, workspace: Workspace) -> Path:
    """A folder of three units; the first lacks a reason that it needs."""
    samples = workspace.data / "samples"
    folder.mkdir()
    for name in (FOLDER, "jiangan-2022"):
        shutil.copytree(samples / name, folder / name)
    shutil.copy(samples / BOOK, folder / BOOK)
    unit = folder / FOLDER / "unit.yaml"
    text = unit.read_text(encoding="utf-8")
    unit.write_text(text.replace(f"  total: {REASON}\n", "", 1), encoding="utf-8")
    (folder / FOLDER / "上年原因.yaml").write_text(f"reasons:\n  total: {LAST}\n", encoding="utf-8")
    return folder


@pytest.fixture
def loose(tmp_path: Path, workspace: Workspace) -> Path:
    """Units that a test may change, without a server."""
    return make_units(tmp_path / "单位", workspace)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, workspace: Workspace) -> Iterator[Running]:
    """A server whose units no test changes."""
    root = tmp_path_factory.mktemp("审核")
    with running(make_units(root / "单位", workspace), root / "记录") as found:
        yield found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server to which each test adds units of its own."""
    root = tmp_path_factory.mktemp("审核")
    (root / "单位").mkdir()
    with running(root / "单位", root / "记录") as found:
        yield found


@pytest.fixture
def units(server: Running, workspace: Workspace) -> Iterator[Path]:
    """Units that a test may change, in a folder of the server."""
    folder = make_units(server.office.source / secrets.token_hex(4), workspace)
    server.office.rescan()
    yield folder
    shutil.rmtree(folder)

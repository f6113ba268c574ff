"""``juesuan serve`` and ``juesuan preview`` from the command line."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest

from generator.cli import main
from generator.cli.commands import preview
from generator.ingest import load
from generator.serve.drafts import Drafts
from generator.serve.office import Office
from generator.serve.records import Records
from generator.serve.run import listen
from generator.workspace import Workspace
from tests.serve.conftest import BOOK, FOLDER
from tests.serve.running import running, until

if TYPE_CHECKING:
    from pathlib import Path

    from generator.serve.units import Unit


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The command; its exit code."""
    monkeypatch.setattr(sys, "argv", ["juesuan", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_folder_without_units_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("serve", str(tmp_path), "--no-open", monkeypatch=monkeypatch) == 2
    assert "没有单位数据" in capsys.readouterr().err
    assert run("serve", str(tmp_path / "没有"), monkeypatch=monkeypatch) == 2


def test_a_port_that_is_taken_is_refused(
    loose: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert run("serve", str(loose), "--port", port, "--no-open", monkeypatch=monkeypatch) == 2
    assert "不能用" in capsys.readouterr().err


def test_the_server_is_bound_to_this_machine_alone() -> None:
    with listen() as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


@pytest.mark.slow
def test_a_preview_is_a_draft_even_with_errors_and_is_opened(
    loose: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(preview, "show_file", opened.append)
    output = tmp_path / "输出"
    assert run("preview", str(loose / FOLDER), "-o", str(output), monkeypatch=monkeypatch) == 0
    (path,) = opened
    assert path.read_bytes().startswith(b"%PDF")
    assert "（草稿）" in path.name
    assert "YY01" in capsys.readouterr().out
    assert run("preview", str(loose / FOLDER), "-o", str(output), "--no-open", monkeypatch=monkeypatch) == 0
    assert len(opened) == 1


@pytest.mark.slow
def test_the_pdf_follows_the_page(loose: Path, tmp_path: Path) -> None:
    said: list[str] = []
    holder: list[Drafts] = []

    async def changed(unit: Unit) -> None:
        holder[0].wish(unit)

    source = loose / BOOK
    assert load(source, Workspace.find()).accounts is not None
    with running(
        source,
        tmp_path / "记录",
        changed,
        prepare=lambda office: holder.append(Drafts(office, tmp_path / "输出", said.append)),
    ):
        until(lambda: said)
        (path,) = (tmp_path / "输出").rglob("*.pdf")
        first = path.stat().st_mtime_ns
        source.write_bytes(source.read_bytes())
        until(lambda: len(said) > 1)
        assert path.stat().st_mtime_ns > first


def test_one_unit_is_shown_without_a_board(loose: Path, tmp_path: Path) -> None:
    for source in (loose / FOLDER, loose / FOLDER / "unit.yaml", loose / BOOK):
        office = Office(source.resolve(), Workspace.find(), Records(tmp_path))
        office.start()
        assert office.alone is not None, source
        office.close()
    office = Office(loose, Workspace.find(), Records(tmp_path))
    office.start()
    assert office.alone is None
    office.close()

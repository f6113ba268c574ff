"""Departments of small units, runs over them, and what lies in the output folder afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from generator.batch.executors.process import Start, processes
from generator.batch.executors.serial import serial
from generator.batch.request import Request
from generator.batch.run import run_batch
from generator.batch.warm import start_worker
from generator.output import write_together
from generator.workbook.folder import folder_files
from generator.workbook.values import plain_data
from generator.workspace import Workspace
from tests.batch import hooks
from tests.factories import make_accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from generator.batch.board import Board, Row
    from generator.batch.executors.crew import Crew
    from generator.batch.record import Record
    from generator.batch.task import Outcome, Task

WORKSPACE = Workspace.find()
EXCLUDED = (".批量", "批量结果.")
"""What the output folder holds beside the result: times."""


def plain_unit(folder: Path, text: str = "") -> Path:
    """A folder that only :func:`tests.batch.hooks.quick` can build."""
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text(f"# {folder.name} {text}\n", encoding="utf-8")
    return folder


def plain_department(root: Path, count: int) -> Path:
    """``count`` such folders."""
    for number in range(1, count + 1):
        plain_unit(root / f"unit-{number:02d}")
    return root


def real_unit(folder: Path, **overrides: Any) -> Path:  # noqa: ANN401 - any data
    """A unit that can be built."""
    own = {"name": f"江南区{folder.name}中心", **overrides.pop("unit", {})}
    accounts = make_accounts(unit=own, **overrides)
    write_together(folder, folder_files(plain_data(accounts), {}))
    return folder


def one_program() -> AbstractContextManager[object]:
    """The same digest of the program in every process of a test, be the sources edited meanwhile."""
    return patch("generator.batch.fingerprint.program_digest", return_value="program")


@dataclass
class Heard:
    """Notes what a run says."""

    hear: Callable[[Record], None] | None = None
    due: int = -1
    current: int = -1
    records: list[Record] = field(default_factory=list)
    tried_again: int = 0

    def begin(self, due: int, current: int) -> None:
        """As :class:`generator.batch.builder.Watch`."""
        self.due, self.current = due, current

    def done(self, record: Record) -> None:
        """As :class:`generator.batch.builder.Watch`."""
        self.records.append(record)
        if self.hear:
            self.hear(record)

    def again(self, count: int) -> None:
        """As :class:`generator.batch.builder.Watch`."""
        self.tried_again += count

    @property
    def keys(self) -> list[str]:
        """The units that were built, in order."""
        return sorted(record.key for record in self.records)


def here(_: int) -> Crew:
    """This process."""
    return serial()


def two(timeout: float | None = None, formats: tuple[str, ...] = ()) -> Callable[[int], Crew]:
    """Two processes."""
    return lambda _: processes(2, Start(start_worker, (formats,), ("tests.batch.hooks",)), timeout)


def run(
    source: Path,
    output: Path,
    hire: Callable[[int], Crew] = here,
    do: Callable[[Task], Outcome] = hooks.quick,
    **options: Any,  # noqa: ANN401 - any field of a request
) -> tuple[Board, Heard]:
    """A run, and what was heard of it."""
    heard = Heard(options.pop("hear", None))
    request = Request(source, output, options.pop("formats", ("docx",)), **options)
    return run_batch(request, WORKSPACE, hire, heard, do), heard


def states(board: Board) -> dict[str, str]:
    """Unit → state."""
    return {row.record.key or row.record.unit: row.record.state for row in board.rows}


def row_of(board: Board, key: str) -> Row:
    """The row of a unit."""
    return next(row for row in board.rows if row.record.key == key)


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the result by its path."""
    return dict(_files(root))


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(EXCLUDED):
            yield name, path.read_bytes()

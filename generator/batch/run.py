"""All units in one run: find, compare with what is there, build what is due, keep each as it is done, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.batch.board import BOARD, Line, make_board
from generator.batch.board_html import board_page
from generator.batch.board_xlsx import board_workbook
from generator.batch.builder import Builder
from generator.batch.discover import find
from generator.batch.fingerprint import Fingerprints
from generator.batch.journal import Journal
from generator.batch.lock import locked
from generator.batch.parcel import write_parcel
from generator.batch.plan import make_jobs
from generator.batch.record import Record
from generator.batch.store import Store
from generator.batch.task import run_task
from generator.fonts.folders import own_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.batch.board import Board
    from generator.batch.builder import Watch
    from generator.batch.executors.crew import Crew
    from generator.batch.journal import Entry
    from generator.batch.plan import Job
    from generator.batch.request import Request
    from generator.batch.task import Outcome, Task
    from generator.workspace import Workspace


def run_batch(
    request: Request,
    workspace: Workspace,
    hire: Callable[[int], Crew],
    watch: Watch,
    do: Callable[[Task], Outcome] = run_task,
) -> Board:
    """Run it, and write the status board.

    Args:
        request: what to do.
        workspace: the program's files.
        hire: how many units are due → who does them; not called where none is.
        watch: hears of progress.
        do: the task.

    Raises:
        UsageError: there are no units, or another run is at work.
    """
    store = Store(request.output)
    with locked(store.work):
        store.clean()
        found = find(request.source, request.listing, (request.output,))
        fingerprints = Fingerprints(workspace, _options(request))
        jobs = tuple(make_jobs(found.units, store, fingerprints, request.only, force=request.force))
        due = [job for job in jobs if job.due]
        watch.begin(len(due), len(jobs) - len(due))
        journal = Journal(store.work)
        builder = Builder(request, workspace, store, fingerprints, journal, watch, do)
        interrupted = builder.all(due, hire)
        entries = journal.last()
        lines = tuple(_line(job, builder.records.get(job.place.key), entries) for job in jobs)
        others = store.others(place.key for place in found.units)
        board = make_board(found, lines, interrupted=interrupted, others=others)
        store.write(store.root / f"{BOARD}.xlsx", board_workbook(board))
        store.write(store.root / f"{BOARD}.html", board_page(board).encode())
        if request.parcel:
            write_parcel(board, store)
        store.clean()
        return board


def _options(request: Request) -> str:
    fonts = own_files()
    return f"{','.join(request.formats)} paper={request.paper}" + (f" fonts={fonts}" if fonts else "")


def _line(job: Job, record: Record | None, entries: Mapping[str, Entry]) -> Line:
    entry = entries.get(job.place.key)
    if record is not None:
        return Line(record, entry=entry)
    if job.stored is not None:
        return Line(job.stored.record, job.outdated, entry)
    return Line(Record(job.place.key, job.place.name, "未生成"))

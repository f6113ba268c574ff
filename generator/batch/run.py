"""All units in one run: find, compare with what is there, build what is due, keep each as it is done, report."""

from __future__ import annotations

import contextlib
import shutil
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from generator.batch.board import BOARD, Line, make_board
from generator.batch.board_html import board_page
from generator.batch.board_xlsx import board_workbook
from generator.batch.discover import find
from generator.batch.executors.crew import OverdueError, WorkerLostError
from generator.batch.fingerprint import Fingerprints, data_files
from generator.batch.interrupt import Interrupts
from generator.batch.journal import Journal
from generator.batch.kit import kit_digest
from generator.batch.lock import locked
from generator.batch.parcel import write_parcel
from generator.batch.plan import Job, Only, make_jobs
from generator.batch.record import Record, fault
from generator.batch.store import Store
from generator.batch.task import DISK_ADVICE, Outcome, Task, run_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.batch.board import Board
    from generator.batch.executors.crew import Crew
    from generator.batch.journal import Entry
    from generator.workspace import Workspace

AHEAD = 2
"""Tasks submitted for each one that can run: enough that nobody waits, few enough that no data pile up."""


LOST = "生成时进程中断，单独重试一次仍然中断（内存不足，或被系统结束）"


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    source: Path
    output: Path
    formats: tuple[str, ...]
    listing: Path | None = None
    only: Only = ""
    force: bool = False
    paper: bool = False
    parcel: bool = False
    """Whether all documents are packed into one file."""
    program: str = ""
    """Digest of the program that other machines must have."""
    kit: bytes = b""
    """Styles that travel; the data then travel too."""


class Watch(Protocol):
    """Whoever looks on."""

    def begin(self, due: int, current: int) -> None:
        """Building begins: how many units are due, how many need not be built."""

    def done(self, record: Record) -> None:
        """A unit is finished."""

    def again(self, count: int) -> None:
        """So many units are tried once more, alone."""


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
        run = _Run(request, workspace, store, fingerprints, watch, do)
        interrupted = run.all(due, hire)
        entries = run.journal.last()
        lines = tuple(_line(job, run.records.get(job.place.key), entries) for job in jobs)
        board = make_board(found, lines, interrupted=interrupted)
        store.write(store.root / f"{BOARD}.xlsx", board_workbook(board))
        store.write(store.root / f"{BOARD}.html", board_page(board).encode())
        if request.parcel:
            write_parcel(board, store)
        store.clean()
        return board


def _options(request: Request) -> str:
    return f"{','.join(request.formats)} paper={request.paper}"


def _line(job: Job, record: Record | None, entries: Mapping[str, Entry]) -> Line:
    entry = entries.get(job.place.key)
    if record is not None:
        return Line(record, entry=entry)
    if job.stored is not None:
        return Line(job.stored.record, job.outdated, entry)
    return Line(Record(job.place.key, job.place.name, "未生成"))


class _Run:
    """The part of a run that builds."""

    def __init__(
        self,
        request: Request,
        workspace: Workspace,
        store: Store,
        fingerprints: Fingerprints,
        watch: Watch,
        do: Callable[[Task], Outcome],
    ) -> None:
        self.request = request
        self.workspace = workspace
        self.store = store
        self.fingerprints = fingerprints
        self.watch = watch
        self.do = do
        self.journal = Journal(store.work)
        self.interrupts = Interrupts()
        self.records: dict[str, Record] = {}
        self.number = 0
        self.kit = kit_digest(request.kit) if request.kit else ""

    def all(self, jobs: list[Job], hire: Callable[[int], Crew]) -> bool:
        """Build all; whether it was interrupted."""
        if not jobs:
            return False
        try:
            with self.interrupts:
                self.with_crew(jobs, hire(len(jobs)))
        except KeyboardInterrupt:
            return True
        return False

    def with_crew(self, jobs: list[Job], crew: Crew) -> None:
        """Build all; a crew that is interrupted is let go at once."""
        try:
            lost = self.through(jobs, crew, AHEAD * crew.size)
            if lost:
                self.watch.again(len(lost))
                if crew.one_by_one:
                    crew.executor.shutdown()
                    crew = crew.one_by_one()
                for job in self.through(lost, crew, 1):
                    self.failed(job, "PL02", LOST, "增加内存，或检查数据是否过大")
            crew.executor.shutdown()
        except KeyboardInterrupt:
            crew.stop()
            raise

    def through(self, jobs: Iterable[Job], crew: Crew, ahead: int) -> list[Job]:
        """Build ``jobs``; those whose process was lost."""
        lost: list[Job] = []
        waiting = iter(jobs)
        pending: dict[Future[Outcome], tuple[Job, Task]] = {}
        try:
            while self.submit(waiting, crew, ahead, pending):
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                taken = [self.take(future, *pending.pop(future)) for future in done]
                lost.extend(job for job in taken if job is not None)
        except KeyboardInterrupt:
            for future in [one for one in pending if one.done() and not one.cancelled()]:
                self.take(future, *pending.pop(future))
            raise
        return lost

    def submit(
        self, jobs: Iterator[Job], crew: Crew, ahead: int, pending: dict[Future[Outcome], tuple[Job, Task]]
    ) -> bool:
        """Submit as many tasks as there should be; whether any is pending."""
        while len(pending) < ahead and (job := next(jobs, None)) is not None:
            self.number += 1
            try:
                task = self.task(job)
            except OSError as error:
                self.failed(job, "PL04", f"数据无法读取（{error.strerror or error}）", "检查读取权限")
                continue
            pending[crew.executor.submit(self.do, task)] = (job, task)
        return bool(pending)

    def task(self, job: Job) -> Task:
        """The task of a job."""
        place, request = job.place, self.request
        files = data_files(place.source) if self.kit else ()
        return Task(
            key=place.key,
            formats=request.formats,
            source="" if self.kit else str(place.source.resolve()),
            files=tuple((name, path.read_bytes()) for name, path in files),
            folder=place.source.name,
            workspace="" if self.kit else str(self.workspace.root),
            kit=self.kit,
            program=request.program,
            staging="" if self.kit else str(self.store.staging(str(self.number)).resolve()),
            paper=str(self.store.folder(place.key).resolve()) if request.paper else "",
        )

    def take(self, future: Future[Outcome], job: Job, task: Task) -> Job | None:
        """Keep what a task made; the job, if its process was lost."""
        try:
            outcome = future.result()
        except WorkerLostError:
            if task.staging:
                shutil.rmtree(task.staging, ignore_errors=True)
            return job
        except OverdueError:
            self.failed(job, "PL03", "超过时限，已经停止", "检查数据是否过大，或用 --timeout 放宽时限")
            return None
        except Exception as error:  # noqa: BLE001 - the way to the worker failed: one unit must not stop the others
            message = f"任务没有送到或没有送回（{type(error).__name__}: {error}）"
            self.failed(job, "PL01", message, "检查计算节点和网络后再运行")
            return None
        self.keep(job, outcome, task.staging)
        return None

    def failed(self, job: Job, code: str, message: str, advice: str) -> None:
        """Keep that a unit could not be built."""
        self.keep(job, Outcome(fault(job.place.key, job.place.name, code, message, advice)), "")

    def keep(self, job: Job, outcome: Outcome, staging: str) -> None:
        """Put the documents and 状态.json in place, and tell."""
        with self.interrupts.held_back():
            self.put(job, outcome, staging)

    def put(self, job: Job, outcome: Outcome, staging: str) -> None:
        """As :meth:`keep`; not to be interrupted."""
        record = outcome.record
        fingerprint = self.fingerprints.of(job.data, record.style)
        try:
            record = self.store.put(outcome, fingerprint, job.stored)
        except OSError as error:
            message = f"写文件出错（{error.strerror or error}）"
            record = fault(record.key, record.unit, "PL04", message, DISK_ADVICE)
            outcome = replace(outcome, record=record)
        if staging:
            shutil.rmtree(staging, ignore_errors=True)
        self.records[record.key] = record
        with contextlib.suppress(OSError):
            self.journal.add(outcome)
        self.watch.done(record)

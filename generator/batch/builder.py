"""Jobs → documents in the output folder: tasks go out, what comes back is kept at once, whatever became of it."""

from __future__ import annotations

import contextlib
import shutil
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from generator.batch.executors.crew import NoWorkersError, OverdueError, WorkerLostError
from generator.batch.fingerprint import data_files
from generator.batch.interrupt import Interrupts
from generator.batch.kit import kit_digest
from generator.batch.record import Record, fault
from generator.batch.task import DISK_ADVICE, Outcome, Task
from generator.errors import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.batch.executors.crew import Crew
    from generator.batch.fingerprint import Fingerprints
    from generator.batch.journal import Journal
    from generator.batch.plan import Job
    from generator.batch.request import Request
    from generator.batch.store import Store
    from generator.workspace import Workspace

AHEAD = 2
"""Tasks submitted for each one that can run: enough that nobody waits, few enough that no data pile up."""
LOST = "生成时进程中断，单独重试一次仍然中断（内存不足，或被系统结束）"


class Watch(Protocol):
    """Whoever looks on."""

    def begin(self, due: int, current: int) -> None:
        """Building begins: how many units are due, how many need not be built."""

    def done(self, record: Record) -> None:
        """A unit is finished."""

    def again(self, count: int) -> None:
        """So many units are tried once more, alone."""


@dataclass
class Builder:
    """Builds what is due; :attr:`records` holds what came of it."""

    request: Request
    workspace: Workspace
    store: Store
    fingerprints: Fingerprints
    journal: Journal
    watch: Watch
    do: Callable[[Task], Outcome]
    records: dict[str, Record] = field(default_factory=dict)
    _interrupts: Interrupts = field(default_factory=Interrupts)
    _number: int = 0

    def all(self, jobs: list[Job], hire: Callable[[int], Crew]) -> bool:
        """Build all; whether it was interrupted."""
        if not jobs:
            return False
        try:
            with self._interrupts:
                self._with_crew(jobs, hire(len(jobs)))
        except KeyboardInterrupt:
            return True
        return False

    def _with_crew(self, jobs: list[Job], crew: Crew) -> None:
        """Build all; a crew that is interrupted, or cannot work, is let go at once."""
        try:
            lost = self._through(jobs, crew, AHEAD * crew.size)
            if lost:
                self.watch.again(len(lost))
                if crew.one_by_one:
                    crew.executor.shutdown()
                    crew = crew.one_by_one()
                for job in self._through(lost, crew, 1):
                    self._failed(job, "PL02", LOST, "增加内存，或检查数据是否过大")
            crew.executor.shutdown()
        except (KeyboardInterrupt, NoWorkersError):
            crew.stop()
            raise

    def _through(self, jobs: Iterable[Job], crew: Crew, ahead: int) -> list[Job]:
        """Build ``jobs``; those whose process was lost."""
        lost: list[Job] = []
        waiting = iter(jobs)
        pending: dict[Future[Outcome], tuple[Job, Task]] = {}
        try:
            while self._submit(waiting, crew, ahead, pending):
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                taken = [self._take(future, *pending.pop(future)) for future in done]
                lost.extend(job for job in taken if job is not None)
        except KeyboardInterrupt:
            for future in [one for one in pending if one.done() and not one.cancelled()]:
                self._take(future, *pending.pop(future))
            raise
        return lost

    def _submit(
        self, jobs: Iterator[Job], crew: Crew, ahead: int, pending: dict[Future[Outcome], tuple[Job, Task]]
    ) -> bool:
        """Submit as many tasks as there should be; whether any is pending."""
        while len(pending) < ahead and (job := next(jobs, None)) is not None:
            self._number += 1
            try:
                task = self._task(job)
            except OSError as error:
                self._failed(job, "PL04", f"数据无法读取（{why(error)}）", "检查读取权限")
                continue
            pending[crew.executor.submit(self.do, task)] = (job, task)
        return bool(pending)

    def _task(self, job: Job) -> Task:
        """The task of a job."""
        place, request = job.place, self.request
        carried = bool(request.kit)
        files = data_files(place.source) if carried else ()
        return Task(
            key=place.key,
            formats=request.formats,
            source="" if carried else str(place.source.resolve()),
            files=tuple((name, path.read_bytes()) for name, path in files),
            folder=place.source.name,
            workspace="" if carried else str(self.workspace.root),
            own_styles=() if carried else tuple(map(str, self.workspace.own_styles)),
            kit=kit_digest(request.kit) if carried else "",
            program=request.program,
            staging="" if carried else str(self.store.staging(str(self._number)).resolve()),
            paper=str(self.store.folder(place.key).resolve()) if request.paper else "",
        )

    def _take(self, future: Future[Outcome], job: Job, task: Task) -> Job | None:
        """Keep what a task made; the job, if its process was lost."""
        try:
            outcome = future.result()
        except WorkerLostError:
            if task.staging:
                shutil.rmtree(task.staging, ignore_errors=True)
            return job
        except OverdueError:
            self._failed(job, "PL03", "超过时限，已经停止", "检查数据是否过大，或用 --timeout 放宽时限")
            return None
        except NoWorkersError:
            raise
        except Exception as error:  # noqa: BLE001 - the way to the worker failed: one unit must not stop the others
            message = f"任务没有送到或没有送回（{type(error).__name__}: {error}）"
            self._failed(job, "PL01", message, "检查计算节点和网络后再运行")
            return None
        self._keep(job, outcome, task.staging)
        return None

    def _failed(self, job: Job, code: str, message: str, advice: str) -> None:
        """Keep that a unit could not be built."""
        self._keep(job, Outcome(fault(job.place.key, job.place.name, code, message, advice)), "")

    def _keep(self, job: Job, outcome: Outcome, staging: str) -> None:
        """Put the documents and 状态.json in place, and tell."""
        with self._interrupts.held_back():
            self._put(job, outcome, staging)

    def _put(self, job: Job, outcome: Outcome, staging: str) -> None:
        """As :meth:`keep`; not to be interrupted."""
        record = outcome.record
        fingerprint = self.fingerprints.of(job.data, record.style)
        try:
            record = self.store.put(outcome, fingerprint, job.stored)
        except OSError as error:
            message = f"写文件出错（{why(error)}）"
            record = fault(record.key, record.unit, "PL04", message, DISK_ADVICE)
            outcome = replace(outcome, record=record)
        if staging:
            shutil.rmtree(staging, ignore_errors=True)
        self.records[record.key] = record
        with contextlib.suppress(OSError):
            self.journal.add(outcome)
        self.watch.done(record)

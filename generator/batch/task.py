"""One unit's task → its record and documents: a pure function of plain data, run in this process or far away."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
import traceback
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.batch.kit import installed_kit
from generator.batch.pages import count_pages
from generator.batch.program import program_digest
from generator.batch.record import KeyFigures, Printed, Record, State, fault
from generator.batch.tidy import undisturbed
from generator.errors import GeneratorError, why
from generator.finding import has_errors
from generator.pipeline import Composed, check_unit, documents, papers, with_fonts
from generator.render.registry import find_printer
from generator.report.data import finding_data
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.figure import Change, Figure
    from generator.finding import Finding

DISK_ADVICE = "检查磁盘空间和读写权限后再运行，已完成的单位不会重做"


@dataclass(frozen=True, slots=True)
class Task:
    """任务. Data lies at ``source``, or travels in ``files``; styles lie in ``workspace``, or came as a kit."""

    key: str
    formats: tuple[str, ...]
    source: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    """File name → content."""
    folder: str = ""
    """Name of the folder or file that the data came from."""
    workspace: str = ""
    own_styles: tuple[str, ...] = ()
    """Folders of the user's own styles, beside those of ``workspace``."""
    kit: str = ""
    program: str = ""
    """The program that must do it; empty where it is this one for sure."""
    staging: str = ""
    """Where to put the documents; empty where they travel back."""
    paper: str = ""
    """The unit's final folder, where 数据溯源底稿 and 检查报告 are wanted too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task."""

    record: Record
    contents: tuple[tuple[str, bytes], ...] = ()
    """The documents, where they did not go to ``staging``."""
    staging: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    """Peak of the process so far, in MB."""
    trace: str = ""
    """Where the program failed, for the log."""


def run_task(task: Task) -> Outcome:
    """Build one unit; whatever goes wrong is in the record."""
    wall, cpu = time.perf_counter(), time.process_time()
    trace = ""
    staged = ""
    contents: dict[str, bytes] = {}
    try:
        _same_program(task)
        with undisturbed(), _data(task) as source:
            record, contents = _build(task, source)
        staged = stage(task, contents)
    except GeneratorError as error:
        record = fault(task.key, task.folder, "PL05", error.message, error.advice)
    except OSError as error:
        record = fault(task.key, task.folder, "PL04", f"文件读写出错（{why(error)}）", DISK_ADVICE)
    except Exception as error:  # noqa: BLE001 - one unit must not stop the others
        message = f"程序出错（{type(error).__name__}: {error}）"
        record = fault(task.key, task.folder, "PL01", message, "把日志交给程序的维护者；其他单位不受影响")
        trace = traceback.format_exc()
    return Outcome(
        record,
        () if task.staging or not record.documents else tuple(contents.items()),
        staged,
        time.perf_counter() - wall,
        time.process_time() - cpu,
        _peak_memory(),
        trace,
    )


def _same_program(task: Task) -> None:
    if task.program and task.program != program_digest():
        advice = "在每个计算节点安装同一版本的程序和程序库"
        raise GeneratorError("计算节点上的程序与本机的不同，没有生成", advice)


@contextmanager
def _data(task: Task) -> Iterator[Path]:
    """The data's folder or file: where it lies, or unpacked for as long as it is needed."""
    if not task.files:
        yield Path(task.source)
        return
    with tempfile.TemporaryDirectory(prefix="juesuan-") as folder:
        place = Path(folder) / task.folder
        alone = len(task.files) == 1 and task.files[0][0] == task.folder
        for name, content in task.files:
            file = place if alone else place / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
        yield place


def _build(task: Task, source: Path) -> tuple[Record, dict[str, bytes]]:
    workspace = (
        installed_kit(task.kit) if task.kit else Workspace(Path(task.workspace), tuple(map(Path, task.own_styles)))
    )
    printers = [find_printer(name) for name in task.formats]
    composed, report = check_unit(source, workspace)
    if composed is not None:
        report = with_fonts(composed, report, printers)
    findings = tuple(finding_data(finding) for finding in report.findings)
    if composed is None:
        return Record(task.key, task.folder, "有错误", findings=findings), {}
    book = composed.book
    record = Record(
        key=task.key,
        unit=book.unit.name,
        state=_state(report.findings),
        year=book.year,
        style=book.accounts.style,
        figures=_key_figures(composed),
        findings=findings,
    )
    if record.state == "有错误":
        return record, {}
    contents = documents(composed, report.findings, printers)
    beside = papers(composed, report, workspace, Path(task.paper)) if task.paper else {}
    listed = (*_printed(contents, paper=False), *_printed(beside, paper=True))
    return replace(record, documents=listed), {**contents, **beside}


def _state(findings: Iterable[Finding]) -> State:
    listed = tuple(findings)
    if has_errors(listed):
        return "有错误"
    return "有警告" if any(finding.severity == "警告" for finding in listed) else "成功"


def _printed(contents: dict[str, bytes], *, paper: bool) -> Iterator[Printed]:
    for name, content in contents.items():
        pages = count_pages(content) if name.endswith(".pdf") else None
        yield Printed(name, len(content), hashlib.sha256(content).hexdigest(), pages, paper)


def _key_figures(composed: Composed) -> KeyFigures:
    book = composed.book
    change = book.total.change
    return KeyFigures(
        revenue=_text(book.total.revenue),
        expenditure=_text(book.total.expenditure),
        prior=_text(change.base if change else None),
        change=_signed(change, change.amount if change else None),
        rate=_signed(change, change.rate if change else None),
        three_public=_text(book.three_public_total()),
    )


def _text(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:f}"


def _signed(change: Change | None, distance: Figure | None) -> str:
    if change is None or distance is None:
        return ""
    base = change.base.value if change.base else distance.value
    return f"{-distance.value if change.current.value < base else distance.value:f}"


def stage(task: Task, contents: dict[str, bytes]) -> str:
    """Write the documents where the task wants them; the folder, one that no other attempt at the task writes to.

    Raises:
        OSError: they cannot be written; what was written is taken away again, it would only take room.
    """
    if not task.staging or not contents:
        return ""
    folder = Path(task.staging) / uuid.uuid4().hex
    try:
        folder.mkdir(parents=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return str(folder)


def _peak_memory() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

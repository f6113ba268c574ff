"""``make bench-batch``: a department in one run, beside the plain scripts and LibreOffice, as ratios of one machine.

Ours is the command ``juesuan batch``, from the data to the files and the status board. The rivals print the same
documents, one warm process each, and start from the composed document: reading and composing are not in their time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.department import write_department
from benchmarks.office import Office, cpu_of, missing, peak_of
from benchmarks.worker import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.document.blocks import Document

EVERY = 0.05
"""Seconds between two looks at the processes."""
JOURNAL = Path(".批量", "日志.jsonl")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``juesuan batch``."""

    title: str
    units: int
    wall: float
    """Seconds from start to end, with loading and the status board."""
    total_cpu: float
    """Of all processes, with loading."""
    unit_cpu: float
    """Median of a unit, in a warm worker."""
    peak: float
    """MB of the largest worker, with shared files such as fonts."""
    private: float
    """MB of the largest worker that nobody shares."""

    @property
    def per_second(self) -> float:
        """Documents (units) a second."""
        return self.units / self.wall


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way to the same files."""

    title: str
    unit_cpu: float
    peak: float


def batch(title: str, data: Path, output: Path, units: int, *options: str) -> Run:
    """Run the command and watch its processes."""
    command = [sys.executable, "-m", "generator", "batch", str(data), "-o", str(output), *options]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    cpu: dict[int, float] = {}
    peak = private = 0.0
    while process.poll() is None:
        for pid in _session(process.pid):
            cpu[pid] = max(cpu.get(pid, 0.0), cpu_of(pid))
            peak = max(peak, peak_of(pid))
            private = max(private, peak_of(pid, "RssAnon"))
        time.sleep(EVERY)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    entries = [json.loads(line) for line in (output / JOURNAL).read_text(encoding="utf-8").splitlines()]
    built = statistics.median(entry["cpu"] for entry in entries[-units:])
    return Run(title, units, wall, sum(cpu.values()), built, peak, private)


def _session(leader: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader):
            yield int(stat.parent.name)


def compose_all(data: Path, count: int) -> list[Document]:
    """The composed documents of the first units."""
    from generator.pipeline import check_unit
    from generator.workspace import Workspace

    workspace = Workspace.find()
    found = [check_unit(path, workspace)[0] for path in sorted(data.iterdir())[:count]]
    return [composed.composition.document for composed in found if composed is not None]


def measure(title: str, documents: list[Document], build: Callable[[Document], float | None]) -> Rival:
    """The median CPU of ``build``, which may return CPU seconds of another process; the first does not count."""
    seconds = []
    for document in documents:
        start = cpu_seconds()
        other = build(document)
        seconds.append(cpu_seconds() - start + (other or 0.0))
    return Rival(title, statistics.median(seconds[1:]), peak_of(os.getpid()))


def rivals(documents: list[Document], folder: Path) -> Iterator[Rival]:
    """The plain scripts, and docxtpl with LibreOffice."""
    from benchmarks import plain_docx, plain_pdf

    word, page = folder / "plain.docx", folder / "plain.pdf"
    docx = measure("plain: docxtpl", documents, lambda document: plain_docx.build(document, word))
    pdf = measure("plain: WeasyPrint", documents, lambda document: plain_pdf.build(document, page))
    yield docx
    yield pdf
    yield Rival("plain: both", docx.unit_cpu + pdf.unit_cpu, pdf.peak)
    if reason := missing():
        print(f"docxtpl + LibreOffice: not measured, {reason}")
        return
    with Office(folder) as office:

        def both(document: Document) -> float:
            plain_docx.build(document, word)
            return office.convert(word, page)

        found = measure("docxtpl + LibreOffice", documents, both)
        yield Rival(found.title, found.unit_cpu, office.memory())


def show(runs: list[Run], others: list[Rival], unchanged: float) -> Iterator[str]:
    """The figures as lines of a table."""
    head = ("", "documents/s", "CPU s/unit", "with start", "peak MB", "private MB")
    yield f"{head[0]:<24}" + "".join(f"{title:>13}" for title in head[1:])
    for run in runs:
        figures = (run.per_second, run.unit_cpu, run.total_cpu / run.units, run.peak, run.private)
        yield f"{run.title:<24}" + "".join(f"{figure:>13.2f}" for figure in figures)
    for rival in others:
        yield f"{rival.title:<24}{'':>13}{rival.unit_cpu:>13.2f}{'':>13}{rival.peak:>13.2f}"
    yield f"nothing changed: {unchanged * 1000:.1f} ms a unit"


def main() -> None:
    """Measure, and print the table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=8, help="units that the rivals print")
    parser.add_argument("--formats", default="docx;docx,pdf", help="runs, parted by semicolons")
    parser.add_argument("--one", action="store_true", help="also with one process, for the speed-up")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        data, units = folder / "data", options.units
        write_department(units, data)
        runs = []
        for formats in options.formats.split(";"):
            for workers in (1, 2) if options.one else (2,):
                output = folder / f"{formats}-{workers}"
                title = f"{formats}, {workers} process{'es' if workers > 1 else ''}"
                asked = ("--format", formats, "--workers", str(workers), "--executor", "process")
                runs.append(batch(title, data, output, units, *asked))
        output = folder / f"{options.formats.split(';')[-1]}-2"
        unchanged = _unchanged(data, output, options.formats.split(";")[-1], units)
        others = list(rivals(compose_all(data, options.rounds + 1), folder))
    if options.json:
        print(json.dumps({"runs": [asdict(one) for one in runs], "rivals": [asdict(one) for one in others]}, indent=2))
    else:
        print("\n".join(show(runs, others, unchanged)))


def _unchanged(data: Path, output: Path, formats: str, units: int) -> float:
    """Seconds a unit when nothing changed, without the start of the program, which is once."""
    from generator.batch.executors.serial import serial
    from generator.batch.progress import Reporter
    from generator.batch.request import Request
    from generator.batch.run import run_batch
    from generator.workspace import Workspace

    request = Request(data, output, tuple(formats.split(",")))
    start = time.perf_counter()
    run_batch(request, Workspace.find(), lambda _: serial(), Reporter())
    return (time.perf_counter() - start) / units


if __name__ == "__main__":
    main()

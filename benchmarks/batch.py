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

from benchmarks.department import STYLE, write_department
from benchmarks.office import Office, cpu_of, missing, peak_of
from benchmarks.worker import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.document.blocks import Document

EVERY = 0.05
"""Seconds between two looks at the processes."""
JOURNAL = Path(".批量", "日志.jsonl")
FORMATS = "docx;docx native;docx,pdf;docx,pdf-typst"
"""Runs, parted by semicolons; ``native`` is a department whose style has native Word charts."""
NATIVE = "native"
EARLY = 50
"""Units of a worker after which its memory should have come to rest."""

REACH = (
    ("docx", "plain: docxtpl", 3.0),
    ("docx native", "plain: docxtpl", 20.0),
    ("docx,pdf", "plain: both", 2.2),
    ("docx,pdf-typst", "plain: both", 12.0),
    ("docx,pdf-typst", "docxtpl + LibreOffice", 3.0),
)
"""Formats, the rival, and how many times less CPU time they should take."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of ``juesuan batch``."""

    title: str
    formats: str
    workers: int
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
    early: float
    """Peak MB after the first units; :attr:`late` should be no more than a little above."""
    late: float

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


def batch(formats: str, workers: int, data: Path, output: Path, units: int) -> Run:
    """Run the command and watch its processes."""
    title = f"{formats}, {workers} process{'es' if workers > 1 else ''}"
    asked = ("--format", formats.removesuffix(f" {NATIVE}"), "--workers", str(workers), "--executor", "process")
    command = [sys.executable, "-m", "generator", "batch", str(data), "-o", str(output), *asked]
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
    entries = entries[-units:]
    built = statistics.median(entry["cpu"] for entry in entries)
    early = max(entry["memory"] for entry in entries[: EARLY * workers])
    late = max(entry["memory"] for entry in entries)
    run = Run(title, formats, workers, units, wall, sum(cpu.values()), built, peak, private, early, late)
    print(run, file=sys.stderr, flush=True)
    return run


def _session(leader: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(leader):
            yield int(stat.parent.name)


def compose_all(data: Path, count: int) -> tuple[list[Document], float]:
    """The composed documents of the first units, and the median CPU of reading, checks and composing."""
    from generator.batch.tidy import undisturbed
    from generator.pipeline import check_unit
    from generator.workspace import Workspace

    workspace = Workspace.find()
    found, seconds = [], []
    for path in sorted(data.iterdir())[:count]:
        with undisturbed():
            start = cpu_seconds()
            composed = check_unit(path, workspace)[0]
            seconds.append(cpu_seconds() - start)
        if composed is not None:
            found.append(composed.composition.document)
    return found, statistics.median(seconds[1:])


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


def show(runs: list[Run], others: list[Rival], before: float, unchanged: float) -> Iterator[str]:
    """The figures as lines of a table, then what they come to."""
    head = ("documents/s", "CPU s/unit", "with start", "peak MB", "private MB", "early MB", "late MB")
    yield f"{'':<28}" + "".join(f"{title:>13}" for title in head)
    for run in runs:
        memory = (run.peak, run.private, run.early, run.late)
        figures = (f"{run.per_second:.2f}", f"{run.unit_cpu:.3f}", f"{run.total_cpu / run.units:.3f}")
        yield f"{run.title:<28}" + "".join(f"{figure:>13}" for figure in (*figures, *(f"{mb:.0f}" for mb in memory)))
    for rival in others:
        yield f"{rival.title:<28}{'':>13}{rival.unit_cpu:>13.3f}{'':>13}{rival.peak:>13.0f}"
    yield f"of a unit's CPU, reading, checks and composing: {before:.3f} s"
    yield f"nothing changed: {unchanged * 1000:.1f} ms a unit"
    yield from _ratios(runs, others, before)


def _ratios(runs: list[Run], others: list[Rival], before: float) -> Iterator[str]:
    """How many times less CPU a unit takes than with the rivals, and what the second process gives.

    The rivals only print, so that printing is also compared alone, without what comes ``before``.
    """
    for formats, title, reach in REACH:
        for run in (one for one in runs if one.formats == formats and one.workers == 1):
            for rival in (one for one in others if one.title == title):
                whole, alone = (rival.unit_cpu / (run.unit_cpu - spent) for spent in (0.0, before))
                yield f"{formats}: {whole:.1f} times less than {title}, printing alone {alone:.1f} (aim {reach:g})"
    for single in (one for one in runs if one.workers == 1):
        for pair in (one for one in runs if one.formats == single.formats and one.workers > 1):
            yield f"{single.formats}: {single.wall / pair.wall:.2f} times as fast on {pair.workers} processes"


def write_native(units: int, folder: Path) -> None:
    """The same department in a style of its own, whose charts are native."""
    write_department(units, folder)
    style = folder / "样式" / NATIVE
    style.mkdir(parents=True)
    (style / "style.yaml").write_text(
        f"extends: {STYLE}\ntitle: 可编辑的图\ncharts: {{native: true}}\n", encoding="utf-8"
    )
    for file in folder.glob("*/unit.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"style: {STYLE}", f"style: {NATIVE}"), encoding="utf-8")


def main() -> None:
    """Measure, and print the table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=8, help="units that the rivals print; 0: no rivals")
    parser.add_argument("--formats", default=FORMATS, help="runs, parted by semicolons")
    parser.add_argument("--one", action="store_true", help="also with one process, for the ratios and the speed-up")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, units, asked = Path(name), options.units, options.formats.split(";")
        data = {formats: folder / (NATIVE if formats.endswith(NATIVE) else "data") for formats in asked}
        write_department(units, folder / "data")
        if NATIVE in {place.name for place in data.values()}:
            write_native(units, folder / NATIVE)
        runs = [
            batch(formats, workers, data[formats], folder / f"{formats}-{workers}", units)
            for formats in asked
            for workers in ((1, 2) if options.one else (2,))
        ]
        unchanged = _unchanged(data[asked[-1]], folder / f"{asked[-1]}-2", asked[-1], units)
        composed, before = compose_all(folder / "data", max(options.rounds, 8) + 1)
        others = list(rivals(composed, folder)) if options.rounds else []
    if options.json:
        print(json.dumps({"runs": [asdict(one) for one in runs], "rivals": [asdict(one) for one in others]}, indent=2))
    else:
        print("\n".join(show(runs, others, before, unchanged)))


def _unchanged(data: Path, output: Path, formats: str, units: int) -> float:
    """Seconds a unit when nothing changed, without the start of the program, which is once."""
    from generator.batch.executors.serial import serial
    from generator.batch.progress import Reporter
    from generator.batch.request import Request
    from generator.batch.run import run_batch
    from generator.workspace import Workspace

    request = Request(data, output, tuple(formats.removesuffix(f" {NATIVE}").split(",")))
    start = time.perf_counter()
    run_batch(request, Workspace.find(), lambda _: serial(), Reporter())
    return (time.perf_counter() - start) / units


if __name__ == "__main__":
    main()

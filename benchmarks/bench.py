"""``make bench``: CPU seconds and peak memory of our printers against the plain scripts, as ratios of one run.

Warm: one process a contender, all alive at once, rounds in turn, another document in each round.
Cold: a new process for each document, from the command line to the file.
CPU time is user and system time with children; the wall clock plays no part.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.documents import SAMPLE

JUESUAN = Path(sys.executable).with_name("juesuan")
WARM_UP = 2
"""Rounds that do not count."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against the plain way; a measurement without a rival stands alone."""

    title: str
    ours: tuple[str, ...]
    plain: tuple[str, ...] = ()


WARM = (
    Comparison("DOCX warm", ("docx",), ("plain-docx",)),
    Comparison("PDF warm", ("pdf",), ("plain-pdf",)),
    Comparison("PDF warm, Typst", ("pdf-typst",), ("plain-pdf",)),
    Comparison("both warm, Typst", ("docx", "pdf-typst"), ("plain-docx", "plain-pdf")),
    Comparison("unit, Typst", ("unit-typst",), ("plain-unit",)),
    Comparison("read .xlsx", ("read-workbook",)),
    Comparison("read .xls", ("read-old",)),
    Comparison("all checks", ("checks",)),
)
"""Names of tasks (:mod:`benchmarks.tasks`); a new measurement is a task there and a line here."""

COLD = (
    Comparison("DOCX cold", ("--format", "docx"), ("plain-docx",)),
    Comparison("PDF cold", ("--format", "pdf"), ("plain-pdf",)),
    Comparison("both cold", (), ("plain-docx", "plain-pdf")),
)
"""Options of ``juesuan build`` against tasks of the plain scripts."""


@dataclass(slots=True)
class Sample:
    """What one contender used: CPU seconds of each round, peak memory in MB."""

    seconds: list[float]
    peak: float = 0.0

    def add(self, seconds: float, peak: float) -> None:
        """One more round."""
        self.seconds.append(seconds)
        self.peak = max(self.peak, peak)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    title: str
    ours_median: float
    ours_min: float
    ours_peak_mb: float
    plain_median: float | None = None
    plain_min: float | None = None
    plain_peak_mb: float | None = None
    ratio: float | None = None
    """Plain median ÷ our median: how many times faster."""


class Worker:
    """A warm process that runs the rounds of some tasks."""

    def __init__(self, tasks: tuple[str, ...]) -> None:
        command = [sys.executable, "-m", "benchmarks.worker", *tasks]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.sample = Sample([])

    def round(self, number: int, *, counted: bool) -> None:
        """Run one round and keep its figures if they count."""
        assert self._process.stdin is not None  # noqa: S101 - opened as pipes above
        assert self._process.stdout is not None  # noqa: S101 - as above
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit(f"a contender ended with exit code {self._process.wait()}")
        used = json.loads(answer)
        if counted:
            self.sample.add(used["cpu"], used["rss"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def warm(comparison: Comparison, rounds: int) -> tuple[Sample, Sample | None]:
    """Both contenders' figures over ``rounds``, in turn; the rounds before them do not count."""
    workers = [Worker(tasks) for tasks in (comparison.ours, comparison.plain) if tasks]
    for number in range(1, WARM_UP + rounds + 1):
        for worker in workers:
            worker.round(number, counted=number > WARM_UP)
    for worker in workers:
        worker.close()
    return workers[0].sample, workers[1].sample if comparison.plain else None


def run_once(command: list[str], sample: Sample) -> None:
    """One new process, added to ``sample``."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    sample.add(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def cold(comparison: Comparison, rounds: int, folder: Path) -> tuple[Sample, Sample]:
    """Both contenders' figures over ``rounds`` new processes each, in turn."""
    ours, plain = Sample([]), Sample([])
    for _ in range(rounds):
        run_once([str(JUESUAN), "build", str(SAMPLE), "-o", str(folder), *comparison.ours], ours)
        run_once([sys.executable, "-m", "benchmarks.worker", "--once", *comparison.plain], plain)
    return ours, plain


def row(title: str, ours: Sample, plain: Sample | None) -> Row:
    """The figures of both as a line of the table."""
    median = statistics.median(ours.seconds)
    if plain is None:
        return Row(title, median, min(ours.seconds), ours.peak)
    rival = statistics.median(plain.seconds)
    return Row(title, median, min(ours.seconds), ours.peak, rival, min(plain.seconds), plain.peak, rival / median)


def as_table(rows: list[Row]) -> str:
    """The rows, aligned."""
    head = f"{'':<12}{'ours: median':>13}{'min':>8}{'peak MB':>9}"
    head += f"{'plain: median':>15}{'min':>8}{'peak MB':>9}{'ratio':>8}"
    lines = [head]
    for each in rows:
        line = f"{each.title:<12}{each.ours_median:>13.3f}{each.ours_min:>8.3f}{each.ours_peak_mb:>9.0f}"
        if each.ratio is not None:
            line += f"{each.plain_median:>15.3f}{each.plain_min:>8.3f}{each.plain_peak_mb:>9.0f}{each.ratio:>8.1f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="warm rounds that count")
    parser.add_argument("--cold-rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="only measurements whose title contains this")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()

    def wanted(comparisons: tuple[Comparison, ...]) -> list[Comparison]:
        return [each for each in comparisons if options.only in each.title]

    rows = [row(each.title, *warm(each, options.rounds)) for each in wanted(WARM)]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        rows += [row(each.title, *cold(each, options.cold_rounds, Path(folder))) for each in wanted(COLD)]
    python = platform.python_version()
    if options.json:
        print(json.dumps({"python": python, "rows": [asdict(each) for each in rows]}, indent=2))
        return
    print(f"CPU seconds a document, user and system; ratio = plain median ÷ our median; Python {python}")
    print(as_table(rows))


if __name__ == "__main__":
    main()

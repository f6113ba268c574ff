"""What is measured: one :class:`Task` a contender. Adding a measurement is adding a function with ``@task``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks.documents import SAMPLE, compose, vary
from generator.render.registry import find_printer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """``prepare`` makes the input of a round and is not measured; ``run`` is."""

    prepare: Callable[[int], Any]
    run: Callable[[Any], object]


TASKS: dict[str, Callable[[Path], Task]] = {}
"""Name → what makes the task in the process that runs it, given a folder for its files."""


def task(name: str) -> Callable[[Callable[[Path], Task]], Callable[[Path], Task]]:
    """Register a contender under ``name``."""

    def register(make: Callable[[Path], Task]) -> Callable[[Path], Task]:
        TASKS[name] = make
        return make

    return register


@task("docx")
def our_docx(folder: Path) -> Task:
    """Our DOCX printer."""
    return _ours("docx", folder)


@task("pdf")
def our_pdf(folder: Path) -> Task:
    """Our PDF printer."""
    return _ours("pdf", folder)


@task("pdf-typst")
def our_fast_pdf(folder: Path) -> Task:
    """Our PDF printer with the second engine."""
    return _ours("pdf-typst", folder)


@task("plain-docx")
def plain_docx(folder: Path) -> Task:
    """Docxtpl in the obvious way."""
    from benchmarks import plain_docx as script

    return _plain(script.build, folder / "plain.docx")


@task("plain-pdf")
def plain_pdf(folder: Path) -> Task:
    """WeasyPrint in the obvious way."""
    from benchmarks import plain_pdf as script

    return _plain(script.build, folder / "plain.pdf")


@task("unit-typst")
def unit_typst(folder: Path) -> Task:
    """A unit of a department in a batch worker, from its data to DOCX and PDF by the second engine."""
    from generator.batch import task as batch
    from generator.batch.warm import warm_up
    from generator.workspace import Workspace

    formats, root = ("docx", "pdf-typst"), str(Workspace.find().root)
    warm_up(formats)

    def job(number: int) -> batch.Task:
        source = str(_unit(number, folder))
        return batch.Task(str(number), formats, source, workspace=root, staging=str(folder / "staging"))

    def run(given: batch.Task) -> None:
        if not batch.run_task(given).record.documents:
            raise ValueError(given)

    return Task(job, run)


@task("plain-unit")
def plain_unit(folder: Path) -> Task:
    """The documents of the same unit by both plain scripts, which are given it composed."""
    from benchmarks import plain_docx, plain_pdf

    def run(document: Any) -> None:  # noqa: ANN401 - the document
        plain_docx.build(document, folder / "plain.docx")
        plain_pdf.build(document, folder / "plain.pdf")

    return Task(lambda number: compose(_unit(number, folder))[0], run)


@task("read-workbook")
def read_workbook(folder: Path) -> Task:
    """One full filling-in workbook, read into accounts with the place of every value; another file in each round."""
    from generator.ingest import load
    from generator.workspace import Workspace

    workspace, content = Workspace.find(), SAMPLE.with_suffix(".xlsx").read_bytes()

    def copy(number: int) -> Path:
        path = folder / f"单位{number}.xlsx"
        path.write_bytes(content)
        return path

    def read(path: Path) -> None:
        if load(path, workspace).accounts is None:
            raise ValueError(path)

    return Task(copy, read)


@task("read-old")
def read_old(folder: Path) -> Task:
    """The cells of the same workbook saved as .xls, read by calamine and checked for what it does not say."""
    import xlwt

    from generator.ingest.spreadsheet import read_spreadsheet

    source, book = SAMPLE.with_suffix(".xlsx"), xlwt.Workbook()
    for grid in read_spreadsheet(source, source.name).grids:
        page = book.add_sheet(grid.sheet)
        for (row, column), cell in grid.cells.items():
            page.write(row - 1, column - 1, cell.value if isinstance(cell.value, str) else float(cell.value))
    path = folder / "单位.xls"
    book.save(str(path))

    def read(_: int) -> None:
        if not read_spreadsheet(path, path.name).grids:
            raise ValueError(path)

    return Task(lambda number: number, read)


@task("checks")
def all_checks(folder: Path) -> Task:
    """Every check over one unit: figures, finished text, report; facts and document are made anew in each round."""
    from generator.checks.run import check_figures, check_text, conclude
    from generator.ingest import load
    from generator.pipeline import compose_unit, text_of
    from generator.workspace import Workspace

    del folder
    workspace = Workspace.find()
    loaded = load(SAMPLE, workspace)

    def made(_: int) -> tuple[Any, Any]:
        composed = compose_unit(loaded, workspace)
        return replace(composed.subject), text_of(composed.subject, composed.composition)

    def run(subjects: tuple[Any, Any]) -> None:
        figures, text = subjects
        report = conclude((check_figures(figures), check_text(text)), figures)
        if not report.outcomes:
            raise ValueError(SAMPLE)

    return Task(made, run)


def _unit(number: int, folder: Path) -> Path:
    from benchmarks.department import make_unit, write_unit

    return write_unit(make_unit(number), folder / f"unit{number}")


def _ours(name: str, folder: Path) -> Task:
    document, style = compose(SAMPLE)
    printer = find_printer(name)
    path = folder / f"ours{printer.suffix}"
    return Task(lambda number: vary(document, number), lambda varied: path.write_bytes(printer.print(varied, style)))


def _plain(build: Callable[[Any, Path], None], path: Path) -> Task:
    document, _ = compose(SAMPLE)
    return Task(lambda number: vary(document, number), lambda varied: build(varied, path))

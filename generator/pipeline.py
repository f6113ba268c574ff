"""One unit from its files to its documents: read, derive, compose, check, print, write.

The numbered story of the whole program; each step is one call into the stage that does it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.checks.check import CheckReport
from generator.checks.run import check_figures, check_text, conclude
from generator.checks.subject import Subject, TextSubject
from generator.checks.wordlists import load_lists
from generator.classification import load_codes
from generator.compose import Composition, Reference, compose
from generator.errors import StyleError
from generator.facts.build import build_facts
from generator.finding import Finding, has_errors, in_order
from generator.forms.load import load_forms
from generator.ingest import Loaded, load
from generator.money import SCALE
from generator.output import safe_name, write_together
from generator.render.registry import find_printer
from generator.report.html import report_html
from generator.style.load import LoadedStyle, load_style
from generator.trace.links import relative_links
from generator.trace.page import paper_page
from generator.trace.trace import trace
from generator.trace.workbook import paper_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.checks.check import Outcome
    from generator.facts.book import FactBook
    from generator.model.accounts import FinalAccounts
    from generator.workspace import Workspace

DEFAULT_FORMATS = ("docx", "pdf")

MOST_CODES = 5
"""Codes of errors that a draft names on its pages."""

SAID_AGAIN = frozenset({"SJ38", "SJ39", "SJ40"})
"""What reading says of codes and names; the checks CF01 to CF03 say it of all the data."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A unit's data, facts and document, before printing."""

    loaded: Loaded
    style: LoadedStyle
    book: FactBook
    composition: Composition
    subject: Subject
    figures_report: CheckReport
    """What the checks said of the figures, before composing."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote. Nothing is written when there are findings of level 错误."""

    unit: str
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    readable: bool = True
    """Whether the data could be read at all."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of every check."""

    @property
    def done(self) -> bool:
        """Whether documents were written."""
        return bool(self.files)


def reference_for(year: int, workspace: Workspace) -> Reference:
    """Forms, code tables and term catalogue of ``year``."""
    return Reference(
        forms=load_forms(workspace.forms, year),
        functional=load_codes(workspace.reference, "functional", year),
        economic=load_codes(workspace.reference, "economic", year),
        folder=workspace.reference,
    )


def facts_of(accounts: FinalAccounts, style: LoadedStyle, reference: Reference) -> FactBook:
    """The fact book, at the precision that the style shows."""
    quantum = SCALE[style.style.text_unit].scaleb(-style.style.text.places)
    return build_facts(accounts, reference.functional, reference.economic, Decimal(quantum))


def subject_of(book: FactBook, style: LoadedStyle, reference: Reference, workspace: Workspace) -> Subject:
    """What the checks look at."""
    lists = load_lists(workspace.checks)
    return Subject(book, style.style, reference.forms, reference.functional, reference.economic, lists)


def text_of(subject: Subject, made: Composition) -> TextSubject:
    """What the checks look at once the document is composed."""
    known = {field.name: getattr(subject, field.name) for field in fields(subject)}
    return TextSubject(**known, document=made.document, reasons=made.reasons, missing=made.findings)


def compose_unit(loaded: Loaded, workspace: Workspace) -> Composed:
    """The figures checked, and the composed document of what was loaded.

    Raises:
        StyleError: the style does not load, or is not meant for the year.
        ValueError: nothing was loaded.
    """
    accounts = loaded.accounts
    if accounts is None:
        raise ValueError(loaded)
    style = load_style(workspace.templates, accounts.style)
    first, last = style.style.years
    if not first <= accounts.year <= last:
        raise StyleError(
            f"样式“{accounts.style}”适用于 {first} 至 {last} 年度，数据是 {accounts.year} 年度",
            "换一个样式，或核对年度",
        )
    reference = reference_for(accounts.year, workspace)
    book = facts_of(accounts, style, reference)
    subject = subject_of(book, style, reference, workspace)
    held = check_figures(subject)
    made = compose(book, style, reference, held.tail_tables)
    return Composed(loaded, style, book, made, subject, held)


def check_unit(source: Path, workspace: Workspace) -> tuple[Composed | None, CheckReport]:
    """Read, derive, check, compose and check again ``source``; all findings, located and in order."""
    loaded = load(source, workspace)
    if loaded.accounts is None:
        return None, CheckReport(in_order(loaded.findings))
    composed = compose_unit(loaded, workspace)
    text = text_of(composed.subject, composed.composition)
    report = conclude((composed.figures_report, check_text(text)), composed.subject)
    reading = [finding for finding in loaded.findings if finding.code not in SAID_AGAIN]
    found = in_order(finding.located(loaded.sources) for finding in (*reading, *report.findings))
    return composed, replace(report, findings=found)


def build_unit(
    source: Path,
    output: Path,
    workspace: Workspace,
    formats: Iterable[str] = DEFAULT_FORMATS,
    *,
    paper: bool = True,
    draft: bool = False,
) -> BuildResult:
    """Build the documents of ``source`` into a folder of its own below ``output``.

    Everything is printed before anything is written, so a build that fails leaves what was there.

    Args:
        source: the unit's folder, or its unit.yaml.
        output: below which the unit's own folder is made.
        workspace: the program's files.
        formats: names of printers.
        paper: whether 数据溯源底稿 and 检查报告 are written beside the documents.
        draft: whether to build a 草稿, marked so on every page, be there errors or not.
    """
    chosen = [find_printer(name) for name in dict.fromkeys(formats)]
    composed, report = check_unit(source, workspace)
    findings, outcomes = report.findings, report.outcomes
    if composed is None:
        return BuildResult(source.name, findings, readable=False)
    unit = composed.book.unit.name
    if has_errors(findings) and not draft:
        return BuildResult(unit, findings, outcomes=outcomes)
    folder = output / safe_name(unit)
    beside = papers(composed, report, workspace, folder) if paper else {}
    document = replace(composed.composition.document, draft=draft_note(findings) if draft else "")
    name = safe_name(f"{document.title}（草稿）" if draft else document.title)
    printed = {f"{name}{printer.suffix}": printer.print(document, composed.style) for printer in chosen}
    files = write_together(folder, {**printed, **beside})
    return BuildResult(unit, findings, files, outcomes=outcomes)


def draft_note(findings: Iterable[Finding]) -> str:
    """Why a draft is one, as its pages say it."""
    codes = list(dict.fromkeys(finding.code for finding in findings if finding.severity == "错误"))
    if not codes:
        return "草稿：供核对，不得公开"
    shown = "、".join(codes[:MOST_CODES]) + ("等" if len(codes) > MOST_CODES else "")
    return f"草稿：有没有改正的错误（{shown}），不得公开"


def papers(composed: Composed, report: CheckReport, workspace: Workspace, folder: Path) -> dict[str, bytes]:
    """What goes with the documents in ``folder``: 数据溯源底稿 as workbook and page, and 检查报告."""
    book, loaded = composed.book, composed.loaded
    reference = reference_for(book.year, workspace)
    paper = trace(composed.composition, book.accounts, loaded.sources, composed.style, reference)
    links = relative_links(loaded.files, folder)
    return {
        "数据溯源底稿.xlsx": paper_workbook(paper, links),
        "数据溯源底稿.html": paper_page(paper, links).encode(),
        "检查报告.html": report_html(book.unit.name, report.findings, report.outcomes).encode(),
    }

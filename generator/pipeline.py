"""One unit from its files to its documents: the numbered story of the whole program.

1 read, 2 derive, 3 compose, 4 check, 5 print, 6 write. Each step is one call into the stage that does it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from generator.checks.check import CheckReport
from generator.checks.run import check_figures, check_text, conclude
from generator.checks.spoken import spoken
from generator.checks.subject import AnySubject, TextSubject, subject_kind
from generator.checks.wordlists import load_lists
from generator.classification import load_codes
from generator.compose import Composition, Reference, compose
from generator.facts.kinds import build_book
from generator.finding import Finding, has_errors, in_order
from generator.fonts.gate import font_findings
from generator.fonts.printed import foreign_fonts
from generator.forms.load import load_forms
from generator.ingest import Loaded, load
from generator.model.accounts import FinalAccounts
from generator.model.kinds import FORMS
from generator.money import smallest
from generator.output import safe_name, write_pictures, write_together
from generator.render.preview import pictures
from generator.render.registry import find_printer
from generator.report.html import report_html
from generator.report.notice import INTERNAL, INTERNAL_NOTE, draft_note
from generator.review.remarks import review_remarks
from generator.style.fit import style_for
from generator.trace.links import relative_links
from generator.trace.page import paper_page
from generator.trace.trace import trace
from generator.trace.workbook import paper_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.checks.check import Outcome
    from generator.facts.kinds import Book
    from generator.model.kinds import Accounts
    from generator.render.registry import Printer
    from generator.style.load import LoadedStyle
    from generator.workspace import Workspace

DEFAULT_FORMATS = ("docx", "pdf")

SAID_AGAIN = frozenset({"SJ38", "SJ39", "SJ40"})
"""What reading says of codes and names; the checks CF01 to CF03 say it of all the data."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A unit's data, facts and document, before printing."""

    loaded: Loaded
    style: LoadedStyle
    book: Book
    composition: Composition
    subject: AnySubject
    figures_report: CheckReport
    """What the checks said of the figures, before composing."""
    internal: bool = False
    """Whether it holds what is not for publication."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote. With findings of level 错误 nothing is written but a draft or a review copy."""

    unit: str
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    readable: bool = True
    """Whether the data could be read at all."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of every check."""
    withheld: bool = False
    """Whether a document was asked for that findings of level 错误 keep back."""

    @property
    def done(self) -> bool:
        """Whether all documents were written that were asked for."""
        return bool(self.files) and not self.withheld


@dataclass(frozen=True, slots=True)
class Extras:
    """What a build may be asked for beyond its documents as they always are."""

    sources: bool = False
    """A review copy says at each number where it comes from."""
    native_charts: bool = False
    """The charts of a Word document can be edited in Word, whatever the style says."""
    internal: bool = False
    """Names and telephone numbers of persons are printed, for use inside the house only."""
    preview: bool = False
    """Pictures of the PDF's first page and of its tables."""


PLAIN = Extras()


def compose_unit(loaded: Loaded, workspace: Workspace, *, internal: bool = False) -> Composed:
    """The figures checked, and the composed document of what was loaded.

    Raises:
        StyleError: the style does not load, or is not meant for the data.
        ValueError: nothing was loaded.
    """
    accounts = loaded.accounts
    if accounts is None:
        raise ValueError(loaded)
    known = workspace.beside(loaded.files[0]) if loaded.files else workspace
    style = style_for(accounts, known.styles)
    reference = reference_for(accounts.year, workspace, type(accounts))
    book = facts_of(accounts, style, reference)  # 2
    subject = subject_of(book, style, reference, workspace)
    held = check_figures(subject)  # 4, of the figures: the text says how they differ by rounding
    made = compose(book, style, reference, held.tail_tables, internal=internal)  # 3
    return Composed(loaded, style, book, made, subject, held, internal)


def check_unit(source: Path, workspace: Workspace, *, internal: bool = False) -> tuple[Composed | None, CheckReport]:
    """Read, derive, check, compose and check again ``source``; all findings, located and in order."""
    loaded = load(source, workspace)  # 1
    if loaded.accounts is None:
        return None, CheckReport(in_order(loaded.findings))
    composed = compose_unit(loaded, workspace, internal=internal)  # 2, 3, and 4 of the figures
    text = text_of(composed.subject, composed.composition, internal=internal)
    report = conclude((composed.figures_report, check_text(text)), composed.subject)  # 4
    reading = [finding for finding in loaded.findings if finding.code not in SAID_AGAIN]
    told = (*reading, *report.findings)
    found = in_order(spoken(finding.located(loaded.sources), loaded.sources) for finding in told)
    return composed, replace(report, findings=found)


def build_unit(
    source: Path,
    output: Path,
    workspace: Workspace,
    formats: Iterable[str] = DEFAULT_FORMATS,
    *,
    paper: bool = True,
    draft: bool = False,
    extras: Extras = PLAIN,
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
        extras: what is asked for beyond that.
    """
    asked = [find_printer(name) for name in dict.fromkeys(formats)]
    composed, report = check_unit(source, workspace, internal=extras.internal)  # 1 to 4
    if composed is None:
        return BuildResult(source.name, report.findings, readable=False)
    report = with_fonts(composed, report, asked, machine=True)
    findings, outcomes = report.findings, report.outcomes
    if extras.native_charts:
        composed = replace(composed, style=composed.style.with_native_charts())
    unit = composed.book.unit.name
    faulty = has_errors(findings)
    chosen = [printer for printer in asked if draft or printer.reviews or not faulty]
    if not chosen:
        return BuildResult(unit, findings, outcomes=outcomes, withheld=True)
    withheld = len(chosen) < len(asked)
    folder = output / safe_name(unit)
    beside = papers(composed, report, workspace, folder) if paper and not withheld else {}
    note = draft_note(findings) if draft or faulty else INTERNAL_NOTE if extras.internal else ""
    printed = documents(composed, findings, chosen, draft=note, sources=extras.sources)  # 5
    findings = in_order((*findings, *foreign_fonts(printed, composed.style.style.fonts)))
    looks = pictures(printed, composed.composition.document) if extras.preview else {}
    files = write_together(folder, {**printed, **beside})  # 6
    if extras.preview:
        files = (*files, *write_pictures(folder, looks))
    return BuildResult(unit, findings, files, outcomes=outcomes, withheld=withheld)


# The steps, in their order


def reference_for(year: int, workspace: Workspace, kind: type[Accounts] = FinalAccounts) -> Reference:
    """Forms of the kind of document, code tables and term catalogue of ``year``."""
    return Reference(
        forms=load_forms(workspace.forms, year, FORMS[kind]),
        functional=load_codes(workspace.reference, "functional", year),
        economic=load_codes(workspace.reference, "economic", year),
        folder=workspace.reference,
    )


def facts_of(accounts: Accounts, style: LoadedStyle, reference: Reference) -> Book:
    """The book of the accounts' kind of document, at the precision that the style shows."""
    quantum = smallest(style.style.text_unit, style.style.text.places)
    return build_book(accounts, reference.functional, reference.economic, quantum)


def subject_of(book: Book, style: LoadedStyle, reference: Reference, workspace: Workspace) -> AnySubject:
    """What the checks look at."""
    lists = load_lists(workspace.checks)
    return subject_kind(book)(book, style.style, reference.forms, reference.functional, reference.economic, lists)


def text_of(subject: AnySubject, made: Composition, *, internal: bool = False) -> TextSubject:
    """What the checks look at once the document is composed."""
    known = {field.name: getattr(subject, field.name) for field in fields(subject)}
    return TextSubject(**known, document=made.document, reasons=made.reasons, missing=made.findings, internal=internal)


def with_fonts(
    composed: Composed, report: CheckReport, printers: Iterable[Printer], *, machine: bool = False
) -> CheckReport:
    """The report with what the fonts lack that ``printers`` set the document in; of the ``machine``'s too."""
    suffixes = [printer.suffix for printer in printers]
    found = font_findings(composed.composition.document, composed.style.style.fonts, suffixes, machine=machine)
    return replace(report, findings=in_order((*report.findings, *found))) if found else report


def documents(
    composed: Composed,
    findings: Iterable[Finding],
    printers: Iterable[Printer],
    *,
    draft: str = "",
    sources: bool = False,
) -> dict[str, bytes]:
    """The document in every form that is wanted, by file name; a review copy with remarks on ``findings``."""
    document = replace(composed.composition.document, draft=draft)
    name = safe_name(f"{document.title}（{document.stamp}）" if draft else document.title)
    printed = {}
    for printer in printers:
        shown = document
        if printer.reviews:
            accounts = composed.book.accounts
            places = composed.loaded.sources if sources else None
            shown = replace(document, remarks=review_remarks(findings, composed.composition, accounts, places))
        printed[f"{name}{printer.suffix}"] = printer.print(shown, composed.style)
    return printed


def papers(composed: Composed, report: CheckReport, workspace: Workspace, folder: Path) -> dict[str, bytes]:
    """What goes with the documents in ``folder``: 数据溯源底稿 as workbook and page, and 检查报告."""
    book, loaded = composed.book, composed.loaded
    reference = reference_for(book.year, workspace, type(book.accounts))
    paper = trace(composed.composition, book.accounts, loaded.sources, composed.style, reference)
    links = relative_links(loaded.files, folder)
    name = f"数据溯源底稿（{INTERNAL}）" if composed.internal else "数据溯源底稿"
    return {
        f"{name}.xlsx": paper_workbook(paper, links),
        f"{name}.html": paper_page(paper, links).encode(),
        "检查报告.html": report_html(book.unit.name, report.findings, report.outcomes).encode(),
    }

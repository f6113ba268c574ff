"""One unit from its files to its documents: read, derive, compose, check, print, write.

The numbered story of the whole program; each step is one call into the stage that does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.checks.run import check_all
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
from generator.style.load import LoadedStyle, load_style

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.facts.book import FactBook
    from generator.model.accounts import FinalAccounts
    from generator.workspace import Workspace

DEFAULT_FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Composed:
    """A unit's data, facts and document, before printing."""

    loaded: Loaded
    style: LoadedStyle
    book: FactBook
    composition: Composition


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and wrote. Nothing is written when there are findings of level 错误."""

    unit: str
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    readable: bool = True
    """Whether the data could be read at all."""

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


def compose_unit(loaded: Loaded, workspace: Workspace) -> Composed:
    """The composed document of what was loaded.

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
    return Composed(loaded, style, book, compose(book, style, reference))


def check_unit(source: Path, workspace: Workspace) -> tuple[Composed | None, tuple[Finding, ...]]:
    """Read, derive, compose and check ``source``; all findings, located and in order."""
    loaded = load(source, workspace)
    if loaded.accounts is None:
        return None, in_order(loaded.findings)
    composed = compose_unit(loaded, workspace)
    made = composed.composition
    found = [*loaded.findings, *check_all(composed.book, made.figures, made.reasons, made.findings)]
    return composed, in_order(finding.located(loaded.sources) for finding in found)


def build_unit(
    source: Path,
    output: Path,
    workspace: Workspace,
    formats: Iterable[str] = DEFAULT_FORMATS,
) -> BuildResult:
    """Build the documents of ``source`` into a folder of its own below ``output``.

    Everything is printed before anything is written, so a build that fails leaves what was there.
    """
    chosen = [find_printer(name) for name in dict.fromkeys(formats)]
    composed, findings = check_unit(source, workspace)
    if composed is None:
        return BuildResult(source.name, findings, readable=False)
    unit = composed.book.unit.name
    if has_errors(findings):
        return BuildResult(unit, findings)
    document = composed.composition.document
    printed = {
        f"{safe_name(document.title)}{printer.suffix}": printer.print(document, composed.style) for printer in chosen
    }
    files = write_together(output / safe_name(unit), printed)
    return BuildResult(unit, findings, files)

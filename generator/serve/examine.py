"""A unit's files → :class:`UnitView`: the document as HTML, its findings with their places, its numbers explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.finding import SEVERITIES
from generator.pipeline import check_unit, reference_for
from generator.render.html import html_body
from generator.report.text import details
from generator.review.places import find_places
from generator.serve.asked import asked_reasons
from generator.serve.explain import explain
from generator.serve.linked import prepared
from generator.serve.view import Told, UnitView
from generator.source import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.finding import Finding
    from generator.review.places import Place
    from generator.workspace import Workspace

MISSING_REASON = "YY01"


def examine(source: Path, workspace: Workspace) -> UnitView:
    """What the page of the unit at ``source`` shows.

    Raises:
        GeneratorError: the style is wrong.
    """
    composed, report = check_unit(source, workspace)
    if composed is None:
        findings = tuple(_told(finding, ()) for finding in _ordered(report.findings))
        return UnitView(source.name, source.name, 0, "", "", findings)
    ordered = _ordered(report.findings)
    places = find_places(ordered, composed.composition)
    numbers, origins = explain(composed, reference_for(composed.book.year, workspace, type(composed.book.accounts)))
    document = composed.composition.document
    html, sheet = prepared(html_body(document, composed.style, marks=True))
    return UnitView(
        title=document.title,
        unit=composed.book.unit.name,
        year=composed.book.year,
        html=html,
        sheet=sheet,
        findings=tuple(_told(finding, found) for finding, found in zip(ordered, places, strict=True)),
        asked=asked_reasons(composed),
        numbers=numbers,
        origins=origins,
    )


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What was explained comes last, else the worst first; within a level in the order of the files."""
    return tuple(sorted(findings, key=lambda one: (bool(one.waived), SEVERITIES.index(one.severity))))


def _told(finding: Finding, places: tuple[Place, ...]) -> Told:
    place = places[0] if places else None
    is_reason = finding.code == MISSING_REASON and finding.path[:1] == ("reasons",)
    return Told(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        details=details(finding),
        source=finding.source,
        block=place.block if place else -1,
        ref=place.ref if place else "",
        waived=bool(finding.waived),
        reason=dotted(finding.path[1:]) if is_reason else "",
    )

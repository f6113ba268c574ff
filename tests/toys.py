"""One toy of each kind, each in one place: a check, a chart and an output format; run as the command itself.

``python -m tests.toys build …`` is ``juesuan build …`` with the toys there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.charts.figures import Content, Line, Point, chart
from generator.checks.registry import check
from generator.cli import main
from generator.document.text import to_text
from generator.render.registry import printer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.check import Check, Result
    from generator.checks.subject import Subject
    from generator.document.blocks import Document
    from generator.facts.book import FactBook
    from generator.style.load import LoadedStyle


@chart("toy_public_costs")
def public_costs(book: FactBook) -> Content:
    """公用经费 alone."""
    points = [Point("公用经费", book.basic.public)] if book.basic.public else []
    return Content((Line("决算数", tuple(points)),))


@check("TB99", "toy.warning", "试验的核对", basis="试验", severity="警告")
def toy_check(check: Check, subject: Subject) -> Iterator[Result]:
    """每次都提醒一次."""
    yield check.finding(f"试验的核对看到了{subject.book.unit.name}", ("unit", "name"))


@printer("toy", suffix=".toy.txt", title="试验")
def print_toy(document: Document, style: LoadedStyle) -> bytes:
    """The document as text, with the style's name."""
    return f"[{style.style.title}]\n{to_text(document)}".encode()


if __name__ == "__main__":
    main()

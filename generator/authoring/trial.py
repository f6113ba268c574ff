"""A style tried on the hard samples: what fails, what is printed without being there, what reads badly."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.authoring.places import own_templates, template_file
from generator.authoring.samples import HARD, hard_sample
from generator.checks.run import check_text
from generator.compose import compose
from generator.errors import GeneratorError
from generator.ink import Ink
from generator.narrative.glossary import choose_terms
from generator.narrative.sections import TextWriter, templates_of
from generator.pipeline import facts_of, reference_for, subject_of, text_of
from generator.render.registry import find_printer
from generator.source import SourceRef
from generator.style.problems import problem
from generator.style.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose import Reference
    from generator.facts.kinds import Book
    from generator.finding import Finding
    from generator.style.load import LoadedStyle
    from generator.workspace import Workspace

OF_THE_STYLE = frozenset({"TX01", "TX02", "TX05", "TX06", "TX07", "TX12", "TX13"})
"""Checks of the text that a style's wording can fail."""


@dataclass
class _PlacedInk(Ink):
    """An ink that remembers which line of which template printed what is not there."""

    missed: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    """What is missing → templates and lines, the innermost first."""

    def missing(self, title: str, place: str) -> str:
        """As usual."""
        templates = (
            (template.name, template.get_corresponding_lineno(line))
            for frame, line in traceback.walk_stack(None)
            if (template := frame.f_globals.get("__jinja_template__")) is not None
        )
        self.missed.setdefault(title, list(templates))
        return super().missing(title, place)


def try_style(style: LoadedStyle, workspace: Workspace) -> Iterator[Finding]:
    """What comes out wrong when the style is used on each of the hard samples."""
    for sample, title in HARD.items():
        accounts = hard_sample(workspace, style.style, sample)
        reference = reference_for(accounts.year, workspace, type(accounts))
        book = facts_of(accounts, style, reference)
        failed = list(_each_text(style, book, reference, title))
        yield from failed
        if not failed:
            yield from _whole(style, book, reference, workspace, title)


def _each_text(style: LoadedStyle, book: Book, reference: Reference, title: str) -> Iterator[Finding]:
    """Each text by itself, so that one that fails does not hide the others."""
    for name in templates_of(style):
        ink = _PlacedInk(style.style, book.unit.self_word or style.style.self_words[book.unit.kind])
        try:
            terms = choose_terms(book, style.style, reference.folder, reference.functional)
            TextWriter.over(book, style, ink, terms).blocks(name, 2, "a", name)
        except Exception as error:  # noqa: BLE001 - whatever a style's text raises is a mistake of the style
            yield _failed(style, name, error, title)
            continue
        own = {path.name for path in own_templates(style)}
        for what, frames in ink.missed.items():
            template, line = next(
                (frame for frame in frames if frame[0] in own), frames[0] if frames else (f"{name}.j2", 0)
            )
            place = place_of(template_file(style, template), line)
            message = f"样例“{title}”中没有“{what}”，这里照样印"
            advice = "先判断再印，如 {% if … is 有数 %}…{% endif %}，或用 _phrases.j2 中的说法"
            yield problem("YS32", message, place, found=what, advice=advice)


def _failed(style: LoadedStyle, name: str, error: Exception, title: str) -> Finding:
    """The place in a template where rendering failed, as deep as it is a style's."""
    cause = error.__cause__ or error
    frames = [frame for frame in traceback.extract_tb(cause.__traceback__) if frame.filename.endswith(".j2")]
    if not frames:
        place = place_of(template_file(style, f"{name}.j2"))
        return problem("YS31", f"样例“{title}”：{_in_words(cause)}", place)
    path = template_file(style, frames[-1].filename.replace("\\", "/").rsplit("/", 1)[-1])
    return problem("YS31", f"样例“{title}”：{_in_words(cause)}", place_of(path, frames[-1].lineno or 0))


def _in_words(error: BaseException) -> str:
    """An error of Python or Jinja in Chinese, as far as it is a usual one."""
    said = str(error)
    patterns = (
        (r"'(.+)' is undefined", "没有“{0}”这个名称"),
        (r"has no attribute '(.+)'", "没有“{0}”"),
        (r"'(.+)' object is not iterable", "for 后面不是一列"),
        (r"no filter named '(.+)'", "没有“{0}”这个过滤器"),
        (r"macro '(.+)' takes", "“{0}”括号里的参数太多"),
        (r"^'(\w+)'$", "不认识“{{{0}}}”"),
    )
    for pattern, words in patterns:
        if match := re.search(pattern, said, re.IGNORECASE):
            return words.format(match[1])
    return said


def _whole(style: LoadedStyle, book: Book, reference: Reference, workspace: Workspace, title: str) -> Iterator[Finding]:
    """The whole document composed, read and printed."""
    place = SourceRef(place_of(style.folders[0] / "style.yaml").file)
    try:
        made = compose(book, style, reference)
        subject = subject_of(book, style, reference, workspace)
        report = check_text(text_of(subject, made))
        find_printer("docx").print(made.document, style)
    except GeneratorError as error:
        yield problem("YS31", f"样例“{title}”：{error.message}", place, advice=error.advice)
        return
    except (KeyError, IndexError, ValueError) as error:
        yield problem("YS31", f"样例“{title}”：{_in_words(error)}", place, advice="核对 style.yaml 中花括号里的词")
        return
    for finding in report.findings:
        if finding.code in OF_THE_STYLE and not finding.path:
            message = f"样例“{title}”：{finding.message}"
            yield problem("YS33", message, place, found=finding.found, expected=finding.expected, advice=finding.advice)

"""Two units, or a unit and a finished document → what differs between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.diff.differences import compare_items
from generator.diff.expected import expected_items
from generator.diff.figures import compare_figures
from generator.diff.findings import compare_findings
from generator.diff.found import found_items
from generator.diff.model import Comparison
from generator.diff.tokens import Tokenizer, Tokenizers
from generator.readback.read import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.checks.check import CheckReport
    from generator.diff.model import Difference
    from generator.facts.figure import Figure
    from generator.pipeline import Composed
    from generator.readback.content import Revisions

_THIS_YEAR, _LAST_YEAR, _UNIT = "〔本年〕", "〔上年〕", "〔单位〕"


@dataclass(frozen=True, slots=True)
class Side:
    """One unit's data: where it is, composed and checked."""

    source: Path
    composed: Composed
    report: CheckReport

    @property
    def year(self) -> int:
        """年度."""
        return self.composed.book.year

    @property
    def unit(self) -> str:
        """The unit's full name."""
        return self.composed.book.unit.name


def compare_units(left: Side, right: Side) -> Comparison:
    """Figures, table rows, sentences and findings that differ between two states, two years or two units."""
    tokenizers = Tokenizers(_tokenizer(left, right), _tokenizer(right, left))
    one, other = left.composed.composition, right.composed.composition
    figures, same = compare_figures(one.figures, other.figures, left.composed.style.style, tokenizers)
    differences = compare_items(expected_items(one.document), expected_items(other.document), tokenizers, by_code=True)
    title, names = _headings(left, right)
    return Comparison(
        title=title,
        left=names[0],
        right=names[1],
        differences=_titled(differences, one.figures),
        figures=figures,
        same_figures=same,
        findings=compare_findings(left.report.findings, right.report.findings),
    )


def compare_document(data: Side, file: Path, revisions: Revisions = "accept") -> Comparison:
    """What a finished document (DOCX, PDF) says otherwise than its data.

    Args:
        data: the unit.
        file: the document, edited or published.
        revisions: whether tracked changes of a Word file are accepted or rejected.

    Raises:
        UnreadableError: the document cannot be read.
    """
    made = data.composed.composition
    found = found_items(read_document(file, revisions), made.document)
    differences = compare_items(expected_items(made.document), found, Tokenizers())
    return Comparison(
        title=f"{file.name} 与 {data.source.name} 的比较",
        left=f"应为（{data.source.name}）",
        right=f"文件（{file.name}）",
        differences=_titled(differences, made.figures),
        same_figures=len(made.figures),
        against_document=True,
    )


def _tokenizer(side: Side, other: Side) -> Tokenizer:
    """Years and names of units mean the same where the sides differ in them."""
    same: dict[str, str] = {}
    if side.year != other.year:
        same |= {f"{side.year}年": _THIS_YEAR, f"{side.year - 1}年": _LAST_YEAR}
    if side.unit != other.unit:
        unit = side.composed.book.unit
        same |= {name: _UNIT for name in (unit.name, unit.short_name) if name}
    return Tokenizer(same)


def _headings(left: Side, right: Side) -> tuple[str, tuple[str, str]]:
    """Title of the comparison, and what the sides are called: files, years or units."""
    same_year, same_unit = left.year == right.year, left.unit == right.unit
    if same_year and same_unit:
        names = _files(left.source, right.source)
        return f"{left.unit}{left.year}年度两份数据的比较", (f"前（{names[0]}）", f"后（{names[1]}）")
    if same_unit:
        return f"{left.unit}两个年度的比较", (f"{left.year}年度", f"{right.year}年度")
    if same_year:
        return f"{left.year}年度两个单位的比较", (left.unit, right.unit)
    return "两个单位、两个年度的比较", (f"{left.unit}{left.year}年度", f"{right.unit}{right.year}年度")


def _files(left: Path, right: Path) -> tuple[str, str]:
    """Short names of two files that tell them apart."""
    one, other = left.absolute(), right.absolute()
    if one.name != other.name:
        return one.name, other.name
    for up, other_up in zip(one.parents, other.parents, strict=False):
        if up.name != other_up.name:
            return f"{up.name}/…/{one.name}", f"{other_up.name}/…/{other.name}"
    return one.name, other.name


def _titled(differences: Iterable[Difference], figures: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """The differences, their numbers with the Chinese titles of the figures that they are."""
    return tuple(
        replace(
            one,
            numbers=tuple(
                replace(number, title=figures[number.key].title) if number.key in figures else number
                for number in one.numbers
            ),
        )
        if one.numbers
        else one
        for one in differences
    )

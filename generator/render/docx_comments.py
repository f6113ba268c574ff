"""Remarks of a document → Word comments: what stands around the runs that they are about, and their own part."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock
from generator.document.remarks import refs_of
from generator.render.docx_text import escape
from generator.stamp import CREATED_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.document.blocks import Document
    from generator.document.remarks import Remark

COMMENTS = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_AUTHOR, _INITIALS = "决算公开", "决"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SMALL = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>'
_SIZE = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'

Numbers = tuple[int, ...]
Marks = dict[tuple[str, int], Numbers]
"""Key of a figure and which of its printings in a block → the comments there; without a key, those of the block."""
_WHOLE = ("", 0)


class Marker:
    """Puts the comments of one block where they belong, while the block is written."""

    def __init__(self, marks: Mapping[tuple[str, int], Numbers]) -> None:
        self._marks = marks
        self._printed: Counter[str] = Counter()

    def number(self, ref: str, runs: str) -> str:
        """``runs`` that print the figure ``ref``, with the comments on it."""
        if not ref:
            return runs
        printing = self._printed[ref]
        self._printed[ref] += 1
        return _around(self._marks.get((ref, printing), ()), runs)

    def whole(self, runs: str) -> str:
        """``runs`` that stand for the block, with the comments on it."""
        return _around(self._marks.get(_WHOLE, ()), runs)


@dataclass(frozen=True, slots=True)
class Comments:
    """All comments of a document, numbered in the order of its remarks."""

    remarks: tuple[Remark, ...]
    marks: Mapping[int, Marks]
    """Index of a block → what is said there."""

    def marker(self, block: int) -> Marker | None:
        """What marks the block at that index; none where nothing is said."""
        marks = self.marks.get(block)
        return Marker(marks) if marks else None

    @property
    def relationship_xml(self) -> str:
        """The entry in the list of relationships; none without comments."""
        return f'<Relationship Id="rIdComments" Type="{_KIND}" Target="comments.xml"/>' if self.remarks else ""

    @property
    def type_xml(self) -> str:
        """The entry in the list of types; none without comments."""
        return f'<Override PartName="/{COMMENTS}" ContentType="{_TYPE}"/>' if self.remarks else ""

    def parts(self) -> dict[str, bytes]:
        """The part with what the comments say; none without comments."""
        if not self.remarks:
            return {}
        listed = "".join([_comment(number, remark.text) for number, remark in enumerate(self.remarks)])
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return {COMMENTS: f'{head}<w:comments xmlns:w="{_W}">{listed}</w:comments>'.encode()}


def comments_of(document: Document) -> Comments:
    """The comments of ``document``: a remark on a number that its block does not print stands at the block."""
    found: dict[int, dict[tuple[str, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    printed: dict[int, Counter[str]] = {}
    for number, remark in enumerate(document.remarks):
        block = document.blocks[remark.block]
        if remark.block not in printed:
            printed[remark.block] = Counter() if isinstance(block, ChartBlock) else Counter(refs_of(block))
        is_there = remark.printing < printed[remark.block][remark.ref]
        found[remark.block][(remark.ref, remark.printing) if is_there else _WHOLE].append(number)
    marks = {block: {place: tuple(numbers) for place, numbers in own.items()} for block, own in found.items()}
    return Comments(document.remarks, marks)


def _around(numbers: Numbers, runs: str) -> str:
    starts = "".join([f'<w:commentRangeStart w:id="{number}"/>' for number in numbers])
    ends = "".join(
        [f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>' for number in numbers]
    )
    return f"{starts}{runs}{ends}"


def _comment(number: int, text: str) -> str:
    mark = "<w:r><w:annotationRef/></w:r>"
    lines = [
        f"<w:p><w:pPr>{_SMALL}</w:pPr>{'' if place else mark}"
        f'<w:r>{_SIZE}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for place, line in enumerate(text.split("\n"))
    ]
    return (
        f'<w:comment w:id="{number}" w:author="{_AUTHOR}" w:date="{CREATED_TEXT}" w:initials="{_INITIALS}">'
        f"{''.join(lines)}</w:comment>"
    )

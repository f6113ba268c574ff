"""The composed document: cover, headings, paragraphs, tables and charts, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.document.table import TableBlock

if TYPE_CHECKING:
    from generator.document.remarks import Remark

ParagraphRole = Literal["body", "caption", "note"]
"""body 正文, caption 图题, note 表注."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``ref`` names the figure whose printed form it is, empty for words."""

    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """标题. Level 0 is a 部分 and starts a page; 1 to 3 are 一、（一）1. in the outline."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """段落."""

    spans: tuple[Span, ...]
    role: ParagraphRole = "body"

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Datum:
    """One bar or slice: its label, the printed amount and share, and the value that is drawn (万元).

    ``ref`` and ``share_ref`` name the figures whose printed forms ``amount`` and ``share`` are.
    """

    label: str
    value: float
    amount: str
    share: str = ""
    ref: str = ""
    share_ref: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One year's bars, or the slices of one whole."""

    name: str
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """图: what a chart shows. It is drawn by the printers, once for all formats."""

    id: str
    kind: str
    """Name of the drawing: ``comparison`` or ``structure``, or one that was added."""
    caption: str
    series: tuple[Series, ...]
    unit: str
    alt: str
    """替代文字 that states the figures."""
    note: str = ""
    """Said inside the chart, e.g. that there is no prior year."""
    caption_above: bool = False


Block = Heading | Paragraph | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class Cover:
    """封面."""

    title: str
    unit: str
    date: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """公开文本: everything that is printed, in order.

    DOCX, PDF and HTML are printers of this value; none of them adds, drops or computes anything.
    """

    title: str
    """Title of the file's properties and name: 2024年度…部门决算公开."""
    cover: Cover
    blocks: tuple[Block, ...]
    toc_title: str = "目录"
    toc_depth: int = 1
    """Deepest heading level that the table of contents lists."""
    language: str = "zh-CN"
    draft: str = ""
    """草稿: why this is one; printed with the word on every page. Empty for what may be published."""
    remarks: tuple[Remark, ...] = ()
    """批注 of a review copy, none in what is published."""

    @property
    def stamp(self) -> str:
        """The word across the pages of what may not be published: that before the colon, 草稿."""
        return self.draft.partition("：")[0]

    @property
    def toc(self) -> tuple[Heading, ...]:
        """The headings that the table of contents lists, titles of tables included."""
        found: list[Heading] = []
        for block in self.blocks:
            if isinstance(block, Heading) and block.level <= self.toc_depth:
                found.append(block)
            elif isinstance(block, TableBlock) and 0 < block.heading_level <= self.toc_depth:
                found.append(Heading(block.heading_level, block.title, block.anchor))
        return tuple(found)

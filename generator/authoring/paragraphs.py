"""A ``.docx`` as its author sees it: the paragraphs of text, headers and footers, with what Word does to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.readback.docx_text import ADDED, BOX, REMOVED, W
from generator.readback.package import STYLES, read_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_READ = (
    (re.compile(r"word/document\.xml"), "正文"),
    (re.compile(r"word/header\d*\.xml"), "页眉"),
    (re.compile(r"word/footer\d*\.xml"), "页脚"),
    (re.compile(r"word/(?:foot|end)notes\.xml"), "脚注"),
)
_WANTED = re.compile("|".join((re.escape(STYLES), *(pattern.pattern for pattern, _ in _READ))))
_HEADING = re.compile(r"heading|title|标题|题目", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph of a Word file."""

    part: str
    """正文, 页眉1, 页脚2 …"""
    number: int
    """Counted from 1 in its part, tables and text boxes included."""
    heading: str
    """The nearest heading before it."""
    history: str
    """Each character's fate: n as written, i inserted, d deleted."""
    whole: str
    """The text with what was deleted."""
    in_box: bool

    @property
    def text(self) -> str:
        """The text without what was deleted."""
        return "".join(char for char, fate in zip(self.whole, self.history, strict=True) if fate != "d")

    @property
    def is_revised(self) -> bool:
        """Whether it holds tracked changes."""
        return bool(set(self.history) & {"i", "d"})

    def torn(self, start: int, end: int) -> bool:
        """Whether tracked changes part the text from ``start`` to ``end``."""
        kept = [index for index, fate in enumerate(self.history) if fate != "d"][start:end]
        return len(set(self.history[kept[0] : kept[-1] + 1])) > 1


def read_paragraphs(path: Path) -> list[WordParagraph]:
    """The paragraphs of the Word file at ``path``, the text first.

    Raises:
        UnreadableError: it is no Word file, or not a safe one.
    """
    parts = read_parts(path, _WANTED)
    styles = _heading_styles(parts[STYLES]) if STYLES in parts else frozenset()
    found: list[WordParagraph] = []
    for pattern, title in _READ:
        roots = [root for name, root in parts.items() if pattern.fullmatch(name)]
        for number, root in enumerate(roots, 1):
            found += _paragraphs(root, title if len(roots) == 1 else f"{title}{number}", styles)
    return found


def paragraph_elements(root: _Element) -> Iterator[_Element]:
    """Every paragraph, as they are counted: what stands twice for old programs once."""
    for element in root.iter(f"{W}p"):
        if not any(above.tag == f"{_MC}Fallback" for above in element.iterancestors()):
            yield element


def _heading_styles(styles: _Element) -> frozenset[str]:
    """Identities of the styles that look like headings."""
    found = set()
    for style in styles.iter(f"{W}style"):
        identity, name = style.get(f"{W}styleId", ""), style.find(f"{W}name")
        named = name.get(f"{W}val", "") if name is not None else ""
        if _HEADING.search(identity) or _HEADING.search(named):
            found.add(identity)
    return frozenset(found)


def _paragraphs(root: _Element, part: str, styles: frozenset[str]) -> Iterator[WordParagraph]:
    heading = ""
    for number, element in enumerate(paragraph_elements(root), 1):
        pieces = list(_pieces(element))
        whole = "".join(text for text, _ in pieces)
        history = "".join(fate * len(text) for text, fate in pieces)
        in_box = any(above.tag == BOX for above in element.iterancestors())
        one = WordParagraph(part, number, heading, history, whole, in_box)
        yield one
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "") in styles and one.text.strip():
            heading = one.text.strip()


def _pieces(paragraph: _Element) -> Iterator[tuple[str, str]]:
    """Text and fate of each piece, without the paragraphs of text boxes inside."""
    for element in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        above = list(element.iterancestors())
        inside = above[: above.index(paragraph)]
        tags = {one.tag for one in inside}
        if f"{W}p" in tags or f"{W}pPr" in tags:
            continue
        fate = "d" if tags & REMOVED or element.tag == f"{W}delText" else "i" if tags & ADDED else "n"
        text = element.text or "" if element.tag in {f"{W}t", f"{W}delText"} else " "
        yield text.replace("\n", " "), fate

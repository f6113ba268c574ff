"""The shell's ``styles.xml`` and ``fontTable.xml`` + the style's fonts and sizes → the same parts, agreeing with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.render.docx_grid import CAPTION_SIZE, TINY_SIZE, Sheet, table_pitch, twips
from generator.render.docx_section import W

if TYPE_CHECKING:
    from lxml.etree import _Element

    from generator.style.model import Font, Fonts, Page

_FONT_OF = {
    "title": ("CoverTitle", "TocTitle", "Heading1", "TableTitle"),
    "heading1": ("Heading2", "TOC1", "FigureCaption"),
    "heading2": ("Heading3", "CoverUnit", "CoverDate"),
    "body": ("Normal", "BodyText", "Heading4", "CoverLine", "TOC2", "TOC3", "TOC4", "Picture"),
    "table": (
        *("TableHead", "TableText", "TableNumber", "TableHeadSmall", "TableTextSmall", "TableNumberSmall"),
        *("TableHeadTiny", "TableTextTiny", "TableNumberTiny"),
        *("TableLabel", "TableLine", "TableNote", "TableEnd", "SectionEnd", "Footer"),
    ),
}
"""Named styles by the key of ``fonts`` that they follow. Cover sizes are the shell's own."""
_ALL_IN_ONE_FONT = frozenset({"Footer"})
"""页码: its digits are of the Chinese font, too."""
_STAND_INS = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "方正小标宋简体": "宋体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""What Word takes where a font is missing."""
_TITLES = ("Heading1", "TocTitle")
_CONTENTS = ("TOC1", "TOC2", "TOC3", "TOC4")
_TEXTS = ("Normal", "BodyText", "Heading2", "Heading3", "Heading4", *_CONTENTS, "CoverLine", "TableTitle")
_TABLES = ("TableHead", "TableText", "TableNumber", "TableLabel", "TableLine", "TableNote")
_TINY = ("TableHeadTiny", "TableTextTiny", "TableNumberTiny")
_SMALL = ("TableHeadSmall", "TableTextSmall", "TableNumberSmall")
_INDENTED = ("BodyText", "Heading2", "Heading3", "Heading4")
_COVER_SIZE = 26.0
"""一号."""
_INDENT = 2
"""Characters."""


def set_styles(styles: bytes, fonts: Fonts, page: Page) -> bytes:
    """Fonts, sizes, line pitches, indents and tab stops as the style has them."""
    root = etree.fromstring(styles)
    sheet = Sheet(page)
    tiny = min(page.small_size, TINY_SIZE)
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    for key, names in _FONT_OF.items():
        font: Font = getattr(fonts, key)
        for name in names:
            latin = font if name in _ALL_IN_ONE_FONT else fonts.latin
            _set_fonts(by_id.get(name), font.name, latin.name)
    _set_fonts(root.find(f"{W}docDefaults/{W}rPrDefault"), fonts.body.name, fonts.latin.name)
    for names, size, pitch in (
        (_TITLES, page.title_size, sheet.line_pitch),
        (_TEXTS, page.body_size, sheet.line_pitch),
        (_TABLES, page.table_size, table_pitch(page.table_size)),
        (_SMALL, page.small_size, table_pitch(page.small_size)),
        (_TINY, tiny, table_pitch(tiny)),
        (("FigureCaption",), CAPTION_SIZE, table_pitch(CAPTION_SIZE)),
    ):
        for name in names:
            _set(by_id.get(name), "rPr/sz", "val", twips(size) // 10)
            _set(by_id.get(name), "rPr/szCs", "val", twips(size) // 10)
            _set(by_id.get(name), "pPr/spacing", "line", pitch)
    for name in _INDENTED:
        _set(by_id.get(name), "pPr/ind", "firstLine", twips(_INDENT * page.body_size))
        _set(by_id.get(name), "rPr/spacing", "val", sheet.tracking)
    for name in _TITLES:
        _set(by_id.get(name), "pPr/spacing", "after", sheet.line_pitch)
    for name in _CONTENTS:
        _set(by_id.get(name), "pPr/tabs/tab", "pos", sheet.width)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def cover_size(styles: bytes) -> float:
    """Points of the cover's title, which the shell decides."""
    for style in etree.fromstring(styles).iter(f"{W}style"):
        size = style.find(f"{W}rPr/{W}sz")
        if style.get(f"{W}styleId") == "CoverTitle" and size is not None:
            return int(size.get(f"{W}val", "0")) / 2
    return _COVER_SIZE


def add_fonts(table: bytes, fonts: Fonts) -> bytes:
    """``fontTable.xml`` with every font that the style names, and what stands in for it."""
    root = etree.fromstring(table)
    known = {font.get(f"{W}name") for font in root}
    for font in (fonts.title, fonts.heading1, fonts.heading2, fonts.body, fonts.table):
        if font.name not in known:
            known.add(font.name)
            entry = etree.SubElement(root, f"{W}font", {f"{W}name": font.name})
            if font.name in _STAND_INS:
                etree.SubElement(entry, f"{W}altName", {f"{W}val": _STAND_INS[font.name]})
            etree.SubElement(entry, f"{W}charset", {f"{W}val": "86"})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_fonts(owner: _Element | None, east_asian: str, latin: str) -> None:
    if owner is None:
        return
    properties = owner.find(f"{W}rPr")
    if properties is None:
        properties = etree.SubElement(owner, f"{W}rPr")
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{W}rFonts")
        properties.insert(0, fonts)
    for key, name in (("ascii", latin), ("eastAsia", east_asian), ("hAnsi", latin), ("cs", latin)):
        fonts.set(f"{W}{key}", name)


def _set(style: _Element | None, path: str, key: str, value: int) -> None:
    """Change a value that a style states; what it leaves to the style it is based on stays there."""
    element = None if style is None else style.find("/".join(f"{W}{step}" for step in path.split("/")))
    if element is not None:
        element.set(f"{W}{key}", str(value))

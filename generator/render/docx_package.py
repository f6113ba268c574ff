"""A ``.docx`` that was edited in Word → its parts, without what would differ, ask or tell who edited it."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.render.docx_text import escape

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"
CONTENT_TYPES = "[Content_Types].xml"
_NEEDED = (DOCUMENT, RELATIONSHIPS, "word/styles.xml", "word/fontTable.xml")
_OWN = re.compile(r"docProps/.*|_rels/\.rels")
"""Parts that are written anew: properties hold names of people, firms and programs."""
_HABITS = re.compile(
    r' w:(?:rsid\w*|asciiTheme|hAnsiTheme|eastAsiaTheme|cstheme)="[^"]*"'
    r"|<w:rsids>.*?</w:rsids>|<w:updateFields\b[^>]*/>|<w:attachedTemplate\b[^>]*/>"
    r"|<w:proofErr\b[^>]*/>|<w:lastRenderedPageBreak/>",
    re.DOTALL,
)
"""Theme fonts would beat the named ones; updating fields makes Word ask; the rest is noise."""
_TYPE_OF_OWN = re.compile(r'<Override PartName="/docProps/[^>]*/>|<Default Extension="(?:png|xlsx)"[^>]*/>')
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT_RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    f'<Relationship Id="rId2" Target="{CORE}" Type="{_PACKAGE}/relationships/metadata/core-properties"/>'
    "</Relationships>"
)


def read_package(path: Path) -> dict[str, bytes]:
    """The parts by name, without the properties.

    Raises:
        StyleError: it is no Word file.
    """
    try:
        with zipfile.ZipFile(path) as file:
            parts = {name: file.read(name) for name in sorted(file.namelist()) if not _OWN.fullmatch(name)}
    except zipfile.BadZipFile as error:
        raise StyleError(f"版式文件 {path} 不是 Word 文档", "用 Word 另存为 .docx") from error
    if missing := [name for name in (CONTENT_TYPES, *_NEEDED) if name not in parts]:
        raise StyleError(f"版式文件 {path} 缺少 {missing[0]}", "用 Word 另存为 .docx")
    for name, part in parts.items():
        if name.endswith(".xml"):
            parts[name] = _HABITS.sub("", part.decode()).encode()
    types = _TYPE_OF_OWN.sub("", parts[CONTENT_TYPES].decode())
    parts[CONTENT_TYPES] = types.replace("</Types>", _TYPES).encode()
    return parts | {"_rels/.rels": _ROOT_RELATIONSHIPS.encode()}


def core_properties(title: str, creator: str, language: str) -> bytes:
    """``docProps/core.xml``, with the first day that a ZIP file knows as its dates."""
    date = 'xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language>"
        f"<dcterms:created {date}</dcterms:created><dcterms:modified {date}</dcterms:modified></cp:coreProperties>"
    ).encode()

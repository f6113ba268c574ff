"""Sheets, looks and texts → the bytes of an xlsx workbook, the same for the same sheets.

Every PDF carries the workbook as an attachment, so that it is written for each unit of a batch: parts of a ZIP file
made of strings take a quarter of the time of a library that writes cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.render.docx_text import attribute, escape
from generator.render.docx_zip import join, pack
from generator.stamp import CREATED_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_FIRST_OWN_FORMAT = 164
_LINE = '<{0} style="thin"><color auto="1"/></{0}>'


class Look(NamedTuple):
    """How a cell looks."""

    font: str = "宋体"
    size: float = 10.5
    color: str = ""
    """Six digits; empty is the program's own."""
    align: str = ""
    indent: int = 0
    wrap: bool = False
    border: bool = False
    number: str = ""
    """Format of its number."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """工作表."""

    name: str
    xml: str
    """What stands inside ``worksheet``."""
    area: str = ""
    """What is printed, in absolute addresses."""
    heads: str = ""
    """Rows that repeat on every page, in absolute addresses."""


class Shared:
    """The texts and looks of one workbook, each kept once."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._looks: dict[Look, int] = {Look(): 0}

    def text(self, text: str) -> int:
        """The number of a text."""
        return self._texts.setdefault(text, len(self._texts))

    def look(self, look: Look) -> int:
        """The number of a look."""
        return self._looks.setdefault(look, len(self._looks))

    def texts_xml(self) -> str:
        """``sharedStrings.xml``."""
        items = "".join([f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._texts])
        return f'{HEAD}<sst xmlns="{MAIN}">{items}</sst>'

    def looks_xml(self) -> str:
        """``styles.xml``."""
        fonts: dict[tuple[str, float, str], int] = {}
        numbers = {"": 0}
        cells = []
        for look in self._looks:
            font = fonts.setdefault((look.font, look.size, look.color), len(fonts))
            number = numbers.setdefault(look.number, _FIRST_OWN_FORMAT + len(numbers) - 1)
            align = f' horizontal="{look.align}"' if look.align else ' horizontal="left"' if look.indent else ""
            indent = f' indent="{look.indent}"' if look.indent else ""
            wrap = ' wrapText="1"' if look.wrap else ""
            cells.append(
                f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{int(look.border)}" xfId="0" '
                'applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
                f'<alignment{align} vertical="center"{indent}{wrap}/></xf>'
            )
        own = [f'<numFmt numFmtId="{key}" formatCode="{attribute(form)}"/>' for form, key in numbers.items() if form]
        formats = f'<numFmts count="{len(own)}">{"".join(own)}</numFmts>' if own else ""
        lines = "".join(_LINE.format(side) for side in ("left", "right", "top", "bottom"))
        return (
            f'{HEAD}<styleSheet xmlns="{MAIN}">{formats}'
            f'<fonts count="{len(fonts)}">{"".join(_font(*font) for font in fonts)}</fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{lines}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def workbook(title: str, author: str, sheets: Sequence[SheetPart], shared: Shared) -> bytes:
    """The file of ``sheets``, whose cells have the numbers that ``shared`` gave to texts and looks."""
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(title, author),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relationships(
            *((f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)),
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": shared.looks_xml(),
        "xl/sharedStrings.xml": shared.texts_xml(),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = f'{HEAD}<worksheet xmlns="{MAIN}">{sheet.xml}</worksheet>'
    return join(pack(name, xml.encode()) for name, xml in parts.items())


def _font(name: str, size: float, color: str) -> str:
    shade = f'<color rgb="FF{color}"/>' if color else ""
    return f'<font><sz val="{size:g}"/>{shade}<name val="{attribute(name)}"/><charset val="134"/></font>'


def _book(sheets: Sequence[SheetPart]) -> str:
    listed = "".join(
        f'<sheet name="{attribute(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = "".join(_names(sheets))
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>{defined}</workbook>"
    )


def _names(sheets: Iterable[SheetPart]) -> Iterator[str]:
    for place, sheet in enumerate(sheets):
        quoted = sheet.name.replace("'", "''")
        for name, address in (("Print_Area", sheet.area), ("Print_Titles", sheet.heads)):
            if address:
                meant = escape(f"'{quoted}'!{address}")
                yield f'<definedName name="_xlnm.{name}" localSheetId="{place}">{meant}</definedName>'


def _types(sheets: int) -> str:
    parts = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    parts |= {f"worksheets/sheet{number}": "worksheet" for number in range(1, sheets + 1)}
    own = (
        f'<Override PartName="/xl/{name}.xml" ContentType="{_SPREADSHEET}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>{"".join(own)}</Types>'
    )


def _relationships(*links: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _properties(title: str, author: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{CREATED_TEXT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{CREATED_TEXT}</dcterms:modified></cp:coreProperties>'
    )

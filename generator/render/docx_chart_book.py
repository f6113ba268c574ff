"""Plot → the workbook inside a native Word chart, whose cells are the chart's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.docx_text import escape
from generator.render.docx_zip import join, pack

if TYPE_CHECKING:
    from generator.render.docx_plot import Plot

SHEET = "Sheet1"
"""By this name Word looks for the figures when the chart is edited."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STATIC = tuple(
    pack(name, f"{_HEAD}{xml}".encode())
    for name, xml in {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }.items()
)
"""All parts that are the same in every workbook."""


def workbook(plot: Plot) -> bytes:
    """The workbook: categories in column A from row 2 on, a series a column, their names in row 1.

    A category that says its share follows the figures when they are changed; its plain name stands behind them.
    """
    behind = column(len(plot.series))
    last = len(plot.categories) + 1
    names = "".join([_text(f"{column(place)}1", series.name) for place, series in enumerate(plot.series)])
    rows = [f'<row r="1">{names}</row>']
    for place, (name, share) in enumerate(zip(plot.categories, plot.shares, strict=True)):
        row = place + 2
        cells = [_category(row, last, name, share, behind)]
        for number, series in enumerate(plot.series):
            value = series.values[place]
            cells.append("" if value is None else f'<c r="{column(number)}{row}"><v>{value!r}</v></c>')
        cells.append(_text(f"{behind}{row}", name) if share else "")
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    return join((*_STATIC, pack("xl/worksheets/sheet1.xml", sheet.encode())))


def column(series: int) -> str:
    """The column of a series."""
    return chr(ord("B") + series)


def shown(name: str, share: str) -> str:
    """A category as the chart shows it: with its share."""
    return f"{name} ({share})" if share else name


def _category(row: int, last: int, name: str, share: str, behind: str) -> str:
    if not share:
        return _text(f"A{row}", name)
    places = len(share.rstrip("%％").partition(".")[2])
    form = f"0.{'0' * places}%" if places else "0%"
    formula = f'{behind}{row}&" ("&TEXT(B{row}/SUM(B$2:B${last}),"{form}")&")"'
    return f'<c r="A{row}" t="str"><f>{escape(formula)}</f><v>{escape(shown(name, share))}</v></c>'


def _text(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

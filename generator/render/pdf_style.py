"""Style → style sheet of the PDF: fonts, sizes and page geometry; then the style's own page.css files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.fonts import chain
from generator.render.markup import TITLE_LINE
from generator.render.markup_fit import CELL_ABOVE, CELL_LINE, CELL_SIDE, text_area
from generator.render.pdf_latin import latin_family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.style.load import LoadedStyle
    from generator.style.model import Font, Fonts, Page

ELEMENTS_CSS = "elements.css"
PAGE_CSS = "page.css"

PAGE_NUMBER_SIZE = 14
"""页码 4号, in points (GB/T 9704—2012)."""

PAGE_NUMBER_DROP = 7
"""Millimetres from the type area to the page number."""

_HAIR = 0.01


def style_sheet(loaded: LoadedStyle) -> str:
    """The whole sheet but for the Latin faces, which only the engine can load."""
    own = [folder / PAGE_CSS for folder in reversed(loaded.folders)]
    texts = [path.read_text(encoding="utf-8") for path in own if path.is_file()]
    style = loaded.style
    elements = loaded.find(ELEMENTS_CSS).read_text(encoding="utf-8")
    return "\n".join((elements, _page_rules(style.page, style.fonts), _text_rules(style.page, style.fonts), *texts))


def draft_rules(reason: str, fonts: Fonts) -> str:
    """草稿 across every page, and ``reason`` above its text; nothing without a reason."""
    if not reason:
        return ""
    families = family_list(fonts.heading1, fonts)
    return f"""
@page {{ @top-center {{ content: {_quoted(reason)}; font: 12pt {families}; color: #c00000; width: 100%;
  text-align: center; vertical-align: top; padding-top: 12mm }} }}
body::before {{ content: "草稿"; position: fixed; top: 35%; left: 0; right: 0; text-align: center; text-indent: 0;
  font: 130pt/1 {families}; color: #e6e6e6; transform: rotate(-35deg); z-index: -1 }}
"""


def family_list(font: Font, fonts: Fonts) -> str:
    """CSS list of the families that draw a place, the Latin face first."""
    return _families((latin_family(fonts), *chain(font, fonts)))


def _page_rules(page: Page, fonts: Fonts) -> str:
    look = (
        f"font: {PAGE_NUMBER_SIZE}pt {_families(fonts.table.families)};"
        f" vertical-align: top; padding: {PAGE_NUMBER_DROP}mm {PAGE_NUMBER_SIZE}pt 0"
    )
    number = f'content: "— " counter(page) " —"; {look}'
    roman = f'content: "— " counter(page, upper-roman) " —"; {look}'
    return f"""
@page {{ size: {page.width}mm {page.height}mm;
  margin: {page.top}mm {page.right}mm {page.bottom}mm {page.left}mm }}
@page :right {{ @bottom-right {{ {number}; text-align: right }} }}
@page :left {{ @bottom-left {{ {number}; text-align: left }} }}
@page land {{ size: {page.height}mm {page.width}mm;
  margin: {page.left}mm {page.bottom}mm {page.right}mm {page.top}mm }}
@page toc:right {{ @bottom-right {{ {roman}; text-align: right }} }}
@page toc:left {{ @bottom-left {{ {roman}; text-align: left }} }}
@page cover {{ @bottom-right {{ content: none }} @bottom-left {{ content: none }} }}
"""


def _text_rules(page: Page, fonts: Fonts) -> str:
    pitch = page.line_pitch - _HAIR
    character = text_area(page, landscape=False)[0] / page.characters - _HAIR
    title = f"font-family: {family_list(fonts.title, fonts)}; font-weight: bold"
    return f"""
body {{ font: {page.body_size}pt/{pitch:.3f}pt {family_list(fonts.body, fonts)} }}
main p {{ letter-spacing: {character - page.body_size:.3f}pt; text-indent: {2 * character:.3f}pt }}
h1, h2, h3, h4 {{ font-size: {page.body_size}pt; font-weight: normal }}
.cover-title {{ {title}; font-size: {page.title_size + 4}pt; line-height: {TITLE_LINE} }}
.cover-foot {{ font-family: {family_list(fonts.heading2, fonts)} }}
h1, .toc-title {{ {title}; font-size: {page.title_size}pt; line-height: {TITLE_LINE};
  padding-bottom: {page.title_size * TITLE_LINE / 2:g}pt }}
.toc ol {{ font-size: {page.body_size - 2}pt }}
h2, figcaption, .caption, .toc .l0 {{ font-family: {family_list(fonts.heading1, fonts)} }}
h3 {{ font-family: {family_list(fonts.heading2, fonts)} }}
.table, .table p, .note, .caption {{ letter-spacing: 0 }}
.table {{ font-family: {family_list(fonts.table, fonts)}; line-height: {CELL_LINE} }}
.table .title {{ font-family: {family_list(fonts.heading1, fonts)}; font-size: {page.body_size}pt;
  line-height: {TITLE_LINE} }}
th, td {{ padding: {CELL_ABOVE}em {CELL_SIDE}em }}
tr {{ height: {CELL_LINE + 2 * CELL_ABOVE}em }}
.i1 {{ padding-left: {CELL_SIDE + 1}em }}
.i2 {{ padding-left: {CELL_SIDE + 2}em }}
.i3 {{ padding-left: {CELL_SIDE + 3}em }}
.note {{ font: {page.small_size}pt/{CELL_LINE} {family_list(fonts.table, fonts)} }}
figcaption, .caption {{ font-size: {page.table_size}pt; line-height: {TITLE_LINE} }}
"""


def _families(families: Iterable[str]) -> str:
    return ", ".join(_quoted(family) for family in families)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ") + '"'

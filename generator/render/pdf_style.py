"""Style → style sheet of the PDF: fonts, sizes and page geometry; then the style's own page.css files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.fonts import chain
from generator.render.markup import TITLE_LINE
from generator.render.markup_fit import CELL_ABOVE, CELL_LINE, CELL_SIDE, CLOSE, text_area, tight
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

MOST_PAGES = 999
"""Pages that are numbered; above, the number stands on both sides and without its dashes."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

FIGURE_GAP = 0.25
"""Lines left free above a picture, below it and below its caption, at least."""

_HAIR = 0.01


def style_sheet(loaded: LoadedStyle) -> str:
    """The whole sheet but for the Latin faces, which only the engine can load."""
    own = [folder / PAGE_CSS for folder in reversed(loaded.folders)]
    texts = [path.read_text(encoding="utf-8") for path in own if path.is_file()]
    style = loaded.style
    elements = loaded.find(ELEMENTS_CSS).read_text(encoding="utf-8")
    return "\n".join((elements, _page_rules(style.page, style.fonts), _text_rules(style.page, style.fonts), *texts))


STAMP_SIZE, STAMP_WIDTH = 130, 400
"""Points: of the letters of 草稿, and of a longer word from end to end."""


def draft_rules(reason: str, fonts: Fonts) -> str:
    """草稿 across every page, and ``reason`` above its text; nothing without a reason."""
    if not reason:
        return ""
    families = family_list(fonts.heading1, fonts)
    word = reason.partition("：")[0]
    size = min(STAMP_SIZE, STAMP_WIDTH // max(len(word), 1))
    return f"""
@page {{ @top-center {{ content: {_quoted(reason)}; font: 12pt {families}; color: #c00000; width: 100%;
  text-align: center; vertical-align: top; padding-top: 12mm }} }}
body::before {{ content: {_quoted(word)}; position: fixed; top: 35%; left: 0; right: 0; text-align: center;
  text-indent: 0; font: {size}pt/1 {families}; color: #e6e6e6; transform: rotate(-35deg); z-index: -1 }}
"""


def family_list(font: Font, fonts: Fonts) -> str:
    """CSS list of the families that draw a place, the Latin face first."""
    return _families((latin_family(fonts), *chain(font, fonts)))


def _page_rules(page: Page, fonts: Fonts) -> str:
    look = (
        f"font: {PAGE_NUMBER_SIZE}pt {_families(fonts.table.families)};"
        f" vertical-align: top; padding: {PAGE_NUMBER_DROP}mm {PAGE_NUMBER_SIZE}pt 0"
    )
    odd, even = f"{look}; text-align: right", f"{look}; text-align: left"
    tables = tight(page)
    return f"""{_number_styles()}
@page {{ size: {page.width}mm {page.height}mm; {_margins(page)};
  @bottom-right {{ content: counter(page, odd); {odd} }}
  @bottom-left {{ content: counter(page, even); {even} }} }}
@page tight {{ {_margins(tables)} }}
{_turned("land", page, odd, even)}
{_turned("land-tight", tables, odd, even)}
@page toc {{ @bottom-right {{ content: counter(page, odd-roman) }}
  @bottom-left {{ content: counter(page, even-roman) }} }}
@page cover {{ @bottom-right {{ content: none }} @bottom-left {{ content: none }} }}
"""


def _margins(page: Page) -> str:
    return f"margin: {page.top}mm {page.right}mm {page.bottom}mm {page.left}mm"


def _turned(name: str, page: Page, odd: str, even: str) -> str:
    """A page with a table set across: the upright page turned by a quarter, so that the table's head is on its left.

    The number stays where it is on the other pages once all are bound (GB/T 9704—2012: 页码位置与公文其他页码保持
    一致), which is below the type area of the upright page: on the left of the turned one, and turned like it.
    """
    box = f"width: {page.bottom}mm; height: {page.bottom}mm; transform: rotate(90deg)"
    return f"""@page {name} {{ size: {page.height}mm {page.width}mm;
  margin: {page.left}mm {page.top}mm {page.right}mm {page.bottom}mm;
  @bottom-right {{ content: none }} @bottom-left {{ content: none }}
  @left-bottom {{ content: counter(page, odd); {odd}; {box} }}
  @left-top {{ content: counter(page, even); {even}; {box} }} }}"""


@cache
def _number_styles() -> str:
    """The page number between its dashes (一字线), for the pages whose number is odd and for those where it is even.

    Which of the two edges is the outer one goes by the number, not by the sheet: the text counts from 1 again, on
    whatever sheet it begins. Style sheets know only left and right sheets; so both edges have a number, in a style
    that has no sign for the numbers of the other.
    """
    signs = {"": [str(number) for number in range(1, MOST_PAGES + 1)], "-roman": list(_ROMAN)}
    return "\n".join(
        f"@counter-style {parity}{kind} {{ system: fixed; symbols: "
        + " ".join(f'"— {sign} —"' if number % 2 == rest else '""' for number, sign in enumerate(numbers, 1))
        + " }"
        for kind, numbers in signs.items()
        for parity, rest in (("odd", 1), ("even", 0))
    )


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
tr {{ height: {CELL_LINE + 2 * CELL_ABOVE:g}em }}
.close th, .close td {{ padding: {CLOSE}em {CELL_SIDE}em }}
.close tr {{ height: {CELL_LINE + 2 * CLOSE:g}em }}
td.i1 {{ padding-left: {CELL_SIDE + 1}em }}
td.i2 {{ padding-left: {CELL_SIDE + 2}em }}
td.i3 {{ padding-left: {CELL_SIDE + 3}em }}
.note {{ font: {page.small_size}pt/{CELL_LINE} {family_list(fonts.table, fonts)} }}
figure {{ padding-bottom: {FIGURE_GAP * page.line_pitch:.2f}pt }}
figcaption, .caption {{ font-size: {page.table_size}pt; line-height: {TITLE_LINE} }}
"""


def _families(families: Iterable[str]) -> str:
    return ", ".join(_quoted(family) for family in families)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ") + '"'

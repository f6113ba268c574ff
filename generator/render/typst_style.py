"""Style → values of the page layout: the fonts, sizes and measures that the first engine's style sheet has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.drawing import theme
from generator.errors import MissingDependencyError
from generator.fonts import chain
from generator.render.markup import TITLE_LINE
from generator.render.markup_fit import CELL_LINE, CELL_SIDE, text_area, tight
from generator.render.pdf_style import FIGURE_GAP, PAGE_NUMBER_DROP, PAGE_NUMBER_SIZE
from generator.render.typst_text import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.style.model import Font, Fonts, Page

_HAIR = 0.01
_LATIN = 'regex("[!-~]")'
"""What the Latin font draws: ASCII, so that quotation marks and dashes are the Chinese font's."""

_COVER_MORE = 4
_TOC_LESS = 2
"""Points by which the cover's title is larger than other titles, and contents are smaller than the text."""


def style_code(fonts: Fonts, page: Page, names: Mapping[str, str]) -> str:
    """The dictionary ``S`` of the layout; ``names`` are the engine's names of the families."""
    character = text_area(page, landscape=False)[0] / page.characters - _HAIR

    def families(font: Font) -> str:
        latin = [names[family] for family in fonts.latin.families if family in names][:1]
        covered = (f"(name:{literal(name)},covers:{_LATIN})" for name in latin)
        known = tuple(_known(chain(font, fonts), names))
        if not known:
            raise MissingDependencyError(f"没有安装“{font.name}”的任何一种替代字体", "、".join(chain(font, fonts)))
        return _array((*covered, *known))

    values = {
        "width": _mm(page.width),
        "height": _mm(page.height),
        "page": _margins(page),
        "tight": _margins(tight(page)),
        "pitch": _pt(page.line_pitch - _HAIR),
        "character": _pt(character),
        "tracking": _pt(character - page.body_size),
        "body-size": _pt(page.body_size),
        "title-size": _pt(page.title_size),
        "cover-size": _pt(page.title_size + _COVER_MORE),
        "toc-size": _pt(page.body_size - _TOC_LESS),
        "table-size": _pt(page.table_size),
        "small-size": _pt(page.small_size),
        "number-size": _pt(PAGE_NUMBER_SIZE),
        "number-drop": _mm(PAGE_NUMBER_DROP),
        "title-line": f"{TITLE_LINE:g}",
        "cell-line": f"{CELL_LINE:g}",
        "cell-side": f"{CELL_SIDE:g}em",
        "title-font": families(fonts.title),
        "heading1-font": families(fonts.heading1),
        "heading2-font": families(fonts.heading2),
        "body-font": families(fonts.body),
        "table-font": families(fonts.table),
        "chart-font": _array(_known((*fonts.table.families, *fonts.fallback), names)),
        "figure-gap": _pt(FIGURE_GAP * page.line_pitch),
        "chart-width": _pt(theme.WIDTH),
        "ink": f'rgb("{theme.INK}")',
        "outline": _pt(theme.OUTLINE),
        "hatch": _pt(theme.HATCH),
    }
    stored = ",".join(f"{name}:{value}" for name, value in values.items())
    return f"#let S=({stored})\n"


def _margins(page: Page) -> str:
    edges = ("top", "right", "bottom", "left")
    return f"({','.join(f'{edge}:{_mm(getattr(page, edge))}' for edge in edges)})"


def _known(families: Iterable[str], names: Mapping[str, str]) -> Iterable[str]:
    return (literal(name) for name in dict.fromkeys(names[family] for family in families if family in names))


def _array(items: Iterable[str]) -> str:
    return f"({''.join(f'{item},' for item in items)})"


def _mm(value: float) -> str:
    return f"{value:g}mm"


def _pt(value: float) -> str:
    return f"{value:.3f}pt"

"""Style → the style sheet of the web page, every rule of it below one class: it touches nothing else on a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.fonts import chain

if TYPE_CHECKING:
    from generator.style.model import Font, Fonts, Style

SCOPE = "juesuan-gk"
"""Class of the one element that holds everything."""

_LOOK = """
.S { max-width: 66em; margin: 0 auto; padding: 1em; color: #1a1a1a; font-size: 16px; line-height: 1.8;
  text-align: left; overflow-wrap: break-word; -webkit-text-size-adjust: 100%;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", SimHei, sans-serif }
.S * { box-sizing: border-box }
.S header { text-align: center; margin: 1.5em 0 2em }
.S h1, .S h2, .S h3, .S h4, .S h5 { color: inherit; font-weight: 700; line-height: 1.5; margin: 1.4em 0 .6em;
  text-wrap: balance; padding: 0; border: 0; background: none; text-align: left }
.S h1 { font-size: 1.6em; text-align: center; margin: 0 0 .6em }
.S h2 { font-size: 1.35em; text-align: center; margin-top: 2.2em }
.S h3 { font-size: 1.1em }
.S h4, .S h5 { font-size: 1em }
.S p { margin: .5em 0; text-indent: 2em }
.S header p, .S .note, .S .caption, .S caption p, .S .toc p, .S .draft { text-indent: 0 }
.S .caption { text-align: center; font-weight: 700 }
.S .note { font-size: .85em; line-height: 1.6; margin: .3em 0 }
.S .toc { border: solid #c8c8c8; border-width: 1px 0; padding: .8em 0; margin: 1.5em 0 }
.S .toc p { font-weight: 700; margin: 0 0 .4em }
.S .toc ul { list-style: none; margin: 0; padding: 0 }
.S .toc li { margin: 0; padding: .15em 0; list-style: none }
.S .toc .l1 { padding-left: 1.5em }
.S .toc .l2 { padding-left: 3em }
.S .toc .l3 { padding-left: 4.5em }
.S .toc a { color: #0b5cad; text-decoration: none }
.S .toc a:hover { text-decoration: underline }
.S .table { margin: 1.5em 0 }
.S .scroll { overflow-x: auto; container-type: inline-size }
.S .scroll:focus-visible { outline: 2px solid #0b5cad }
.S table { width: 100%; table-layout: fixed; border-collapse: collapse; border-spacing: 0; margin: 0; font-size: 14px;
  line-height: 1.5; color: inherit; background: none }
.S caption { caption-side: top; padding: 0; color: inherit; text-align: left }
.S caption div { position: sticky; left: 0; width: 100%; max-width: 100cqw }
.S caption h3, .S caption .title { font-size: 1.15em; font-weight: 700; text-align: center; text-indent: 0;
  margin: .4em 0 }
.S caption p { margin: 0 }
.S .label { text-align: right }
.S .line { display: flex; justify-content: space-between; gap: 1em }
.S th, .S td { border: 1px solid #8c8c8c; padding: .3em .4em; vertical-align: middle; text-align: left;
  font-weight: 400; background: none; overflow-wrap: anywhere }
.S thead th { text-align: center; font-weight: 700; background: #f2f2f2 }
.S .c { text-align: center }
.S .r { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal }
.S .i1 { padding-left: 1.4em }
.S .i2 { padding-left: 2.4em }
.S .i3 { padding-left: 3.4em }
.S figure { margin: 1.5em 0; padding: 0; text-align: center }
.S figure svg { display: block; width: 100%; min-width: 22em; max-width: 42em; height: auto; margin: 0 auto;
  background: #fff; font-family: inherit }
.S figcaption { font-weight: 700; text-align: center }
.S .data { font-size: .85em; list-style: none; padding: 0; margin: .3em 0 }
.S .draft { position: sticky; top: 0; z-index: 1; background: #c00000; color: #fff; text-align: center; margin: 0;
  padding: .3em 1em }
.S .watermark { position: fixed; inset: 35% 0 auto 0; text-align: center; font-size: 8em; line-height: 1; opacity: .1;
  transform: rotate(-35deg); pointer-events: none }
@media print {
  @page juesuan-gk { size: A4; margin: 20mm 18mm }
  @page juesuan-gk-land { size: A4 landscape; margin: 18mm 20mm }
  .S { page: juesuan-gk; max-width: none; padding: 0; font-size: 12pt; color: #000 }
  .S .land { page: juesuan-gk-land }
  .S h1, .S h2, .S h3, .S h4, .S h5, .S caption { break-after: avoid }
  .S h2, .S .own { break-before: page }
  .S h2:has(+ .own) { break-after: avoid }
  .S h2 + .own { break-before: auto }
  .S thead { display: table-header-group }
  .S tr, .S figure { break-inside: avoid }
  .S .scroll { overflow: visible; container-type: normal }
  .S table { font-size: 9pt; line-height: 1.25; min-width: 0 !important }
  .S .land table { font-size: 8.5pt }
  .S th, .S td { padding: .12em .3em; border-color: #000 }
  .S caption h3, .S caption .title { margin: 0 0 .3em }
  .S .note { font-size: 9pt; line-height: 1.3; break-before: avoid }
  .S .table { margin: 0 0 1em }
  .S caption div { position: static; max-width: none }
  .S figure svg { min-width: 0; max-width: 150mm }
  .S .toc a { color: inherit }
  .S .draft { position: static; color: #c00000; background: none }
  .S .data { display: none }
}
"""


def look(style: Style) -> str:
    """The whole sheet; on paper the text is set in the style's fonts, where the reader's machine has them."""
    fonts = style.fonts
    places = (
        ("", fonts.body),
        (" h1", fonts.title),
        (" h2", fonts.title),
        (" h3", fonts.heading1),
        (" h4", fonts.heading2),
        (" table", fonts.table),
    )
    own = "".join(f"  .S{place} {{ font-family: {_families(font, fonts)} }}\n" for place, font in places)
    return f"{_LOOK}@media print {{\n{own}}}\n".replace(".S", f".{SCOPE}")


def _families(font: Font, fonts: Fonts) -> str:
    names = dict.fromkeys((font.name, *chain(font, fonts)))
    return ", ".join('"' + name.translate(_UNQUOTED) + '"' for name in names)


_UNQUOTED = {ord(char): None for char in '"\\<>&\n\r'}
"""What would end a quoted name or the style element."""

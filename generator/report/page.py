"""A title and a body of markup → one self-contained page, for the screen and for paper; no scripts, nothing fetched."""

from __future__ import annotations

from html import escape

_LOOK = """
:root { --ink: #1d2530; --soft: #5b6675; --line: #d3d9e1; --head: #eef2f7; --link: #0b5cad;
  --bad: #b3261e; --warn: #8a5a00; --good: #1f6f43; }
* { box-sizing: border-box; }
body { color: var(--ink); margin: 0 auto; padding: 28px 32px 60px; max-width: 1440px;
  font: 14px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", SimHei, sans-serif; }
h1 { font-size: 22px; line-height: 1.35; margin: 0 0 4px; }
h2, summary { font-size: 17px; font-weight: 700; }
h2 { margin: 32px 0 8px; }
h3 { font-size: 14px; font-weight: 700; margin: 18px 0 6px; break-after: avoid; }
p { margin: 4px 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.soft { color: var(--soft); }
.bad { color: var(--bad); } .warn { color: var(--warn); } .good { color: var(--good); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
nav { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); margin: 14px 0; padding: 8px 0;
  display: flex; flex-wrap: wrap; gap: 2px 20px; }
details { margin: 14px 0; }
summary { cursor: pointer; padding: 6px 0; border-bottom: 2px solid var(--ink); }
summary .soft { font-size: 13px; font-weight: 400; margin-left: 8px; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 13px; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: var(--head); font-weight: 600; }
tr:target td, tbody:target td { background: #fff3c4; }
@media print {
  @page { size: A4 landscape; margin: 12mm 11mm 14mm; }
  body { padding: 0 1px; max-width: none; font-size: 9pt; line-height: 1.45; }
  h1 { font-size: 15pt; } h2, summary { font-size: 12pt; } h3 { font-size: 10pt; } table { font-size: 8pt; }
  th, td { padding: 2px 6px; }
  nav { display: none; } a { color: inherit; } summary { list-style: none; break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
"""


def page(title: str, body: str, look: str = "") -> str:
    """The whole page. ``body`` and ``look`` (rules of style) are the program's own, with data already escaped."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_LOOK}{look}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def linked(text: str, address: str) -> str:
    """``text`` as a link, or as it is without an address."""
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)

"""Files of the data, and the folder of the paper → links that lead from the one to the other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from generator.source import SourceRef

Links = Mapping[str, str]
"""Name of a data file → its path from the folder of the paper, with slashes."""

_LONGEST = 1000
"""Characters of a link; spreadsheets take about 2,000, escaped."""


def relative_links(files: Iterable[Path], folder: Path) -> Links:
    """Links from ``folder`` to ``files``; none to a file on another drive, which has no relative path."""
    found = {}
    for path in files:
        try:
            link = os.path.relpath(path.resolve(), folder.resolve()).replace(os.sep, "/")
        except ValueError:
            continue
        if len(link) <= _LONGEST:
            found[path.name] = link
    return found


def web_link(source: SourceRef | None, links: Links) -> str:
    """The address of the file for a page; empty without one."""
    return quote(links[source.file]) if source is not None and source.file in links else ""


def sheet_link(source: SourceRef | None, links: Links) -> str:
    """The address of the file, sheet and cell for a spreadsheet; empty without one."""
    if source is None or source.file not in links:
        return ""
    link = f"external:{links[source.file].replace('%', '%25').replace('#', '%23')}"
    if not source.sheet:
        return link
    name = source.sheet.replace("'", "''")
    return f"{link}#'{name}'!{source.cell or 'A1'}"


def place(source: SourceRef | None) -> tuple[str, str, str]:
    """File, sheet, and cell or line, as the paper's columns have them."""
    if source is None:
        return "", "", ""
    return source.file, source.sheet, source.cell or (f"第 {source.line} 行" if source.line else "")

"""Findings → the terminal: coloured and wrapped for a person who looks at it, plain lines for a file or a pipe."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from generator.finding import SEVERITIES
from generator.report.text import details, findings_text, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.text import Text

    from generator.finding import Finding

COLOURS = {"错误": "bold red", "警告": "yellow", "提示": "cyan", "已说明": "green"}

_INDENT = "    "
_UNBROKEN = re.compile(r"[（“‘《〈【〔(\[]*(?:[!-~]+|\s|.)[，。；：、！？）”’》〉】〕)\]%…]*", re.DOTALL)
"""What a line end does not part: a word, a number, a character with the marks that belong to it."""


def show_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """Print all findings and how many there are, on standard output or, with ``err``, on standard error."""
    stream = sys.stderr if err else sys.stdout
    listed = tuple(findings)
    if not stream.isatty():
        stream.write(findings_text(listed) + "\n")
        return
    from rich.console import Console

    print_findings(listed, Console(file=stream, highlight=False, markup=False, emoji=False))


def print_findings(findings: Iterable[Finding], console: Console) -> None:
    """Print on a rich console."""
    listed = tuple(findings)
    for finding in listed:
        _print(console, _head(finding), "")
        for title, text in details(finding):
            _print(console, _styled((f"{title}：", "dim"), (text, COLOURS.get(title, ""))), _INDENT)
    found = {finding.severity for finding in listed if not finding.waived}
    worst = next((COLOURS[severity] for severity in SEVERITIES if severity in found), "green")
    _print(console, _styled((summary(listed), worst)), "")


def _head(finding: Finding) -> Text:
    place = f"{finding.source}: " if finding.source else ""
    level = COLOURS["已说明" if finding.waived else finding.severity]
    return _styled((place, "bold"), (finding.severity, level), (f" {finding.code} ", "dim"), (finding.message, ""))


def _styled(*parts: tuple[str, str]) -> Text:
    from rich.text import Text

    return Text.assemble(*parts)


def _print(console: Console, text: Text, indent: str) -> None:
    """``text`` in lines that fit, those after the first set in."""
    hanging = indent + _INDENT
    room = max(console.width - len(hanging), len(hanging))
    for number, line in enumerate(text.divide(_breaks(text.plain, room))):
        console.print(_styled((hanging if number else indent, "")) + line, no_wrap=True, overflow="ignore", crop=False)


def _breaks(text: str, room: int) -> Iterator[int]:
    """Where ``text`` has to go on in a new line; Chinese breaks between any two characters."""
    from rich.cells import cell_len

    used = 0
    for match in _UNBROKEN.finditer(text):
        width = cell_len(match[0])
        if used and used + width > room:
            yield match.start()
            used = 0
        used += width

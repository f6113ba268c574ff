"""The document's HTML → the same for a page that allows no inline style: a style sheet apart, each number a link."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import quote

_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLED = re.compile(r'<(table|col)\b([^<>]*?) style="([^"<>]*)"')
"""The two elements that the HTML printer gives a style of their own; text has no ``<``, it is escaped."""
_MARKED = re.compile(r'<span class="fig" data-ref="([^"]*)"([^<>]*)>([^<>]*)</span>')
"""A number as the HTML printer marks it: a span that holds nothing but text."""
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_LISTED = re.compile(r'<a class="fig" href="([^"]*)" data-ref="([^"]*)"[^<>]*>([^<>]*)</a>')
"""A number in the list below a chart."""
_LABEL = re.compile(r"<text\b[^<>]*>([^<>]*)</text>")


def prepared(html: str) -> tuple[str, str]:
    """Markup and style sheet of what our own printer made; the links work without scripts and from the keyboard."""
    sheet = "".join(_SHEET.findall(html))
    classes: dict[str, str] = {}

    def styled(match: re.Match[str]) -> str:
        name = classes.setdefault(match[3], f"z{len(classes)}")
        return f'<{match[1]}{match[2]} class="{name}"'

    body = _FIGURE.sub(_chart, _MARKED.sub(_link, _STYLED.sub(styled, _SHEET.sub("", html))))
    own = "".join(f".{name} {{ {rule} }}\n" for rule, name in classes.items())
    return body, f"{sheet}\n{own}"


def _link(match: re.Match[str]) -> str:
    ref, after, text = match.groups()
    address = escape(f"number?ref={quote(unescape(ref), safe='')}")
    return f'<a class="fig" href="{address}" data-ref="{ref}"{after}>{text}</a>'


def _chart(match: re.Match[str]) -> str:
    """A chart whose labels lead where the numbers listed below it lead; from the keyboard the list is enough."""
    figure = match[0]
    listed: dict[str, set[tuple[str, str]]] = {}
    for address, ref, text in _LISTED.findall(figure):
        listed.setdefault(text, set()).add((address, ref))

    def labelled(label: re.Match[str]) -> str:
        found = listed.get(label[1].partition(" (")[0], set())
        if len(found) != 1:
            return label[0]
        ((address, ref),) = found
        return f'<a class="fig" href="{address}" data-ref="{ref}" tabindex="-1">{label[0]}</a>'

    return _LABEL.sub(labelled, figure)

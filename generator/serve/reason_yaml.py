"""A YAML file's text and one value → the text with that value in it; every other character stays as it was.

The places of the nodes come from the parser, the text is cut and joined here: comments, order, indents, quotes and
line ends are a person's work and are not written anew.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9，。、；（）“”《》％%.—]*")
"""Texts that need no quotes, wherever they stand."""
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CLOSING = "]}"


class UnwritableError(ValueError):
    """The file has no place for the value."""


def put_value(text: str, path: Sequence[str], value: str) -> str:
    """``text`` with ``value`` at ``path``, put in or put in the place of what is there.

    Raises:
        UnwritableError: something else than a mapping stands on the way.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return f"{text}{_tail(text)}{_lines(text, path, value, '')}{_line_end(text)}"
    node, depth = root, 0
    while depth < len(path) and isinstance(node, yaml.MappingNode):
        below = next((held for key, held in node.value if key.value == path[depth]), None)
        if below is None:
            return _added(text, node, path[depth:], value)
        node, depth = below, depth + 1
    if isinstance(node, yaml.ScalarNode) and (depth == len(path) or not node.value.strip() or node.value == "null"):
        return _replaced(text, node, _flow(path[depth:], value))
    raise UnwritableError


def _replaced(text: str, node: yaml.ScalarNode, new: str) -> str:
    """The text of a scalar exchanged; a block scalar gives back the line end that it includes."""
    first, last = node.start_mark.index, node.end_mark.index
    old = text[first:last]
    ended = old[len(old.rstrip()) :] if node.style in {"|", ">"} else ""
    space = " " if first and text[first - 1] == ":" else ""
    return f"{text[:first]}{space}{new}{_line_end(text) if ended else ''}{text[last:]}"


def _added(text: str, node: yaml.MappingNode, path: Sequence[str], value: str) -> str:
    """A new entry at the end of a mapping, in the way in which the mapping is written."""
    if node.flow_style:
        close = node.end_mark.index - 1
        kept = text[:close].rstrip()
        comma = "" if kept.endswith(("{", ",")) else ", "
        lead = " " if kept.endswith(",") else comma
        return f"{kept}{lead}{_key(path[0])}: {_flow(path[1:], value)}{text[len(kept) :]}"
    column = node.value[0][0].start_mark.column
    place = _end_of(text, node)
    lead = "" if not place or text[place - 1] == "\n" else _line_end(text)
    closing = _line_end(text) if not lead else ""
    return f"{text[:place]}{lead}{_lines(text, path, value, ' ' * column)}{closing}{text[place:]}"


def _end_of(text: str, node: yaml.Node) -> int:
    """Where the line ends on which the last word of a node stands."""
    last = node
    while isinstance(last, (yaml.MappingNode, yaml.SequenceNode)) and not last.flow_style and last.value:
        entry = last.value[-1]
        last = entry[1] if isinstance(entry, tuple) else entry
    index: int = last.end_mark.index
    if index and text[index - 1] == "\n":
        return index
    found = text.find("\n", index)
    end = len(text) if found < 0 else found
    return end - 1 if end and text[end - 1 : end + 1] == "\r\n" else end


def _lines(text: str, path: Sequence[str], value: str, indent: str) -> str:
    """A new entry, with the line ends of the file."""
    return _block(path, value, indent).replace("\n", _line_end(text))


def _block(path: Sequence[str], value: str, indent: str) -> str:
    """The path as lines of its own; what stands below an entry of ``reasons`` stays on one line."""
    if indent or len(path) == 1:
        return f"{indent}{_key(path[0])}: {_flow(path[1:], value)}"
    return f"{_key(path[0])}:\n{_block(path[1:], value, '  ')}"


def _flow(path: Sequence[str], value: str) -> str:
    """The rest of a path on one line: {items: {"2080505": 文字}}."""
    if not path:
        return _scalar(value)
    return f"{{{_key(path[0])}: {_flow(path[1:], value)}}}"


def _key(name: str) -> str:
    return name if _NAME.fullmatch(name) and name not in _WORDS else json.dumps(name, ensure_ascii=False)


def _scalar(value: str) -> str:
    if _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def _tail(text: str) -> str:
    return "" if not text or text.endswith("\n") else _line_end(text)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

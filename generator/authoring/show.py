"""A style → its merged keys, each with the file and line that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.source import dotted
from generator.style.keys import merged, place_in, titles
from generator.style.load import load_style, style_chain
from generator.style.words import leaves

if TYPE_CHECKING:
    from generator.source import SourceRef
    from generator.style.load import Shelves


@dataclass(frozen=True, slots=True)
class ShownKey:
    """One key of a merged style; without a place it is the program's default."""

    key: str
    title: str
    value: object
    place: SourceRef | None


def shown_keys(shelves: Shelves, name: str) -> list[ShownKey]:
    """Every key of the style ``name``, those of its files first, then the defaults.

    Raises:
        StyleError: the style does not load.
    """
    style = load_style(shelves, name).style
    chain = style_chain(shelves, name)
    data = {key: value for key, value in merged(chain).items() if key != "extends"}
    found = [ShownKey(dotted(path), titles(path), value, place_in(chain, path)) for path, value in _keys(data)]
    known = {one.key for one in found}
    for path, value in _keys(style.model_dump(exclude={"name"})):
        if dotted(path) not in known:
            found.append(ShownKey(dotted(path), titles(path), value, None))
    return found


def _keys(data: dict[str, object]) -> list[tuple[tuple[str | int, ...], object]]:
    """Keys with their values; a list is one value."""
    grouped: dict[tuple[str | int, ...], object] = {}
    for path, value in leaves(data):
        cut = next((index for index, step in enumerate(path) if isinstance(step, int)), None)
        if cut is None:
            grouped[path] = value
        else:
            grouped.setdefault(path[:cut], _at(data, path[:cut]))
    return list(grouped.items())


def _at(data: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        data = data[step] if isinstance(data, dict) else None
    return data

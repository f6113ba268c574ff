"""Items → what the terminal shows, and JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from generator.doctor.item import is_well
from generator.report import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.doctor.item import Item


def as_text(items: Sequence[Item]) -> str:
    """All items by group, one a line, what to do below; the last line says whether all is well."""
    return "\n".join((*_lines(items), "", _verdict(items)))


def as_json(items: Sequence[Item]) -> str:
    """All items with the same keys, and whether all that is needed is there."""
    return data.as_json({"ok": is_well(items), "items": [asdict(item) for item in items]})


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for number, (group, listed) in enumerate(groupby(items, key=lambda item: item.group)):
        if number:
            yield ""
        yield f"【{group}】"
        own = list(listed)
        shared = {note for note, count in Counter(item.note for item in own if item.note).items() if count > 1}
        for item in own:
            yield f"  {_state(item)}  {item.name}{_values(item)}"
            if item.state != "好":
                yield from (f"        {line}" for line in _help(item) if line not in shared)
        yield from (f"  {note}" for note in sorted(shared))


def _state(item: Item) -> str:
    return "未装" if item.state == "缺少" and not item.needed else item.state.ljust(2, "　")


def _values(item: Item) -> str:
    if not item.expected:
        return f"：{item.found}" if item.found else ""
    if item.state == "好":
        return f"：{item.found}"
    return f"：{item.expected} → {item.found or '无'}"


def _help(item: Item) -> Iterator[str]:
    if item.note:
        yield item.note
    if item.debian and item.debian == item.windows:
        yield item.debian
        return
    if item.debian:
        yield f"Debian、Ubuntu：{item.debian}"
    if item.windows:
        yield f"Windows：{item.windows}"


def _verdict(items: Sequence[Item]) -> str:
    needed = [item.name for item in items if item.needed and item.state == "缺少"]
    if needed:
        return f"缺少必需的：{'、'.join(needed)}。"
    replaced = sum(item.state == "替代" for item in items)
    absent = sum(item.state == "缺少" for item in items)
    more = f"（{replaced} 项由其他的代替，{absent} 项没有安装，都不影响使用）" if replaced or absent else ""
    return f"可以使用{more}。"

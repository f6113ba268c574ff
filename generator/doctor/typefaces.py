"""A style's fonts: which official font is there, what stands in where it is not, and how to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.doctor.item import Item
from generator.errors import MissingDependencyError
from generator.fonts.families import FALLBACK, choices
from generator.fonts.folders import own_folders
from generator.fonts.install import OWN_FONTS_ADVICE, PANGO_ADVICE, debian, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.doctor.item import State
    from generator.fonts.families import Choice
    from generator.style.model import Fonts

_GROUP = "字体"
_STATES: dict[str, State] = {"good": "好", "substitute": "替代", "missing": "缺少"}


def font_items(fonts: Fonts) -> Iterator[Item]:
    """Each place of the document with its font; then the user's own folders of fonts."""
    try:
        found = choices(fonts)
    except MissingDependencyError as error:
        yield Item(_GROUP, "全部字体", "缺少", note=f"{error.message}；先装好排版程序库", debian=PANGO_ADVICE)
        return
    yield from (_font(choice) for choice in found)
    for folder in own_folders():
        yield Item(_GROUP, "自备字体的文件夹", "好", needed=False, found=str(folder))


def _font(choice: Choice) -> Item:
    is_fallback = choice.place == FALLBACK
    state = _STATES[choice.state]
    note = ""
    if choice.state == "substitute":
        note = f"箭头后的字体在 PDF 中代替；要用规定的字体：{OWN_FONTS_ADVICE}"
    elif choice.state == "missing":
        note = "生僻字和符号可能印不出来" if is_fallback else "没有可用的字体，PDF 的这一处会用其他字体"
    wanted = choice.families if choice.state == "missing" else (choice.official,)
    return Item(
        _GROUP,
        choice.place,
        state,
        needed=not is_fallback,
        found=choice.used,
        expected=choice.official,
        debian=debian(wanted) if choice.state != "good" else "",
        windows=windows(wanted) if choice.state != "good" else "",
        note=note,
    )

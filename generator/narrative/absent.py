"""What a template gets where the facts have nothing: false, silent in conditions, a finding when printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.facts.figure import Change, Completion
from generator.narrative.titles import field_title

if TYPE_CHECKING:
    from collections.abc import Iterator


class Absent:
    """没有的数据, with the Chinese name of what is not there. Anything asked of it is absent too."""

    __slots__ = ("title",)

    def __init__(self, title: str) -> None:
        self.title = title

    def __iter__(self) -> Iterator[Any]:
        """Nothing."""
        return iter(())

    def __bool__(self) -> bool:
        """Never true."""
        return False


def absent_from(owner: object, name: str) -> Absent:
    """The absence of ``owner.name``, named as a clerk would."""
    match owner:
        case Change():
            return Absent(f"{owner.current.title}的上年数")
        case Completion():
            return Absent(f"{owner.outturn.title}的预算数")
    kind = (type(owner).__doc__ or "").strip().split("\n")[0].split("，")[0].rstrip("。.")
    title = field_title(type(owner), name)
    named = getattr(owner, "name", "")
    lead = named if isinstance(named, str) and named else kind
    return Absent(f"{lead}·{title}" if lead else title)

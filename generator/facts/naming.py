"""What every class of the fact book needs: a field with its Chinese name, and a figure with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.facts.figure import Figure


def named(title: str) -> Any:  # noqa: ANN401 - as dataclasses.field, it stands for a value of any type
    """A field of the fact book with its Chinese name."""
    return field(metadata={"title": title})


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """一个名目和它的数."""

    name: str = named("名称")
    figure: Figure = named("数")

"""Figures that are printed → the numbered leaves and computations of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.figure import walk
from generator.source import SourceRef
from generator.trace.known import titles_along
from generator.trace.paper import Derivation, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.figure import Figure
    from generator.model.kinds import Accounts
    from generator.source import SourceMap
    from generator.trace.paper import Origin

_NOWHERE = SourceRef("￿")
"""Sorts after every file."""


class Origins:
    """What each printed figure follows from; equal figures share one entry."""

    def __init__(self, figures: Iterable[Figure], accounts: Accounts, sources: SourceMap) -> None:
        printed = tuple(figures)
        reported = {part.key: part for figure in printed for part in walk(figure) if part.operation == "reported"}
        located = sorted(
            ((figure, sources.locate(figure.path)) for figure in reported.values()),
            key=lambda pair: (pair[1] or _NOWHERE).order,
        )
        self._leaves = {
            figure.key: Leaf(
                number,
                " · ".join(titles_along(accounts, figure.path)),
                figure.title,
                figure.kind,
                figure.value,
                figure.path,
                source,
            )
            for number, (figure, source) in enumerate(located, 1)
        }
        self._derivations: dict[tuple[object, ...], Derivation] = {}
        self._found = {figure.key: self._origin(figure) for figure in printed}

    def __getitem__(self, key: str) -> Origin:
        """The origin of the printed figure ``key``."""
        return self._found[key]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """来源数据, in the order of files, sheets and cells."""
        return tuple(self._leaves.values())

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """计算过程, operands before what is computed from them."""
        return tuple(self._derivations.values())

    def _origin(self, figure: Figure) -> Origin:
        if figure.operation == "reported":
            return self._leaves[figure.key]
        operands = tuple(self._origin(operand) for operand in figure.operands)
        same = (figure.key, figure.operation, *(operand.name for operand in operands))
        if same not in self._derivations:
            self._derivations[same] = Derivation(
                len(self._derivations) + 1, figure.title, figure.kind, figure.operation, operands, figure.value
            )
        return self._derivations[same]

"""An indicator of a form + the unit's shared indicators → what the form says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.performance import Indicator, ScoredIndicator


def indicator_text(one: ScoredIndicator, shared: Mapping[str, Indicator], field: str) -> str:
    """What the form says in ``field``, else what the shared indicator says; its key stands in for its name."""
    known = shared.get(one.indicator)
    own: str = getattr(one, field)
    text: str = own or (getattr(known, field) if known else "")
    return text or (one.indicator if field == "level3" else "")

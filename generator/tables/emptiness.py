"""A table of facts → whether it has no figure other than zero, so that a note must say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.economic import BasicFacts
from generator.facts.lines import FactTable
from generator.facts.records import RecordTable

if TYPE_CHECKING:
    from generator.facts.lines import Cells


def is_empty(facts: Cells | FactTable | RecordTable | BasicFacts) -> bool:
    """Whether ``facts`` have no figure other than zero."""
    match facts:
        case BasicFacts():
            return not (facts.personnel or facts.public)
        case FactTable() | RecordTable():
            return facts.is_empty
        case _:
            return not any(facts.values())

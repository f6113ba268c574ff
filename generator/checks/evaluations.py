"""Fact book → the evaluation forms that a unit filled in, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.money import NumberFormat

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.checks.subject import Subject
    from generator.facts.evaluation import EvaluationFacts, ScoredRow
    from generator.source import Path

_SHOWN = NumberFormat(places=4, strip_zeros=True)


@dataclass(frozen=True, slots=True)
class Form:
    """One evaluation form and its place."""

    title: str
    path: Path
    facts: EvaluationFacts

    @property
    def rows(self) -> tuple[ScoredRow, ...]:
        """All indicators, those of goals included."""
        own = tuple(row for group in self.facts.groups for row in group.rows)
        return (*own, *(row for goal in self.facts.goals for row in goal.rows))


def forms(subject: Subject) -> tuple[Form, ...]:
    """The forms that the unit filled in."""
    done = subject.book.performance
    found = [Form("整体绩效自评表", ("performance", "whole"), done.whole)] if done.whole is not None else []
    for index, project in enumerate(done.projects):
        if project.evaluation is not None:
            found.append(Form(f"“{project.name}”自评表", ("projects", index, "evaluation"), project.evaluation))
    return tuple(found)


def show(value: Decimal) -> str:
    """A score as a message shows it."""
    return _SHOWN.show(value)


def places(value: Decimal) -> int:
    """Decimals with which a score was written."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0

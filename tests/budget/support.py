"""The sample budget and small changes to it: composed, checked, built once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.checks.run import check_figures
from generator.document.text import to_text
from generator.ingest import Loaded, load
from generator.pipeline import Extras, build_unit, compose_unit
from generator.source import SourceMap
from tests.checks.support import BUDGET, WORKSPACE, budget_base, patched, validate_budget

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checks.check import CheckReport
    from generator.pipeline import BuildResult, Composed

NAME = "jianghan-budget-2023"
PERSONS = tuple(f"示例{sign}" for sign in "甲乙丙丁戊己")
TELEPHONES = tuple(f"027-0000000{number}" for number in range(1, 7))


@cache
def sample(*, internal: bool = False) -> Composed:
    """The sample, composed."""
    return compose_unit(load(BUDGET, WORKSPACE), WORKSPACE, internal=internal)


def changed(changes: dict[str, Any]) -> Composed:
    """The sample with ``changes``, composed."""
    accounts = validate_budget(patched(budget_base(), changes))
    return compose_unit(Loaded(accounts, SourceMap(), (), ()), WORKSPACE)


def text_with(changes: dict[str, Any]) -> str:
    """The text of the sample with ``changes``."""
    return to_text(changed(changes).composition.document)


def figures_checked(composed: Composed) -> CheckReport:
    """What the checks of figures say."""
    return check_figures(composed.subject)


def build(folder: Path, *, internal: bool = False) -> BuildResult:
    """The sample's files in ``folder``."""
    return build_unit(BUDGET, folder, WORKSPACE, ("docx", "pdf", "json"), extras=Extras(internal=internal))

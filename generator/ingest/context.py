"""What ``unit.yaml`` declares → the forms, code tables, year and unit that the tables are read with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.classification import load_codes
from generator.forms.load import form_years, load_forms
from generator.ingest.messages import problem
from generator.ingest.reading import Context
from generator.model.accounts import FIRST_YEAR, LAST_YEAR
from generator.model.kinds import FORMS, model_of
from generator.money import SCALE

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.tree import Tree
    from generator.workspace import Workspace


def make_context(declared: Tree, workspace: Workspace) -> tuple[Context, tuple[Finding, ...]]:
    """The context of a unit.

    A year or a unit of amounts that is missing or wrong is stood in for, so that the tables can be read and
    all their problems found too; the validation of the model reports it.
    """
    kind = FORMS[model_of(declared.data)]
    known = form_years(workspace.forms, kind)
    year, unit = declared.data.get("year"), declared.data.get("amount_unit")
    given = isinstance(year, int) and not isinstance(year, bool) and FIRST_YEAR <= year <= LAST_YEAR
    used = year if given and isinstance(year, int) else known[-1]
    findings: tuple[Finding, ...] = ()
    if used < known[0]:
        advice = f"最早的表样是 {known[0]} 年；在表样文件夹中添加 {kind}{used}.yaml"
        message, place = f"没有 {used} 年度的表样", declared.place(("year",))
        findings = (problem("SJ25", message, place, path=("year",), found=str(used), advice=advice),)
        used = known[0]
    context = Context(
        load_forms(workspace.forms, used, kind),
        load_codes(workspace.reference, "functional", used),
        load_codes(workspace.reference, "economic", used),
        used,
        unit if isinstance(unit, str) and unit in SCALE else "元",
        _names(declared),
        year_given=given,
    )
    return context, findings


def _names(declared: Tree) -> tuple[str, ...]:
    """The names under which the unit may stand in a title."""
    unit = declared.data.get("unit")
    found = [unit.get(key) for key in ("name", "short_name", "supervisor")] if isinstance(unit, dict) else []
    return tuple(name for name in found if isinstance(name, str) and name)

"""A unit that nothing can be said against, small changes to it, and all checks over the result."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.checks.run import check_figures, check_text, conclude
from generator.compose import compose
from generator.document.table import TableBlock
from generator.ingest.yaml_file import read_yaml
from generator.merge import deep_merge
from generator.model.budget import Budget
from generator.pipeline import facts_of, reference_for, subject_of, text_of
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.factories import Data, Shape, accounts_data, every_reason, make_shape, validate

if TYPE_CHECKING:
    from generator.checks.check import CheckReport
    from generator.document.blocks import Block, Document
    from generator.model.kinds import Accounts

WORKSPACE = Workspace.find()
BUDGET = WORKSPACE.root / "data" / "samples" / "jianghan-budget-2023"
CASES = Path(__file__).parent / "cases"
REASON = "按照年度工作安排办理医疗保险经办业务"
"""A reason that speaks neither of more nor of less."""


def clean(shape: Shape) -> Data:
    """What is laid over the data of any shape so that its words raise nothing."""
    return {
        "unit": {
            "name": "江南区医疗保险中心",
            "short_name": "江南区医保中心",
            "level": "区级",
            "supervisor": "江南区医疗保障局",
        },
        "reasons": every_reason(shape, lambda _: REASON),
    }


@cache
def base() -> Data:
    """The data of a unit without a finding; amounts in 元, to be reported in 万元."""
    shape = make_shape(zeros=True)
    return deep_merge(accounts_data(shape, full=True), clean(shape))


def patched(data: Any, changes: dict[str, Any]) -> Any:  # noqa: ANN401 - data are of any form
    """``data`` with the value at each dotted path replaced; ``None`` takes the field away."""
    for path, value in changes.items():
        data = _put(data, path.split("."), value)
    return data


def _put(node: Any, steps: list[str], value: Any) -> Any:  # noqa: ANN401 - as above
    head, rest = steps[0], steps[1:]
    if isinstance(node, (list, tuple)):
        items = list(node)
        index = int(head)
        items[index : index + 1] = [
            _put(items[index] if index < len(items) else {}, rest, value) if rest else read(value)
        ]
        return tuple(items)
    changed = dict(node)
    if rest:
        changed[head] = _put(changed.get(head, {}), rest, value)
    elif value is None:
        changed.pop(head, None)
    else:
        changed[head] = read(value)
    return changed


def read(value: Any) -> Any:  # noqa: ANN401 - as above
    """A value of a YAML file as the model wants it: numbers exact."""
    if isinstance(value, dict):
        return {str(key): read(one) for key, one in value.items()}
    if isinstance(value, list):
        return tuple(read(one) for one in value)
    if isinstance(value, float):
        return Decimal(str(value))
    return value


def report_on(accounts: Accounts, document: dict[str, Any] | None = None) -> CheckReport:
    """All checks over ``accounts``; ``document`` says what to do to the composed document before it is looked at."""
    style = load_style(WORKSPACE.templates, accounts.style)
    reference = reference_for(accounts.year, WORKSPACE, type(accounts))
    book = facts_of(accounts, style, reference)
    subject = subject_of(book, style, reference, WORKSPACE)
    held = check_figures(subject)
    made = compose(book, style, reference, held.tail_tables)
    changed = replace(made, document=altered(made.document, document or {}))
    return conclude((held, check_text(text_of(subject, changed))), subject)


def altered(document: Document, changes: dict[str, Any]) -> Document:
    """The document without some tables, without notes, or under another title: what a faulty style would make."""

    def kept(block: Block) -> Block | None:
        if not isinstance(block, TableBlock):
            return block
        if block.id in changes.get("without_tables", ()):
            return None
        return replace(block, notes=()) if changes.get("without_notes") else block

    blocks = tuple(one for block in document.blocks if (one := kept(block)) is not None)
    cover = replace(document.cover, **changes["cover"]) if "cover" in changes else document.cover
    return replace(document, blocks=blocks, cover=cover)


def report_with(
    changes: dict[str, Any], document: dict[str, Any] | None = None, *, budget: bool = False
) -> CheckReport:
    """All checks over the clean unit, or the clean budget, with ``changes``."""
    if budget:
        return report_on(validate_budget(patched(budget_base(), changes)), document)
    return report_on(validate(patched(base(), changes)), document)


@cache
def budget_base() -> Data:
    """The data of the sample budget, which has neither errors nor warnings; amounts in 万元."""
    tree, _ = read_yaml((BUDGET / "unit.yaml").read_bytes(), "unit.yaml")
    return tree.data


def validate_budget(data: Data) -> Budget:
    """The budget of ``data``."""
    return Budget.model_validate(data, context={"amount_unit": data["amount_unit"]})


def cases_of(code: str) -> dict[str, list[dict[str, Any]]]:
    """The case file of ``code``."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
    return loaded

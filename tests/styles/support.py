"""The samples of final accounts, composed once; and what of a document was written by people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ingest import load
from generator.pipeline import Composed, compose_unit
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ingest import Loaded

WORKSPACE = Workspace.find()
SAMPLES = WORKSPACE.data / "samples"
GOLDEN = Path(__file__).parents[1] / "golden"
NEW = ("caidian-2022", "huaihua-2021", "sichuan-2023", "shanghai-2024")
"""The samples of the styles beside the first two."""
NAMES = ("wuhan-center-2024", "jiangan-2022", *NEW)
"""All samples of final accounts."""
BUDGETS = ("jianghan-budget-2023",)
"""The samples of budgets."""


@cache
def loaded(sample: str) -> Loaded:
    """The sample's data."""
    return load(SAMPLES / sample, WORKSPACE)


@cache
def composed(sample: str) -> Composed:
    """The sample's document."""
    return compose_unit(loaded(sample), WORKSPACE)


def written(value: object) -> Iterator[str]:
    """Every text of the data, longest parts as they may be printed: whole, by the line, without the final stop."""
    if isinstance(value, str):
        for line in value.splitlines():
            yield line
            yield line.rstrip("。；，、 ")
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from written(key)
            yield from written(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from written(part)
    elif value is not None and not isinstance(value, (int, Decimal, dt.date)):
        raise TypeError(type(value))

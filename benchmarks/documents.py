"""A sample folder → the composed document that every contender prints, another one in each round."""

from __future__ import annotations

import dataclasses
import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.ingest import load
from generator.pipeline import compose_unit
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle

SAMPLE = Path("data/samples/wuhan-center-2024")
"""The unit whose document is printed: 公开01 to 09, four charts, annexes, 25 to 33 pages."""

_AMOUNT = re.compile(r"\d[\d,]*\.\d+")


@cache
def compose(source: Path) -> tuple[Document, LoadedStyle]:
    """The document of the unit in ``source``, and the style to print it in."""
    workspace = Workspace.find()
    composed = compose_unit(load(source, workspace), workspace)
    return composed.composition.document, composed.style


def vary(document: Document, seed: int) -> Document:
    """The document with other digits in its amounts, so that nobody can print from memory; 0 changes none."""
    if seed == 0:
        return document
    digits = random.Random(seed)  # noqa: S311 - digits of a benchmark, not a secret

    def other(match: re.Match[str]) -> str:
        return "".join(digits.choice("123456789") if char.isdigit() else char for char in match[0])

    def changed(value: Any) -> Any:  # noqa: ANN401 - a document is made of many types
        if isinstance(value, str):
            return _AMOUNT.sub(other, value)
        if isinstance(value, tuple):
            return tuple(changed(item) for item in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {field.name: changed(getattr(value, field.name)) for field in dataclasses.fields(value)}
            return dataclasses.replace(value, **fields)
        return value

    varied: Document = changed(document)
    return varied

"""How the time grows with the rows of a table and the forms of an annex: CPU seconds of each printer.

``python -m benchmarks.growth`` prints one line a size; the last column is the time of one more row or form.
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
from typing import TYPE_CHECKING

from benchmarks.documents import SAMPLE, compose
from benchmarks.worker import cpu_seconds
from generator.document.table import TableBlock
from generator.render.registry import find_printer

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.document.blocks import Document

ROWS = (10, 50, 100, 200, 500, 1000, 2000)
FORMS = (1, 5, 10, 20, 50)


def with_rows(document: Document, rows: int) -> Document:
    """A document of one table: 支出决算表 with so many rows."""
    table = next(block for block in document.blocks if isinstance(block, TableBlock) and block.id == "expenditure")
    body = tuple(table.body[1 + number % (len(table.body) - 1)] for number in range(rows))
    return dataclasses.replace(document, blocks=(dataclasses.replace(table, body=body),))


def with_forms(document: Document, forms: int) -> Document:
    """A document of so many evaluation forms."""
    known = [block for block in document.blocks if isinstance(block, TableBlock) and block.id.startswith("annex")]
    blocks = tuple(
        dataclasses.replace(known[number % len(known)], anchor=f"form-{number}", id=f"annex-{number}")
        for number in range(forms)
    )
    return dataclasses.replace(document, blocks=blocks)


def grow(name: str, what: str, sizes: tuple[int, ...], make: Callable[[Document, int], Document]) -> None:
    """Print the line of each size."""
    document, style = compose(SAMPLE)
    printer = find_printer(name)
    printer.print(make(document, sizes[0]), style)
    before = (0, 0.0)
    for size in sizes:
        varied = make(document, size)
        gc.collect()
        start = cpu_seconds()
        printer.print(varied, style)
        used = cpu_seconds() - start
        more = (used - before[1]) / (size - before[0]) * 1000
        print(f"{name:<6}{size:>6} {what:<6}{used:>8.3f} s{more:>9.2f} ms each")
        before = (size, used)


def main() -> None:
    """Measure all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--formats", default="docx,pdf")
    for name in parser.parse_args().formats.split(","):
        grow(name, "rows", ROWS, with_rows)
        grow(name, "forms", FORMS, with_forms)


if __name__ == "__main__":
    main()

"""一般公共预算财政拨款基本支出决算明细表 (公开06表) → amounts by economic code, from blocks that stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ingest.codes import find_stub
from generator.ingest.labels import TOTALS, key
from generator.ingest.lines import Lines
from generator.ingest.messages import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.classification import CodeTable
    from generator.forms.model import EconomicForm
    from generator.ingest.codes import Stub
    from generator.ingest.heads import Head
    from generator.ingest.reading import Reading

_AMOUNT_HEADS = ("决算数", "金额", "合计", "小计", "支出", "基本支出")
FEWEST_CLASSES = 2
"""Economic classes in a head that make it one of columns by economic code."""

_KINDS = {"人员经费": "personnel", "公用经费": "public"}


@dataclass(frozen=True)
class _Block:
    """One block: codes, names, the amounts, and in the narrow form also 人员经费 and 公用经费."""

    stub: Stub
    amount: int | None
    kinds: dict[int, str]

    @property
    def figures(self) -> tuple[int, ...]:
        """The columns of amounts; the first that is filled counts."""
        return (*(() if self.amount is None else (self.amount,)), *self.kinds)


def economic_words(form: EconomicForm) -> Iterator[str]:
    """The labels that its head may have."""
    yield from form.heads
    yield from (title for title, _ in form.block_heads)
    yield from _AMOUNT_HEADS


def is_by_function(head: Head, economic: CodeTable) -> bool:
    """Whether economic classes (工资福利支出 …) stand over columns: a table of functional lines with the same title."""
    classes = {key(economic.names[code]) for code in economic.classes}
    over = {step for path in head.paths.values() for step in path}
    return len(classes & over) >= FEWEST_CLASSES


def read_economic(reading: Reading, form: EconomicForm) -> None:
    """Read all blocks below the head."""
    blocks = _blocks(reading)
    if not blocks:
        advice = f"表头应有：{'、'.join(form.heads)}"
        reading.report("SJ31", *reading.head.corner, "表头中没有找到科目编码栏和金额栏", advice)
        return
    totals = {key(form.personnel_total): "personnel", key(form.public_total): "public"}
    taken = {row: _read_totals(reading, row, totals) for row in reading.rows}
    lines = Lines(reading, "economic")
    for block in blocks:
        for row in reading.rows:
            _read_row(reading, lines, block, row, taken[row])
    reading.report_unknown({column for block in blocks for column in (*block.stub.columns, *block.figures)})


def _blocks(reading: Reading) -> list[_Block]:
    """The blocks, each from its first code column to the one before the next."""
    head = reading.head
    coded = [column for column in head.paths if _is_code_head(head.label(column))]
    starts = [column for column in coded if column - 1 not in coded]
    if not starts:
        starts = list(find_stub(reading.grid, head, head.paths, reading.rows).codes)
    if not starts:
        return []
    blocks = []
    for start, end in zip(starts, [*starts[1:], max(head.paths) + 1], strict=True):
        labels = {column: head.label(column) for column in head.paths if start <= column < end}
        amount = next((column for word in _AMOUNT_HEADS for column in labels if labels[column] == key(word)), None)
        kinds = {column: _KINDS[label] for column, label in labels.items() if label in _KINDS}
        kinds = kinds if len(kinds) == len(_KINDS) and start not in kinds else {}
        stub = find_stub(reading.grid, head, set(labels) - {amount, *kinds}, reading.rows)
        if stub.codes and (amount is not None or kinds):
            blocks.append(_Block(stub, amount, kinds))
    return blocks


def _is_code_head(label: str) -> bool:
    return "编码" in label or "代码" in label or label in {"类", "款"}


def _read_row(reading: Reading, lines: Lines, block: _Block, row: int, taken: frozenset[int]) -> None:
    """One row of one block."""
    coded = lines.stub(block.stub, row)
    present = [column for column in block.figures if reading.present(row, column) and column not in taken]
    if coded.code:
        lines.read(coded, row, block.stub.codes[0], dict.fromkeys(present[:1], "amount"))
    elif key(coded.name) in TOTALS:
        for column, kind in block.kinds.items():
            reading.amount((reading.region.table, kind), row, column, f"合计 · {reading.head.label(column)}")
    elif not coded.bad and present and reading.numeric(row, present[0]):
        message = f"这一行有金额，但“{show(coded.name)}”没有科目编码"
        reading.report("SJ33", row, present[0], message, "补上经济分类科目编码；说明文字不要和金额写在同一行")


def _read_totals(reading: Reading, row: int, totals: dict[str, str]) -> frozenset[int]:
    """人员经费合计, 公用经费合计: the next amount to the right of the label; the columns that were taken."""
    label, taken = "", set()
    for column, cell in reading.cells(row):
        if cell.dash:
            continue
        if key(cell.text) in totals:
            label = cell.text
        elif label and (cell.numeric or column in reading.head.paths):
            reading.amount((reading.region.table, totals[key(label)]), row, column, label)
            taken.add(column)
            label = ""
    return frozenset(taken)

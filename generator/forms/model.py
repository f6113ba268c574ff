"""The kinds of table form as frozen values; ``data/forms/<year>.yaml`` is validated into a :class:`FormSet`.

A field is a path below the table's place in the model: in the form ``summary``, the field
``revenue.general_budget`` is the model's ``summary.revenue.general_budget``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

TableId = str
"""Name of a table, which is also its field in the model: ``summary``, ``three_public`` …"""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Column(_Part):
    """One column of figures: what it holds, and its printed head."""

    field: str = ""
    label: str
    spanner: tuple[str, ...] = ()
    """Heads above the label, the uppermost first."""
    aliases: tuple[str, ...] = ()
    """Other labels under which exported tables print the same column."""
    width: float = 1.0


class SideRow(_Part):
    """One line of a two-sided table; without a field it is a spare line."""

    field: str = ""
    label: str = ""
    numbered: bool = False
    """Printed with 一、二、 before the label."""
    indent: int = 0
    role: Literal["item", "total"] = "item"
    aliases: tuple[str, ...] = ()


class Side(_Part):
    """收入 or 支出 half of a two-sided table."""

    title: str
    label_head: str = "项目"
    number_head: str = "行次"
    columns: tuple[Column, ...]
    items: tuple[SideRow, ...] = ()
    classes: bool = False
    """Items are the functional classes of the year, in the order of the code table."""
    totals: tuple[SideRow, ...]
    widths: tuple[float, float] = (4.0, 0.7)
    """Relative widths of the label and the line number."""


class _Form(_Part):
    title: str
    aliases: tuple[str, ...] = ()
    """Other titles under which the table is exported."""
    notes: tuple[str, ...] = ()
    formula_note: str = ""
    """The form's own formulas (勾稽公式), printed where the style asks for them."""
    empty_note: str = ""
    """What stands under the table when it has no figures; names the table."""
    source: str = ""
    """The table whose figures it shows, where that is not itself."""
    landscape: bool = False
    numbers: bool = True
    """A row of column numbers (栏次) below the heads."""


class TwoSidedForm(_Form):
    """收入 and 支出 side by side: 公开01表, 公开04表."""

    kind: Literal["two_sided"]
    left: Side
    right: Side


class ClassifiedForm(_Form):
    """Lines by functional code: 公开02, 03, 05, 基金, 国资."""

    kind: Literal["classified"]
    columns: tuple[Column, ...]
    code_head: str = "功能分类科目编码"
    name_head: str = "科目名称"
    stub_head: str = "项目"
    only: str = ""
    """A column: lines without an amount there are left out."""
    body_spanner: str = ""
    """A head over all columns of figures, e.g. 本年支出."""
    widths: tuple[float, float] = (1.3, 3.4)
    """Relative widths of code and name."""


class EconomicBlock(_Part):
    """One of the blocks that stand side by side in 公开06表."""

    codes: tuple[str, ...]
    """Codes in print order; a 类 code stands before its 款 codes."""


class EconomicForm(_Form):
    """Lines by economic code in side-by-side blocks: 公开06表."""

    kind: Literal["economic"]
    blocks: tuple[EconomicBlock, ...]
    block_heads: tuple[tuple[str, int], ...] = (("人员经费", 1), ("公用经费", 2))
    """Heads over the blocks, each with the number of blocks below it."""
    heads: tuple[str, str, str] = ("经济分类科目编码", "科目名称", "决算数")
    personnel_total: str = "人员经费合计"
    public_total: str = "公用经费合计"
    widths: tuple[float, float, float] = (1.1, 3.0, 1.4)


class GroupForm(_Form):
    """One row of figures under grouped heads: 公开09表."""

    kind: Literal["group"]
    columns: tuple[Column, ...]


class RecordsForm(_Form):
    """A list of records, texts and figures side by side: 政府采购预算表. Printed, never read from a table."""

    kind: Literal["records"]
    columns: tuple[Column, ...]
    total_at: str = ""
    """The column in which 合计 stands; empty for a list without totals."""


Form = Annotated[TwoSidedForm | ClassifiedForm | EconomicForm | GroupForm, Field(discriminator="kind")]
PrintedForm = Annotated[
    TwoSidedForm | ClassifiedForm | EconomicForm | GroupForm | RecordsForm, Field(discriminator="kind")
]
"""What can be printed; lists of records cannot be read from a table."""


class FormSet(_Part):
    """表样 of one year."""

    year: int
    basis: str = ""
    tables: dict[TableId, Form]
    derived: dict[TableId, PrintedForm] = Field(default_factory=dict)
    """Tables that are printed besides; they show figures of others, or records, and are never read."""

    def find(self, table: TableId) -> PrintedForm | None:
        """The form of ``table``, be it read or only printed."""
        return self.tables.get(table) or self.derived.get(table)

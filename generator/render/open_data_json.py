"""Statutory tables → JSON with documented, stable keys (``data/schema/open_data.json``); figures as decimal strings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.render.open_data_grid import amount_of, column_heads, column_numbers, placed, statutory_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Document
    from generator.document.table import Cell, TableBlock
    from generator.style.load import LoadedStyle

FORMAT: Literal["juesuan-open-data"] = "juesuan-open-data"
VERSION: Literal[1] = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""

Kind = Literal["label", "total", "amount", "text"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class OpenPart(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OpenCell(OpenPart):
    """单元格."""

    column: int = Field(title="栏", description="从左数第几栏，从 1 起")
    kind: Kind = Field(title="类别", description="label 项目或编码，total 合计行的名称，amount 金额，text 其他文字")
    text: str = Field(title="印出的文字", description="与公开文本一字不差；空文字表示该格空白，空白不是 0")
    value: str | None = Field(
        default=None,
        title="数值",
        description="印出的数，十进制文字，不带千分位；单位见 unit",
        pattern=r"^-?\d+(\.\d+)?$",
    )
    unit: str | None = Field(default=None, title="金额单位", description="元 或 万元；个数等没有单位的省略")
    figure: str | None = Field(default=None, title="指标", description="指标的键，各年不变；与数据溯源底稿中的相同")
    level: int | None = Field(default=None, title="级次", description="项目的缩进：0 类、1 款、2 项；没有缩进时省略")
    colspan: int | None = Field(default=None, title="跨栏数", description="只占一栏时省略")
    rowspan: int | None = Field(default=None, title="跨行数", description="只占一行时省略")


class OpenColumn(OpenPart):
    """栏."""

    number: int = Field(title="第几栏", description="从 1 起")
    head: tuple[str, ...] = Field(title="表头", description="从上到下，逐层")
    printed_number: str = Field(title="印出的栏次", description="没有印栏次时为空")


class OpenTable(OpenPart):
    """公开表."""

    id: str = Field(title="表的键", description="summary、revenue 等，各年各地不变")
    label: str = Field(title="表号", description="公开01表；表号印在表题中时为空")
    title: str = Field(title="表题")
    owner: str = Field(title="编制部门（单位）行")
    unit: str = Field(title="金额单位行", description="照印，如 单位：万元")
    amount_unit: str = Field(title="金额单位", description="元 或 万元")
    columns: tuple[OpenColumn, ...] = Field(title="各栏")
    rows: tuple[tuple[OpenCell, ...], ...] = Field(title="各行", description="按印刷次序；被跨的格省略")
    notes: tuple[str, ...] = Field(title="表注")


class OpenData(OpenPart):
    """决算公开数据."""

    format: Literal["juesuan-open-data"] = Field(title="格式", description="固定的文字，用来认出本格式")
    version: Literal[1] = Field(title="格式的版本", description="键的含义改变时才加一")
    title: str = Field(title="文件标题")
    owner: str = Field(title="封面的单位", description="封面没有单位行时为空")
    date: str = Field(title="公开日期", description="照封面印；没有时为空")
    language: str = Field(title="语言")
    draft: str = Field(title="草稿", description="是草稿时写明原因；可以公开的为空")
    tables: tuple[OpenTable, ...] = Field(title="决算公开表", description="按印刷次序")


def open_data(document: Document, style: LoadedStyle) -> dict[str, Any]:
    """The statutory tables of ``document``, by the keys of :class:`OpenData`; what is ``None`` is left out.

    Every PDF carries them: made as models and turned into values again they would take three times as long.
    """
    unit = style.style.text_unit
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": document.title,
        "owner": document.cover.unit,
        "date": document.cover.date,
        "language": document.language,
        "draft": document.draft,
        "tables": [_table(table, unit) for table in statutory_tables(document, style)],
    }


def json_bytes(document: Document, style: LoadedStyle) -> bytes:
    """The same as JSON text: one line a row of a table, keys in the order of the schema."""
    return ("\n".join(_written(open_data(document, style))) + "\n").encode("utf-8")


def schema_text() -> str:
    """The JSON Schema, in Chinese, the same for the same keys."""
    schema = {"$schema": _DRAFT, **_in_chinese(OpenData.model_json_schema())}
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n"


def _table(table: TableBlock, unit: str) -> dict[str, Any]:
    rows: list[list[dict[str, Any]]] = [[] for _ in table.body]
    for place in placed(table.body):
        rows[place.row].append(_cell(place.cell, place.column + 1, unit))
    heads = zip(column_heads(table), column_numbers(table), strict=True)
    return {
        "id": table.id,
        "label": table.label,
        "title": table.title,
        "owner": table.owner,
        "unit": table.unit,
        "amount_unit": unit,
        "columns": [
            {"number": number, "head": head, "printed_number": printed}
            for number, (head, printed) in enumerate(heads, 1)
        ],
        "rows": rows,
        "notes": table.notes,
    }


def _cell(cell: Cell, column: int, unit: str) -> dict[str, Any]:
    amount = amount_of(cell)
    found = {"column": column, "kind": cell.role if cell.role != "head" else "label", "text": cell.text}
    if amount is not None:
        found["value"] = f"{amount:f}"
        if not cell.counted:
            found["unit"] = unit
    if cell.ref:
        found["figure"] = cell.ref
    if cell.indent:
        found["level"] = cell.indent
    if cell.colspan > 1:
        found["colspan"] = cell.colspan
    if cell.rowspan > 1:
        found["rowspan"] = cell.rowspan
    return found


def _written(data: dict[str, Any]) -> Iterator[str]:
    """Lines of JSON: a key a line, a row of a table a line."""
    tables = data.pop("tables")
    yield "{"
    yield from (f" {_json(key)}: {_json(value)}," for key, value in data.items())
    yield ' "tables": ['
    for number, table in enumerate(tables, 1):
        rows, notes = table.pop("rows"), table.pop("notes")
        yield "  {"
        yield from (f"   {_json(key)}: {_json(value)}," for key, value in table.items())
        yield '   "rows": ['
        yield ",\n".join(f"    {_json(row)}" for row in rows)
        yield "   ],"
        yield f'   "notes": {_json(notes)}'
        yield "  }" + ("," if number < len(tables) else "")
    yield " ]"
    yield "}"


_json = json.JSONEncoder(ensure_ascii=False).encode


def _in_chinese(node: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The schema without the English titles that the library makes of names of classes."""
    if isinstance(node, list):
        return [_in_chinese(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _in_chinese(value) for key, value in node.items()}
    if node.get("type") == "object" and "properties" in node:
        found["title"] = str(found.pop("description")).rstrip(".")
    return found

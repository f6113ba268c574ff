"""The nine statutory tables: one function for each kind of form, and the one that picks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.classification import CLASS, ITEM, SECTION
from generator.document.table import Cell, CellRole, Row, TableBlock
from generator.errors import StyleError
from generator.forms.model import (
    ClassifiedForm,
    Column,
    EconomicForm,
    GroupForm,
    PrintedForm,
    RecordsForm,
    Side,
    SideRow,
    TwoSidedForm,
)
from generator.money import show_amount
from generator.numerals import chinese
from generator.style.model import TableSpec
from generator.tables.boxhead import HeadPath, boxhead, head, headed
from generator.tables.emptiness import is_empty
from generator.tables.records import records_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.classification import CodeTable
    from generator.facts.economic import BasicFacts
    from generator.facts.figure import Figure
    from generator.facts.kinds import Tables
    from generator.facts.lines import Cells, FactTable
    from generator.facts.records import RecordTable
    from generator.forms.model import FormSet
    from generator.ink import Ink
    from generator.style.model import Style

_FORM_DEPTH = {CLASS: 0, SECTION: 1, ITEM: 2}
"""Digits of a code → levels by which its name is set in."""

TAIL_NOTE = "本套报表金额单位转换时可能存在尾数误差。"
"""尾差说明 under a table that has tail differences, where the style names none."""

_Content = tuple[tuple[Row, ...], tuple[Row, ...], tuple[float, ...]]
"""Boxhead, body, relative widths."""


@dataclass(frozen=True, slots=True)
class TableWriter:
    """What every table needs: figures, forms, style, names, and the ink that records what was printed."""

    ledger: Tables
    forms: FormSet
    style: Style
    functional: CodeTable
    economic: CodeTable
    owner: str
    year: int
    ink: Ink
    entity_kind: str = "单位"
    """部门 or 单位, for notes."""

    def write(self, table: str, *, is_first: bool, tail_note: bool = False) -> TableBlock:
        """The table ``table`` as the style prints it.

        Raises:
            StyleError: the year's forms have no such table.
        """
        form = self.forms.find(table)
        if form is None:
            raise StyleError(f"样式“{self.style.name}”要印的表“{table}”不在 {self.forms.year} 年表样中")
        spec = self.style.tables.specs.get(table, TableSpec())
        if spec.empty_note:
            form = form.model_copy(update={"empty_note": spec.empty_note})
        boxes, body, widths = self._content(form.source or table, spec, form)
        printing = self.style.tables
        title = printing.title_form.format(year=self.year, title=spec.title or form.title, label=spec.label)
        return TableBlock(
            id=table,
            title=title,
            boxhead=boxes,
            body=body,
            widths=widths,
            label="" if "{label}" in printing.title_form else spec.label,
            owner=printing.owner_form.format(name=self.owner),
            unit=printing.unit_form.format(unit=self.style.text_unit),
            notes=self._notes(table, form, is_first=is_first, tail_note=tail_note),
            landscape=form.landscape,
            own_page=True,
            heading_level=1,
            anchor=f"table-{table}",
        )

    def _content(self, table: str, spec: TableSpec, form: PrintedForm) -> _Content:
        match form:
            case TwoSidedForm():
                return self._two_sided(table, form)
            case ClassifiedForm():
                return self._classified(table, spec, form)
            case EconomicForm():
                return self._economic(table, form)
            case GroupForm():
                return self._group(table, form)
            case RecordsForm():
                records: RecordTable = getattr(self.ledger, table)
                return records_content(records, form, self._amount)

    def _notes(self, table: str, form: PrintedForm, *, is_first: bool, tail_note: bool) -> tuple[str, ...]:
        printing = self.style.tables
        notes = list(form.notes)
        if printing.formulas and form.formula_note:
            notes.append(form.formula_note)
        if tail_note or (is_first and printing.tail_note):
            notes.append(printing.tail_note or TAIL_NOTE)
        if len(notes) > 1:
            notes = [f"{number}.{note}" for number, note in enumerate(notes, 1)]
        if notes:
            notes[0] = printing.notes_lead + notes[0]
        if self.is_empty(form.source or table) and form.empty_note and table not in printing.empty_note_in_total:
            notes.append(
                printing.empty_note.format(
                    note=self._empty_note(form), what=form.empty_note, year=self.year, kind=self.entity_kind
                )
            )
        return tuple(notes)

    def _empty_note(self, form: PrintedForm) -> str:
        return f"{self.ink.self_word}{form.empty_note}"

    def is_empty(self, table: str) -> bool:
        """Whether the table has no figure other than zero."""
        return is_empty(getattr(self.ledger, table))

    def _amount(self, figure: Figure | None, *scope: str) -> Cell:
        """An amount's cell; ``scope`` names table, field or code, for the style's zero overrides."""
        if figure is None:
            return Cell(role="amount", align="right")
        if figure.kind != "money":
            return Cell(self.ink.score(figure), self.ink.record(figure), role="amount", align="right", counted=True)
        if figure.value == 0:
            text = self._zero(scope)
            return Cell(text, self.ink.record(figure) if text else "", role="amount", align="right")
        text = show_amount(figure.value, self.style.text_unit, self.style.table.form)
        return Cell(text, self.ink.record(figure), role="amount", align="right")

    def _zero(self, scope: tuple[str, ...]) -> str:
        overrides = self.style.table.zero_overrides
        place = ".".join(scope)
        fitting = [key for key in overrides if place == key or place.startswith((f"{key}.", key))]
        return overrides[max(fitting, key=len)] if fitting else self.style.table.zero

    # 公开01表, 公开04表

    def _two_sided(self, table: str, form: TwoSidedForm) -> _Content:
        cells: Mapping[str, Figure] = getattr(self.ledger, table)
        sides = (form.left, form.right)
        columns = [self._side_rows(side) for side in sides]
        items = max(len(rows) for rows, _ in columns)
        totals = max(len(rows) for _, rows in columns)
        paths: list[HeadPath] = []
        number_row: list[Cell] = []
        column_number = 0
        numbered = self.style.tables.line_numbers
        for side in sides:
            paths += [(side.title, side.label_head), *([(side.title, side.number_head)] if numbered else [])]
            paths += [(side.title, *column.spanner, column.label) for column in side.columns]
            number_row += [head("栏次"), *([head("")] if numbered else [])]
            for _ in side.columns:
                column_number += 1
                number_row.append(head(str(column_number)))
        body: list[Row] = []
        for index in range(items + totals):
            row: list[Cell] = []
            for position, (side, (own_items, own_totals)) in enumerate(zip(sides, columns, strict=True)):
                line = _at(own_items, index) if index < items else _at(own_totals, index - items)
                number = position * (items + totals) + index + 1
                row += self._side_cells(table, side, line, number, cells)
            body.append(tuple(row))
        widths = tuple(
            width
            for side in sides
            for width in (*side.widths[: 2 if numbered else 1], *(column.width for column in side.columns))
        )
        return headed(paths, tuple(number_row), numbered=form.numbers), tuple(body), widths

    def _side_rows(self, side: Side) -> tuple[tuple[SideRow, ...], tuple[SideRow, ...]]:
        if not side.classes:
            return side.items, side.totals
        classes = tuple(
            SideRow(field=f"classes.{code}", label=self.functional.names[code], numbered=True)
            for code in self.functional.classes
        )
        return classes, side.totals

    def _side_cells(
        self, table: str, side: Side, line: tuple[SideRow, int] | None, number: int, cells: Mapping[str, Figure]
    ) -> list[Cell]:
        row, position = line or (SideRow(), 0)
        label = f"{chinese(position + 1)}、{row.label}" if row.numbered else row.label
        is_total = row.role == "total"
        role: CellRole = "total" if is_total else "label"
        found = [Cell(label, role=role, align="center" if is_total else "left", indent=row.indent)]
        if self.style.tables.line_numbers:
            found.append(Cell(str(number), role="text", align="center"))
        for column in side.columns:
            field = ".".join(part for part in (row.field, column.field) if part) if row.field else ""
            found.append(self._amount(cells.get(field), table, field))
        return found

    # 公开02, 03, 05表, 政府性基金, 国有资本

    def _classified(self, table: str, spec: TableSpec, form: ClassifiedForm) -> _Content:
        facts: FactTable = getattr(self.ledger, table)
        body_spanner = (form.body_spanner,) if form.body_spanner else ()
        stub = (form.stub_head,) if form.stub_head else ()
        paths: list[HeadPath] = [(*stub, form.code_head), (*stub, form.name_head)]
        paths += [(*body_spanner, *column.spanner, column.label) for column in form.columns]
        numbers = (head("栏次", colspan=2), *(head(str(index)) for index, _ in enumerate(form.columns, 1)))
        note_row = self._is_note_row(table, form)
        cells: tuple[Cell, ...]
        if note_row:
            cells = (Cell(self._empty_note(form), colspan=len(form.columns), align="center"),)
        else:
            cells = self._line_cells(table, form.columns, facts.total, "total")
        whole: Row = (Cell("合计", colspan=2, role="total", align="center"), *cells)
        lines = tuple(
            (
                Cell(line.code, role="label"),
                Cell(line.name, role="label", indent=_FORM_DEPTH.get(len(line.code), 1)),
                *self._line_cells(table, form.columns, line.cells, line.code),
            )
            for line in facts.lines
            if not form.only or line.get(form.only)
        )
        body = (whole, *lines) if spec.total_row == "first" else (*lines, whole)
        widths = (*form.widths, *(column.width for column in form.columns))
        return headed(paths, numbers, numbered=form.numbers), body, widths

    def _is_note_row(self, table: str, form: ClassifiedForm) -> bool:
        return bool(form.empty_note) and table in self.style.tables.empty_note_in_total and self.is_empty(table)

    def _line_cells(self, table: str, columns: tuple[Column, ...], cells: Cells, place: str) -> tuple[Cell, ...]:
        return tuple(self._amount(cells.get(column.field), table, place, column.field) for column in columns)

    # 公开06表

    def _economic(self, table: str, form: EconomicForm) -> _Content:
        facts: BasicFacts = getattr(self.ledger, table)
        listed = {code for block in form.blocks for code in block.codes}
        blocks = [list(block.codes) for block in form.blocks]
        blocks[-1] += [code for code in facts.lines if code not in listed]
        paths: list[HeadPath] = []
        for title, count in form.block_heads:
            for _ in range(count):
                paths += [(title, text) for text in form.heads]
        rows: list[Row] = []
        for index in range(max(len(codes) for codes in blocks)):
            row: list[Cell] = []
            for codes in blocks:
                if index >= len(codes):
                    row += [Cell(), Cell(), Cell(role="amount")]
                    continue
                code = codes[index]
                line = facts.lines.get(code)
                name = line.name if line else self.economic.names.get(code, "")
                figure = line.get("amount") if line else None
                row += [
                    Cell(code, role="label"),
                    Cell(name, role="label", indent=0 if len(code) == CLASS else 1),
                    self._amount(figure, table, code),
                ]
            rows.append(tuple(row))
        rows.append(
            (
                Cell(form.personnel_total, colspan=2, role="total", align="center"),
                self._amount(facts.personnel, table, "personnel"),
                Cell(form.public_total, colspan=3 * len(blocks) - 4, role="total", align="center"),
                self._amount(facts.public, table, "public"),
            )
        )
        return boxhead(paths), tuple(rows), tuple(width for _ in blocks for width in form.widths)

    # 公开09表

    def _group(self, table: str, form: GroupForm) -> _Content:
        cells: Cells = getattr(self.ledger, table)
        paths = [(*column.spanner, column.label) for column in form.columns]
        numbers = tuple(head(str(index)) for index, _ in enumerate(form.columns, 1))
        row = tuple(self._amount(cells.get(column.field), table, column.field) for column in form.columns)
        return headed(paths, numbers, numbered=form.numbers), (row,), tuple(column.width for column in form.columns)


def _at(rows: tuple[SideRow, ...], index: int) -> tuple[SideRow, int] | None:
    """The row at ``index`` with its position, if there is one."""
    return (rows[index], index) if index < len(rows) else None

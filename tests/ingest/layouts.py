"""One set of figures written as the tables of real exports: many layouts, the same figures."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
import xlwt

from generator.forms.model import ClassifiedForm, EconomicForm, GroupForm, TwoSidedForm

if TYPE_CHECKING:
    from pathlib import Path

    from generator.classification import CodeTable
    from generator.forms.model import Column, Form, FormSet, Side

Figures = dict[str, Any]

FIGURES: Figures = {
    "summary": {
        "revenue": {"general_budget": "1148.77", "government_fund": "35.04", "other": "0.66"},
        "revenue_total": "1184.47",
        "opening": "10.5",
        "revenue_grand_total": "1194.97",
        "classes": {"208": "9.3", "210": "1114.29", "221": "25.84", "229": "35.04"},
        "expenditure_total": "1184.47",
        "closing": "10.5",
        "expenditure_grand_total": "1194.97",
    },
    "revenue": {
        "total": {"total": "1184.47", "appropriation": "1183.81", "other": "0.66"},
        "lines": {
            "208": {"total": "9.3", "appropriation": "9.3"},
            "20805": {"total": "9.3", "appropriation": "9.3"},
            "2080505": {"total": "9.3", "appropriation": "9.3"},
            "210": {"total": "1114.29", "appropriation": "1113.63", "other": "0.66"},
            "21015": {"total": "1114.29", "appropriation": "1113.63", "other": "0.66"},
            "2101501": {"total": "134.16", "appropriation": "134.16"},
            "2101502": {"total": "980.13", "appropriation": "979.47", "other": "0.66"},
        },
    },
    "expenditure": {
        "total": {"total": "1184.47", "basic": "182.97", "project": "1001.5"},
        "lines": {
            "210": {"total": "1114.29", "basic": "147.83", "project": "966.46"},
            "21015": {"total": "1114.29", "basic": "147.83", "project": "966.46"},
            "2101501": {"total": "147.83", "basic": "147.83"},
            "2101502": {"total": "966.46", "project": "966.46"},
            "221": {"total": "25.84", "basic": "25.84"},
            "22102": {"total": "25.84", "basic": "25.84"},
            "2210201": {"total": "16.52", "basic": "16.52"},
            "2210202": {"total": "9.32", "basic": "9.32"},
        },
    },
    "appropriation": {
        "revenue": {"general_budget": "1148.77", "government_fund": "35.04", "total": "1183.81"},
        "opening": {"total": "10.5", "general_budget": "9.5", "government_fund": "1"},
        "revenue_grand_total": "1194.31",
        "classes": {
            "208": {"total": "9.3", "general_budget": "9.3"},
            "229": {"total": "35.04", "government_fund": "35.04"},
        },
        "expenditure": {"total": "1183.81", "general_budget": "1148.77", "government_fund": "35.04"},
        "closing": {"total": "10.5", "general_budget": "9.5", "government_fund": "1"},
        "expenditure_grand_total": {"total": "1194.31", "general_budget": "1158.27", "government_fund": "36.04"},
    },
    "general_budget": {
        "total": {"total": "1148.77", "basic": "182.97", "project": "965.8"},
        "lines": {
            "208": {"total": "9.3", "basic": "9.3"},
            "20805": {"total": "9.3", "basic": "9.3"},
            "2080505": {"total": "9.3", "basic": "9.3"},
            "210": {"total": "1139.47", "basic": "173.67", "project": "965.8"},
        },
    },
    "basic": {
        "personnel": "172.04",
        "public": "10.93",
        "lines": {
            "301": {"amount": "172.04"},
            "30101": {"amount": "66.94"},
            "30103": {"amount": "105.1"},
            "302": {"amount": "10.93"},
            "30201": {"amount": "0.81"},
            "30202": {"amount": "0"},
            "30299": {"amount": "10.12"},
        },
    },
    "government_fund": {
        "total": {"opening": "1", "revenue": "35.04", "total": "35.04", "project": "35.04", "closing": "1"},
        "lines": {
            "229": {"opening": "1", "revenue": "35.04", "total": "35.04", "project": "35.04", "closing": "1"},
            "22960": {"opening": "1", "revenue": "35.04", "total": "35.04", "project": "35.04", "closing": "1"},
            "2296013": {"opening": "1", "revenue": "35.04", "total": "35.04", "project": "35.04", "closing": "1"},
        },
    },
    "state_capital": {},
    "three_public": {
        "budget": {
            "total": "15.5",
            "abroad": "2",
            "vehicles": "13",
            "vehicle_purchase": "10",
            "vehicle_operation": "3",
            "reception": "0.5",
        },
        "outturn": {
            "total": "13.2",
            "abroad": "0",
            "vehicles": "13.1",
            "vehicle_purchase": "10.1",
            "vehicle_operation": "3",
            "reception": "0.1",
        },
    },
}
"""In 万元, of one year. The tables need not agree with each other: reading does not check."""

CHINESE_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Layout:
    """How the tables are written."""

    name: str
    kind: str = "xlsx"
    one_sheet: bool = False
    start: tuple[int, int] = (0, 0)
    """Blank rows and columns before the first cell."""
    merged: bool = True
    repeated_spanners: bool = False
    flat_heads: bool = False
    """Spanners are left out where the labels are enough."""
    codes: str = "one"
    """one cell; 类款项 with the full code; 类款项 digits; code and name together; names indented."""
    total_last: bool = False
    unit: str = "万元"
    unit_line: str = "单位：{unit}"
    numbers: str = "number"
    line_numbers: bool = True
    title: str = "{year}年度{title}"
    sheet: str = "{title}"
    page: int = 0
    """Lines after which the head is printed again."""
    reversed_columns: bool = False
    aliases: bool = False
    three_public: str = "printed"
    economic: str = "blocks"
    notes: bool = True


LAYOUTS = (
    Layout("印刷格式，每表一张工作表"),
    Layout("印刷格式，CSV", kind="csv", merged=False),
    Layout("全部表在一张工作表，前有空行空列", one_sheet=True, start=(3, 2), sheet="Sheet1"),
    Layout(
        *("决算软件导出，类款项三栏，合计在后",),
        codes="levels",
        total_last=True,
        title="{title}",
        sheet="Z0{number} {title}(财决0{number}表)",
        unit_line="金额单位：{unit}",
    ),
    Layout("编码和名称在一格，数字是文本", codes="joined", numbers="text", line_numbers=False, merged=False),
    Layout("续表重印表头", page=3, codes="full-levels", title="附件{number}：{year}年度部门{title}（公开0{number}表）"),
    Layout("以元为单位", unit="元", numbers="text", unit_line="单位：人民币{unit}", notes=False),
    Layout(
        *("一行表头，栏目次序不同，“三公”按项目成对",),
        kind="csv",
        merged=False,
        flat_heads=True,
        reversed_columns=True,
        three_public="paired",
        economic="single",
    ),
    Layout(
        *("别名栏目，“三公”竖排，经济科目类款两栏",),
        aliases=True,
        three_public="upright",
        economic="levels",
        line_numbers=False,
        title="测试单位{year}年{title}",
    ),
    Layout("不合并、跨栏标题逐格重复", merged=False, repeated_spanners=True, start=(1, 0), unit_line="{unit}"),
    Layout(
        "全角数字和分隔符，CSV",
        kind="csv",
        merged=False,
        numbers="wide",
        title="{title}（{year}年度）",
        total_last=True,
    ),
    Layout("没有表题，只有工作表名称", title="", sheet="公开0{number}表 {title}"),
    Layout(
        *("决算软件导出的 .xls，编码在合并的三栏",),
        kind="xls",
        codes="full-levels",
        unit="元",
        title="{title}",
        sheet="Z0{number} {title}(财决0{number}表)",
        unit_line="金额单位：{unit}",
    ),
    Layout("WPS 表格 .et，前有空行空列", kind="et", one_sheet=True, start=(2, 3), sheet="Sheet1", numbers="text"),
)


@dataclass
class Sheet:
    """A sheet being written: rows of values, and ranges to merge."""

    name: str
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def add(self, *cells: object) -> int:
        """Add a row; its index."""
        self.rows.append(list(cells))
        return len(self.rows) - 1


class Writer:
    """Writes figures in one layout."""

    def __init__(self, layout: Layout, forms: FormSet, functional: CodeTable, economic: CodeTable, year: int) -> None:
        self.layout, self.forms, self.year = layout, forms, year
        self.functional, self.economic = functional, economic

    def sheets(self, figures: Figures) -> list[Sheet]:
        """All tables, each on a sheet of its own or all on one."""
        made = []
        for number, (table, form) in enumerate(self.forms.tables.items(), 1):
            names = {"number": number, "title": form.title, "year": self.year}
            sheet = Sheet(self.layout.sheet.format(**names)[:31].replace("“", "").replace("”", ""))
            self.table(sheet, form, figures.get(table, {}), self.layout.title.format(**names))
            made.append(sheet)
        return [_stacked(made, self.layout.sheet)] if self.layout.one_sheet else made

    def table(self, sheet: Sheet, form: Form, figures: Figures, title: str) -> None:
        """One table."""
        match form:
            case TwoSidedForm():
                head, rows = self.two_sided(form, figures)
            case ClassifiedForm():
                head, rows = self.classified(form, figures)
            case EconomicForm():
                head, rows = self.economic_table(form, figures)
            case GroupForm():
                head, rows = self.group(form, figures)
        width = len(head[-1])
        self.titles(sheet, title, width)
        self.head(sheet, head)
        for index, row in enumerate(rows):
            if self.layout.page and index and index % self.layout.page == 0:
                self.head(sheet, head)
            sheet.add(*row)
        if self.layout.notes:
            sheet.add(f"注：{'；'.join(form.notes)}")
            sheet.add("审核人：张三", "", "制表人：李四")

    def titles(self, sheet: Sheet, title: str, width: int) -> None:
        """The lines above the head."""
        if title:
            row = sheet.add(title)
            if self.layout.merged:
                sheet.merges.append((row, 0, row, width - 1))
        unit = self.layout.unit_line.format(unit=self.layout.unit)
        sheet.add("部门：测试单位", *[""] * (width - 2), unit)

    def head(self, sheet: Sheet, head: list[list[str]]) -> None:
        """The rows of the head: spanners merged, repeated, or standing over their first column only."""
        first = len(sheet.rows)
        for number, line in enumerate(head):
            last = number == len(head) - 1
            if self.layout.repeated_spanners and not last:
                sheet.add(*_filled(line))
            else:
                sheet.add(*line)
            if self.layout.merged and not last:
                sheet.merges.extend((first + number, a, first + number, b) for a, b in _spans(line, head[number + 1]))
        if self.layout.line_numbers and head[-1][0] in {"项目", "功能分类科目编码", "类"}:
            sheet.add(*_column_numbers(head[-1]))

    def amount(self, value: object) -> object:
        """A figure of 万元 as this layout writes it; blank where there is none."""
        if not isinstance(value, str):
            return "—" if self.layout.numbers == "text" else ""
        number = Decimal(value) * (10000 if self.layout.unit == "元" else 1)
        match self.layout.numbers:
            case "number":
                return float(number)
            case "text":
                return f" {number:,.2f} "
            case _:
                return f"{number:,.2f}".translate(str.maketrans("0123456789.,", "０１２３４５６７８９\uff0e，"))

    def label(self, column: Column) -> str:
        """A column's label, or the last of its other names."""
        return column.aliases[-1] if self.layout.aliases and column.aliases else column.label

    def columns(self, form: ClassifiedForm | GroupForm) -> list[Column]:
        """The columns in the order of this layout."""
        return list(reversed(form.columns)) if self.layout.reversed_columns else list(form.columns)

    def two_sided(self, form: TwoSidedForm, figures: Figures) -> tuple[list[list[str]], list[list[object]]]:
        """Head and rows of 收入 and 支出 side by side."""
        numbers = [form.left.number_head] if self.layout.line_numbers else []
        left = self.side(form.left, figures)
        right = self.side(form.right, figures)
        labels = ["项目", *numbers, self.label(form.left.columns[0]), "项目", *numbers]
        labels += [self.label(column) for column in form.right.columns]
        top = ["收入", *[""] * len(numbers), "", "支出", *[""] * len(numbers), *[""] * len(form.right.columns)]
        blank_left: list[object] = ["", *[""] * len(numbers), ""]
        blank_right: list[object] = ["", *[""] * len(numbers), *[""] * len(form.right.columns)]
        rows = [
            [
                *(left[index] if index < len(left) else blank_left),
                *(right[index] if index < len(right) else blank_right),
            ]
            for index in range(max(len(left), len(right)))
        ]
        return [labels] if self.layout.flat_heads else [top, labels], rows

    def side(self, side: Side, figures: Figures) -> list[list[object]]:
        """The rows of one side."""
        items = [(row.field, row.label, row.aliases, row.numbered) for row in side.items]
        if side.classes:
            items = [(f"classes.{code}", self.functional.names[code], (), True) for code in self.functional.classes]
        totals = [(row.field, row.label, row.aliases, row.numbered) for row in side.totals]
        rows = []
        for number, (path, name, aliases, numbered) in enumerate([*items, *totals]):
            shown = aliases[-1] if self.layout.aliases and aliases else name
            mark = f"{_chinese(number + 1)}、" if numbered else ""
            line = [number + 1] if self.layout.line_numbers else []
            found = [_at(figures, ".".join(part for part in (path, column.field) if part)) for column in side.columns]
            rows.append([f"{mark}{shown}", *line, *(self.amount(value if path else None) for value in found)])
        return rows

    def classified(self, form: ClassifiedForm, figures: Figures) -> tuple[list[list[str]], list[list[object]]]:
        """Head and rows of lines by code."""
        columns = self.columns(form)
        stub = {
            "one": [form.code_head, form.name_head],
            "joined": ["科目编码及名称"],
        }.get(self.layout.codes, ["类", "款", "项", form.name_head])
        labels = [*stub, *(self.label(column) for column in columns)]
        heads = [labels]
        if any(column.spanner for column in columns) and not self.layout.flat_heads:
            spanners = [column.spanner[0] if column.spanner else "" for column in columns]
            heads.insert(0, ["项目", *[""] * (len(stub) - 1), *_once(spanners)])
        elif form.body_spanner and not self.layout.flat_heads:
            heads.insert(0, ["项目", *[""] * (len(stub) - 1), form.body_spanner, *[""] * (len(columns) - 1)])
        total: list[object] = ["合计", *[""] * (len(stub) - 1)]
        rows = [[*total, *(self.amount(_at(figures, f"total.{column.field}")) for column in columns)]]
        for code, line in figures.get("lines", {}).items():
            values = [self.amount(line.get(column.field)) for column in columns]
            rows.append([*self.code(code, self.functional.names[code]), *values])
        return heads, [*rows[1:], rows[0]] if self.layout.total_last else rows

    def code(self, code: str, name: str) -> list[object]:
        """The stub of a line."""
        match self.layout.codes:
            case "one":
                return [int(code) if self.layout.numbers == "number" else code, name]
            case "joined":
                return [f"{'　' * (len(code) - 3)}{code} {name}"]
            case "levels":
                return [code[:3], code[3:5], code[5:], name]
            case _:
                return [code, "", "", f"  {name}"]

    def economic_table(self, form: EconomicForm, figures: Figures) -> tuple[list[list[str]], list[list[object]]]:
        """Head and rows of the economic table: blocks side by side, or one below the other."""
        lines = figures.get("lines", {})
        totals = [("人员经费合计", figures.get("personnel")), ("公用经费合计", figures.get("public"))]
        if self.layout.economic == "blocks":
            heads = ["科目编码" if self.layout.aliases else form.heads[0], form.heads[1], form.heads[2]]
            count = len(form.blocks)
            top = ["人员经费", "", "", "公用经费", *[""] * (3 * count - 4)]
            rows: list[list[object]] = []
            for index in range(max(len(block.codes) for block in form.blocks)):
                row: list[object] = []
                for block in form.blocks:
                    code = block.codes[index] if index < len(block.codes) else ""
                    value = self.amount(lines.get(code, {}).get("amount")) if code else ""
                    row += [code, self.economic.names.get(code, ""), value]
                rows.append(row)
            left, right = (self.amount(value) for _, value in totals)
            rows.append([totals[0][0], "", left, totals[1][0], *[""] * (3 * count - 5), right])
            return [top, heads * count], rows
        stub = ["类", "款"] if self.layout.economic == "levels" else ["经济分类科目编码"]
        rows = []
        for code, line in lines.items():
            parts = [code[:3], code[3:]] if self.layout.economic == "levels" else [code]
            rows.append([*parts, self.economic.names[code], self.amount(line["amount"])])
        for label, value in totals:
            rows.append([label, *[""] * len(stub), self.amount(value)])
        return [[*stub, "科目名称", "金额"]], rows

    def group(self, form: GroupForm, figures: Figures) -> tuple[list[list[str]], list[list[object]]]:
        """Head and rows of 三公: one row, the printed way or in pairs, or the items one below the other."""
        values = {column.field: self.amount(_at(figures, column.field)) for column in form.columns}
        if self.layout.three_public == "upright":
            half = [column for column in form.columns if column.spanner[0] == "预算数"]
            labels = [column.spanner[-1] if column.label == "小计" else column.label for column in half]
            fields = [column.field.split(".")[1] for column in half]
            rows: list[list[object]] = [
                [f"{index}.{label}", values[f"budget.{name}"], values[f"outturn.{name}"]]
                for index, (label, name) in enumerate(zip(labels, fields, strict=True), 1)
            ]
            return [["项目", "预算数", "决算数"]], rows
        columns = self.columns(form)
        if self.layout.three_public == "paired":
            columns = sorted(columns, key=lambda column: column.field.split(".")[1])
            paths = [(*column.spanner[1:], column.label, column.spanner[0]) for column in columns]
        else:
            paths = [(*column.spanner, column.label) for column in columns]
        depth = max(len(path) for path in paths)
        heads = [[path[level] if level < len(path) else "" for path in paths] for level in range(depth)]
        if self.layout.three_public != "paired":
            heads = [_once(line) if level < depth - 1 else line for level, line in enumerate(heads)]
            heads[1] = [path[1] if len(path) > 1 and heads[1][i] else heads[1][i] for i, path in enumerate(paths)]
        return heads, [[values[column.field] for column in columns]]


def write(layout: Layout, sheets: list[Sheet], folder: Path) -> None:
    """Write the sheets into ``folder``: one workbook, or a CSV file each."""
    if layout.kind == "csv":
        for sheet in sheets:
            with (folder / f"{sheet.name}.csv").open("w", encoding="gb18030", newline="") as file:
                csv.writer(file).writerows(_shifted(sheet, layout))
        return
    if layout.kind in {"xls", "et"}:
        _write_xls(layout, sheets, folder / f"公开表.{layout.kind}")
        return
    with xlsxwriter.Workbook(folder / "公开表.xlsx") as book:
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            down, right = layout.start
            for row, cells in enumerate(sheet.rows):
                for column, value in enumerate(cells):
                    if value != "":
                        page.write(row + down, column + right, value)
            for top, left, bottom, end in sheet.merges:
                if end > left or bottom > top:
                    value = sheet.rows[top][left]
                    page.merge_range(top + down, left + right, bottom + down, end + right, value)


def _write_xls(layout: Layout, sheets: list[Sheet], path: Path) -> None:
    """The old format, of which .et is another name."""
    book = xlwt.Workbook()
    down, right = layout.start
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        merged = {(top, left) for top, left, bottom, end in sheet.merges if end > left or bottom > top}
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                if value != "" and (row, column) not in merged:
                    page.write(row + down, column + right, value)
        for top, left, bottom, end in sheet.merges:
            if (top, left) in merged:
                page.write_merge(top + down, bottom + down, left + right, end + right, sheet.rows[top][left])
    book.save(str(path))


def _shifted(sheet: Sheet, layout: Layout) -> list[list[object]]:
    down, right = layout.start
    return [[] for _ in range(down)] + [[*[""] * right, *row] for row in sheet.rows]


def _stacked(sheets: list[Sheet], name: str) -> Sheet:
    whole = Sheet(name)
    for sheet in sheets:
        down = len(whole.rows)
        whole.rows += [*sheet.rows, [], []]
        whole.merges += [(top + down, left, bottom + down, right) for top, left, bottom, right in sheet.merges]
    return whole


def _at(figures: Figures, path: str) -> object:
    node: Any = figures
    for step in path.split("."):
        node = node.get(step, {}) if isinstance(node, dict) else {}
    return node


def _once(labels: list[str]) -> list[str]:
    """Each run of equal labels as one label and blanks."""
    return ["" if index and labels[index - 1] == label else label for index, label in enumerate(labels)]


def _filled(labels: list[str]) -> list[str]:
    filled: list[str] = []
    for label in labels:
        filled.append(label or (filled[-1] if filled else ""))
    return filled


def _spans(labels: list[str], below: list[str]) -> list[tuple[int, int]]:
    """Runs that a spanner covers: itself and the blanks right of it that have a label below."""
    starts = [index for index, label in enumerate(labels) if label]
    spans = []
    for start, after in zip(starts, [*starts[1:], len(labels)], strict=True):
        end = start
        while end + 1 < after and below[end + 1]:
            end += 1
        spans.append((start, end))
    return [(start, end) for start, end in spans if end > start]


def _column_numbers(labels: list[str]) -> list[object]:
    """The line of column numbers: 栏次 1 2 3, under the labels of a stub 栏次 again or nothing."""
    row: list[object] = []
    for index, label in enumerate(labels):
        stub = label in {"项目", "行次", "功能分类科目编码", "科目名称", "类", "款", "项"}
        mark = "栏次" if index == 0 or label == "项目" else ""
        row.append(mark if stub else sum(isinstance(cell, int) for cell in row) + 1)
    return row


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = CHINESE_DIGITS[tens - 1] if tens > 1 else ""
    return f"{before}{'十' if tens else ''}{CHINESE_DIGITS[ones - 1] if ones else ''}"

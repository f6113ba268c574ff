"""数据溯源底稿 → an xlsx workbook that recomputes every printed number with live formulas from the source cells."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from generator.money import SCALE, convert
from generator.stamp import CREATED
from generator.trace.formula import OPERATION_NAMES, in_excel, in_words
from generator.trace.links import place, sheet_link
from generator.trace.listing import HEADS_OF_OTHERS, listed_others, source_text
from generator.trace.paper import Leaf
from generator.trace.sheet import FIRST_ROW, Book, Column

if TYPE_CHECKING:
    from generator.trace.links import Links
    from generator.trace.paper import Derivation, Origin, PrintedNumber, WorkingPaper
    from generator.trace.sheet import Sheet

NUMBERS, SOURCES, STEPS, OTHERS = "底稿", "来源数据", "计算过程", "其他数字"

_NUMBER_COLUMNS = (
    Column("序号", 6),
    Column("部分", 11, cut=True),
    Column("章节", 24),
    Column("类型", 6, "center"),
    Column("位置", 30),
    Column("原文", 36),
    Column("印出", 11, "right"),
    Column("指标", 26),
    Column("精确值", 18),
    Column("计算式", 28),
    Column("依据", 9),
    Column("出处", 24),
    Column("印出的数", 11),
    Column("重算", 11),
    Column("核对", 7, "center"),
)
_SOURCE_COLUMNS = (
    Column("编号", 9),
    Column("数据项", 46),
    Column("指标", 30),
    Column("填报数", 16),
    Column("单位", 7),
    Column("值", 18),
    Column("文件", 20),
    Column("工作表", 16),
    Column("单元格或行", 12),
    Column("打开", 7),
    Column("数据路径", 46),
)
_STEP_COLUMNS = (
    Column("编号", 9),
    Column("指标", 36),
    Column("算法", 9),
    Column("计算式", 44),
    Column("结果", 18),
    Column("项", 5),
    Column("操作数", 40),
    Column("操作数的值", 18),
    Column("依据", 9),
)
_VALUE, _RESULT, _OPERAND = "F", "E", "H"
"""Columns that formulas refer to: values of 来源数据, results and operands of 计算过程."""

_EPSILON_PLACES = 8
"""Decimals beyond which a difference is the noise of binary numbers."""


def paper_workbook(paper: WorkingPaper, links: Links) -> bytes:
    """The workbook of ``paper``; ``links`` lead to the data files."""
    import xlsxwriter

    from generator.trace.worksheet import PlainWorksheet

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": f"{paper.title}数据溯源底稿", "author": paper.unit, "created": CREATED})
        book = Book(workbook, paper.title, PlainWorksheet)
        writer = _Writer(paper, links, book)
        writer.numbers()
        writer.sources()
        writer.steps()
        writer.others()
    return buffer.getvalue()


class _Writer:
    def __init__(self, paper: WorkingPaper, links: Links, book: Book) -> None:
        self.paper, self.links, self.book = paper, links, book
        self.step_rows: dict[str, int] = {}
        row = FIRST_ROW
        for step in paper.derivations:
            self.step_rows[step.name] = row
            row += max(1, len(step.operands))

    def cell(self, origin: Origin) -> str:
        """Where the exact value of ``origin`` stands."""
        if isinstance(origin, Leaf):
            return f"'{SOURCES}'!${_VALUE}${FIRST_ROW + origin.number - 1}"
        return f"'{STEPS}'!${_RESULT}${self.step_rows[origin.name]}"

    def link(self, origin: Origin) -> str:
        """To the row of ``origin``."""
        return f"internal:{self.cell(origin)}".replace("$", "")

    def numbers(self) -> None:
        """底稿: one row for each printed number."""
        note = "每行是公开文本中印出的一个数；精确值由“来源数据”和“计算过程”的公式得出，重算后与印出的数核对。"
        sheet = self.book.add(NUMBERS, _NUMBER_COLUMNS, note)
        for number in self.paper.numbers:
            row = FIRST_ROW + number.number - 1
            where = number.place
            quoted = f"{number.before}【{number.printed}】{number.after}" if number.before or number.after else ""
            sheet.number(row, "A", number.number)
            sheet.texts(row, "B", (where.part, where.section, where.kind, where.where, quoted, number.printed))
            sheet.text(row, "H", number.origin.title)
            value = number.origin.value
            sheet.formula(row, "I", f"={self.cell(number.origin)}", value, number.origin.kind)
            sheet.text(row, "J", in_words(number.origin))
            sheet.link(row, "K", self.link(number.origin), number.origin.name)
            sheet.text(row, "L", source_text(number.origin))
            self._check(sheet, row, number)
        sheet.close(len(self.paper.numbers))

    @staticmethod
    def _check(sheet: Sheet, row: int, number: PrintedNumber) -> None:
        """The printed number, the number computed anew, and whether they are the same."""
        rounding = number.rounding
        scaled = f"I{row}*100" if number.origin.kind == "ratio" else f"I{row}/{rounding.scale:f}"
        again = f"=ROUND(ROUND({scaled},{_EPSILON_PLACES}),{rounding.places})"
        sheet.number(row, "M", rounding.number)
        sheet.formula(row, "N", again, rounding.number)
        limit = f"0.{'0' * rounding.places}5"
        sheet.formula(row, "O", f'=IF(ABS(N{row}-M{row})<{limit},"一致","不一致")', "一致")

    def sources(self) -> None:
        """来源数据: one row for each reported figure."""
        paper = self.paper
        note = f"每行是一个填报的数和它所在的文件、单元格或行；金额按{paper.amount_unit}填报，换算成元。"
        sheet = self.book.add(SOURCES, _SOURCE_COLUMNS, note)
        for leaf in paper.leaves:
            row = FIRST_ROW + leaf.number - 1
            is_money = leaf.kind == "money"
            given = convert(leaf.value, "元", paper.amount_unit) if is_money else leaf.value
            sheet.texts(row, "A", (leaf.name, leaf.item, leaf.title))
            sheet.number(row, "D", given)
            sheet.text(row, "E", paper.amount_unit if is_money else "")
            factor = f"*{SCALE[paper.amount_unit]:f}" if is_money and paper.amount_unit != "元" else ""
            sheet.formula(row, "F", f"=D{row}{factor}", leaf.value, leaf.kind)
            sheet.texts(row, "G", place(leaf.source))
            sheet.link(row, "J", sheet_link(leaf.source, self.links), "打开")
            sheet.text(row, "K", ".".join(str(step) for step in leaf.path))
        sheet.close(len(paper.leaves))

    def steps(self) -> None:
        """计算过程: a block of rows for each computed figure, one row an operand."""
        note = "每段是一个算出的数；各行是参加计算的数，依次填在“操作数的值”栏，结果由公式得出。"
        sheet = self.book.add(STEPS, _STEP_COLUMNS, note)
        for step in self.paper.derivations:
            self._step(sheet, step, self.step_rows[step.name])
        sheet.close(sum(max(1, len(step.operands)) for step in self.paper.derivations))

    def _step(self, sheet: Sheet, step: Derivation, row: int) -> None:
        sheet.texts(row, "B", (step.title, OPERATION_NAMES[step.operation], in_words(step)))
        formula = in_excel(step.operation, _OPERAND, row, len(step.operands))
        sheet.formula(row, _RESULT, formula, step.value, step.kind)
        for number, operand in enumerate(step.operands):
            sheet.text(row + number, "A", step.name)
            sheet.number(row + number, "F", number + 1)
            sheet.text(row + number, "G", operand.title)
            sheet.formula(row + number, _OPERAND, f"={self.cell(operand)}", operand.value, operand.kind)
            sheet.link(row + number, "I", self.link(operand), operand.name)
        if not step.operands:
            sheet.text(row, "A", step.name)

    def others(self) -> None:
        """其他数字: printed numbers that are no figures."""
        note = "印出而不是指标的数：年份、编号、编码，单位自己写的文字中的数，样式里的固定文字。"
        sheet = self.book.add(OTHERS, HEADS_OF_OTHERS, note)
        rows = listed_others(self.paper.others)
        for row, line in enumerate(rows, FIRST_ROW):
            sheet.texts(row, "A", line)
        sheet.close(len(rows))

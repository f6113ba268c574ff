"""绩效自评 facts → the annex forms, in the kind that the style names.

All forms stand on one grid of seven columns; rows that share a heading at their left share one cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.document.table import Cell, Row, TableBlock
from generator.facts.budget_book import BudgetBook
from generator.numerals import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.facts.book import FactBook
    from generator.facts.disclosed import ProjectFact
    from generator.facts.evaluation import EvaluationFacts, GoalFacts, ScoredRow
    from generator.facts.figure import Figure
    from generator.facts.kinds import Book
    from generator.ink import Ink
    from generator.model.performance import Project
    from generator.model.unit import Level
    from generator.style.model import Style

WIDTHS = {
    "weighted": (1.2, 1.2, 2.6, 1.3, 1.6, 1.0, 0.9),
    "goal_weighted": (1.2, 1.0, 1.2, 2.6, 1.2, 1.2, 1.1),
    "simple": (1.2, 1.0, 1.2, 2.2, 1.4, 1.4, 1.4),
}
"""Relative column widths of each kind of form."""
CHECKED, UNCHECKED = "☑", "□"


def label(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    """A cell that names what stands beside or below it."""
    return Cell(text, colspan=colspan, rowspan=rowspan, role="label", align="center")


def form_title(pattern: str, book: Book, name: str, project: Project | None = None) -> str:
    """The title of a form, the words in braces filled in; ``name`` is what the document calls the unit."""
    district = book.accounts.district if isinstance(book, BudgetBook) else ""
    words = {"year": book.year, "name": name, "full_name": book.unit.name, "district": district}
    if project is not None:
        words |= {"project": project.name, "report": project.report_title or project.name}
    return pattern.format(**words)


def categories(style: Style, level: Level) -> tuple[str, ...]:
    """项目类别 to choose from, as a unit of ``level`` calls them."""
    words = {"level": style.level_words[level], "dept": style.dept_words[level], "tier": style.tier_words[level]}
    return tuple(category.format(**words) for category in style.annex.categories)


@dataclass(frozen=True, slots=True)
class AnnexWriter:
    """Writes the evaluation forms of one unit; each begins a page under its numbered title."""

    book: FactBook
    style: Style
    ink: Ink
    name: str

    def tables(self) -> Iterator[TableBlock]:
        """All forms of the annex, numbered in order."""
        forms = [
            self._whole(),
            *(self._project(index, one) for index, one in enumerate(self.book.performance.projects)),
        ]
        for number, form in enumerate((form for form in forms if form is not None), 1):
            lead = numbered(self.style.numbering.section, number) if self.style.annex.numbered else ""
            yield replace(form, title=lead + form.title)

    def _whole(self) -> TableBlock | None:
        """整体绩效自评表, if the unit filled one in and the style prints it."""
        form = self.book.performance.whole
        if form is None or self.style.annex.kind in {"none", "simple", "application"}:
            return None
        rows: list[Row] = [
            (label("单位名称"), Cell(self.book.unit.name, colspan=6, align="center")),
            (
                label("基本支出总额"),
                self._amount(self._kind("basic"), colspan=2),
                label("项目支出总额", colspan=2),
                self._amount(self._kind("project"), colspan=2),
            ),
            *self._execution(form, "年度财政资金总额" if self.style.annex.kind == "weighted" else "部门整体支出总额"),
        ]
        return self._table("annex-whole", self.style.annex.whole_title, rows, form)

    def _project(self, number: int, project: ProjectFact) -> TableBlock | None:
        """项目绩效自评表 of ``project``."""
        form, data = project.evaluation, project.data
        if form is None or self.style.annex.kind in {"none", "application"}:
            return None
        rows: list[Row] = [
            (label("项目名称"), Cell(data.report_title or data.name, colspan=6, align="center")),
            (
                label("主管部门"),
                Cell(data.supervisor or self.book.unit.supervisor, colspan=2, align="center"),
                label("项目实施单位", colspan=2),
                Cell(data.executor or self.book.unit.name, colspan=2, align="center"),
            ),
        ]
        if self.style.annex.kind == "simple":
            rows += self._sources(form, project)
        else:
            rows += [
                (label(title), Cell(ticked(choices, chosen), colspan=6))
                for title, choices, chosen in (
                    ("项目类别", categories(self.style, self.book.unit.level), data.category),
                    ("项目属性", self.style.annex.attributes, data.attribute),
                    ("项目类型", self.style.annex.types, data.type),
                )
            ]
            rows += self._execution(form, "年度财政资金总额")
        title = self.style.annex.project_title
        return self._table(f"annex-project-{number}", title, rows, form, data)

    def _table(
        self, table: str, title: str, rows: list[Row], form: EvaluationFacts, project: Project | None = None
    ) -> TableBlock:
        match self.style.annex.kind:
            case "weighted":
                rows += self._weighted(form)
            case "goal_weighted" if form.goals:
                rows += [row for goal in form.goals for row in self._goal(goal)]
            case "goal_weighted":
                rows += self._one_goal(form)
            case _:
                rows += self._unscored(form)
        if self.style.annex.kind != "simple":
            rows += [
                (Cell("总分", colspan=6, role="total", align="center"), self._score(form.total)),
                (label("偏差大或目标未完成原因分析"), Cell(form.data.deviation, colspan=6)),
                (label("改进措施及结果应用方案"), Cell(form.data.improvement, colspan=6)),
            ]
        return TableBlock(
            id=table,
            title=form_title(title, self.book, self.name, project),
            boxhead=(),
            body=tuple(rows),
            widths=WIDTHS[self.style.annex.kind],
            notes=self.style.annex.notes if project is not None else (),
            own_page=True,
            heading_level=1,
            anchor=table,
        )

    def _kind(self, key: str) -> Figure | None:
        return next((part.amount for part in self.book.expenditure.kinds if part.key == key), None)

    def _execution(self, form: EvaluationFacts, title: str) -> list[Row]:
        unit = self.style.text_unit
        worth = f"{self._plain(form.execution_weight)}分" if form.execution_weight else ""
        lead = f"预算执行情况（{unit}）" + (f"（{worth}）" if worth else "")
        heads = ("预算数（A）", "执行数（B）", "执行率（B/A）", f"得分（{worth}×执行率）" if worth else "得分")
        done = form.completion
        return [
            (
                self._worth(lead, form.execution_weight, rowspan=2),
                label("", colspan=2),
                *(label(text) for text in heads[:-1]),
                self._worth(heads[-1], form.execution_weight),
            ),
            (
                label(title, colspan=2),
                self._amount(form.budget),
                self._amount(form.outturn),
                self._percent(done.rate if done else None),
                self._score(form.execution_score),
            ),
        ]

    def _sources(self, form: EvaluationFacts, project: ProjectFact) -> list[Row]:
        heads = (label("资金来源", colspan=3), label("预算数（A）"), label("执行数（B）"), label("执行率（B/A）"))
        lines = [(row.source, row.budget, row.outturn, row.completion) for row in form.funding]
        lines.append(("合计", project.budget, project.outturn, project.completion))
        title = f"预算执行情况（{self.style.text_unit}）"
        return [
            (label(title, rowspan=len(lines) + 1), *heads),
            *(
                (
                    label(source, colspan=3),
                    self._amount(budget),
                    self._amount(outturn),
                    self._percent(done.rate if done else None),
                )
                for source, budget, outturn, done in lines
            ),
        ]

    def _weighted(self, form: EvaluationFacts) -> list[Row]:
        texts = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "目标分值", "得分")
        rows: list[Row] = []
        if form.data.objective:
            rows.append((label("年度绩效目标"), Cell(form.data.objective, colspan=6)))
        rows.append(tuple(label(text) for text in texts))
        for group in form.groups:
            worth = f"（{self._plain(group.weight)}分）" if group.weight else ""
            for first, lead, row in _spans(group.rows):
                cells = [self._worth(group.name + worth, group.weight, len(group.rows))] if first else []
                rows.append((*cells, *lead, *self._texts(row), self._score(row.weight), self._score(row.score)))
        return rows

    def _goal(self, goal: GoalFacts) -> list[Row]:
        worth = f"（{self._plain(goal.weight)}分）" if goal.weight else ""
        lead = "长期绩效指标" if goal.kind == "长期目标" else "年度绩效指标"
        texts = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")
        return [
            (self._worth(f"{goal.kind}{goal.number}{worth}", goal.weight), Cell(goal.text, colspan=6)),
            *self._scored(lead, texts, goal.rows),
        ]

    def _one_goal(self, form: EvaluationFacts) -> list[Row]:
        worth = f"（{self._plain(form.indicator_weight)}分）" if form.indicator_weight else ""
        texts = ("一级指标", "二级指标", "具体指标名称", "年初目标值（A）", "实际完成值（B）", "得分")
        rows = [row for group in form.groups for row in group.rows]
        return self._scored(f"年度绩效目标{worth}", texts, rows, form.indicator_weight)

    def _scored(
        self, lead: str, texts: Sequence[str], members: Sequence[ScoredRow], weight: Figure | None = None
    ) -> list[Row]:
        rows: list[Row] = [
            (self._worth(lead, weight, rowspan=len(members) + 1), *(label(text) for text in texts)),
        ]
        for _, group in groupby(members, key=lambda row: row.level1):
            own = tuple(group)
            for first, lead_cells, row in _spans(own):
                cells = [label(row.level1, rowspan=len(own))] if first else []
                rows.append((*cells, *lead_cells, *self._texts(row), self._score(row.score)))
        return rows

    def _unscored(self, form: EvaluationFacts) -> list[Row]:
        texts = ("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "未完成原因及改进措施")
        members = [row for group in form.groups for row in group.rows]
        rows: list[Row] = [(label("年度绩效目标完成情况", rowspan=len(members) + 1), *(label(text) for text in texts))]
        for group in form.groups:
            for first, lead, row in _spans(group.rows):
                cells = [label(group.name, rowspan=len(group.rows))] if first else []
                rows.append((*cells, *lead, *self._texts(row), Cell(row.remark)))
        return rows

    def _worth(self, text: str, weight: Figure | None, rowspan: int = 1) -> Cell:
        """A label that states a weight, unless there is none."""
        ref = self.ink.record(weight) if weight else ""
        return Cell(text, ref, rowspan=rowspan, role="label", align="center")

    @staticmethod
    def _texts(row: ScoredRow) -> tuple[Cell, ...]:
        return Cell(row.level3), Cell(row.target, align="center"), Cell(row.actual, align="center")

    def _amount(self, figure: Figure | None, colspan: int = 1) -> Cell:
        return self._cell(figure, self.ink.table_amount(figure) if figure else "", colspan)

    def _percent(self, figure: Figure | None) -> Cell:
        return self._cell(figure, self.ink.table_percent(figure) if figure else "")

    def _score(self, figure: Figure | None) -> Cell:
        return self._cell(figure, self._plain(figure))

    def _cell(self, figure: Figure | None, text: str, colspan: int = 1) -> Cell:
        ref = self.ink.record(figure) if figure is not None and text else ""
        return Cell(text, ref, colspan=colspan, role="amount", align="center")

    def _plain(self, figure: Figure | None) -> str:
        return "" if figure is None else self.ink.score(figure)


def _spans(rows: Sequence[ScoredRow]) -> Iterable[tuple[bool, list[Cell], ScoredRow]]:
    """Each row with whether it is the first of its group, and the cell of its 二级指标 where one begins."""
    index = 0
    for name, group in groupby(rows, key=lambda row: row.level2):
        members = tuple(group)
        for position, row in enumerate(members):
            lead = [label(name, rowspan=len(members))] if position == 0 else []
            yield index == 0, lead, row
            index += 1


def ticked(choices: Sequence[str], chosen: str) -> str:
    """Choices with their boxes: 1、部门预算项目☑ 2、区级专项□."""
    return "  ".join(
        f"{number}、{choice}{CHECKED if choice == chosen else UNCHECKED}" for number, choice in enumerate(choices, 1)
    )

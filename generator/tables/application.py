"""绩效目标申报 facts → the application forms of a budget: of the whole unit, then of each project.

All forms stand on one grid of eight columns. Names and telephone numbers of persons are printed for internal use only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.table import Cell, Row, TableBlock
from generator.tables.annex import categories, form_title, label, ticked
from generator.tables.targets import goal_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.facts.application import MoneyRow, ProjectTargets, WholeTargets
    from generator.facts.budget_book import BudgetBook
    from generator.facts.figure import Figure
    from generator.ink import Ink
    from generator.style.model import Style

WIDTHS = (1.05, 0.95, 1.1, 1.85, 1.3, 1.3, 1.35, 1.1)
COLUMNS = len(WIDTHS)

_NO_TOTAL = "（延续性项目填写）"


def wide(text: str, colspan: int, *, centred: bool = False) -> Cell:
    """A cell of text over several columns; ``centred`` in its middle."""
    return Cell(text, colspan=colspan, align="center" if centred else "left")


@dataclass(frozen=True, slots=True)
class ApplicationWriter:
    """Writes the application forms of one unit; each begins a page under its title."""

    book: BudgetBook
    style: Style
    ink: Ink
    name: str
    internal: bool

    def tables(self) -> Iterator[TableBlock]:
        """All forms of the annex, in order."""
        done = self.book.performance
        if done.whole is not None:
            title = form_title(self.style.annex.whole_title, self.book, self.name)
            yield self._table("annex-whole", title, self._whole(done.whole), f"填报日期：{done.whole.data.filed_on}")
        for number, form in enumerate(done.projects):
            title = form_title(self.style.annex.project_title, self.book, self.name, form.project)
            yield self._table(f"annex-project-{number}", title, self._project(form), "单位名称：（盖章）")

    def _table(self, table: str, title: str, rows: Sequence[Row], owner: str) -> TableBlock:
        return TableBlock(
            id=table,
            title=title,
            boxhead=(),
            body=tuple(rows),
            widths=WIDTHS,
            owner=owner,
            unit=f"单位：{self.style.text_unit}",
            own_page=True,
            heading_level=1,
            anchor=table,
        )

    def _persons(self, title: str, person: str, telephone: str) -> list[Row]:
        """The row with a person's name and telephone number, for internal use."""
        if not self.internal:
            return []
        return [(label(title), wide(person, 3, centred=True), label("联系电话"), wide(telephone, 3, centred=True))]

    # 整体

    def _whole(self, form: WholeTargets) -> list[Row]:
        data, unit = form.data, self.book.unit
        until = f"（截止{data.long_term_until}）" if data.long_term_until else ""
        goals = {kind: [goal for goal in form.goals if goal.kind == kind] for kind in ("长期目标", "年度目标")}
        said = {kind: "\n".join(f"目标{one.number}：{one.text}" for one in found) for kind, found in goals.items()}
        return [
            (label("部门（单位）名称"), wide(self.name, COLUMNS - 1, centred=True)),
            *self._persons("填报人", unit.filled_by, unit.filled_by_telephone),
            *self._money(form),
            (label("部门职能概述"), wide(_listed(unit.duties), COLUMNS - 1)),
            (label("年度工作任务"), wide(_listed(data.tasks), COLUMNS - 1)),
            *self._projects(),
            (label("整体绩效总目标", rowspan=2), label(f"长期目标{until}", colspan=3), label("年度目标", colspan=4)),
            (wide(said["长期目标"], 3), wide(said["年度目标"], 4)),
            *(
                row
                for goal in form.goals
                for row in (
                    (label(f"{goal.kind}{goal.number}"), wide(goal.text, COLUMNS - 1)),
                    *goal_rows(goal, f"{goal.kind[:2]}绩效指标", "预期当年实现值"),
                )
            ),
        ]

    def _money(self, form: WholeTargets) -> list[Row]:
        sides = (("收入构成", form.revenue), ("支出构成", form.expenditure))
        rows: list[Row] = [
            (
                label("部门总体资金情况", rowspan=2 + sum(len(side) for _, side in sides)),
                label("总体资金情况", colspan=3, rowspan=2),
                label("当年金额", rowspan=2),
                label("占比", rowspan=2),
                label("近两年收支金额", colspan=len(form.years)),
            ),
            tuple(label(f"{year}年") for year in form.years),
        ]
        for title, side in sides:
            for index, one in enumerate(side):
                lead = (label(title, rowspan=len(side)),) if index == 0 else ()
                figures = (self._amount(one.amount), self._percent(one.share), *map(self._amount, one.history))
                rows.append((*lead, label(one.name, colspan=2), *figures))
        return rows

    def _projects(self) -> list[Row]:
        forms = self.book.performance.projects
        if not forms:
            return []
        heads = (
            label("项目名称", colspan=2),
            *map(label, ("支出项目类别", "项目总预算", "项目本年度预算")),
            label("项目主要支出方向和用途", colspan=2),
        )
        rows: list[Row] = [(label("项目支出情况", rowspan=len(forms) + 1), *heads)]
        rows += [
            (
                wide(one.project.name, 2),
                Cell(one.project.spending_kind, align="center"),
                self._amount(one.total_budget),
                self._amount(one.budget),
                wide(one.project.use, 2),
            )
            for one in forms
        ]
        return rows

    # 项目

    def _project(self, form: ProjectTargets) -> list[Row]:
        data, year = form.data, self.book.year
        texts = (
            ("立项依据", data.basis),
            ("项目实施方案", data.plan),
            ("上年绩效评价结果、整改及应用", data.last_evaluation),
            ("项目前两年预算及当年预算变动情况", data.budget_history),
        )
        choices = (
            ("项目类别", categories(self.style, self.book.unit.level), data.category),
            ("项目安排频度", self.style.annex.types, data.frequency),
        )
        whole = self._amount(form.continued, 3) if form.continued else wide(_NO_TOTAL, 3, centred=True)
        goals = {"长期目标": data.long_term, "年度目标": data.annual}
        return [
            self._pair(("项目名称", form.project.name), ("项目代码", data.code)),
            self._pair(("项目主管部门", data.department), ("项目执行单位", data.executor)),
            *self._persons("项目负责人", data.manager, data.telephone),
            (label("项目年度"), wide(data.period or f"{year}年", COLUMNS - 1, centred=True)),
            *((label(title), wide(ticked(listed, chosen), COLUMNS - 1)) for title, listed, chosen in choices),
            *((label(title), wide(text, COLUMNS - 1)) for title, text in texts),
            (label("项目总预算"), whole, label("项目当年预算"), self._amount(form.budget, 3)),
            *self._sources(form.sources),
            *self._costs(form),
            *self._purchases(form),
            (label("项目绩效总目标", rowspan=3), label("名称", colspan=2), label("目标说明", colspan=5)),
            *((label(f"{kind[:2]}绩效目标", colspan=2), wide(text, 5)) for kind, text in goals.items()),
            *(row for goal in form.goals for row in goal_rows(goal, f"{goal.kind[:2]}绩效目标表", "预计当年实现")),
        ]

    @staticmethod
    def _pair(one: tuple[str, str], other: tuple[str, str]) -> Row:
        return tuple(cell for title, text in (one, other) for cell in (label(title), wide(text, 3, centred=True)))

    def _sources(self, sources: Sequence[MoneyRow]) -> list[Row]:
        level = self.style.level_words[self.book.unit.level]
        names = (
            "当年预算合计",
            f"1.财政拨款收入（{level}安排数）",
            "2.财政拨款收入（上级转移支付）",
            "3.专户管理的非税收入拨款",
            "4.其他资金（含事业基金及上年结转或结余等）",
        )
        year = self.book.year
        heads = (label("来源项目", colspan=4), label(f"{year}年预算申报数", colspan=3))
        rows: list[Row] = [(label(f"{year}年预算申报项目资金来源", rowspan=len(names) + 1), *heads)]
        rows += [(wide(name, 4), self._amount(one.amount, 3)) for name, one in zip(names, sources, strict=True)]
        return rows

    def _costs(self, form: ProjectTargets) -> list[Row]:
        heads = ("本级财政拨款金额", "上级转移支付金额", "其他资金")
        lead = label(f"{self.book.year}年项目支出明细及依据", rowspan=max(len(form.costs), 1) + 1)
        rows: list[Row] = [(lead, label("项目内容", colspan=2), label("测算依据及说明", colspan=2), *map(label, heads))]
        rows += [(wide(one.content, 2), wide(one.basis, 2), *map(self._amount, one.amounts)) for one in form.costs]
        return rows if form.costs else [*rows, (wide("", 2), wide("", 2), Cell(), Cell(), Cell())]

    def _purchases(self, form: ProjectTargets) -> list[Row]:
        lead = label("项目资产配置计划及采购计划", rowspan=max(len(form.purchases), 1) + 1)
        rows: list[Row] = [(lead, label("品名", colspan=3), label("数量", colspan=2), label("金额", colspan=2))]
        rows += [
            (wide(one.name, 3), wide(one.quantity, 2, centred=True), self._amount(one.amount, 2))
            for one in form.purchases
        ]
        return rows if form.purchases else [*rows, (wide("", 3), wide("", 2), wide("", 2))]

    def _amount(self, figure: Figure | None, colspan: int = 1) -> Cell:
        text = self.ink.table_amount(figure) if figure is not None else ""
        ref = self.ink.record(figure) if figure is not None else ""
        return Cell(text, ref, colspan=colspan, role="amount", align="center")

    def _percent(self, figure: Figure | None) -> Cell:
        if figure is None:
            return Cell(role="amount", align="center")
        return Cell(self.ink.table_percent(figure), self.ink.record(figure), role="amount", align="center")


def _listed(texts: Sequence[str]) -> str:
    """Texts numbered, one a line."""
    return "\n".join(f"{number}.{text}" for number, text in enumerate(texts, 1))

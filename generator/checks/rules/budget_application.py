"""部门预算: what the application forms say of money, against the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import BUDGET, Check, Inapplicable, NotRun, Result
from generator.checks.compare import compare, compare_each
from generator.checks.registry import check
from generator.facts.application import SOURCES
from generator.facts.figure import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import BudgetSubject
    from generator.facts.figure import Figure

_PROJECT = "项目支出绩效目标申报表"
_WHOLE = "部门（单位）整体绩效目标申报表"
_KINDS = {"人员类": "personnel", "运转类": "public", "特定目标类": "project"}
"""Kind of project expenditure → the column of 一般公共预算支出表 that has it."""


@check("SB01", "application.sources", "项目当年预算等于各项资金来源之和", basis=_PROJECT, documents=BUDGET)
def sources(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """财政拨款（本级、上级）、专户管理的非税收入拨款和其他资金相加，等于项目当年预算。

    例：本级安排 64，项目当年预算填作 46。
    """
    pairs = [
        (form.budget, derived)
        for form in subject.book.performance.projects
        if form.budget is not None and form.budget.path
        for derived in form.budget.derived
    ]
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有填资金来源的申报表"))


@check("SB02", "application.costs", "项目支出明细之和等于资金来源", basis=_PROJECT, documents=BUDGET)
def costs(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """支出明细的本级财政拨款、上级转移支付分别相加，等于资金来源中的同一项；其他资金含专户管理的非税收入拨款。

    例：明细 19.4、4、7、1.1、19.5、13，本级财政拨款应为 64。
    """
    compared = False
    for form in subject.book.performance.projects:
        if not form.costs:
            continue
        money = dict(zip(SOURCES, (row.amount for row in form.sources[1:]), strict=True))
        key = f"{form.project.name}.costs"
        others = total(f"{key}.others", "专户和其他资金", (money["special_account"], money["other"]))
        for index, (title, whole) in enumerate(
            (("本级", money["own"]), ("上级", money["transferred"]), ("其他", others))
        ):
            summed = total(f"{key}.{index}", f"支出明细·{title}之和", [cost.amounts[index] for cost in form.costs])
            if whole is not None and summed is not None:
                compared = True
                yield compare(check, whole, summed, subject.index)
            elif whole or summed:
                yield NotRun(f"“{form.project.name}”的资金来源或支出明细没有填{title}的金额")
    if not compared:
        yield Inapplicable("没有填支出明细的申报表")


@check("SB03", "application.whole", "整体申报表的收入、支出等于收支预算总表", basis=_WHOLE, documents=BUDGET)
def whole(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """收入构成的合计等于总表的收入总计，支出构成的合计等于支出总计。

    例：支出构成 182.37、22.41、778.2，应等于总表的 982.98。
    """
    form = subject.book.performance.whole
    if form is None:
        yield Inapplicable("没有整体绩效目标申报表")
        return
    sides = (("revenue_grand_total", form.revenue), ("expenditure_grand_total", form.expenditure))
    pairs = ((subject.figure(f"budget_summary.{field}"), rows[-1].amount) for field, rows in sides)
    yield from compare_each(check, pairs, subject.index, NotRun("没有报送收支预算总表，或整体申报表没有填金额"))


@check(
    "SB04",
    "application.history",
    "近两年收入合计等于支出合计，上年等于上年预算",
    basis=_WHOLE,
    severity="警告",
    documents=BUDGET,
)
def history(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """整体申报表近两年的收入合计与支出合计应相等；上年的合计应等于上年预算数（prior_budget.total）。

    例：2022 年支出 193.58、24.45、88.98，合计 307.01，上年预算也是 307.01。
    """
    form = subject.book.performance.whole
    pairs: list[tuple[Figure | None, Figure | None]] = []
    if form is not None:
        received, spent = form.revenue[-1].history, form.expenditure[-1].history
        pairs = [*zip(received, spent, strict=True), (subject.figure("prior_budget.total"), received[-1])]
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有填近两年的收支"))


@check("SB05", "application.kinds", "支出构成与一般公共预算支出表一致", basis=_WHOLE, severity="警告", documents=BUDGET)
def kinds(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """人员类、运转类、特定目标类支出，分别等于一般公共预算支出表的人员经费、公用经费、项目支出。

    例：公用经费 22.41，运转类填作 24.21。项目支出中有其他运转类项目的，在 waivers 中说明。
    """
    form = subject.book.performance.whole
    pairs = (
        (row.amount, subject.figure(f"budget_general.total.{column}"))
        for row in (form.expenditure if form is not None else ())
        for lead, column in _KINDS.items()
        if row.name.startswith(lead)
    )
    otherwise = Inapplicable("没有按人员类、运转类、特定目标类填支出构成")
    yield from compare_each(check, pairs, subject.index, otherwise)


@check("SB06", "application.funds", "整体绩效目标涉及的预算等于支出总计", basis=_WHOLE, documents=BUDGET)
def funds(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """整体支出绩效目标覆盖全部预算，涉及预算支出就是总表的支出总计。没有另填的用支出总计，不用核对。

    例：支出总计 982.98，填作 778.2，漏了基本支出。
    """
    own = subject.book.performance.funds
    if own is None or not own.path or not own.derived:
        yield Inapplicable("没有另填涉及的预算")
        return
    for derived in own.derived:
        yield compare(check, own, derived, subject.index)


@check(
    "SB07",
    "application.indicators",
    "每个项目都有绩效指标",
    basis="预算法实施条例：项目支出实行绩效目标管理",
    severity="提示",
    documents=BUDGET,
)
def indicators(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """项目支出绩效目标申报表要有长期和年度的绩效指标。

    例：医保经办机构办公用房经费的申报表只有文字目标，没有指标表。
    """
    if not subject.accounts.projects:
        yield Inapplicable("没有项目")
    for index, project in enumerate(subject.accounts.projects):
        form = project.application
        if form is None or not any(goal.indicators for goal in form.goals):
            yield check.finding(
                f"项目“{project.name}”没有绩效指标",
                ("projects", index, "name"),
                found="没有指标",
                expected="长期和年度绩效指标",
                advice="在申报表的目标（application.goals）中填写指标",
            )

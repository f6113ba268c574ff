"""部门预算表间: the same figure in different tables of a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import BUDGET, Check, Inapplicable, NotRun, Result
from generator.checks.compare import compare
from generator.checks.registry import check, identity
from generator.classification import CLASS
from generator.facts.figure import total
from generator.forms.model import TwoSidedForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import BudgetSubject

_BASIS = "预算公开表各表同一指标应当一致"

identity(
    "BM81",
    "budget.between.sources",
    "总表的各项收入等于收入预算总表的合计",
    left="budget_summary.revenue.{budget_source}",
    right="budget_revenue.total.{budget_source}",
    basis="预算01表与预算02表",
    text="例：总表其他收入 5，收入预算总表 50。",
)
identity(
    "BM82",
    "budget.between.opening",
    "总表的上年结转结余等于收入预算总表的合计",
    left="budget_summary.opening",
    right="budget_revenue.total.opening",
    basis="预算01表与预算02表",
    text="例：总表上年结转结余 10，收入预算总表空白。",
)
identity(
    "BM83",
    "budget.between.classes",
    "总表的各类支出等于支出预算总表",
    left="budget_summary.classes.{class}",
    right="budget_expenditure.lines.{class}.total",
    basis="预算01表与预算03表",
    text="例：总表卫生健康支出 955.44，支出预算总表 210类 954.55。",
)
identity(
    "BM84",
    "budget.between.expenditure",
    "总表的本年支出合计等于支出预算总表的合计",
    left="budget_summary.expenditure_total",
    right="budget_expenditure.total.total",
    basis="预算01表与预算03表",
    text="例：总表本年支出合计 982.98，支出预算总表合计 928.98。",
)
identity(
    "BM85",
    "budget.between.appropriation",
    "总表的各项拨款等于财政拨款收支预算总表",
    left="budget_summary.revenue.{budget_fund}",
    right="budget_appropriation.revenue.{budget_fund}",
    basis="预算01表与预算04表",
    text="例：总表政府性基金预算拨款收入 0，财政拨款总表 50。",
)
identity(
    "BM87",
    "budget.between.units",
    "一般公共预算支出表分功能与分单位的合计相等",
    left="budget_general.total.{budget_part}",
    right="budget_units.total.{budget_part}",
    basis="预算05表与预算06表",
    text="例：分功能科目的公用经费 22.41，分单位的 24.21。",
)
identity(
    "BM88",
    "budget.between.basic",
    "一般公共预算支出表的基本支出等于基本支出表的合计",
    left="budget_general.total.basic",
    right="budget_basic.total.total",
    basis="预算05表与预算07表",
    text="例：05表基本支出 204.78，07表合计 204.87。",
)
identity(
    "BM89",
    "budget.between.basic-parts",
    "一般公共预算支出表的人员经费、公用经费等于基本支出表",
    left="budget_general.total.{basic_part}",
    right="budget_basic.total.{basic_part}",
    basis="预算05表与预算07表",
    text="例：05表人员经费 182.37，07表 183.27。",
)


@check(
    "BM86",
    "budget.between.funds",
    "财政拨款本年支出等于三本预算的支出之和",
    basis="预算04表与预算05表、预算09表",
    documents=BUDGET,
)
def funds(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """一般公共预算支出表、政府性基金预算支出表和国有资本经营预算支出相加，等于财政拨款总表的本年支出。

    例：一般公共预算 982.98、政府性基金 50，财政拨款本年支出应为 1,032.98。
    """
    whole = subject.figure("budget_appropriation.expenditure_total")
    if whole is None or not whole.path:
        yield NotRun("没有填财政拨款收支预算总表的本年支出")
        return
    paths = ("budget_general.total.total", "budget_fund.total.total", "state_capital_budget")
    summed = total("budget_appropriation.expenditure_total.funds", "三本预算支出之和", map(subject.figure, paths))
    if summed is None:
        yield NotRun("没有报送一般公共预算支出表")
    else:
        yield compare(check, whole, summed, subject.index)


@check("BM91", "budget.between.projects", "项目支出等于各项目之和", basis="预算03表与预算10表", documents=BUDGET)
def projects(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """支出预算总表的项目支出，等于项目支出预算表各项目本年度预算之和。

    例：项目 6、64、600、103.2、5，项目支出应为 778.2。
    """
    whole = subject.figure("budget_expenditure.total.project")
    summed = subject.book.ledger.project_list.total.get("budget")
    if summed is None:
        yield Inapplicable("没有填项目") if not whole else NotRun("没有填项目的本年度预算")
    elif whole is None:
        yield NotRun("没有报送支出预算总表的项目支出")
    else:
        yield compare(check, whole, summed, subject.index)


@check(
    "BM90",
    "budget.class",
    "功能分类的类在总表中有位置",
    basis="预算01表、预算04表：支出功能分类各行",
    documents=BUDGET,
)
def classes(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """预算01表、04表的支出按表样列的类；不在其中的类印不出来，合计却包括它。

    例：把 2080505 误作 2880505，总表没有 288 类的行。
    """
    form = subject.forms.find("budget_summary")
    if not isinstance(form, TwoSidedForm):
        yield NotRun("表样中没有收支预算总表")
        return
    known = {item.field.rpartition(".")[2] for item in form.right.items}
    for code in sorted({code[:CLASS] for code in subject.index.codes} - known):
        figures = (figure for path, figure in subject.index.figures.items() if f".{code}" in path and figure.path)
        yield check.finding(
            f"总表没有 {code} 类的行",
            next((figure.path for figure in figures), ()),
            found=code,
            expected="、".join(sorted(known)),
            advice="核对编码的前三位；表样确实缺这一类时，在 data/forms 中补上",
        )


@check(
    "BM92",
    "budget.operating-cost",
    "机关运行经费等于基本支出的公用经费",
    basis=_BASIS,
    severity="警告",
    documents=BUDGET,
)
def operating_cost(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """行政单位（含参公单位）的机关运行经费，就是一般公共预算基本支出的公用经费。没有另填的用公用经费，不用核对。

    例：公用经费 22.41，机关运行经费填作 24.21。
    """
    own = subject.figure("budget_operating_cost.amount")
    public = subject.figure("budget_basic.total.public")
    if own is None or not own.path:
        yield Inapplicable("没有另填机关运行经费")
    elif subject.book.unit.nature not in {"行政单位", "参公单位"}:
        yield Inapplicable(f"{subject.book.unit.nature}不适用")
    elif public is None:
        yield NotRun("没有报送一般公共预算基本支出表")
    else:
        yield compare(check, own, public, subject.index)


@check("BM93", "budget.three-public.at-most", "“三公”经费预算不超过一般公共预算拨款", basis=_BASIS, documents=BUDGET)
def three_public(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """“三公”经费是一般公共预算支出的一部分。

    例：一般公共预算支出 982.98 万元，“三公”经费填作 12000，是按元填了万元表。
    """
    part, whole = subject.figure("budget_three_public.total"), subject.figure("budget_general.total.total")
    if part is None or whole is None:
        yield NotRun("没有报送“三公”经费支出表或一般公共预算支出表")
    else:
        yield compare(check, part, whole, subject.index, "<=")


@check("BM94", "budget.negative", "预算数不为负数", basis="预算编制要求：收支预算数不小于零", documents=BUDGET)
def negative(check: Check, subject: BudgetSubject) -> Iterator[Result]:
    """预算的收入、支出、采购、项目金额都不小于零。

    例：公务接待费预算填作 -1。
    """
    for figure in subject.index.figures.values():
        if figure.value < 0 and figure.path:
            yield check.finding(
                f"{figure.title}是负数",
                figure.path,
                found=f"{figure.value:f}",
                expected="不小于 0",
                advice="核对正负号",
            )

"""年度衔接: this year against the prior year and the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Result
from generator.checks.compare import compare_each, show_figure
from generator.checks.figures import full_title
from generator.checks.registry import check, identity
from generator.facts.figure import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.facts.figure import Figure

identity(
    "YR01",
    "continuity.carry-over",
    "年初结转和结余等于上年年末结转和结余",
    left="summary.opening",
    right="prior.closing",
    severity="警告",
    basis="公开01表29行＝上年度公开01表的年末结转和结余",
    text="年初数因会计差错更正、收回结转等调整过的，可以不同，要说明。\n\n"
    "例：上年年末结转和结余 52.30，本年年初写 25.30，是数字颠倒。",
    advice="核对上年公开的年末数；年初数调整过的，在 waivers 中说明",
)
identity(
    "YR02",
    "continuity.carry-over.funds",
    "各项财政拨款的年初结转和结余等于上年年末数",
    left="appropriation.opening.{fund}",
    right="prior.appropriation_closing.{fund}",
    severity="警告",
    basis="公开04表29至31行＝上年度公开04表的年末财政拨款结转和结余",
    text="例：上年年末政府性基金结转 2.00，本年年初是空的，要核对是否漏填或被收回。",
    advice="核对上年公开的年末数；年初数调整过的，在 waivers 中说明",
)
identity(
    "YR03",
    "continuity.prior.revenue",
    "上年的收支总计不小于上年本年收入合计",
    left="prior.revenue_total",
    right="prior.grand_total",
    relation="<=",
    optional=True,
    basis="公开01表：收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余",
    text="例：上年收入合计 8,080.82，上年总计填 808.08，是少填了一位。",
)
identity(
    "YR04",
    "continuity.prior.expenditure",
    "上年的收支总计不小于上年本年支出合计",
    left="prior.expenditure_total",
    right="prior.grand_total",
    relation="<=",
    optional=True,
    basis="公开01表：支出总计＝本年支出合计＋结余分配＋年末结转和结余",
    text="例：上年支出合计 1,500，上年总计填 1,050，是数字颠倒。",
)
identity(
    "YR05",
    "continuity.prior.appropriation",
    "上年的财政拨款总计不超过上年收支总计",
    left="prior.appropriation_grand_total",
    right="prior.grand_total",
    relation="<=",
    optional=True,
    basis="公开04表是公开01表中的财政拨款部分",
    text="例：上年收支总计 1,517.44，上年财政拨款总计填 1,571.44，是数字颠倒。",
)
identity(
    "YR06",
    "continuity.prior.appropriation-revenue",
    "上年各项财政拨款收入之和不超过上年财政拨款总计",
    left="prior.appropriation_revenue.general_budget + prior.appropriation_revenue.government_fund",
    right="prior.appropriation_grand_total",
    relation="<=",
    optional=True,
    basis="公开04表：收入总计＝本年收入合计＋年初财政拨款结转和结余",
    text="例：上年一般公共预算 1,507.44、政府性基金 10.00，上年财政拨款总计不会小于 1,517.44。",
)
identity(
    "YR07",
    "continuity.prior.kinds",
    "上年基本支出与项目支出之和不超过上年支出合计",
    left="prior.basic + prior.project",
    right="prior.expenditure_total",
    relation="<=",
    optional=True,
    severity="警告",
    basis="公开03表：本年支出合计＝基本支出＋项目支出＋……",
    text="例：上年基本支出 300、项目支出 500，上年支出合计不会小于 800。",
)
identity(
    "YR12",
    "continuity.prior.sources",
    "上年本年收入合计等于上年各项收入之和",
    left="prior.revenue_total",
    right="prior.revenue.general_budget + prior.revenue.government_fund + prior.revenue.state_capital"
    " + prior.revenue.superior_subsidy + prior.revenue.operating + prior.revenue.business"
    " + prior.revenue.subordinate_remittance + prior.revenue.other",
    optional=True,
    basis="上年度公开01表：27行＝（1+2+3+4+5+6+7+8）行",
    text="八项收入都填了才核对，没有的填 0。\n\n例：上年财政拨款 900、事业收入 100，上年收入合计应为 1,000。",
)
identity(
    "YR13",
    "continuity.prior.funds",
    "上年各项财政拨款收入两处相同",
    left="prior.revenue.{fund}",
    right="prior.appropriation_revenue.{fund}",
    optional=True,
    basis="上年度公开01表1至3行＝公开04表1至3行",
    text="例：上年各项收入中政府性基金 10.00，上年财政拨款收入中政府性基金写 1.00。",
)


@check(
    "YR08",
    "continuity.plan.total",
    "年初预算的合计、类、款等于其下科目之和",
    basis="部门预算公开表：一般公共预算支出表，合计＝Σ类，类＝Σ款，款＝Σ项",
)
def plan_totals(check: Check, subject: Subject) -> Iterator[Result]:
    """年初预算填了合计又填了各科目的，两者要一致。

    例：各项年初预算之和 8,831.53，合计填 8,831.35，是数字颠倒。
    """
    lines = {code: subject.figure(f"plan.lines.{code}.initial") for code in subject.accounts.plan.lines}
    known = {code: figure for code, figure in lines.items() if figure is not None}
    if not known:
        yield NotRun("没有填“一般公共预算支出预算数·科目”")
        return
    tops = {"": subject.figure("plan.total.initial"), **known}
    pairs = []
    for code, figure in tops.items():
        below = [other for other in known if other != code and other.startswith(code)]
        direct = [one for one in below if not any(one != other and one.startswith(other) for other in below)]
        pairs.append((figure, total(f"plan.{code}.sum", "各科目年初预算", [known[one] for one in direct])))
    yield from compare_each(check, pairs, subject.index, Inapplicable("年初预算只填了末级科目"))


@check(
    "YR09",
    "continuity.plan.without-outturn",
    "有年初预算的科目应有决算数",
    basis="《预算法实施条例》：支出按功能分类公开到项，逐项与年初预算比较",
    severity="提示",
)
def planned_only(check: Check, subject: Subject) -> Iterator[Result]:
    """有年初预算、没有决算数的科目，正文分项说明里不会出现，年初预算合计里却有它。

    例：2101399 年初预算 20.00，公开05表没有这个科目。确实没有支出的，在公开05表填这个科目并写 0。
    """
    if not subject.index.is_reported("general_budget"):
        yield NotRun("没有报送一般公共预算财政拨款支出决算表")
        return
    spent = {line.code for line in subject.book.ledger.general_budget.lines}
    for code in subject.accounts.plan.lines:
        figure = subject.figure(f"plan.lines.{code}.initial")
        if figure and code not in spent:
            name = subject.functional.names.get(code, "")
            yield check.finding(
                f"科目 {code} {name}有年初预算，没有决算数，分项说明中不会出现",
                figure.path,
                found=show_figure(figure, subject.accounts.amount_unit),
                expected="公开05表有同一科目",
                advice="核对编码；确实没有支出的，在公开05表填这个科目并写 0",
            )


_SHIFTS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10000))
_NEAR = Decimal("0.03")
_SMALL = Decimal(1000)
"""元 below which a ratio says nothing."""

_COMPARED = (
    ("summary.revenue_grand_total", "prior.grand_total"),
    ("summary.revenue_total", "prior.revenue_total"),
    ("summary.expenditure_total", "prior.expenditure_total"),
    ("appropriation.revenue_grand_total", "prior.appropriation_grand_total"),
    ("appropriation.revenue.general_budget", "prior.appropriation_revenue.general_budget"),
    ("appropriation.revenue.government_fund", "prior.appropriation_revenue.government_fund"),
    ("general_budget.total.total", "prior.appropriation_expenditure.general_budget"),
    ("operating_cost.outturn", "prior.operating_cost"),
    ("three_public.outturn.total", "prior.three_public.total"),
    ("three_public.outturn.vehicle_operation", "prior.three_public.vehicle_operation"),
    ("three_public.outturn.reception", "prior.three_public.reception"),
)
_BUDGETED = (
    ("operating_cost.outturn", "operating_cost.initial"),
    ("three_public.outturn.total", "three_public.budget.total"),
    ("three_public.outturn.vehicle_operation", "three_public.budget.vehicle_operation"),
    ("three_public.outturn.reception", "three_public.budget.reception"),
)


@check(
    "YR10",
    "continuity.digits.prior",
    "与上年相差正好十倍、百倍、万倍的数",
    basis="录入差错：小数点错位，或把元当作万元",
    severity="提示",
)
def digits_of_prior(check: Check, subject: Subject) -> Iterator[Result]:
    """本年数与上年数的比正好是十、百、千、万（或其倒数），多半是小数点错位或单位填错。

    例：上年公务接待费 0.52，本年 5.20；上年收支总计 1,517.44，本年 15,174,400（按元填的）。
    """
    if subject.accounts.prior.none_because:
        yield Inapplicable("上年没有决算")
        return
    yield from _shifted(check, subject, _COMPARED)


@check(
    "YR11",
    "continuity.digits.budget",
    "与预算相差正好十倍、百倍、万倍的数",
    basis="录入差错：小数点错位，或把元当作万元",
    severity="提示",
)
def digits_of_budget(check: Check, subject: Subject) -> Iterator[Result]:
    """决算数与预算数的比正好是十、百、千、万（或其倒数），多半是小数点错位或单位填错。

    例：2210201 年初预算 28.78，决算 287.80。
    """
    items = tuple(
        (f"general_budget.lines.{code}.total", f"plan.lines.{code}.initial") for code in subject.accounts.plan.lines
    )
    yield from _shifted(check, subject, (*_BUDGETED, *items))


def _shifted(check: Check, subject: Subject, pairs: tuple[tuple[str, str], ...]) -> Iterator[Result]:
    unit = subject.accounts.amount_unit
    compared = False
    for path, other in pairs:
        figure, base = subject.figure(path), subject.figure(other)
        if figure is None or base is None:
            continue
        compared = True
        times = _times(figure, base)
        if times:
            yield check.finding(
                f"{full_title(figure)}是{full_title(base)}的{times}",
                figure.path or base.path,
                found=show_figure(figure, unit),
                expected=f"与 {show_figure(base, unit)} 同一数量级",
                advice="核对小数点和金额单位；确实如此的不用改",
            )
    if not compared:
        yield NotRun("没有填可以比较的上年数或预算数")


def _times(figure: Figure, base: Figure) -> str:
    low, high = sorted((abs(figure.value), abs(base.value)))
    if low < _SMALL:
        return ""
    for shift in _SHIFTS:
        if abs(high / low / shift - 1) <= _NEAR:
            return f" {shift} 倍" if abs(figure.value) > abs(base.value) else f" {shift} 分之一"
    return ""

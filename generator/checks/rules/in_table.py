"""表内: the formulas printed on each form, as declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import Check, NotRun, Result
from generator.checks.compare import show_figure
from generator.checks.figures import TABLES, full_title, section_title
from generator.checks.registry import check, footing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject

footing(
    "TB01",
    "in-table.summary.revenue",
    "总表：本年收入合计等于各项收入之和",
    figures=("summary.revenue_total",),
    basis="公开01表：27行＝（1+2+3+4+5+6+7+8）行",
    formula="本年收入合计 ＝ 一般公共预算财政拨款收入 + 政府性基金预算财政拨款收入 + …… + 其他收入",
    text="例：财政拨款收入 900、事业收入 100，本年收入合计应为 1,000；印作 1,010 就是错误。",
)
footing(
    "TB02",
    "in-table.summary.expenditure",
    "总表：本年支出合计等于各类支出之和",
    figures=("summary.expenditure_total",),
    basis="公开01表：57行＝（31+32+…+56）行；2023年度起58行＝（32+33+…+57）行",
    formula="本年支出合计 ＝ Σ 功能分类各类支出",
    text="例：社会保障和就业支出 270、卫生健康支出 8,397，本年支出合计应为 8,667。",
)
footing(
    "TB03",
    "in-table.summary.revenue-grand-total",
    "总表：收入总计等于本年收入合计、使用非财政拨款结余、年初结转和结余之和",
    figures=("summary.revenue_grand_total",),
    basis="公开01表：30行＝（27+28+29）行；2023年度起31行＝（27+28+29）行",
    formula="收入总计 ＝ 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余",
    text="例：本年收入合计 1,000、年初结转和结余 50，收入总计应为 1,050。",
)
footing(
    "TB04",
    "in-table.summary.expenditure-grand-total",
    "总表：支出总计等于本年支出合计、结余分配、年末结转和结余之和",
    figures=("summary.expenditure_grand_total",),
    basis="公开01表：60行＝（57+58+59）行；2023年度起62行＝（58+59+60）行",
    formula="支出总计 ＝ 本年支出合计 + 结余分配 + 年末结转和结余",
    text="例：本年支出合计 1,000、年末结转和结余 50，支出总计应为 1,050。",
)
footing(
    "TB11",
    "in-table.revenue.row",
    "收入决算表：各行本年收入合计等于各栏收入之和",
    figures=("revenue.total.total",),
    rule="row",
    basis="公开02表：1栏各行＝（2+3+4+5+6+7）栏各行",
    formula="本年收入合计 ＝ 财政拨款收入 + 上级补助收入 + 事业收入 + 经营收入 + 附属单位上缴收入 + 其他收入",
    text="例：某科目财政拨款收入 30、其他收入 2，该行本年收入合计应为 32。",
)
footing(
    "TB12",
    "in-table.revenue.column",
    "收入决算表：合计等于各类之和，类等于各款之和，款等于各项之和",
    figures=("revenue.total.total",),
    basis="公开02表；《预算法实施条例》：支出按功能分类公开到项",
    formula="合计 ＝ Σ类，类 ＝ Σ款，款 ＝ Σ项（逐栏）",
    text="例：20805 下有 2080501 的 31.77、2080505 的 239.12，20805 应为 270.89。",
)
footing(
    "TB21",
    "in-table.expenditure.row",
    "支出决算表：各行本年支出合计等于各栏支出之和",
    figures=("expenditure.total.total",),
    rule="row",
    basis="公开03表：1栏各行＝（2+3+4+5+6）栏各行",
    formula="本年支出合计 ＝ 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出",
    text="例：基本支出 2,704.18、项目支出 5,225.87，该行本年支出合计应为 7,930.05。",
)
footing(
    "TB22",
    "in-table.expenditure.column",
    "支出决算表：合计等于各类之和，类等于各款之和，款等于各项之和",
    figures=("expenditure.total.total",),
    basis="公开03表；《预算法实施条例》：支出按功能分类公开到项",
    formula="合计 ＝ Σ类，类 ＝ Σ款，款 ＝ Σ项（逐栏）",
    text="例：各类基本支出之和是 3,885.24，合计行的基本支出应为 3,885.24。",
)
footing(
    "TB31",
    "in-table.appropriation.revenue",
    "财政拨款总表：本年收入合计等于三项财政拨款之和",
    figures=("appropriation.revenue.total",),
    basis="公开04表：27行＝（1+2+3）行",
    formula="本年收入合计 ＝ 一般公共预算财政拨款 + 政府性基金预算财政拨款 + 国有资本经营预算财政拨款",
    text="例：一般公共预算财政拨款 1,148.77、政府性基金预算财政拨款 35.04，本年收入合计应为 1,183.81。",
)
footing(
    "TB32",
    "in-table.appropriation.carry-over",
    "财政拨款总表：年初、年末结转和结余等于三项财政拨款的结转和结余之和",
    figures=("appropriation.opening.total", "appropriation.closing.total"),
    basis="公开04表：28行＝（29+30+31）行",
    formula="年初（年末）财政拨款结转和结余 ＝ 一般公共预算 + 政府性基金预算 + 国有资本经营预算",
    text="例：年初一般公共预算财政拨款结转 6、政府性基金结转 2，年初财政拨款结转和结余应为 8。",
)
footing(
    "TB33",
    "in-table.appropriation.row",
    "财政拨款总表：支出各行的小计等于三项财政拨款之和",
    figures=("appropriation.classes.{class}.total", "appropriation.expenditure.total"),
    basis="公开04表：2栏＝（3+4+5）栏",
    formula="小计 ＝ 一般公共预算财政拨款 + 政府性基金预算财政拨款 + 国有资本经营预算财政拨款",
    text="例：其他支出中政府性基金预算财政拨款 35.04，其余为空，该行小计应为 35.04。",
)
footing(
    "TB34",
    "in-table.appropriation.expenditure",
    "财政拨款总表：本年支出合计等于各类支出之和",
    figures=("appropriation.expenditure.{fund}",),
    basis="公开04表：59行＝（33+34+…+58）行",
    formula="本年支出合计 ＝ Σ 功能分类各类支出（逐栏）",
    text="例：一般公共预算财政拨款栏各类之和是 1,148.77，本年支出合计行的这一栏应为 1,148.77。",
)
footing(
    "TB35",
    "in-table.appropriation.closing",
    "财政拨款总表：各项财政拨款的年末结转和结余等于年初加收入减支出",
    figures=("appropriation.closing.{fund}",),
    rule="row",
    basis="公开04表：收支两侧相等",
    formula="年末结转和结余 ＝ 年初结转和结余 + 本年收入 − 本年支出（逐项财政拨款）",
    text="例：年初 6、收入 100、支出 102，年末结转和结余应为 4。",
)
footing(
    "TB36",
    "in-table.appropriation.revenue-grand-total",
    "财政拨款总表：收入总计等于本年收入合计加年初财政拨款结转和结余",
    figures=("appropriation.revenue_grand_total",),
    basis="公开04表：32行＝（27+28）行",
    formula="收入总计 ＝ 本年收入合计 + 年初财政拨款结转和结余",
    text="例：本年收入合计 1,183.81、年初结转 0，收入总计应为 1,183.81。",
)
footing(
    "TB37",
    "in-table.appropriation.expenditure-grand-total",
    "财政拨款总表：支出总计等于本年支出合计加年末财政拨款结转和结余",
    figures=("appropriation.expenditure_grand_total.total", "appropriation.expenditure_grand_total.{fund}"),
    basis="公开04表：64行＝（59+60）行",
    formula="支出总计 ＝ 本年支出合计 + 年末财政拨款结转和结余（逐栏）",
    text="例：本年支出合计 1,183.81、年末结转 0，支出总计应为 1,183.81。",
)
footing(
    "TB41",
    "in-table.general-budget.row",
    "一般公共预算财政拨款支出决算表：各行小计等于基本支出加项目支出",
    figures=("general_budget.total.total",),
    rule="row",
    basis="公开05表：1栏各行＝（2+3）栏各行",
    formula="小计 ＝ 基本支出 + 项目支出",
    text="例：基本支出 182.97、项目支出 965.80，小计应为 1,148.77。",
)
footing(
    "TB42",
    "in-table.general-budget.column",
    "一般公共预算财政拨款支出决算表：合计等于各类之和，类等于各款之和，款等于各项之和",
    figures=("general_budget.total.total",),
    basis="公开05表；《预算法实施条例》：支出按功能分类公开到项",
    formula="合计 ＝ Σ类，类 ＝ Σ款，款 ＝ Σ项（逐栏）",
    text="例：22102 下三个项 287.80、52.08、102.68，22102 应为 442.56。",
)
footing(
    "TB51",
    "in-table.basic.class",
    "基本支出明细表：类等于各款之和",
    figures=("basic.lines.301.amount",),
    basis="公开06表；《预算法实施条例》：基本支出按经济性质分类公开到款",
    formula="经济分类的类 ＝ Σ款",
    text="例：301 下各款之和是 3,361.63，301 工资福利支出应为 3,361.63。",
)
footing(
    "TB52",
    "in-table.basic.personnel",
    "基本支出明细表：人员经费合计等于301、303之和",
    figures=("basic.personnel",),
    basis="公开06表：人员经费＝工资福利支出＋对个人和家庭的补助",
    formula="人员经费合计 ＝ 301 + 303",
    text="例：301 是 3,361.63、303 是 54.77，人员经费合计应为 3,416.40。",
)
footing(
    "TB53",
    "in-table.basic.public",
    "基本支出明细表：公用经费合计等于其余各类之和",
    figures=("basic.public",),
    basis="公开06表：公用经费＝商品和服务支出、债务利息及费用支出、资本性支出等",
    formula="公用经费合计 ＝ 302 + 307 + 309 + 310 + 311 + 312 + 313 + 399",
    text="例：302 是 468.84，其余为空，公用经费合计应为 468.84。",
)
footing(
    "TB61",
    "in-table.government-fund.row",
    "政府性基金表：各行支出小计等于基本支出加项目支出",
    figures=("government_fund.total.total",),
    rule="row",
    basis="政府性基金预算财政拨款收入支出决算表：3栏各行＝（4+5）栏各行",
    formula="本年支出小计 ＝ 基本支出 + 项目支出",
    text="例：项目支出 35.04，基本支出为空，本年支出小计应为 35.04。",
)
footing(
    "TB62",
    "in-table.government-fund.column",
    "政府性基金表：合计等于各类之和，类等于各款之和，款等于各项之和",
    figures=("government_fund.total.total",),
    basis="政府性基金预算财政拨款收入支出决算表",
    formula="合计 ＝ Σ类，类 ＝ Σ款，款 ＝ Σ项（逐栏）",
    text="例：229 类只有 22960 一款 35.04，229 应为 35.04。",
)
footing(
    "TB63",
    "in-table.government-fund.closing",
    "政府性基金表：各行年末结转和结余等于年初加收入减支出",
    figures=("government_fund.total.closing",),
    rule="row",
    basis="政府性基金预算财政拨款收入支出决算表：6栏各行＝（1+2-3）栏各行",
    formula="年末结转和结余 ＝ 年初结转和结余 + 本年收入 − 本年支出小计",
    text="例：年初 2、收入 34、支出 35，年末结转和结余应为 1。",
)
footing(
    "TB71",
    "in-table.state-capital.row",
    "国有资本经营预算表：各行支出合计等于基本支出加项目支出",
    figures=("state_capital.total.total",),
    rule="row",
    basis="国有资本经营预算财政拨款支出决算表：1栏各行＝（2+3）栏各行",
    formula="本年支出合计 ＝ 基本支出 + 项目支出",
    text="例：项目支出 12，基本支出为空，本年支出合计应为 12。",
)
footing(
    "TB72",
    "in-table.state-capital.column",
    "国有资本经营预算表：合计等于各类之和，类等于各款之和，款等于各项之和",
    figures=("state_capital.total.total",),
    basis="国有资本经营预算财政拨款支出决算表",
    formula="合计 ＝ Σ类，类 ＝ Σ款，款 ＝ Σ项（逐栏）",
    text="例：223 类只有 22301 一款 12，223 应为 12。",
)
footing(
    "TB73",
    "in-table.state-capital.closing",
    "国有资本经营预算表：各行年末结转和结余等于年初加收入减支出",
    figures=("state_capital.total.closing",),
    rule="row",
    basis="国有资本经营预算财政拨款收入支出决算表（收支合印的样式）",
    formula="年末结转和结余 ＝ 年初结转和结余 + 本年收入 − 本年支出合计",
    text="例：年初 0、收入 12、支出 12，年末结转和结余应为 0。",
)
footing(
    "TB81",
    "in-table.three-public.vehicles",
    "“三公”经费表：公务用车小计等于购置费加运行维护费",
    figures=("three_public.{group}.vehicles",),
    basis="“三公”经费支出决算表：3栏＝（4+5）栏；9栏＝（10+11）栏",
    formula="公务用车购置及运行维护费 ＝ 公务用车购置费 + 公务用车运行维护费",
    text="例：购置费 0、运行维护费 0.80，小计应为 0.80。",
)
footing(
    "TB82",
    "in-table.three-public.total",
    "“三公”经费表：合计等于因公出国（境）费、公务用车小计、公务接待费之和",
    figures=("three_public.{group}.total",),
    basis="“三公”经费支出决算表：1栏＝（2+3+6）栏；7栏＝（8+9+12）栏",
    formula="合计 ＝ 因公出国（境）费 + 公务用车购置及运行维护费 + 公务接待费",
    text="例：因公出国（境）费 0、公务用车 0.80、公务接待费 1.01，合计应为 1.81。",
)

_MAY_BE_NEGATIVE = frozenset({"opening", "closing", "surplus_used", "surplus_distributed", "available"})
_REVENUE = frozenset({"revenue", "summary.revenue", "appropriation.revenue"})


@check(
    "TB91",
    "in-table.negative",
    "金额不应为负数",
    basis="部门决算报表编制要求：支出、“三公”经费为实际发生数；结转和结余、结余分配除外",
)
def negative(check: Check, subject: Subject) -> Iterator[Result]:
    """支出、“三公”经费、预算数、采购等金额不会小于零；收入为负时提醒核对，结转和结余、结余分配可以为负。

    例：公务接待费决算数填作 -1.01，是错误；其他收入填作 -0.50（退回上年多收的款），是警告。
    """
    unit = subject.accounts.amount_unit
    for path, figure in subject.index.figures.items():
        if figure.value >= 0 or not figure.path or figure.kind == "ratio" or _MAY_BE_NEGATIVE & set(path.split(".")):
            continue
        is_revenue = path.split(".", 1)[0] == "revenue" or ".".join(path.split(".")[:2]) in _REVENUE
        yield check.finding(
            f"{full_title(figure)}是负数",
            figure.path,
            found=show_figure(figure, unit),
            expected="不小于 0",
            advice="核对正负号；确是冲减的，在 waivers 中说明" if is_revenue else "核对正负号",
            severity="警告" if is_revenue or "revenue_total" in path else "错误",
        )
    for table in TABLES:
        if not subject.index.is_reported(table):
            yield NotRun(f"没有报送{section_title(table)}")

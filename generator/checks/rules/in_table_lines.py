"""表内: the formulas of the tables by code and of the “三公” table."""

from __future__ import annotations

from generator.checks.registry import footing

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

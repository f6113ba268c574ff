"""部门预算表内: the sums of each table of a budget."""

from __future__ import annotations

from generator.checks.registry import footing, identity

footing(
    "BM01",
    "budget.summary.revenue",
    "收支预算总表：本年收入合计等于各项收入之和",
    figures=("budget_summary.revenue_total",),
    basis="预算01表",
    formula="本年收入合计 ＝ 一般公共预算拨款收入 + …… + 其他收入",
    text="例：一般公共预算拨款收入 982.98，其他各项为零，本年收入合计应为 982.98。",
)
footing(
    "BM02",
    "budget.summary.revenue-grand-total",
    "收支预算总表：收入总计等于本年收入合计加上年结转结余",
    figures=("budget_summary.revenue_grand_total",),
    basis="预算01表",
    formula="收入总计 ＝ 本年收入合计 + 上年结转结余",
    text="例：本年收入合计 982.98、上年结转结余 10，收入总计应为 992.98。",
)
footing(
    "BM03",
    "budget.summary.expenditure",
    "收支预算总表：本年支出合计等于各类支出之和",
    figures=("budget_summary.expenditure_total",),
    basis="预算01表",
    formula="本年支出合计 ＝ Σ 功能分类各类支出",
    text="例：三类支出 6.78、955.44、20.76，本年支出合计应为 982.98。",
)
footing(
    "BM04",
    "budget.summary.expenditure-grand-total",
    "收支预算总表：支出总计等于本年支出合计加年终结转结余",
    figures=("budget_summary.expenditure_grand_total",),
    basis="预算01表",
    formula="支出总计 ＝ 本年支出合计 + 年终结转结余",
    text="例：本年支出合计 982.98、年终结转结余 10，支出总计应为 992.98。",
)
identity(
    "BM05",
    "budget.summary.balance",
    "收支预算总表：收入总计等于支出总计",
    left="budget_summary.revenue_grand_total",
    right="budget_summary.expenditure_grand_total",
    basis="预算法：部门预算收支平衡；预算01表",
    text="例：收入总计 982.98，支出总计 982.89，是数字颠倒。",
)
footing(
    "BM06",
    "budget.revenue.row",
    "收入预算总表：各行合计等于各项收入与上年结转结余之和",
    figures=("budget_revenue.total.total",),
    rule="row",
    basis="预算02表",
    formula="合计 ＝ Σ 各项收入 + 上年结转结余",
    text="例：一般公共预算拨款收入 982.98，合计印作 892.98。",
)
footing(
    "BM07",
    "budget.revenue.units",
    "收入预算总表：部门等于所属单位之和，合计等于各部门之和",
    figures=("budget_revenue.total.total",),
    basis="预算02表",
    formula="部门 ＝ Σ 所属单位；合计 ＝ Σ 部门",
    text="例：两个单位 600、382.98，部门应为 982.98。",
)
footing(
    "BM11",
    "budget.expenditure.row",
    "支出预算总表：各行合计等于各项支出之和",
    figures=("budget_expenditure.total.total",),
    rule="row",
    basis="预算03表",
    formula="合计 ＝ 基本支出 + 项目支出 + 事业单位经营支出 + 上缴上级支出 + 对附属单位补助支出",
    text="例：行政运行基本支出 164.71、没有项目支出，合计应为 164.71。",
)
footing(
    "BM12",
    "budget.expenditure.levels",
    "支出预算总表：类等于款之和，款等于项之和，合计等于类之和",
    figures=("budget_expenditure.total.total",),
    basis="预算03表；《政府收支分类科目》类、款、项三级",
    formula="类 ＝ Σ款 ＝ Σ项；合计 ＝ Σ类",
    text="例：21011款 3.68 + 8.85，应为 12.53。",
)
footing(
    "BM21",
    "budget.appropriation.funds",
    "财政拨款收支预算总表：本年收入、上年结转等于各项拨款之和",
    figures=("budget_appropriation.revenue.total", "budget_appropriation.opening.total"),
    basis="预算04表",
    formula="本年收入 ＝ 一般公共预算拨款 + 政府性基金预算拨款 + 国有资本经营预算拨款",
    text="例：一般公共预算拨款 982.98，没有其他拨款，本年收入应为 982.98。",
)
footing(
    "BM22",
    "budget.appropriation.revenue-grand-total",
    "财政拨款收支预算总表：收入总计等于本年收入加上年结转",
    figures=("budget_appropriation.revenue_grand_total",),
    basis="预算04表",
    formula="收入总计 ＝ 本年收入 + 上年结转",
    text="例：本年收入 982.98、上年结转 5，收入总计应为 987.98。",
)
footing(
    "BM23",
    "budget.appropriation.expenditure",
    "财政拨款收支预算总表：本年支出等于各类支出之和",
    figures=("budget_appropriation.expenditure_total",),
    basis="预算04表",
    formula="本年支出 ＝ Σ 功能分类各类支出",
    text="例：三类支出 6.78、955.44、20.76，本年支出应为 982.98。",
)
footing(
    "BM24",
    "budget.appropriation.expenditure-grand-total",
    "财政拨款收支预算总表：支出总计等于本年支出加年终结转结余",
    figures=("budget_appropriation.expenditure_grand_total",),
    basis="预算04表",
    formula="支出总计 ＝ 本年支出 + 年终结转结余",
    text="例：本年支出 982.98，没有结转，支出总计应为 982.98。",
)
identity(
    "BM25",
    "budget.appropriation.balance",
    "财政拨款收支预算总表：收入总计等于支出总计",
    left="budget_appropriation.revenue_grand_total",
    right="budget_appropriation.expenditure_grand_total",
    basis="预算法：部门预算收支平衡；预算04表",
    text="例：收入总计 982.98，支出总计 982.89，是数字颠倒。",
)
footing(
    "BM31",
    "budget.general.row",
    "一般公共预算支出表：各行合计等于基本支出加项目支出",
    figures=("budget_general.total.total",),
    rule="row",
    basis="预算05表",
    formula="合计 ＝ 基本支出小计 + 项目支出",
    text="例：基本支出 204.78、项目支出 778.20，合计应为 982.98。",
)
footing(
    "BM32",
    "budget.general.basic",
    "一般公共预算支出表：各行基本支出等于人员经费加公用经费",
    figures=("budget_general.total.basic",),
    rule="row",
    basis="预算05表",
    formula="基本支出小计 ＝ 人员经费 + 公用经费",
    text="例：人员经费 182.37、公用经费 22.41，基本支出应为 204.78。",
)
footing(
    "BM33",
    "budget.general.levels",
    "一般公共预算支出表：类等于款之和，款等于项之和，合计等于类之和",
    figures=("budget_general.total.total",),
    basis="预算05表；《政府收支分类科目》类、款、项三级",
    formula="类 ＝ Σ款 ＝ Σ项；合计 ＝ Σ类",
    text="例：22102款 17.57 + 3.19，应为 20.76。",
)
footing(
    "BM41",
    "budget.units.row",
    "分单位表：各行合计等于基本支出加项目支出",
    figures=("budget_units.total.total",),
    rule="row",
    basis="预算06表",
    formula="合计 ＝ 基本支出小计 + 项目支出",
    text="例：基本支出 204.78、项目支出 778.20，合计应为 982.98。",
)
footing(
    "BM42",
    "budget.units.basic",
    "分单位表：各行基本支出等于人员经费加公用经费",
    figures=("budget_units.total.basic",),
    rule="row",
    basis="预算06表",
    formula="基本支出小计 ＝ 人员经费 + 公用经费",
    text="例：人员经费 182.37、公用经费 22.41，基本支出应为 204.78。",
)
footing(
    "BM43",
    "budget.units.sum",
    "分单位表：部门等于所属单位之和，合计等于各部门之和",
    figures=("budget_units.total.total",),
    basis="预算06表",
    formula="部门 ＝ Σ 所属单位；合计 ＝ Σ 部门",
    text="例：本级 800、下属单位 182.98，部门应为 982.98。",
)
footing(
    "BM51",
    "budget.basic.row",
    "一般公共预算基本支出表：各行合计等于人员经费加公用经费",
    figures=("budget_basic.total.total",),
    rule="row",
    basis="预算07表",
    formula="合计 ＝ 人员经费 + 公用经费",
    text="例：30201 公用经费 5.10，合计应为 5.10。",
)
footing(
    "BM52",
    "budget.basic.levels",
    "一般公共预算基本支出表：类等于款之和，合计等于类之和",
    figures=("budget_basic.total.total",),
    basis="预算07表；部门预算支出经济分类",
    formula="类 ＝ Σ款；合计 ＝ Σ类",
    text="例：301 工资福利支出应等于 30101 至 30199 之和。",
)
footing(
    "BM61",
    "budget.three-public.vehicles",
    "“三公”经费支出表：公务用车小计等于购置费加运行费",
    figures=("budget_three_public.vehicles",),
    basis="预算08表",
    formula="公务用车购置及运行费 ＝ 公务用车购置费 + 公务用车运行费",
    text="例：购置费 18、运行费 3，小计应为 21。",
)
footing(
    "BM62",
    "budget.three-public.total",
    "“三公”经费支出表：合计等于出国、公务用车、接待之和",
    figures=("budget_three_public.total",),
    basis="预算08表",
    formula="“三公”经费合计 ＝ 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费",
    text="例：公务用车 21、接待 1，合计应为 22。",
)
footing(
    "BM71",
    "budget.fund.row",
    "政府性基金预算支出表：各行合计等于基本支出加项目支出",
    figures=("budget_fund.total.total",),
    rule="row",
    basis="预算09表",
    formula="合计 ＝ 基本支出 + 项目支出",
    text="例：项目支出 50，合计应为 50。",
)
footing(
    "BM72",
    "budget.fund.levels",
    "政府性基金预算支出表：类等于款之和，款等于项之和，合计等于类之和",
    figures=("budget_fund.total.total",),
    basis="预算09表；《政府收支分类科目》类、款、项三级",
    formula="类 ＝ Σ款 ＝ Σ项；合计 ＝ Σ类",
    text="例：22960款下的项相加，应等于该款。",
)

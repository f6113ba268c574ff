"""表内: the formulas of the two-sided tables, 公开01表 and 公开04表."""

from __future__ import annotations

from generator.checks.registry import footing

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

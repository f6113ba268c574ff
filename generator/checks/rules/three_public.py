"""“三公”经费: against the economic items, its details and its budget."""

from __future__ import annotations

from generator.checks.registry import identity

_CROSS = "公开06表只含基本支出，“三公”经费表还含项目支出：同一经济科目，后者不会更小"
_ADVICE = "核对“三公”经费表是否漏计基本支出中的这一项"

identity(
    "TP01",
    "three-public.economic.abroad",
    "因公出国（境）费决算数不小于基本支出中的30212",
    left="basic.lines.30212.amount",
    right="three_public.outturn.abroad",
    relation="<=",
    basis=_CROSS,
    text="例：基本支出 30212 因公出国（境）费用 3.20，“三公”经费表因公出国（境）费 0。",
    advice=_ADVICE,
)
identity(
    "TP02",
    "three-public.economic.operation",
    "公务用车运行维护费决算数不小于基本支出中的30231",
    left="basic.lines.30231.amount",
    right="three_public.outturn.vehicle_operation",
    relation="<=",
    basis=_CROSS,
    text="例：基本支出 30231 公务用车运行维护费 3.20，“三公”经费表公务用车运行维护费 2.30。",
    advice=_ADVICE,
)
identity(
    "TP03",
    "three-public.economic.purchase",
    "公务用车购置费决算数不小于基本支出中的31013",
    left="basic.lines.31013.amount",
    right="three_public.outturn.vehicle_purchase",
    relation="<=",
    basis=_CROSS,
    text="例：基本支出 31013 公务用车购置 18.00，“三公”经费表公务用车购置费是空的。",
    advice=_ADVICE,
)
identity(
    "TP04",
    "three-public.economic.reception",
    "公务接待费决算数不小于基本支出中的30217",
    left="basic.lines.30217.amount",
    right="three_public.outturn.reception",
    relation="<=",
    basis=_CROSS,
    text="例：基本支出 30217 公务接待费 1.10，“三公”经费表公务接待费 1.01。",
    advice=_ADVICE,
)
identity(
    "TP05",
    "three-public.details.abroad",
    "因公出国（境）费等于住宿费、旅费、伙食补助费、培训费、杂费之和",
    left="three_public.outturn.abroad",
    right="three_public_details.delegations.lodging + three_public_details.delegations.travel"
    " + three_public_details.delegations.meals + three_public_details.delegations.training"
    " + three_public_details.delegations.miscellaneous",
    optional=True,
    basis="部门决算公开模板（地方财政部门印发）：因公出国（境）实际发生支出，其中各项费用",
    text="五项费用都填了才核对。\n\n例：住宿费 1、旅费 2，其余为 0，因公出国（境）费应为 3。",
)
identity(
    "TP06",
    "three-public.details.reception",
    "公务接待费等于国内、国（境）外公务接待支出之和",
    left="three_public.outturn.reception",
    right="three_public_details.receptions.domestic + three_public_details.receptions.foreign",
    optional=True,
    basis="部门决算公开模板（地方财政部门印发）：国内公务接待支出、国（境）外公务接待支出",
    text="两项都填了才核对。\n\n例：国内 1.01、国（境）外 0，公务接待费应为 1.01。",
)
identity(
    "TP07",
    "three-public.details.reception.at-most",
    "国内公务接待支出不超过公务接待费",
    left="three_public_details.receptions.domestic",
    right="three_public.outturn.reception",
    relation="<=",
    optional=True,
    basis="部门决算公开模板（地方财政部门印发）：国内公务接待支出是公务接待费的一部分",
    text="例：公务接待费 1.01，国内公务接待支出写 10.1。",
)
identity(
    "TP08",
    "three-public.prior.vehicles",
    "上年公务用车小计等于购置费加运行维护费",
    left="prior.three_public.vehicles",
    right="prior.three_public.vehicle_purchase + prior.three_public.vehicle_operation",
    optional=True,
    basis="“三公”经费支出决算表：9栏＝（10+11）栏",
    text="例：上年购置费 0、运行维护费 2.69，上年小计应为 2.69。",
)
identity(
    "TP09",
    "three-public.prior.total",
    "上年“三公”经费合计等于各项之和",
    left="prior.three_public.total",
    right="prior.three_public.abroad + prior.three_public.vehicles + prior.three_public.reception",
    optional=True,
    basis="“三公”经费支出决算表：7栏＝（8+9+12）栏",
    text="例：上年出国 0、公务用车 2.69、公务接待 1.37，上年合计应为 4.06。",
)
identity(
    "TP10",
    "three-public.at-most.appropriation",
    "“三公”经费决算数不超过财政拨款支出合计",
    left="three_public.outturn.total",
    right="appropriation.expenditure.total",
    relation="<=",
    basis="“三公”经费表的口径：财政拨款安排的支出",
    text="例：财政拨款支出合计 1,183.81，“三公”经费 1,810（按元填的）。",
    advice="核对金额单位",
)
identity(
    "TP11",
    "three-public.over-budget",
    "“三公”经费决算数不超过预算数",
    left="three_public.outturn.total",
    right="three_public.budget.total",
    relation="<=",
    severity="警告",
    basis="《党政机关厉行节约反对浪费条例》：“三公”经费预算不得超出；预算数按全年（调整后）预算",
    text="例：全年预算 1.81，决算 2.81，要核对预算数是否为调整后的数。",
    advice="核对预算数是否为全年（调整后）预算；确实超出的，在原因中写明",
)
identity(
    "TP12",
    "three-public.held",
    "财政拨款开支的公务用车保有量不超过车辆总数",
    left="three_public_details.vehicles.held",
    right="assets.vehicles_total",
    relation="<=",
    optional=True,
    severity="警告",
    basis="国有资产占用情况：车辆总数包括全部车辆；保有量是其中财政拨款开支的",
    text="例：保有量 3 辆，国有资产中车辆共 1 辆。",
)
identity(
    "TP13",
    "three-public.conference",
    "会议费不小于基本支出中的30215",
    left="basic.lines.30215.amount",
    right="general_costs.conference",
    relation="<=",
    optional=True,
    severity="警告",
    basis=_CROSS.replace("“三公”经费表", "一般性支出说明"),
    text="例：基本支出 30215 会议费 5.00，一般性支出写会议费 4.00。",
)
identity(
    "TP14",
    "three-public.training",
    "培训费不小于基本支出中的30216",
    left="basic.lines.30216.amount",
    right="general_costs.training",
    relation="<=",
    optional=True,
    severity="警告",
    basis=_CROSS.replace("“三公”经费表", "一般性支出说明"),
    text="例：基本支出 30216 培训费 3.00，一般性支出写培训费 0.30。",
)
identity(
    "TP15",
    "three-public.groups",
    "各类出国（境）团组数之和等于团组数",
    left="three_public_details.delegations.exchange_groups + three_public_details.delegations.investment_groups"
    " + three_public_details.delegations.conference_groups + three_public_details.delegations.training_groups"
    " + three_public_details.delegations.inspection_groups",
    right="three_public_details.delegations.groups",
    optional=True,
    severity="警告",
    basis="部门决算公开模板（地方财政部门印发）：因公出国（境）团组，其中各类",
    text="例：团组 2 个，国际交流与合作 1 个，其余为 0，少列了一个。",
)
identity(
    "TP16",
    "three-public.persons",
    "各类出国（境）人次之和等于人次",
    left="three_public_details.delegations.exchange_persons + three_public_details.delegations.investment_persons"
    " + three_public_details.delegations.conference_persons + three_public_details.delegations.training_persons"
    " + three_public_details.delegations.inspection_persons",
    right="three_public_details.delegations.persons",
    optional=True,
    severity="警告",
    basis="部门决算公开模板（地方财政部门印发）：因公出国（境）人次，其中各类",
    text="例：人次 6，各类之和 5。",
)

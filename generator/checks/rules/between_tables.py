"""表间: what one table says must be what another says of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Passed, Result
from generator.checks.compare import compare
from generator.checks.figures import Missing, is_blank, section_title
from generator.checks.registry import check, identity
from generator.facts.appropriation import FUNDS
from generator.facts.figure import nothing, total
from generator.facts.ledger import OTHER_SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.facts.figure import Figure

identity(
    "XT01",
    "between-tables.summary.both-sides",
    "总表：收入总计等于支出总计",
    left="summary.revenue_grand_total",
    right="summary.expenditure_grand_total",
    basis="公开01表：收支两侧相等",
    text="例：收入总计 9,111.11，支出总计 9,111.10，差 0.01 万元以内是尾差，再多就是错误。",
    advice="核对结余分配、年末结转和结余是否漏填",
)
identity(
    "XT02",
    "between-tables.appropriation.both-sides",
    "财政拨款总表：收入总计等于支出总计",
    left="appropriation.revenue_grand_total",
    right="appropriation.expenditure_grand_total.total",
    basis="公开04表：收支两侧相等",
    text="例：财政拨款收入总计 1,183.81，支出总计也应为 1,183.81。",
    advice="核对年初、年末财政拨款结转和结余是否漏填",
)
identity(
    "XT03",
    "between-tables.revenue.total",
    "收入决算表的合计等于总表的本年收入合计",
    left="revenue.total.total",
    right="summary.revenue_total",
    basis="公开02表1栏合计＝公开01表27行",
    text="例：收入决算表合计 9,111.11，总表本年收入合计也应为 9,111.11。",
    advice="核对收入决算表是否漏列科目，或总表是否漏填一项收入",
)
identity(
    "XT04",
    "between-tables.revenue.appropriation-summary",
    "收入决算表的财政拨款收入等于总表三项财政拨款收入之和",
    left="revenue.total.appropriation",
    right="summary.revenue.general_budget + summary.revenue.government_fund + summary.revenue.state_capital",
    basis="公开02表2栏合计＝公开01表（1+2+3）行",
    text="例：总表一般公共预算 1,148.77、政府性基金 35.04，收入决算表财政拨款收入合计应为 1,183.81。",
)
identity(
    "XT05",
    "between-tables.revenue.appropriation",
    "收入决算表的财政拨款收入等于财政拨款总表的本年收入合计",
    left="revenue.total.appropriation",
    right="appropriation.revenue.total",
    basis="公开02表2栏合计＝公开04表27行",
    text="例：财政拨款总表本年收入合计 1,183.81，收入决算表财政拨款收入合计也应为 1,183.81。",
)
identity(
    "XT06",
    "between-tables.revenue.sources",
    "收入决算表的其他各栏等于总表的同名收入",
    left="revenue.total.{source}",
    right="summary.revenue.{source}",
    basis="公开02表3至7栏合计＝公开01表4至8行",
    text="上级补助收入、事业收入、经营收入、附属单位上缴收入、其他收入逐项核对。\n\n"
    "例：收入决算表事业收入合计 95，总表事业收入 59，是数字颠倒。",
)
identity(
    "XT07",
    "between-tables.summary.funds",
    "总表的三项财政拨款收入等于财政拨款总表的同名收入",
    left="summary.revenue.{fund}",
    right="appropriation.revenue.{fund}",
    basis="公开01表1至3行＝公开04表1至3行",
    text="例：总表政府性基金预算财政拨款收入 35.04，财政拨款总表写 53.04，是数字颠倒。",
)
identity(
    "XT08",
    "between-tables.expenditure.total",
    "支出决算表的合计等于总表的本年支出合计",
    left="expenditure.total.total",
    right="summary.expenditure_total",
    basis="公开03表1栏合计＝公开01表本年支出合计",
    text="例：支出决算表合计 1,183.81，总表本年支出合计也应为 1,183.81。",
    advice="核对支出决算表是否漏列科目，或总表是否漏填一类支出",
)
identity(
    "XT09",
    "between-tables.expenditure.classes",
    "支出决算表的各类支出等于总表的同类支出",
    left="expenditure.lines.{class}.total",
    right="summary.classes.{class}",
    basis="公开03表各类＝公开01表支出功能分类各行",
    text="例：支出决算表 210 卫生健康支出 8,397.66，总表第九行也应为 8,397.66。",
)
identity(
    "XT10",
    "between-tables.funds.total",
    "财政拨款总表各栏的本年支出合计等于该项财政拨款的支出表合计",
    left="appropriation.expenditure.{fund}",
    right="{fund}.total.total",
    basis="公开04表3至5栏＝公开05表、政府性基金表、国有资本经营预算表的支出合计",
    text="例：财政拨款总表政府性基金栏合计 105，政府性基金表支出合计 135，是两表不一致。",
)
identity(
    "XT11",
    "between-tables.funds.classes",
    "财政拨款总表各栏的各类支出等于该项财政拨款支出表的同类支出",
    left="appropriation.classes.{class}.{fund}",
    right="{fund}.lines.{class}.total",
    basis="公开04表3至5栏各类＝公开05表、政府性基金表、国有资本经营预算表的同类支出",
    text="例：一般公共预算栏 221 住房保障支出 442.56，公开05表 221 也应为 442.56。",
)
identity(
    "XT12",
    "between-tables.government-fund",
    "财政拨款总表的政府性基金收入等于政府性基金表的本年收入合计",
    left="appropriation.revenue.government_fund",
    right="government_fund.total.revenue",
    basis="公开04表2行＝政府性基金预算财政拨款收入支出决算表2栏合计",
    text="例：财政拨款总表政府性基金收入 35.04，政府性基金表本年收入合计也应为 35.04。",
)
identity(
    "XT13",
    "between-tables.government-fund.opening",
    "财政拨款总表的政府性基金年初结转等于政府性基金表的合计",
    left="appropriation.opening.government_fund",
    right="government_fund.total.opening",
    basis="公开04表30行＝政府性基金预算财政拨款收入支出决算表1栏合计",
    text="例：政府性基金表年初结转和结余合计 2.00，财政拨款总表 30 行也应为 2.00。",
)
identity(
    "XT14",
    "between-tables.basic",
    "一般公共预算财政拨款基本支出等于人员经费加公用经费",
    left="general_budget.total.basic",
    right="basic.personnel + basic.public",
    basis="公开05表2栏合计＝公开06表人员经费合计＋公用经费合计",
    text="例：人员经费 3,416.40、公用经费 468.84，公开05表基本支出合计应为 3,885.24。",
)
identity(
    "XT15",
    "between-tables.expenditure.at-least.basic",
    "支出决算表的基本支出不小于同科目财政拨款的基本支出",
    left="general_budget.lines.{code}.basic + government_fund.lines.{code}.basic + state_capital.lines.{code}.basic",
    right="expenditure.lines.{code}.basic",
    relation="<=",
    basis="公开03表包括全部支出，公开05表、政府性基金表、国有资本经营预算表是其中的财政拨款支出",
    text="例：公开05表 2101501 基本支出 134.16，支出决算表同科目只有 130，是少列了支出。",
)
identity(
    "XT16",
    "between-tables.expenditure.at-least.project",
    "支出决算表的项目支出不小于同科目财政拨款的项目支出",
    left="general_budget.lines.{code}.project + government_fund.lines.{code}.project"
    " + state_capital.lines.{code}.project",
    right="expenditure.lines.{code}.project",
    relation="<=",
    basis="公开03表包括全部支出，公开05表、政府性基金表、国有资本经营预算表是其中的财政拨款支出",
    text="例：公开05表 2101506 项目支出 5,225.87，支出决算表同科目只有 5,220，是少列了支出。",
)
identity(
    "XT17",
    "between-tables.carry-over.opening",
    "总表的年初结转和结余不小于财政拨款的年初结转和结余",
    left="appropriation.opening.total",
    right="summary.opening",
    relation="<=",
    basis="公开01表29行包括全部结转和结余，公开04表28行是其中的财政拨款结转和结余",
    text="例：财政拨款年初结转 8，总表年初结转和结余只填 6，是少填了。",
)
identity(
    "XT18",
    "between-tables.carry-over.closing",
    "总表的年末结转和结余不小于财政拨款的年末结转和结余",
    left="appropriation.closing.total",
    right="summary.closing",
    relation="<=",
    basis="公开01表年末结转和结余包括全部资金，公开04表60行是其中的财政拨款结转和结余",
    text="例：财政拨款年末结转 8，总表年末结转和结余是空的，是漏填了。",
)
identity(
    "XT21",
    "between-tables.operating-cost.at-most",
    "机关运行经费不超过一般公共预算公用经费",
    left="operating_cost.outturn",
    right="basic.public",
    relation="<=",
    optional=True,
    basis="名词解释：机关运行经费是用一般公共预算财政拨款安排的公用经费",
    text="例：公用经费合计 468.84，机关运行经费写 480，多出的部分没有来源。",
)
identity(
    "XT22",
    "between-tables.operating-cost.equal",
    "行政单位、参公单位的机关运行经费等于公用经费",
    left="operating_cost.outturn",
    right="basic.public",
    natures=("行政单位", "参公单位"),
    optional=True,
    severity="警告",
    basis="名词解释：机关运行经费是行政单位（含参公单位）的公用经费；部门含事业单位时可以小于公用经费",
    text="例：行政单位公用经费 10.93，机关运行经费也应为 10.93。部门下有事业单位的，两数可以不同，说明即可。",
    advice="核对机关运行经费；部门含事业单位的，在 waivers 中说明",
)


@check(
    "XT19",
    "between-tables.expenditure.appropriation-only",
    "只有财政拨款的单位，支出决算表等于各财政拨款支出表之和",
    basis="公开03表＝公开05表＋政府性基金表＋国有资本经营预算表（没有其他资金时）",
)
def appropriation_only(check: Check, subject: Subject) -> Iterator[Result]:
    """没有事业收入等其他收入、没有用非财政拨款结余、年初结转也全是财政拨款的单位，全部支出都来自财政拨款。

    例：收入全部是财政拨款，支出决算表 2080505 的基本支出 239.12，公开05表同科目写 239.21，是两表不一致。
    """
    index, ledger = subject.index, subject.book.ledger
    absent = [name for name in ("summary", "revenue", "expenditure", "general_budget") if not index.is_reported(name)]
    if absent:
        yield from (NotRun(f"没有报送{section_title(name)}") for name in absent)
        return
    other = any(ledger.revenue.total.get(source) or ledger.summary.get(f"revenue.{source}") for source in OTHER_SOURCES)
    opening = (ledger.summary.get("opening"), ledger.appropriation.get("opening.total"))
    values = [0 if figure is None else figure.value for figure in opening]
    if other or ledger.summary.get("surplus_used") or values[0] != values[1]:
        yield Inapplicable("单位有财政拨款以外的资金")
        return
    compared = 0
    for place in ("total", *(f"lines.{code}" for code in index.codes)):
        for column in ("basic", "project"):
            whole = index.find(f"expenditure.{place}.{column}")
            parts = [index.figures.get(f"{fund}.{place}.{column}") for fund in FUNDS if index.is_reported(fund)]
            known = [part for part in parts if part is not None]
            if isinstance(whole, Missing) or (is_blank(whole) and not known):
                continue
            compared += 1
            yield compare(check, whole, _sum_of(known, f"{place}.{column}", whole), index)
    if not compared:
        yield Passed()


def _sum_of(parts: list[Figure], key: str, like: Figure) -> Figure:
    """The funds' figures together; one alone is itself, none is a blank."""
    if len(parts) == 1:
        return parts[0]
    summed = total(f"appropriations.{key}", "", parts)
    return nothing(f"general_budget.{key}", like.title) if summed is None else summed


@check(
    "XT23",
    "between-tables.operating-cost.institution",
    "事业单位一般没有机关运行经费",
    basis="名词解释：机关运行经费是行政单位（含参照公务员法管理的事业单位）的运行经费",
    severity="警告",
)
def institution(check: Check, subject: Subject) -> Iterator[Result]:
    """不参公的事业单位、企业没有机关运行经费；部门汇总下属行政单位的除外。

    例：单位性质是事业单位，机关运行经费写 20.00，多半是单位性质或口径填错。
    """
    unit, outturn = subject.book.unit, subject.figure("operating_cost.outturn")
    natures = {unit.nature, *(one.nature for one in unit.subordinates)}
    if natures & {"行政单位", "参公单位", "社会团体"}:
        yield Inapplicable(f"{unit.nature}有机关运行经费")
        return
    if outturn:
        yield check.finding(
            f"{unit.nature}填了机关运行经费",
            outturn.path,
            found=unit.nature,
            expected="行政单位或参公单位",
            advice="核对单位性质；不是机关运行经费的删去",
        )

"""项目: what forms and totals say of the same project."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Passed, Result
from generator.checks.compare import compare, compare_each
from generator.checks.evaluations import forms, show
from generator.checks.figures import Missing
from generator.checks.registry import check, identity
from generator.facts.application import SOURCES
from generator.facts.figure import total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.facts.figure import Figure

identity(
    "JX08",
    "performance.funds",
    "绩效自评资金不超过项目支出",
    left="performance.project_funds",
    right="expenditure.total.project",
    relation="<=",
    optional=True,
    severity="警告",
    basis="绩效自评的对象是项目支出；按预算数统计的可以略大",
    text="例：项目支出合计 5,225.87，绩效自评资金 52,258.70，是小数点错位。",
    advice="核对金额和口径；按预算数统计的，在 waivers 中说明",
)
identity(
    "JX18",
    "performance.whole.outturn",
    "整体自评表的执行数等于本年支出合计",
    left="performance.whole.outturn",
    right="summary.expenditure_total",
    optional=True,
    severity="警告",
    basis="整体绩效自评表：年度资金总额为部门（单位）整体支出",
    text="例：本年支出合计 9,111.11，整体自评表执行数 9,111.01。",
    advice="核对执行数；口径不同的，在 waivers 中说明",
)
identity(
    "JX19",
    "performance.whole.funds",
    "整体支出绩效自评资金等于本年支出合计",
    left="performance.whole_funds",
    right="summary.expenditure_total",
    optional=True,
    severity="警告",
    basis="整体支出绩效自评：资金为部门（单位）整体支出",
    text="例：本年支出合计 1,183.81，整体自评资金写 1,138.81，是数字颠倒。",
    advice="核对金额；口径不同的，在 waivers 中说明",
)


@check(
    "JX07",
    "performance.form-of-project",
    "自评表的预算数、执行数与项目的一致",
    basis="项目绩效自评表：全年预算数、执行数",
)
def same_amounts(check: Check, subject: Subject) -> Iterator[Result]:
    """项目综述和自评表各写一次预算数、执行数，两处要相同。

    例：项目综述执行数 57.01，自评表执行数 57.10。
    """
    pairs = (
        (subject.figure(f"projects.{index}.evaluation.{column}"), subject.figure(f"projects.{index}.{column}"))
        for index, project in enumerate(subject.accounts.projects)
        if project.evaluation is not None
        for column in ("budget", "outturn")
    )
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有两处都填了金额的项目"))


@check(
    "JX09",
    "performance.count",
    "绩效自评项目数与列出的项目数一致",
    basis="部门决算公开模板（地方财政部门印发）：项目支出自评结果，逐项列出",
    severity="警告",
)
def counted(check: Check, subject: Subject) -> Iterator[Result]:
    """正文先说共涉及几个项目，后面逐项列出，个数要相同。

    例：项目数填 5，列出 4 个项目。只公开部分项目的，在 waivers 中说明。
    """
    count = subject.accounts.performance.project_count
    listed = len(subject.accounts.projects)
    if count is None or not listed:
        yield Inapplicable("没有填项目数，或没有列出项目")
    elif count != listed:
        yield check.finding(
            "绩效自评项目数与列出的项目数不同",
            ("performance", "project_count"),
            found=str(count),
            expected=str(listed),
            advice="核对项目数，或补上漏列的项目；只公开部分项目的，在 waivers 中说明",
        )


@check(
    "JX10",
    "performance.funds.parts",
    "绩效自评资金等于列出项目的执行数（或预算数）之和",
    basis="部门决算公开模板（地方财政部门印发）：共涉及项目、资金，逐项列出",
    severity="警告",
)
def funds(check: Check, subject: Subject) -> Iterator[Result]:
    """列出的就是全部自评项目时，它们的执行数之和（或预算数之和）等于自评资金。

    例：四个项目执行数之和 965.80，自评资金填 956.80，是数字颠倒。
    """
    whole = subject.figure("performance.project_funds")
    projects = subject.accounts.projects
    count = subject.accounts.performance.project_count
    spent = [subject.figure(f"projects.{index}.outturn") for index in range(len(projects))]
    planned = total(
        "projects.budget", "", [subject.figure(f"projects.{index}.budget") for index in range(len(projects))]
    )
    if whole is None or not whole.path or not projects or (count is not None and count != len(projects)):
        yield Inapplicable("没有填自评资金，或没有列出全部项目")
    elif planned is not None and planned.value == whole.value:
        yield Passed()
    elif any(figure is None for figure in spent):
        yield NotRun("有的项目没有填执行数")
    else:
        summed = total("projects.outturn", "各项目执行数", spent)
        if summed is not None:
            yield compare(check, whole, summed, subject.index)


@check(
    "JX11",
    "performance.over-budget",
    "项目执行数不超过全年预算数",
    basis="绩效自评表口径：预算数为调整后的预算，执行率不超过100%",
    severity="警告",
)
def over_budget(check: Check, subject: Subject) -> Iterator[Result]:
    """执行数大于全年（调整后）预算数，多半是预算数填了年初数。

    例：全年预算数 50，执行数 57.01，执行率 114%。
    """
    pairs = (
        (subject.figure(f"projects.{index}.outturn"), subject.figure(f"projects.{index}.budget"))
        for index in range(len(subject.accounts.projects))
    )
    otherwise = Inapplicable("没有填了预算数和执行数的项目")
    yield from compare_each(check, pairs, subject.index, otherwise, "<=", "核对预算数是否为调整后的全年预算数")


@check(
    "JX13",
    "performance.score",
    "项目得分与自评表总分一致",
    basis="项目绩效自评表：总分",
)
def project_score(check: Check, subject: Subject) -> Iterator[Result]:
    """项目的自评得分就是自评表的总分。

    例：项目得分填 98，自评表总分 99。
    """
    compared = False
    for form in forms(subject):
        if form.path[0] != "projects":
            continue
        score, whole = subject.figure(f"projects.{form.path[1]}.score"), form.facts.total
        if score is None or whole is None:
            continue
        compared = True
        if score.value != whole.value:
            yield check.finding(
                f"{form.title}的总分与项目得分不同",
                score.path,
                found=show(score.value),
                expected=show(whole.value),
                advice="核对项目得分和自评表总分",
            )
    if not compared:
        yield Inapplicable("没有两处都填了得分的项目")


@check(
    "JX14",
    "performance.functional",
    "同一科目的项目之和不超过该科目的项目支出",
    basis="公开03表项目支出栏；项目的功能科目",
    severity="警告",
)
def by_code(check: Check, subject: Subject) -> Iterator[Result]:
    """写了功能科目的项目，按科目相加，不超过支出决算表该科目的项目支出。

    例：2101502 项目支出 73.15，该科目的两个项目执行数之和 78.15。
    """
    spent: dict[str, list[Figure]] = defaultdict(list)
    for index, project in enumerate(subject.accounts.projects):
        figure = subject.figure(f"projects.{index}.outturn")
        if project.functional and figure is not None:
            spent[project.functional].append(figure)
    if not spent:
        yield Inapplicable("项目没有写功能科目")
    for code, parts in spent.items():
        whole = subject.index.find(f"expenditure.lines.{code}.project")
        if isinstance(whole, Missing):
            yield NotRun(whole.reason)
            continue
        summed = parts[0] if len(parts) == 1 else total(f"projects.{code}", "", parts)
        if summed is not None:
            yield compare(check, summed, whole, subject.index, "<=")


@check(
    "JX16",
    "performance.funding",
    "资金来源之和等于项目的预算数、执行数",
    basis="项目绩效自评表：项目资金＝各资金来源之和",
)
def funding(check: Check, subject: Subject) -> Iterator[Result]:
    """分资金来源填报的自评表，各来源相加等于合计。

    例：本级财政 30、上级转移支付 20，合计执行数填 55。
    """
    pairs = (
        (whole, total(f"{form.title}.{column}", "各资金来源", parts))
        for form in forms(subject)
        for column, whole, parts in (
            ("budget", form.facts.budget, [row.budget for row in form.facts.funding]),
            ("outturn", form.facts.outturn, [row.outturn for row in form.facts.funding]),
        )
    )
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有分资金来源的自评表"))


@check(
    "JX17",
    "performance.application",
    "绩效目标申报表的项目总预算等于各项资金之和",
    basis="项目支出绩效目标申报表：项目总预算＝财政拨款收入＋专户管理的非税收入拨款＋其他资金",
)
def application(check: Check, subject: Subject) -> Iterator[Result]:
    """填了总预算又填了资金构成的，两者要一致。

    例：本级安排 100、上级转移支付 50，总预算填 105。
    """
    places = [
        f"projects.{index}.application"
        for index, project in enumerate(subject.accounts.projects)
        if project.application is not None
    ]
    pairs = (
        (
            subject.figure(f"{place}.total_budget"),
            total(f"{place}.parts", "各项资金", (subject.figure(f"{place}.{source}") for source in SOURCES)),
        )
        for place in places
    )
    yield from compare_each(check, pairs, subject.index, Inapplicable("没有填了资金构成的绩效目标申报表"))

"""绩效自评表: weights, scores and the rule by which they follow from what was done."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, NotRun, Result
from generator.checks.evaluations import Form, forms, places, show
from generator.checks.registry import check
from generator.facts.figure import total
from generator.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject

_FULL = Decimal(100)
_RULE = "绩效自评表填报说明：定量指标得分规则，得分不得突破权重总额"
_EXACT_PLACES = 2


def _over(subject: Subject) -> Iterator[Form | Inapplicable]:
    found = forms(subject)
    yield from found or (Inapplicable("没有绩效自评表"),)


@check(
    "JX01",
    "performance.execution-score",
    "预算执行得分按执行率计算",
    basis="绩效自评表：得分＝分值×执行率，不超过分值",
)
def execution_score(check: Check, subject: Subject) -> Iterator[Result]:
    """预算执行得分＝分值×执行率，执行率超过100%按100%，按填报的小数位数四舍五入。

    例：分值 20、执行率 95%，得分应为 19；填 20 就是错误。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        score = form.facts.execution_score
        if score is None or not score.path:
            yield Inapplicable(f"{form.title}没有填预算执行得分")
        elif not score.derived:
            yield NotRun(f"{form.title}缺少预算执行分值、预算数或执行数")
        else:
            expected = round_half_up(score.derived[0].value, places(score.value))
            if expected != score.value:
                yield check.finding(
                    f"{form.title}的预算执行得分与“分值×执行率”不符",
                    score.path,
                    found=show(score.value),
                    expected=show(score.derived[0].value),
                    advice="核对预算数、执行数和得分",
                )


@check(
    "JX02",
    "performance.weights",
    "分值合计为100分",
    basis="绩效自评表：预算执行分值与各指标分值合计100分",
)
def weights(check: Check, subject: Subject) -> Iterator[Result]:
    """预算执行分值加各指标分值等于 100。没有分值的表样不核对；有的指标漏填分值，无法核对。

    例：预算执行 20、产出指标 40、效益指标 20、满意度指标 10，合计只有 90。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        parts = [row.weight for row in form.rows]
        if form.facts.execution_weight is None and not any(part is not None for part in parts):
            yield Inapplicable(f"{form.title}没有分值")
        elif any(part is None for part in parts):
            yield NotRun(f"{form.title}有的指标没有填分值")
        else:
            whole = total("weights", "分值合计", [form.facts.execution_weight, *parts], "number")
            if whole is not None and whole.value != _FULL:
                yield check.finding(
                    f"{form.title}的分值合计不是 100 分",
                    form.path,
                    found=show(whole.value),
                    expected="100",
                    advice="核对预算执行分值和各指标的目标分值",
                )


@check(
    "JX03",
    "performance.score-within-weight",
    "得分在零和分值之间",
    basis=_RULE,
)
def within(check: Check, subject: Subject) -> Iterator[Result]:
    """每个指标的得分不小于 0，不超过目标分值；预算执行得分也一样。

    例：指标分值 5，得分 6。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        pairs = [(form.facts.execution_score, form.facts.execution_weight, "预算执行")]
        pairs += [(row.score, row.weight, row.level3) for row in form.rows]
        for score, weight, name in pairs:
            if score is None or weight is None or 0 <= score.value <= weight.value:
                continue
            yield check.finding(
                f"{form.title}“{name}”的得分不在分值之内",
                score.path or form.path,
                found=show(score.value),
                expected=f"0 至 {show(weight.value)}",
                advice="核对得分和目标分值",
            )


@check(
    "JX04",
    "performance.total",
    "总分等于各项得分之和",
    basis="绩效自评表：总分＝预算执行得分＋各指标得分",
)
def totals(check: Check, subject: Subject) -> Iterator[Result]:
    """填了总分的，要等于预算执行得分与各指标得分之和。

    例：各项得分之和是 99，总分填 100。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        given = form.facts.total
        if given is None or not given.path:
            yield Inapplicable(f"{form.title}的总分由程序计算")
        elif not given.derived:
            yield NotRun(f"{form.title}有的得分没有填")
        else:
            exact = max(places(given.value), _EXACT_PLACES)
            summed = given.derived[0]
            if round_half_up(summed.value, exact) != given.value:
                yield check.finding(
                    f"{form.title}的总分与各项得分之和不符",
                    given.path,
                    found=show(given.value),
                    expected=show(summed.value),
                    advice="核对总分和各项得分",
                )


@check(
    "JX15",
    "performance.goal-weight",
    "目标的分值等于其指标分值之和",
    basis="绩效自评表（目标计分）：目标分值＝Σ指标分值",
)
def goal_weights(check: Check, subject: Subject) -> Iterator[Result]:
    """按目标计分的表样，每个目标的分值等于它下面各指标的分值之和。

    例：年度目标 20 分，三个指标 6、7、6，少 1 分。
    """
    goals = [(form, goal) for form in forms(subject) for goal in form.facts.goals]
    if not goals:
        yield Inapplicable("没有按目标计分的自评表")
    for form, goal in goals:
        own = [row.weight for row in goal.rows]
        name = f"{form.title}{goal.kind}{goal.number}"
        if goal.weight is None or any(weight is None for weight in own):
            yield NotRun(f"{name}有的分值没有填")
            continue
        whole = total("goal", "指标分值", own, "number")
        if whole is not None and whole.value != goal.weight.value:
            yield check.finding(
                f"{name}的分值与其指标分值之和不符",
                goal.weight.path,
                found=show(goal.weight.value),
                expected=show(whole.value),
                advice="核对目标分值和指标分值",
            )


_GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


@check(
    "JX12",
    "performance.grade",
    "评价级别与得分相符",
    basis="财预〔2020〕10号《项目支出绩效评价管理办法》：90分及以上为优，80至90分为良，60至80分为中，60分以下为差（分档未核实）",
    severity="警告",
)
def grade(check: Check, subject: Subject) -> Iterator[Result]:
    """填了综合得分和评价级别的，按通行的分档核对；当地另有分档的，在 waivers 中说明。

    例：综合得分 85，评价级别写“优”。
    """
    data = subject.accounts.performance
    if data.score is None or not data.grade_level:
        yield Inapplicable("没有填综合得分或评价级别")
        return
    expected = next(name for name, least in _GRADES if data.score >= least)
    known = {name for name, _ in _GRADES}
    if data.grade_level in known and data.grade_level != expected:
        yield check.finding(
            "评价结果级别与综合得分不符",
            ("performance", "grade_level"),
            found=f"{data.grade_level}（{show(data.score)} 分）",
            expected=expected,
            advice="核对得分和级别；当地另有分档的，在 waivers 中说明",
        )

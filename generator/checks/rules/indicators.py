"""绩效指标: what was done against what was aimed at, and the score that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.checks.check import Check, Inapplicable, Result
from generator.checks.evaluations import Form, forms, places, show
from generator.checks.registry import check
from generator.money import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.subject import Subject
    from generator.facts.evaluation import ScoredRow
    from generator.facts.figure import Figure

_RULE = "绩效自评表填报说明：定量指标得分规则，得分不得突破权重总额"


def _over(subject: Subject) -> Iterator[Form | Inapplicable]:
    found = forms(subject)
    yield from found or (Inapplicable("没有绩效自评表"),)


_QUANTITY = re.compile(
    r"(≥|>=|＞|>|≧|不低于|不少于|≤|<=|＜|<|≦|不超过|不高于|不多于)?\s*([\d,，]+(?:\.\d+)?)\s*([^\d\s<>≤≥（(]*)"
)
_AT_MOST = frozenset({"≤", "<=", "＜", "<", "≦", "不超过", "不高于", "不多于"})


@dataclass(frozen=True, slots=True)
class _Quantity:
    sign: str
    value: Decimal
    measure: str


def _quantity(text: str) -> _Quantity | None:
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    number = match[2].replace(",", "").replace("，", "")
    return _Quantity(match[1] or "", Decimal(number), match[3].replace("％", "%"))


def _achieved(row: ScoredRow) -> Decimal | None:
    """目标完成的比例, at most 1; ``None`` where target or actual is no plain number of one measure."""
    target, actual = _quantity(row.target), _quantity(row.actual)
    if target is None or actual is None or actual.sign or target.measure != actual.measure:
        return None
    better, worse = (target, actual) if target.sign in _AT_MOST else (actual, target)
    if worse.value == 0:
        return Decimal(1)
    return min(Decimal(1), better.value / worse.value)


def _explained(form: Form, row: ScoredRow) -> bool:
    return bool(row.remark or form.facts.data.deviation)


@check(
    "JX05",
    "performance.indicator-score",
    "定量指标的得分符合计分规则",
    basis=_RULE + "；正向指标得分＝权重×B/A，反向指标得分＝权重×A/B",
    severity="警告",
)
def indicator_score(check: Check, subject: Subject) -> Iterator[Result]:
    """目标值和完成值都是同一计量单位的数时，按规则算出得分来核对；少得分而写明原因的不提示。

    例：目标 ≥100家，完成 90家，分值 10，得分应为 9；填 10 是多计了。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        for row in form.rows:
            done = _achieved(row)
            if done is None or row.weight is None or row.score is None:
                continue
            finding = _misjudged(check, form, row, row.weight, row.score, done)
            if finding is not None:
                yield finding


def _misjudged(check: Check, form: Form, row: ScoredRow, weight: Figure, score: Figure, done: Decimal) -> Result | None:
    exact = weight.value * done
    expected = round_half_up(exact, places(score.value))
    if score.value == expected or (score.value < expected and _explained(form, row)):
        return None
    return check.finding(
        f"{form.title}“{row.level3}”的得分{'高于' if score.value > expected else '低于'}计分规则",
        score.path,
        found=f"{show(score.value)}（目标 {row.target}，完成 {row.actual}，分值 {show(weight.value)}）",
        expected=show(exact),
        advice="核对完成值和得分；另有扣分原因的，写在偏差原因中",
    )


@check(
    "JX06",
    "performance.unfinished",
    "没有完成的指标要写原因",
    basis="绩效自评表：偏差大或目标未完成原因分析",
    severity="警告",
)
def unfinished(check: Check, subject: Subject) -> Iterator[Result]:
    """完成值没有达到目标值，偏差原因或指标的备注不能空。

    例：目标 ≥95%，完成 90%，偏差原因空白。
    """
    for form in _over(subject):
        if isinstance(form, Inapplicable):
            yield form
            continue
        for row in form.rows:
            done = _achieved(row)
            if done is not None and done < 1 and not _explained(form, row):
                place = row.score if row.score is not None else row.weight
                yield check.finding(
                    f"{form.title}“{row.level3}”没有完成，没有写原因",
                    place.path if place is not None else form.path,
                    found=f"目标 {row.target}，完成 {row.actual}",
                    expected="未完成的原因",
                    advice="在指标的备注（remark）或自评表的偏差原因分析（deviation）中写原因和改进措施",
                )

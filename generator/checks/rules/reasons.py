"""原因: written where asked, not against the figures, and saying something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.check import BOTH, Check, Inapplicable, Result
from generator.checks.registry import check
from generator.facts.budget_book import BudgetBook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checks.subject import TextSubject
    from generator.facts.figure import Change, Completion, Direction
    from generator.facts.kinds import Book
    from generator.source import Path

_BASIS = "财政预决算领域基层政务公开标准目录：说明收支增减变化的原因"
_FUNDS = ("general_budget", "government_fund", "state_capital")
_WORD: dict[Direction, str] = {"up": "增加（或大于预算）", "down": "减少（或小于预算）"}


@check("YY01", "reason.required", "要写原因的地方都写了", basis=_BASIS, stage="text", documents=BOTH)
def required(check: Check, text: TextSubject) -> Iterator[Result]:
    """正文写到“主要原因是”的地方，按样式的规定必须有原因。

    例：收、支总计增加 12.7%，reasons.total 是空的。
    """
    asked = [reason for reason in text.reasons.values() if reason.required]
    if not asked:
        yield Inapplicable("没有要写原因的地方")
    for reason in asked:
        if not reason.given:
            yield check.finding(
                f"{reason.place}需要填写原因（reasons.{reason.key}）",
                _path(reason.key),
                found="空",
                expected="增减或差异的具体原因",
                advice="写明具体事项，不要只写“业务需要”；写在“主要原因是”之后的话，不带句号",
            )


@check("YY02", "reason.direction", "原因与增减方向不矛盾", basis=_BASIS, severity="警告", stage="text", documents=BOTH)
def direction(check: Check, text: TextSubject) -> Iterator[Result]:
    """数是减少的，原因里只说增加；或数是增加的，原因里只说减少、压缩。两种词都有的不判断。

    例：公务接待费比上年减少 0.36 万元，原因写“接待批次增加”。
    """
    words = text.lists.words
    known = directions(text.book, text.style.compare.operating_cost)
    for key, written in _given(text):
        moved = known.get(key)
        rising = any(word in written for word in words.rising)
        falling = any(word in written for word in words.falling)
        if moved not in {"up", "down"} or rising in (falling, moved == "up"):
            continue
        yield check.finding(
            f"原因说的是{'增加' if rising else '减少'}，数却是{_WORD[moved]}",
            _path(key),
            found=written,
            expected=f"{_WORD[moved]}的原因",
            advice="核对数和原因，改正不对的一个",
        )


@check("YY03", "reason.vague", "原因说得出具体事项", basis=_BASIS, severity="警告", stage="text", documents=BOTH)
def vague(check: Check, text: TextSubject) -> Iterator[Result]:
    """“业务需要”“工作需要”“据实列支”“无”这样的话等于没有说。词表在 data/checks/words.yaml。

    例：一般公共预算财政拨款支出增加 1,030.29 万元，原因只写“业务需要”。
    """
    words = set(text.lists.words.vague_reasons)
    for key, written in _given(text):
        if written.strip("，。；、 “”") in words:
            yield check.finding(
                "原因没有说具体事项",
                _path(key),
                found=written,
                expected="引起增减的具体事项",
                advice="写明是哪项工作、哪类人员、哪个项目引起的",
            )


def _given(text: TextSubject) -> Iterator[tuple[str, str]]:
    """Key and words of each reason that the document prints."""
    for key in text.reasons:
        value: object = text.accounts.reasons
        for step in key.split("."):
            value = value.get(step, "") if isinstance(value, dict) else getattr(value, step)
        if isinstance(value, str) and value and not key.startswith("uses."):
            yield key, value


def _path(key: str) -> Path:
    return ("reasons", *key.split("."))


def directions(book: Book, operating_cost: str) -> dict[str, Direction]:
    """Key of a reason → how the figure moved that it explains."""
    return {key: one.direction for key, one in movements(book, operating_cost).items()}


def movements(book: Book, operating_cost: str) -> Mapping[str, Change | Completion]:
    """Key of a reason → the change, or the completion of a budget, that it explains."""
    if isinstance(book, BudgetBook):
        return book.movements()
    moved: dict[str, Change | Completion | None] = {
        "total": book.total.change,
        "revenue": book.revenue.change,
        "expenditure": book.expenditure.change,
        "appropriation": book.appropriation.change,
        "general_budget_expenditure": book.general_budget.change,
        "operating_cost": book.operating_cost.against_budget
        if operating_cost == "budget"
        else book.operating_cost.change,
    }
    moved |= {f"{fund.key}_revenue": fund.change for fund in book.appropriation.funds if fund.key in _FUNDS}
    for group in book.general_budget.classes:
        moved[f"items.{group.code}"] = group.completion
        moved |= {f"items.{item.code}": item.completion for item in group.items}
    public = book.three_public
    for key, item in (
        ("three_public", public.total),
        ("abroad", public.abroad),
        ("vehicles", public.vehicles),
        ("vehicle_purchase", public.purchase),
        ("vehicle_operation", public.operation),
        ("reception", public.reception),
    ):
        moved |= {f"{key}.budget": item.completion, f"{key}.prior": item.change}
    return {key: one for key, one in moved.items() if one is not None}

"""文本: years, units and subjects that do not belong in this document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.check import BOTH
from generator.checks.hits import hits
from generator.checks.registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.check import Check, Result
    from generator.checks.hits import Hit
    from generator.checks.subject import TextSubject

_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})\s*年(?!.?修[订正])")
_SPAN_BEFORE = re.compile(r"(?:自|从|于|到|至|自从|[—–~～-])\s*$")
_SPAN_AFTER = re.compile(r"^(?:度|底|末|初)?\s*(?:以来|以前|之前|以后|起|前|后|至|到|[—–~～-])")
_ORGAN = (
    "局|委员会|办公室|厅|中心|医院|学校|中学|小学|大学|学院|图书馆|博物馆|档案馆|研究所"
    "|支队|大队|总队|管理处|服务站|人民政府"
)
_OWNER = re.compile(
    rf"([\u4e00-\u9fff]{{2,24}}?(?:{_ORGAN}))(?:(?:19|20)\d{{2}}年度?)?(?:部门|单位)?决算(?!批复|处|科|工作)"
)


@check(
    "TX03",
    "text.other-year",
    "没有其他年度的年份",
    basis="财政部门审核决算公开文本的常见问题",
    severity="警告",
    stage="text",
    documents=BOTH,
)
def other_year(check: Check, text: TextSubject) -> Iterator[Result]:
    """文本里的年份应是决算年度、上年或次年；预算的申报表还写前年。照往年文本改写时，容易漏改年份。

    书名号、文号里的年份和“自2018年以来”“2021—2025年”这样的说法不算；
    原因和样式文字里的按警告，其他文字里的按提示。

    例：2024年度的原因写“与2021年度相比人员增加”。
    """
    known = text.book.years()
    for hit in hits(text, _YEAR):
        if int(hit.match[1]) in known or hit.is_of_a_form or _is_reference(hit):
            continue
        is_free = hit.field is not None and hit.field.path[0] != "reasons"
        yield check.finding(
            f"出现 {hit.match[1]} 年：“{hit.excerpt}”（{hit.place}）",
            hit.path,
            found=f"{hit.match[1]}年",
            expected=f"{text.book.year}年，或上年、次年",
            advice="核对年份；说的确是那一年的，不用改",
            severity="提示" if is_free else None,
        )


def _is_reference(hit: Hit) -> bool:
    before, after = hit.passage.text[: hit.match.start()], hit.passage.text[hit.match.end() :]
    quoted = before.count("《") > before.count("》") or before.count("〔") > before.count("〕")
    return quoted or bool(_SPAN_BEFORE.search(before)) or bool(_SPAN_AFTER.match(after))


@check(
    "TX04",
    "text.other-unit",
    "没有其他单位的名称",
    basis="财政部门审核决算公开文本的常见问题",
    severity="警告",
    stage="text",
    documents=BOTH,
)
def other_unit(check: Check, text: TextSubject) -> Iterator[Result]:
    """“某某局决算”“某某中心2024年度部门决算”里的名称应是本单位；样例单位的名称不应出现。

    主管部门、下属单位的名称不算。样例单位的名单在 data/checks/words.yaml。

    例：照另一个局的文本改写，情况说明里留着“某区教育局2024年度部门决算”。
    """
    unit = text.book.unit
    own = {unit.name, unit.short_name, unit.supervisor, *(one.name for one in unit.subordinates)} - {""}
    for hit in hits(text, _OWNER):
        if not any(name in hit.match[1] or hit.match[1] in name for name in own) and "财政" not in hit.match[1]:
            yield _stranger(check, hit, hit.match[1], unit.name)
    strangers = [name for name in text.lists.words.example_units if not any(name in one or one in name for one in own)]
    if strangers:
        for hit in hits(text, re.compile("|".join(re.escape(name) for name in strangers))):
            yield _stranger(check, hit, hit.match[0], unit.name)


def _stranger(check: Check, hit: Hit, found: str, own: str) -> Result:
    return check.finding(
        f"出现其他单位的名称：“{hit.excerpt}”（{hit.place}）",
        hit.path,
        found=found,
        expected=own,
        advice="核对是否从其他单位的文本抄来；确指该单位的，不用改",
    )


_LEAST = 5
"""Characters of a former name that is looked for in prose."""


@check(
    "TX14",
    "text.former-name",
    "正文用当年的科目名称",
    basis="财政部当年《政府收支分类科目》",
    severity="警告",
    stage="text",
    documents=BOTH,
)
def former_names(check: Check, text: TextSubject) -> Iterator[Result]:
    """人写的文字里，改过名称的类、款、项也用当年的名称。

    例：2024年度的说明写“医疗卫生与计划生育支出减少”，2019 年起是“卫生健康支出”。
    """
    table = text.functional
    current = set(table.names.values())
    former = {
        name: table.names[code]
        for code, names in table.other_names.items()
        for name in names
        if code in table.names and name not in current and len(name) >= _LEAST
    }
    if not former:
        return
    for hit in hits(text, re.compile("|".join(re.escape(name) for name in sorted(former, key=len, reverse=True)))):
        if hit.field is not None and hit.field.path[-1] != "name":
            yield check.finding(
                f"“{hit.match[0]}”是其他年度的科目名称（{hit.place}）",
                hit.path,
                found=hit.match[0],
                expected=former[hit.match[0]],
                advice=f"改为“{former[hit.match[0]]}”",
            )

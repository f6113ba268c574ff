"""公开要素: what the law asks, whether it is in the data and whether it is in the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.check import BOTH, Check, Inapplicable, NotRun, Passed, Result
from generator.checks.figures import TABLES
from generator.checks.registry import check
from generator.document.blocks import Heading
from generator.document.table import TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.checks.subject import Subject, TextSubject
    from generator.checks.wordlists import Requirement

_SAYS_NONE = re.compile("无|没有|未")
_SUBJECTS = {
    "summary": "收",
    "revenue": "收入",
    "expenditure": "支出",
    "appropriation": "财政拨款",
    "general_budget": "一般公共预算",
    "basic": "基本支出",
    "government_fund": "政府性基金",
    "state_capital": "国有资本",
    "three_public": "三公",
}
"""Table → what its empty note must speak of."""


@check(
    "DS01",
    "disclosure.required",
    "法规要求公开的内容都填了",
    basis="财政预决算领域基层政务公开标准目录等；逐项依据见要素表 data/checks/requirements.yaml",
)
def required(check: Check, subject: Subject) -> Iterator[Result]:
    """按要素表逐项看：职责、机构设置、“三公”经费各项金额和数量、机关运行经费及其比较、政府采购及中小企业份额、
    国有资产、绩效等。要素表是数据，按样式、公开主体、单位性质列出，级别也在表中。

    例：行政单位没有填机关运行经费；政府采购总额 4,025.70，没有填授予中小企业合同金额。
    """
    met = 0
    for row in subject.lists.requirements:
        if not _concerns(row, subject):
            continue
        lacking = [path for path in row.fields if not _is_given(subject, path)]
        if not lacking or (row.mode == "any" and len(lacking) < len(row.fields)):
            met += 1
            continue
        yield check.finding(
            f"没有填{row.title}（{row.basis}）",
            tuple(lacking[0].split(".")),
            found="空",
            expected=row.title,
            advice=row.advice,
            severity=row.severity,
        )
    yield Passed(met)


def _concerns(row: Requirement, subject: Subject) -> bool:
    unit = subject.book.unit
    amount = subject.figure(row.positive) if row.positive else None
    return (
        (not row.section or row.section in subject.sections)
        and (not row.styles or subject.style.name in row.styles)
        and (not row.kinds or unit.kind in row.kinds)
        and (not row.natures or unit.nature in row.natures)
        and (not row.positive or (amount is not None and amount.value > 0))
        and not (row.unless and _is_given(subject, row.unless))
        and (not row.compared_with or subject.style.compare.operating_cost == row.compared_with)
    )


def _is_given(subject: Subject, path: str) -> bool:
    """Whether there is anything at ``path``: a figure, be it computed, a text, a list that is not empty."""
    if subject.figure(path) is not None:
        return True
    value: object = subject.accounts
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
    return value is not None and value not in ("", (), {})


@check(
    "DS02",
    "disclosure.nine-tables",
    "九张决算表齐全，次序与样式一致",
    basis="财预〔2016〕143号《地方预决算公开操作规程》；财预〔2021〕29号：不得随意删减表格",
    stage="text",
)
def nine_tables(check: Check, text: TextSubject) -> Iterator[Result]:
    """文本中要有九张决算表，次序、编号按样式。没有数据的表也要印空表。

    例：样式的 tables.order 漏写国有资本经营预算表，文本只有八张表。
    """
    if text.style.document != "final_accounts":
        yield Inapplicable("不是决算公开文本")
        return
    printed = _sources(text, (block.id for block in text.document.blocks if isinstance(block, TableBlock)))
    lacking = [name for name in TABLES if name not in printed]
    titles = [text.forms.tables[name].title for name in lacking if name in text.forms.tables]
    if lacking:
        yield check.finding(
            f"文本缺少 {len(lacking)} 张决算表：{'、'.join(titles)}",
            found=f"{len(printed)} 张",
            expected="9 张",
            advice="在样式的 tables.order 中写全九张表，提纲中要有放决算表的部分",
        )
    if printed != _sources(text, text.style.tables.order):
        yield check.finding("决算表的次序与样式不一致", found="、".join(printed), advice="核对样式的 tables.order")


def _sources(text: TextSubject, tables: Iterable[str]) -> list[str]:
    """Those of the nine tables whose figures ``tables`` show, each where it first comes."""
    forms = {table: text.forms.find(table) for table in tables}
    sources = [form.source or table for table, form in forms.items() if form is not None]
    return list(dict.fromkeys(source for source in sources if source in TABLES))


@check(
    "DS03",
    "disclosure.empty-tables",
    "没有数据的表要有说明",
    basis="财预〔2021〕29号：没有数据的表格保留并说明；部门决算公开模板的空表说明",
    stage="text",
)
def empty_tables(check: Check, text: TextSubject) -> Iterator[Result]:
    """空表要保留表格，并写明“当年无……”，说明中要有这张表的名称。

    例：政府性基金表是空的，表下没有“当年无政府性基金预算财政拨款收入支出”。
    """
    found = False
    for block in text.document.blocks:
        if not isinstance(block, TableBlock) or block.id not in TABLES or _has_figures(text, block.id):
            continue
        found = True
        form = text.forms.tables[block.id]
        cells = (cell.text for row in block.body for cell in row)
        if any(_SAYS_NONE.search(line) and _SUBJECTS[block.id] in line for line in (*block.notes, *cells)):
            continue
        yield check.finding(
            f"“{block.title}”没有数据，也没有说明",
            (block.id,),
            found="空表",
            expected=form.empty_note or "当年无此项收支的说明",
            severity="错误" if form.empty_note else "警告",
            advice="核对这张表是否漏报；确实没有的，在表样的 empty_note 中写说明",
        )
    if not found:
        yield Inapplicable("九张表都有数据")


def _has_figures(text: TextSubject, table: str) -> bool:
    return any(figure.value for path, figure in text.index.figures.items() if path.startswith(f"{table}."))


@check(
    "DS04",
    "disclosure.empty-sections",
    "标题下面有内容",
    basis="公开文本形式规范、内容完整（财预〔2016〕143号《地方预决算公开操作规程》第四条）",
    severity="警告",
    stage="text",
)
def empty_sections(check: Check, text: TextSubject) -> Iterator[Result]:
    """每个标题下面要有文字、表或下一级标题。

    例：“（四）绩效自评结果应用情况”下面什么也没有，因为数据中没有填。
    """
    blocks = text.document.blocks
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if not isinstance(block, Heading):
            continue
        if following is None or (isinstance(following, Heading) and following.level <= block.level):
            yield check.finding(
                f"“{block.text}”下面没有内容",
                found="空",
                expected="正文、表或说明",
                advice="在数据中填写这一节需要的内容；确实没有的，写一句说明",
            )


@check(
    "DS05",
    "disclosure.cover",
    "封面写明年度、单位和文种",
    basis="公开文本形式规范（财预〔2016〕143号《地方预决算公开操作规程》第四条）",
    stage="text",
)
def cover(check: Check, text: TextSubject) -> Iterator[Result]:
    """封面上要有决算年度、单位全称（或简称）和“决算”二字。

    例：样式的封面标题写成固定的“2022年度部门决算公开”，没有单位名称，年度也不会变。
    """
    unit = text.book.unit
    page = " ".join((text.document.cover.title, text.document.cover.unit, *text.document.cover.lines))
    lacking = [] if str(text.book.year) in page else ["年度"]
    if unit.name not in page and not (unit.short_name and unit.short_name in page):
        lacking.append("单位名称")
    if "决算" not in page and text.style.document == "final_accounts":
        lacking.append("“决算”")
    if lacking:
        yield check.finding(
            f"封面没有{'、'.join(lacking)}",
            found=page,
            expected=f"{text.book.year}年度{unit.name}决算公开",
            advice="核对样式的 cover_title、cover_unit",
        )


@check(
    "QS01",
    "missing.text",
    "正文要写的数都在数据中",
    basis="样式的正文模板",
    stage="text",
    documents=BOTH,
)
def missing(check: Check, text: TextSubject) -> Iterator[Result]:
    """正文写到的数，数据中没有，就列在这里；草稿中印作〔缺：……〕。没有填和填 0 不同。

    例：样式与上年比较，数据中没有上年“三公”经费。
    """
    del check
    yield from text.missing


@check(
    "DS06",
    "disclosure.reported-tables",
    "九张决算表都报送了",
    basis="财预〔2021〕29号：应严格按公开模板，不得随意删减表格或内容",
    severity="提示",
)
def reported(check: Check, subject: Subject) -> Iterator[Result]:
    """没有报送的表由其他表推出，或印空表；推不出的内容会缺。表间勾稽也就无从核对。

    例：没有报送支出决算表，程序用三张财政拨款支出表相加代替。
    """
    del check
    for table in TABLES:
        if not subject.index.is_reported(table):
            yield NotRun(f"没有报送{subject.forms.tables[table].title}")

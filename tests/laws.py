"""What holds for every composed document, whatever the unit and the style. Each law raises ``AssertionError``.

Numbers are formatted and recomputed here by code of our own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from generator.checks.run import check_text, conclude
from generator.document.blocks import ChartBlock, Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.document.text import to_text
from generator.facts.figure import walk
from generator.ingest import Loaded
from generator.pipeline import compose_unit, reference_for, text_of
from generator.source import SourceMap
from generator.style.load import LoadedStyle, load_style, style_names
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _pytest.mark.structures import ParameterSet

    from generator.compose import Composition, Reference
    from generator.facts.book import FactBook
    from generator.facts.figure import Completion, Figure
    from generator.finding import Finding
    from generator.model.accounts import FinalAccounts

WORKSPACE = Workspace.find()
ON_PURPOSE = frozenset({"TX01", "DS03"})
"""What random units are full of: marks of templates in names and reasons, tables whose amounts all print as 0.00."""
YUAN = {"元": 1, "万元": 10_000}


@dataclass(frozen=True)
class Made:
    """A unit's accounts and all that was made of them."""

    accounts: FinalAccounts
    style: LoadedStyle
    book: FactBook
    composition: Composition
    findings: tuple[Finding, ...]

    @property
    def figures(self) -> dict[str, Figure]:
        """The printed figures by key."""
        return dict(self.composition.figures)

    @property
    def text(self) -> str:
        """The document as plain text."""
        return to_text(self.composition.document)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The document's paragraphs."""
        return [block for block in self.composition.document.blocks if isinstance(block, Paragraph)]

    @property
    def errors(self) -> list[str]:
        """Findings that stop a build."""
        return [str(finding) for finding in self.findings if finding.severity == "错误"]


@cache
def reference(year: int) -> Reference:
    """Forms and names of ``year``."""
    return reference_for(year, WORKSPACE)


def final_styles() -> list[tuple[str, int]]:
    """Each style of final accounts with the last year that it and the forms are made for."""
    loaded = [load_style(WORKSPACE.templates, name).style for name in style_names(WORKSPACE.templates)]
    return [
        (style.name, min(2024, style.years[1]))
        for style in loaded
        if style.document == "final_accounts" and not style.abstract
    ]


def quick_styles(most: int = 2) -> list[ParameterSet]:
    """The styles as cases of a test, of which all but the first few are slow."""
    return [
        pytest.param(*pair, id=pair[0], marks=[pytest.mark.slow] if number >= most else [])
        for number, pair in enumerate(final_styles())
    ]


def make(accounts: FinalAccounts, workspace: Workspace = WORKSPACE) -> Made:
    """Facts, document and findings of ``accounts``, as for data just read."""
    composed = compose_unit(Loaded(accounts, SourceMap(), (), ()), workspace)
    text = check_text(text_of(composed.subject, composed.composition))
    report = conclude((composed.figures_report, text), composed.subject)
    findings = tuple(finding for finding in report.findings if finding.code not in ON_PURPOSE)
    return Made(accounts, composed.style, composed.book, composed.composition, findings)


# 数


def shown(value: Decimal, places: int, *, thousands: bool = False, strip_zeros: bool = False) -> str:
    """A number as it should be printed: rounded half up by whole numbers, not by the decimal library."""
    scaled = abs(value) * 10**places
    whole = int(scaled)
    if scaled - whole >= Decimal("0.5"):
        whole += 1
    digits = str(whole).rjust(places + 1, "0")
    head, tail = (digits[:-places], digits[-places:]) if places else (digits, "")
    if strip_zeros:
        tail = tail.rstrip("0")
    if thousands:
        head = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", head)
    sign = "-" if value < 0 and whole else ""
    return sign + head + ("." + tail if tail else "")


def percent(made: Made, value: Decimal) -> str:
    """A ratio as the style prints it."""
    form = made.style.style.percent
    text = shown(value * 100, form.places, strip_zeros=form.strip_zeros)
    if form.plain_0_100 and Decimal(text) in (0, 100):
        text = text.split(".")[0]
    return f"{text}%"


def amount(made: Made, value: Decimal, *, table: bool = False) -> str:
    """An amount as the style prints it in text or in tables."""
    style = made.style.style
    form = style.table if table else style.text
    return shown(value / YUAN[style.text_unit], form.places, thousands=form.thousands, strip_zeros=form.strip_zeros)


def score(made: Made, value: Decimal) -> str:
    """A score as the style prints it in forms."""
    form = made.style.style.score
    return shown(value, form.places, strip_zeros=form.strip_zeros)


def in_text(made: Made, figure: Figure) -> str:
    """What a paragraph prints for ``figure``."""
    match figure.kind:
        case "money":
            return amount(made, figure.value)
        case "ratio":
            return percent(made, figure.value)
        case "count":
            return str(int(figure.value))
        case _:
            return f"{figure.value:f}"


def in_full(made: Made, figure: Figure) -> str:
    """What a paragraph prints for ``figure`` where the style lists zeros as 0.00."""
    form = made.style.style.text
    if figure.kind != "money" or not made.style.style.wording.list_zero_sources:
        return in_text(made, figure)
    return shown(figure.value / YUAN[made.style.style.text_unit], form.places, thousands=form.thousands)


def in_cell(made: Made, figure: Figure, cell: Cell) -> bool:
    """Whether the cell prints ``figure``: by itself, or as a weight after a name."""
    match figure.kind:
        case "money":
            return cell.text == amount(made, figure.value, table=True) or figure.value == 0 == Decimal(cell.text)
        case "ratio":
            return cell.text == percent(made, figure.value)
        case _ if cell.role == "label":
            return f"（{score(made, figure.value)}分" in cell.text
        case _:
            return cell.text == score(made, figure.value)


def law_every_printed_number_is_its_figure(made: Made) -> None:
    for block in made.composition.document.blocks:
        match block:
            case Paragraph(spans=spans):
                for span in spans:
                    if span.ref:
                        figure = made.figures[span.ref]
                        assert span.text in (in_text(made, figure), in_full(made, figure)), span
            case TableBlock(body=body):
                for cell in (cell for row in body for cell in row if cell.ref):
                    assert in_cell(made, made.figures[cell.ref], cell), cell
            case ChartBlock(series=series):
                for datum in (datum for line in series for datum in line.data):
                    assert amount(made, made.figures[datum.ref].value, table=True) == datum.amount


OPERATIONS: dict[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "difference": lambda values: values[0] - sum(values[1:], Decimal(0)),
    "distance": lambda values: abs(values[0] - values[1]),
    "ratio": lambda values: values[0] / values[1],
    "growth": lambda values: abs(values[0] - values[1]) / abs(values[1]),
    "product": lambda values: values[0] * values[1],
    "count": lambda values: Decimal(len(values)),
}


def law_every_figure_follows_from_its_operands(made: Made) -> None:
    for printed in made.figures.values():
        for figure in walk(printed):
            if figure.operation == "reported":
                assert figure.path, figure.key
                assert reported_value(made.accounts, figure.path) == figure.value, figure.key
            else:
                expected = OPERATIONS[figure.operation]([part.value for part in figure.operands])
                assert expected == figure.value, figure.key


def reported_value(accounts: object, path: tuple[str | int, ...]) -> Decimal:
    """What the accounts hold at ``path``."""
    value: Any = accounts
    for step in path:
        value = getattr(value, step) if isinstance(step, str) and hasattr(value, step) else value[step]
    return Decimal(len(value) if isinstance(value, tuple) else value)


# 方向


def runs(paragraph: Paragraph) -> Iterator[tuple[str, Span]]:
    """Each span with the text before it."""
    before = ""
    for span in paragraph.spans:
        yield before, span
        before += span.text


def law_increase_and_decrease_agree_with_signs(made: Made) -> None:
    words = {"distance": ("增加", "减少"), "growth": ("增长", "下降")}
    for paragraph in made.paragraphs:
        latest = None
        for before, span in runs(paragraph):
            if not span.ref:
                for word in re.findall(r"(增加|减少)的主要原因", span.text):
                    assert latest is not None, paragraph.text
                    assert word == ("增加" if latest > 0 else "减少"), paragraph.text
                continue
            figure = made.figures[span.ref]
            if figure.operation in words:
                current, base = figure.operands
                latest = current.value - base.value
                up, down = words[figure.operation]
                assert before.removesuffix("率").endswith(up if latest > 0 else down), paragraph.text
            else:
                assert not re.search(r"(增加|减少|增长|下降)$", before), paragraph.text


def completions(made: Made) -> dict[str, Completion]:
    """Outturn's key → its completion, of all that is compared with a budget."""
    book = made.book
    three = [
        getattr(book.three_public, key) for key in ("total", "abroad", "vehicles", "purchase", "operation", "reception")
    ]
    parts = (*book.general_budget.classes, *book.general_budget.items, *three)
    found = (book.general_budget.completion, *(part.completion for part in parts))
    return {one.outturn.key: one for one in found if one is not None}


def law_above_and_below_the_budget_agree_with_signs(made: Made) -> None:
    known = completions(made)
    for paragraph in made.paragraphs:
        budget = outturn = None
        for before, span in runs(paragraph):
            if span.ref and re.search(r"预算为$", before):
                budget = made.figures[span.ref]
            elif span.ref and before.endswith("决算为"):
                outturn = made.figures[span.ref]
                expected = known[outturn.key].budget if outturn.key in known else None
                assert budget is None or expected is None or expected.value == budget.value, paragraph.text
                budget = budget if expected is None else expected
            elif not span.ref:
                for word in re.findall(r"(?<!不)(?:大于|小于|高于|低于)", span.text):
                    assert budget is not None, paragraph.text
                    assert outturn is not None, paragraph.text
                    assert word in (("大于", "高于") if outturn.value > budget.value else ("小于", "低于")), (
                        paragraph.text
                    )
                    assert outturn.value != budget.value, paragraph.text


def law_unchanged_is_what_prints_as_unchanged(made: Made) -> None:
    quantum = Decimal(YUAN[made.style.style.text_unit]).scaleb(-made.style.style.text.places)
    for change in (made.book.total.change, made.book.appropriation.change):
        if change is None or change.base is None:
            continue
        is_flat = abs(change.current.value - change.base.value) < quantum / 2
        for paragraph in made.paragraphs:
            refs = {span.ref for span in paragraph.spans}
            if change.current.key in refs and re.search("持平|增加|减少", paragraph.text):
                assert is_flat == ("持平" in paragraph.text), paragraph.text


def law_no_choice_is_left_to_the_reader(made: Made) -> None:
    pattern = (
        r"(增加|增长|大于|上升)\s*[(（/]\s*(减少|下降|小于)|(减少|下降|小于)\s*[(（/]\s*(增加|增长|大于|上升)|XX|××"
    )
    assert re.search(pattern, made.text) is None


# 率


def law_no_rate_on_a_base_of_zero(made: Made) -> None:
    for figure in made.figures.values():
        if figure.operation in {"ratio", "growth"}:
            assert figure.operands[1].value != 0, figure.key
    for paragraph in made.paragraphs:
        budget = None
        for (before, span), (_, following) in pairwise(runs(paragraph)):
            printed = made.figures.get(span.ref)
            if printed is None:
                continue
            if before.endswith(("预算为", "预算数为")):
                budget = printed
            elif before.endswith(("决算为", "执行数为")) and budget is not None and budget.value == 0:
                assert not re.match(r"万?元，完成", following.text), paragraph.text
            if printed.operation == "distance" and printed.operands[1].value == 0:
                assert not re.match(r"万?元，(增长|下降)", following.text), paragraph.text


def law_shares_of_a_structure_add_up_to_one_hundred(made: Made) -> None:
    form = made.style.style.percent
    for parts in structures(made):
        whole = parts[0].operands[1]
        printed = [Decimal(percent(made, part.value).rstrip("%")) for part in parts]
        rounding = len(parts) * Decimal("0.5").scaleb(-form.places)
        tail = abs(sum((part.operands[0].value for part in parts), Decimal(0)) - whole.value)
        if made.accounts.amount_unit == "元":
            assert tail == 0, whole.key
        assert tail <= Decimal(50) * (len(parts) + 1), whole.key
        assert abs(sum(printed, Decimal(0)) - 100) <= rounding + tail / abs(whole.value) * 100, whole.key


def structures(made: Made) -> list[list[Figure]]:
    """The printed shares, by the whole that they divide: sources, kinds, classes."""
    found: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for paragraph in made.paragraphs:
        for span in paragraph.spans:
            if span.ref and (key := re.fullmatch(r"(revenue|expenditure|general_budget)\.(\w+)\.share", span.ref)):
                by = "class" if key[2].isdigit() else "kind"
                found[key[1], by][span.ref] = made.figures[span.ref]
    return [list(parts.values()) for parts in found.values()]


def law_structures_name_every_part_that_is_not_zero(made: Made) -> None:
    book = made.book
    funds = [fund.key for fund in book.appropriation.funds if fund.revenue]
    for key, parts in (("revenue", book.revenue.sources), ("expenditure", book.expenditure.kinds)):
        named = {part.key: part.name for part in parts if part.amount}
        by_fund = [one for part in named for one in (funds if part == "appropriation" else [part])]
        for paragraph in made.paragraphs:
            shares = [
                match[1] for span in paragraph.spans if (match := re.fullmatch(rf"{key}\.([a-z_]+)\.share", span.ref))
            ]
            if shares:
                listed = [share for share in shares if share in {*named, *funds}]
                assert listed in (list(named), by_fund), paragraph.text


def law_only_items_with_an_amount_are_named(made: Made) -> None:
    for lead, items in (("人员经费", made.book.basic.personnel_items), ("公用经费", made.book.basic.public_items)):
        clauses = (re.search(rf"{lead}[^；]*(?:。$|；)", one.text) for one in made.paragraphs)
        sentence = next(clause[0] for clause in clauses if clause)
        named = re.search(r"，主要包括：?(.*?)等?[。；]$", sentence)
        assert [item.name for item in items] == (named[1].split("、") if named else []), sentence
        assert all(item.figure.value != 0 for item in items)


# 文字

OPENERS = (
    "原因是",
    "原因是：",
    "原因：",
    "主要用于",
    "主要是用于",
    "成效为",
    "成效：",
    "包括：",
    "措施：",
    "效益是：",
    "来看，",
    "其中：",
    "情况为：",
)


def law_no_clause_is_empty(made: Made) -> None:
    openers = "|".join(OPENERS)
    blocks = made.composition.document.blocks
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph):
            assert re.search(rf"({openers})[。；，、]", block.text) is None, block.text
            if re.search(rf"({openers}|：)$", block.text):
                assert isinstance(following, Paragraph), block.text


def law_punctuation_is_never_doubled(made: Made) -> None:
    for paragraph in made.paragraphs:
        assert re.search(r"[，。；：、]{2}|[，、]$|^[，。；：、]|（）|\(\)|“”", paragraph.text) is None, paragraph.text


def law_paragraphs_end_as_sentences(made: Made) -> None:
    for paragraph in made.paragraphs:
        if paragraph.role == "body" and not re.fullmatch(
            r"（[一二三四五六七八九十]+）.*|\([一二三四五六七八九十]+\).*", paragraph.text
        ):
            assert re.search(r"[。：；）]$", paragraph.text), paragraph.text


def law_nothing_of_the_program_shows(made: Made) -> None:
    pattern = "None|Undefined|Absent|Figure\\(|Decimal\\(|〔缺|\\{%|[\ue000-\uf8ff]|<generator"
    assert re.search(pattern, made.text) is None


def law_anchors_are_unique_and_headings_are_named(made: Made) -> None:
    document = made.composition.document
    anchors = [
        block.anchor
        for block in document.blocks
        if isinstance(block, Heading) or (isinstance(block, TableBlock) and block.anchor)
    ]
    assert sorted(set(anchors)) == sorted(anchors)
    assert all(heading.text.strip() for heading in document.toc)


def law_table_rows_fill_their_grid(made: Made) -> None:
    for block in made.composition.document.blocks:
        if isinstance(block, TableBlock):
            for rows in (block.boxhead, block.body):
                assert [block.columns] * len(rows) == filled(rows), block.title


def filled(rows: tuple[tuple[Cell, ...], ...]) -> list[int]:
    """Grid columns that each row fills, with what reaches down into it."""
    widths = [0] * len(rows)
    for index, row in enumerate(rows):
        for cell in row:
            for line in range(index, index + cell.rowspan):
                widths[line] += cell.colspan
    return widths


LAWS: tuple[Callable[[Made], None], ...] = tuple(
    law for name, law in sorted(globals().items()) if name.startswith("law_")
)
"""Every law above."""

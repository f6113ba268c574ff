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

from generator.checks.run import check_figures, check_text
from generator.compose import Composition, Reference, compose
from generator.document.blocks import ChartBlock, Heading, Paragraph, Span
from generator.document.table import Cell, TableBlock
from generator.document.text import to_text
from generator.facts.figure import walk
from generator.pipeline import facts_of, reference_for, subject_of, text_of
from generator.style.load import LoadedStyle, load_style, style_names
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.facts.book import FactBook
    from generator.facts.figure import Figure
    from generator.finding import Finding
    from generator.model.accounts import FinalAccounts

WORKSPACE = Workspace.find()
ON_PURPOSE = frozenset({"TX01"})
"""What random names and reasons are full of: marks of templates, names to be filled in."""
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


def make(accounts: FinalAccounts) -> Made:
    """Facts, document and findings of ``accounts``."""
    style = load_style(WORKSPACE.templates, accounts.style)
    book = facts_of(accounts, style, reference(accounts.year))
    composition = compose(book, style, reference(accounts.year))
    subject = subject_of(book, style, reference(accounts.year), WORKSPACE)
    reports = (check_figures(subject), check_text(text_of(subject, composition)))
    found = (finding for report in reports for finding in report.findings)
    findings = tuple(one for one in found if one.severity == "错误" and one.code not in ON_PURPOSE)
    return Made(accounts, style, book, composition, findings)


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
                        assert in_text(made, made.figures[span.ref]) == span.text, span
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


def reported_value(accounts: Any, path: tuple[str | int, ...]) -> Decimal:
    """What the accounts hold at ``path``."""
    value = accounts
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
                assert before.endswith(up if latest > 0 else down), paragraph.text
            else:
                assert not re.search(r"(增加|减少|增长|下降)$", before), paragraph.text


def law_above_and_below_the_budget_agree_with_signs(made: Made) -> None:
    for paragraph in made.paragraphs:
        budget = outturn = None
        for before, span in runs(paragraph):
            if span.ref and re.search(r"预算为$", before):
                budget = made.figures[span.ref].value
            elif span.ref and before.endswith("决算为"):
                outturn = made.figures[span.ref].value
            elif not span.ref:
                for word in re.findall(r"大于|小于", span.text):
                    assert budget is not None, paragraph.text
                    assert outturn is not None, paragraph.text
                    assert word == ("大于" if outturn > budget else "小于"), paragraph.text
                    assert outturn != budget, paragraph.text


def law_unchanged_is_what_prints_as_unchanged(made: Made) -> None:
    quantum = Decimal(YUAN[made.style.style.text_unit]).scaleb(-made.style.style.text.places)
    for subject, change in (("收、支总计", made.book.total.change), ("财政拨款收、支总计", made.book.appropriation.change)):
        if change is None or change.base is None:
            continue
        sentence = next(one.text for one in made.paragraphs if one.text.startswith(f"{made.book.year}年度{subject}"))
        is_flat = abs(change.current.value - change.base.value) < quantum / 2
        assert is_flat == ("持平" in sentence), sentence


def law_no_choice_is_left_to_the_reader(made: Made) -> None:
    pattern = r"(增加|增长|大于|上升)\s*[(（/]\s*(减少|下降|小于)|(减少|下降|小于)\s*[(（/]\s*(增加|增长|大于|上升)|XX|××"
    assert re.search(pattern, made.text) is None


# 率


def law_no_rate_on_a_base_of_zero(made: Made) -> None:
    for figure in made.figures.values():
        if figure.operation in {"ratio", "growth"}:
            assert figure.operands[1].value != 0, figure.key
    for paragraph in made.paragraphs:
        budget = None
        for (before, span), (_, following) in pairwise(runs(paragraph)):
            figure = made.figures.get(span.ref)
            if figure is None:
                continue
            if before.endswith("预算为") or before.endswith("预算数为"):
                budget = figure
            elif before.endswith(("决算为", "执行数为")) and budget is not None and not budget:
                assert not re.match(r"万?元，完成", following.text), paragraph.text
            if figure.operation == "distance" and figure.operands[1].value == 0:
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
        assert abs(sum(printed) - 100) <= rounding + tail / abs(whole.value) * 100, whole.key


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
    listed = {
        f"{book.year}年度收入合计": [part.name for part in book.revenue.sources if part.amount],
        f"{book.year}年度支出合计": [part.name for part in book.expenditure.kinds if part.amount],
    }
    for start, names in listed.items():
        sentence = next(one.text for one in made.paragraphs if one.text.startswith(start))
        places = [sentence.find(f"{name}", sentence.index("其中：")) for name in names]
        assert sorted(places) == places, sentence
        assert -1 not in places, sentence


def law_only_items_with_an_amount_are_named(made: Made) -> None:
    for lead, items in (("人员经费", made.book.basic.personnel_items), ("公用经费", made.book.basic.public_items)):
        sentence = next(one.text for one in made.paragraphs if one.text.startswith(lead))
        named = re.search(r"，主要包括：(.*)。$", sentence)
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
        if paragraph.role == "body" and not re.fullmatch(r"（[一二三四五六七八九十]+）.*|\([一二三四五六七八九十]+\).*", paragraph.text):
            assert re.search(r"[。：；]$", paragraph.text), paragraph.text


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

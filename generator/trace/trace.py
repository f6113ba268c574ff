"""Composed document, data and provenance → 数据溯源底稿."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.ink import Ink
from generator.money import SCALE
from generator.trace.classify import Classifier
from generator.trace.known import Known, quotable, said, titles_along, written
from generator.trace.origins import Origins
from generator.trace.paper import PrintedNumber, Rounding, WorkingPaper
from generator.trace.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.compose import Composition, Reference
    from generator.facts.figure import Figure
    from generator.model.kinds import Accounts
    from generator.source import SourceMap
    from generator.style.load import LoadedStyle
    from generator.style.model import Style
    from generator.trace.passages import Passage

_SENTENCE_END = re.compile(r"[。；！？\n]")
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?")
_PERCENT = Decimal("0.01")


def trace(
    composition: Composition, accounts: Accounts, sources: SourceMap, style: LoadedStyle, reference: Reference
) -> WorkingPaper:
    """The working paper of ``composition``, which was made of ``accounts`` in ``style``."""
    figures = composition.figures
    forms = Ink(style.style, "")
    found = tuple(
        passage
        for passage in passages(composition.document, lambda key: _in_label(figures[key], forms))
        if passage.text
    )
    origins = Origins(figures.values(), accounts, sources)
    published = ("unit", "published_on")
    classifier = Classifier(
        year=accounts.year,
        codes=frozenset((*reference.functional.names, *reference.economic.names)),
        written=quotable(written(accounts, sources)),
        said=quotable(said(style, reference)),
        published=Known("", " · ".join(titles_along(accounts, published)), sources.locate(published), published),
    )
    return WorkingPaper(
        title=composition.document.title,
        unit=accounts.unit.name,
        amount_unit=accounts.amount_unit,
        numbers=tuple(_numbers(found, figures, origins, style.style)),
        leaves=origins.leaves,
        derivations=origins.derivations,
        others=tuple(classifier.numbers(found)),
    )


def _in_label(figure: Figure, forms: Ink) -> str:
    """How a form prints a figure among the words of a label."""
    match figure.kind:
        case "money":
            return forms.table_amount(figure)
        case "ratio":
            return forms.table_percent(figure)
        case "count" | "number":
            return forms.score(figure)


def _numbers(
    found: tuple[Passage, ...], figures: Mapping[str, Figure], origins: Origins, style: Style
) -> Iterator[PrintedNumber]:
    number = 0
    for passage in found:
        text, position = passage.text, 0
        for span in passage.spans:
            if span.ref:
                number += 1
                before, after = _sentence(text, position, position + len(span.text))
                rounding = _rounding(figures[span.ref], span.text, style, in_text=passage.place.kind == "正文")
                yield PrintedNumber(number, passage.place, before, span.text, after, origins[span.ref], rounding)
            position += len(span.text)


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after in the same sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    begin = max((place for place in ends if place <= start), default=0)
    stop = min((place for place in ends if place >= end), default=len(text))
    return text[begin:start], text[end:stop]


def _rounding(figure: Figure, printed: str, style: Style, *, in_text: bool) -> Rounding:
    """How the value became ``printed``."""
    match = _NUMBER.search(printed)
    number = Decimal(match[0].replace(",", "")) if match else Decimal(0)
    match figure.kind:
        case "money":
            return Rounding(number, SCALE[style.text_unit], style.text.places if in_text else style.table.places)
        case "ratio":
            return Rounding(number, _PERCENT, style.percent.places)
        case "count":
            return Rounding(number, Decimal(1), 0)
        case "number":
            exponent = figure.value.as_tuple().exponent
            exactly = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            return Rounding(number, Decimal(1), exactly if in_text else style.score.places)

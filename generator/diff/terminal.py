"""A comparison → the terminal: coloured for a person who looks at it, plain lines for a file or a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from generator.diff.sections import (
    CELLS,
    FIGURES,
    FINDINGS,
    NUMBERS,
    WHOLES,
    WORDS,
    changed_texts,
    figure_words,
    kind_name,
    should_be,
    summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from generator.diff.model import Comparison, Difference, NumberChange, Segment, WordChange

Part = tuple[str, str]
"""Text and its style."""
Line = tuple[Part, ...]

_MARKS = {"": ("", ""), "number": ("【", "】"), "word": ("［", "］")}
_STYLES = {"": "", "number": "bold red", "word": "yellow"}
_STATES = {"新增": "bold red", "消失": "green", "仍有": "yellow"}
_FIRST = "    "


def show_comparison(comparison: Comparison) -> None:
    """Print the comparison on standard output."""
    if sys.stdout.isatty():
        from rich.console import Console

        print_comparison(comparison, Console(highlight=False, markup=False, emoji=False))
        return
    for line in lines(comparison):
        sys.stdout.write("".join(text for text, _ in line) + "\n")


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print on a rich console."""
    from rich.padding import Padding
    from rich.text import Text

    for line in lines(comparison):
        text = Text.assemble(*line)
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        console.print(Padding(text[indent:], (0, 0, 0, indent)) if text.plain else "")


def lines(comparison: Comparison) -> Iterator[Line]:
    """What is said, line by line."""
    yield ((comparison.title, "bold"),)
    yield ((f"左：{comparison.left}　右：{comparison.right}", "dim"),)
    if comparison.against_document:
        yield from _document(comparison)
    else:
        yield from _units(comparison)
    yield ()
    same = not comparison.differences and not comparison.figures
    yield ((summary(comparison), "green" if same else "bold"),)


def _document(comparison: Comparison) -> Iterator[Line]:
    yield from _headed(NUMBERS, len(comparison.numbers))
    for count, number in enumerate(comparison.numbers, 1):
        yield from _number(count, number, comparison)
    yield from _headed(WORDS, len(comparison.words))
    for count, word in enumerate(comparison.words, 1):
        yield from _word(count, word, comparison)
    yield from _wholes(comparison)


def _units(comparison: Comparison) -> Iterator[Line]:
    yield from _headed(FIGURES, len(comparison.figures))
    for count, one in enumerate(comparison.figures, 1):
        sides = f"{one.left or '（无）'} → {one.right or '（无）'}"
        yield (
            (f"{count}. {kind_name(comparison, one.kind)} ", "dim"),
            (one.title, "bold"),
            (f"：{sides}", ""),
            (f"，{figure_words(one)}" if one.difference else "", "cyan"),
        )
    texts = changed_texts(comparison)
    yield from _headed(CELLS, len(texts))
    for count, text in enumerate(texts, 1):
        yield ((f"{count}. ", "dim"), (str(text.place), "bold"))
        yield ((_FIRST, ""), ("左：", "dim"), *_marked(text.left))
        yield ((_FIRST, ""), ("右：", "dim"), *_marked(text.right))
    yield from _wholes(comparison)
    yield from _headed(FINDINGS, len(comparison.findings))
    for change in comparison.findings:
        finding = change.finding
        yield (
            (f"{change.state} ", _STATES[change.state]),
            (f"{finding.severity} {finding.code} {finding.message}", ""),
        )


def _headed(title: str, count: int) -> Iterator[Line]:
    if count:
        yield ()
        yield ((f"{title}（{count}）", "bold cyan"),)


def _number(count: int, number: NumberChange, comparison: Comparison) -> Iterator[Line]:
    yield ((f"{count}. {kind_name(comparison, number.kind)} ", "dim"), (str(number.place), "bold"))
    found = number.right or "（空）"
    yield ((_FIRST, ""), ("文件：", "dim"), (number.before, ""), (f"【{found}】", "bold red"), (number.after, ""))
    yield ((_FIRST, ""), (should_be(number), "green"))


def _word(count: int, word: WordChange, comparison: Comparison) -> Iterator[Line]:
    yield ((f"{count}. {kind_name(comparison, word.kind)} ", "dim"), (str(word.place), "bold"))
    yield (
        (_FIRST, ""),
        (f"…{word.before}", "dim"),
        (f"［{word.left or '（无）'} → {word.right or '（无）'}］", "yellow"),
        (f"{word.after}…", "dim"),
    )


def _wholes(comparison: Comparison) -> Iterator[Line]:
    yield from _headed(WHOLES, len(comparison.wholes))
    for count, one in enumerate(comparison.wholes, 1):
        yield ((f"{count}. {kind_name(comparison, one.kind)}{one.shape} ", "dim"), (str(one.place), "bold"))
        for line in _text(one).split("\n"):
            yield ((_FIRST, ""), (line, "yellow"))


def _text(one: Difference) -> str:
    return "".join(segment.text for segment in (*one.left, *one.right))


def _marked(segments: tuple[Segment, ...]) -> Iterator[Part]:
    if not segments:
        yield "（空）", "dim"
    for segment in segments:
        before, after = _MARKS[segment.mark]
        yield f"{before}{segment.text}{after}", _STYLES[segment.mark]

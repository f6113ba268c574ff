"""The sentences of a published document, as forms with its figures, against the document that we compose.

``forms/<sample>.txt`` lists the sentences of the explanatory part: prescribed wording only, free text left out.
A line in brackets names a section of the style; each further line is one sentence::

    2024年度收、支总计{9111.11}万元。        braces: a figure as printed
    〔增长〕{12.8%→12.7%}                    the published figure was wrong, the right one follows the arrow
    主要原因是{文}。                         a name in braces: any text without a full stop
    〔大于→小于〕                            a word that follows from the figures
    × … ｜ why                               misprinted: not counted
    ＋ …                                     what we print in place of a misprint: not counted, must come out
    ≠ … ｜ why                               counted, and known not to come out

Whitespace, and full or half width, are ignored. Run it as ``python -m tests.styles.compare`` for a report.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.blocks import Heading, Paragraph
from generator.document.table import TableBlock
from generator.pipeline import check_unit
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Document
    from generator.style.model import Style

FORMS = Path(__file__).parent / "forms"
SAMPLES = Path(__file__).parents[2] / "data" / "samples"
WORDS = (("增加", "减少"), ("增长", "下降"), ("大于", "小于"))
"""Words that follow from the sign of a difference."""

_HOLE = re.compile(r"\{([^}]*)\}|〔([^〕]*)〕")
_NUMBER = r"[\d,]+(?:\.\d+)?"


def normal(text: str) -> str:
    """``text`` without whitespace, in half width where there is one."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Hole:
    """A figure or word of a form: as published, and as it should be."""

    published: str
    right: str


@dataclass(frozen=True)
class Form:
    """One sentence of the published document."""

    section: str
    mark: str
    """× misprinted, ＋ what stands for it, ≠ not the same; empty for a sentence as it should be."""
    text: str
    why: str
    pattern: re.Pattern[str]
    holes: tuple[Hole, ...]


@dataclass(frozen=True)
class Difference:
    """A figure or word that differs from the published one."""

    sentence: str
    published: str
    ours: str


@dataclass(frozen=True)
class Comparison:
    """What came of one sample."""

    sample: str
    found: dict[Form, str]
    """Form → our sentence."""
    forms: tuple[Form, ...]
    others: tuple[str, ...]
    """Our sentences that are none of the forms."""

    @property
    def counted(self) -> list[Form]:
        """The forms that count: all but misprints and what stands for them."""
        return [form for form in self.forms if form.mark in {"", "≠"}]

    @property
    def missing(self) -> list[Form]:
        """Forms that should have come out and did not."""
        return [form for form in self.forms if form.mark != "×" and form not in self.found]

    @property
    def share(self) -> Decimal:
        """The share of the counted forms that came out."""
        return Decimal(sum(form in self.found for form in self.counted)) / len(self.counted)

    @property
    def differences(self) -> list[Difference]:
        """The figures and words of the sentences that came out which differ from the published ones."""
        return [
            Difference(form.text, hole.published, ours)
            for form, hole, ours in self._figures()
            if not same(hole.published, ours)
        ]

    @property
    def wrong(self) -> list[Difference]:
        """Those that are not what they should be."""
        return [
            Difference(form.text, hole.right, ours)
            for form, hole, ours in self._figures()
            if not same(hole.right, ours)
        ]

    def _figures(self) -> Iterator[tuple[Form, Hole, str]]:
        for form, sentence in self.found.items():
            match = form.pattern.fullmatch(sentence)
            assert match is not None
            for hole, ours in zip(form.holes, match.groups(), strict=True):
                yield form, hole, ours


def same(one: str, other: str) -> bool:
    """Whether two figures or words say the same; the number of decimals does not matter."""
    if one[:1].isdigit() and other[:1].isdigit():
        return _value(one) == _value(other)
    return one == other


def _value(text: str) -> tuple[Decimal, bool]:
    return Decimal(text.replace(",", "").rstrip("%")), text.endswith("%")


def read_forms(sample: str) -> tuple[Form, ...]:
    """The forms of ``forms/<sample>.txt``."""
    section, found = "", []
    for line in (FORMS / f"{sample}.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = match[1]
            continue
        mark = line[0] if line[0] in "×＋≠" else ""
        text, _, why = line.removeprefix(mark).partition("｜")
        found.append(_form(section, mark, text.strip(), why.strip()))
    return tuple(found)


def _form(section: str, mark: str, text: str, why: str) -> Form:
    pattern, holes, position = "", [], 0
    for match in _HOLE.finditer(text):
        pattern += re.escape(normal(text[position : match.start()]))
        position = match.end()
        inside = match[1] if match[1] is not None else match[2]
        published, _, right = inside.partition("→")
        if match[2] is not None:
            pair = next(pair for pair in WORDS if published in pair)
            pattern += f"({'|'.join(pair)})"
        elif published[:1].isdigit():
            pattern += f"({_NUMBER}{'%' if published.endswith('%') else ''})"
        else:
            pattern += "[^。]+?"
            continue
        holes.append(Hole(published, right or published))
    pattern += re.escape(normal(text[position:]))
    return Form(section, mark, text, why, re.compile(pattern), tuple(holes))


def compare(sample: str) -> Comparison:
    """The sample's forms against its composed document."""
    composed, _ = check_unit(SAMPLES / sample, Workspace.find())
    assert composed is not None, sample
    sentences = sentences_of(composed.composition.document, composed.style.style)
    forms = read_forms(sample)
    found: dict[Form, str] = {}
    others: list[str] = []
    for section in dict.fromkeys(form.section for form in forms):
        own = [form for form in forms if form.section == section and form.mark != "×"]
        ours = sentences.get(section, [])
        pairs = align(own, ours)
        found |= {own[left]: ours[right] for left, right in pairs.items()}
        others += [sentence for index, sentence in enumerate(ours) if index not in pairs.values()]
    return Comparison(sample, found, forms, tuple(others))


def align(forms: list[Form], sentences: list[str]) -> dict[int, int]:
    """The longest pairing of forms with sentences, in order, that agree; of these the one with most right figures."""
    best = [[(0, 0)] * (len(sentences) + 1) for _ in range(len(forms) + 1)]
    worth: dict[tuple[int, int], tuple[int, int]] = {}
    for left in reversed(range(len(forms))):
        for right in reversed(range(len(sentences))):
            best[left][right] = max(best[left + 1][right], best[left][right + 1])
            if match := forms[left].pattern.fullmatch(sentences[right]):
                agreeing = sum(map(same, (hole.right for hole in forms[left].holes), match.groups()))
                pairs, figures = best[left + 1][right + 1]
                worth[left, right] = (pairs + 1, figures + agreeing)
                best[left][right] = max(best[left][right], worth[left, right])
    found, left, right = {}, 0, 0
    while left < len(forms) and right < len(sentences):
        if worth.get((left, right)) == best[left][right]:
            found[left] = right
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            left += 1
        else:
            right += 1
    return found


def sentences_of(document: Document, style: Style) -> dict[str, list[str]]:
    """Section (or part) → its sentences; what stands under a small heading belongs to the section around it."""
    names = dict(_anchors(style))
    found: dict[str, list[str]] = {}
    current = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            current = names.get(block.anchor, current)
        elif isinstance(block, (Paragraph, TableBlock)):
            texts = block.notes if isinstance(block, TableBlock) else (block.text,)
            own = (sentence for text in texts for sentence in re.findall(r"[^。]+。?", normal(text)))
            found.setdefault(current, []).extend(own)
    return found


def _anchors(style: Style) -> Iterator[tuple[str, str]]:
    """Anchor of a heading → name of its part or section."""
    waiting = []
    for number, part in enumerate(style.outline, 1):
        yield f"part-{number}", part
        waiting += [(f"part-{number}-{index}", name) for index, name in enumerate(style.parts[part].sections, 1)]
    while waiting:
        anchor, name = waiting.pop(0)
        yield anchor, name
        waiting += [(f"{anchor}-{index}", one) for index, one in enumerate(style.sections[name].sections, 1)]


def report(comparison: Comparison) -> str:
    """The comparison in words, for a person."""
    counted = comparison.counted
    came = sum(form in comparison.found for form in counted)
    lines = [f"{comparison.sample}：{came}/{len(counted)} 句句式相同，占 {comparison.share:.1%}"]
    lines += [f"  没有相同的句式：[{form.section}] {form.mark}{form.text}" for form in comparison.missing]
    lines += [f"  数不对：应为 {one.published}，印出 {one.ours}：{one.sentence}" for one in comparison.wrong]
    lines += [f"  与原件不同：{one.published} → {one.ours}：{one.sentence}" for one in comparison.differences]
    lines += [f"  原件没有的句式：{one}" for one in comparison.others]
    return "\n".join(lines)


def samples() -> list[str]:
    """The samples with forms."""
    return sorted(path.stem for path in FORMS.glob("*.txt"))


if __name__ == "__main__":
    for one in sys.argv[1:] or samples():
        sys.stdout.write(report(compare(one)) + "\n")

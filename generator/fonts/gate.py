"""Document + style's fonts + this machine → findings: characters that would be lost, fonts that stand in for others.

The engine is silent: a character that no font has is left out of the PDF, a font that is not there is replaced.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock, Heading, Paragraph
from generator.document.table import TableBlock
from generator.errors import MissingDependencyError
from generator.finding import Finding
from generator.fonts.families import chain, choices, uncovered
from generator.fonts.install import OWN_FONTS_ADVICE, SUBSET_ADVICE, debian
from generator.fonts.subsetter import has_subsetter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.document.blocks import Document
    from generator.fonts.families import Choice
    from generator.style.model import Font, Fonts

UNCOVERED, SUBSTITUTED, FOREIGN, SLOW = "ZT01", "ZT02", "ZT03", "ZT04"

PDF = ".pdf"
"""How the names of files end that are set in this machine's fonts."""

_AROUND = 8
"""Characters of the text on each side of the one that is missing."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text set in one font, and where it stands."""

    text: str
    place: str
    font: Font


def font_findings(
    document: Document, fonts: Fonts, suffixes: Iterable[str], *, machine: bool = False
) -> tuple[Finding, ...]:
    """What the fonts lack for ``document``; nothing where no file is wanted that is set in this machine's fonts.

    Args:
        document: what is printed.
        fonts: the style's.
        suffixes: how the names of the wanted files end.
        machine: whether to say too what is the same for all units: the fonts that stand in for others here.
    """
    if not any(suffix.endswith(PDF) for suffix in suffixes):
        return ()
    return (*missing_characters(document, fonts), *(stand_ins(fonts) if machine else ()))


def missing_characters(document: Document, fonts: Fonts) -> tuple[Finding, ...]:
    """An 错误 for each character that no font of its place has; none where the fonts cannot be asked."""
    pieces = list(_pieces(document, fonts))
    texts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    chains = {font: chain(font, fonts) for font in {piece.font for piece in pieces}}
    for piece in pieces:
        texts[chains[piece.font]].append(piece.text)
    try:
        lacking = {families: set(uncovered("".join(found), families)) for families, found in texts.items()}
    except MissingDependencyError:
        return ()
    if not any(lacking.values()):
        return ()
    places: dict[str, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        for char in sorted(lacking[chains[piece.font]] & set(piece.text)):
            places[char].append(piece)
    return tuple(_uncovered(char, found) for char, found in sorted(places.items()))


def stand_ins(fonts: Fonts) -> tuple[Finding, ...]:
    """Which fonts others stand in for, and a 警告 where fonts are cut down slowly.

    A stand-in that the style names is a 提示: whoever has no right to the prescribed fonts is meant to use it. A place
    for which none of the families is there is a 警告.
    """
    try:
        replaced = [choice for choice in choices(fonts) if choice.state != "good"]
    except MissingDependencyError:
        return ()
    findings = [_substituted(replaced)] if replaced else []
    if not has_subsetter():
        message = "缺少程序库 libharfbuzz-subset，PDF 生成得慢"
        findings.append(Finding(SLOW, "警告", message, advice=SUBSET_ADVICE))
    return tuple(findings)


def _uncovered(char: str, pieces: list[_Piece]) -> Finding:
    first = pieces[0]
    at = first.text.index(char)
    context = first.text[max(0, at - _AROUND) : at + _AROUND + 1].replace("\n", " ")
    more = f"，共 {len(pieces)} 处" if len(pieces) > 1 else ""
    return Finding(
        UNCOVERED,
        "错误",
        f"没有字体能印“{char}”（U+{ord(char):04X}）：{first.place}，“{context}”{more}",
        found=char,
        expected=f"{first.font.name}或其后备字体中有这个字",
        advice=f"换一种写法；或安装有这个字的字体，并写进样式的 fonts.fallback。{OWN_FONTS_ADVICE}",
    )


def _substituted(replaced: list[Choice]) -> Finding:
    pairs = dict.fromkeys(
        f"{choice.official} → {choice.used}" if choice.used else f"{choice.official} 没有替代" for choice in replaced
    )
    lacking = [choice for choice in replaced if not choice.used]
    commands = dict.fromkeys(command for choice in lacking if (command := debian(choice.families)))
    advice = f"内容不受影响；要用规定的字体：{OWN_FONTS_ADVICE}"
    return Finding(
        SUBSTITUTED,
        "警告" if lacking else "提示",
        f"PDF 中有 {len(pairs)} 种字体不是规定的字体",
        found="；".join(pairs),
        advice="；".join((*commands, advice)),
    )


def _pieces(document: Document, fonts: Fonts) -> Iterator[_Piece]:
    """All text of the document with its place and font, as the printers set it."""
    cover = document.cover
    yield _Piece(cover.title, "封面", fonts.title)
    yield from (_Piece(line, "封面", fonts.heading2) for line in (cover.unit, *cover.lines, cover.date))
    yield _Piece(document.toc_title, "目录", fonts.title)
    section = "正文"
    by_level = (fonts.title, fonts.heading1, fonts.heading2)
    by_role = {"body": fonts.body, "caption": fonts.heading1, "note": fonts.table}
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                section = text
                yield _Piece(text, f"标题“{text}”", by_level[level] if level < len(by_level) else fonts.body)
            case Paragraph():
                yield _Piece(block.text, f"“{section}”的正文", by_role[block.role])
            case TableBlock():
                section = block.title or section
                yield from _of_table(block, section, fonts)
            case ChartBlock():
                yield _Piece(block.caption, f"“{section}”的图题", fonts.heading1)
                data = (datum for series in block.series for datum in series.data)
                shown = [text for datum in data for text in (datum.label, datum.amount, datum.share)]
                texts = (block.unit, block.note, *(series.name for series in block.series), *shown)
                yield from (_Piece(text, f"图“{block.caption}”", fonts.table) for text in texts)


def _of_table(table: TableBlock, section: str, fonts: Fonts) -> Iterator[_Piece]:
    yield _Piece(table.title, f"表题“{table.title}”", fonts.heading1)
    yield from (_Piece(text, f"“{section}”的表头", fonts.table) for text in (table.label, table.owner, table.unit))
    yield from (_Piece(cell.text, f"“{section}”的表头", fonts.table) for row in table.boxhead for cell in row)
    for number, row in enumerate(table.body, 1):
        yield from (_Piece(cell.text, f"“{section}”第 {number} 行", fonts.table) for cell in row)
    yield from (_Piece(note, f"“{section}”的表注", fonts.table) for note in table.notes)

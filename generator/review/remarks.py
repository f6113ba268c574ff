"""Findings and provenance → the remarks of a review copy: what is wrong where, and where each number comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.document.blocks import ChartBlock
from generator.document.remarks import Remark, refs_of
from generator.review.places import find_places
from generator.trace.formula import exact, in_figures, in_words
from generator.trace.listing import source_text
from generator.trace.origins import Origins
from generator.trace.paper import Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose import Composition
    from generator.finding import Finding
    from generator.model.kinds import Accounts
    from generator.source import SourceMap
    from generator.trace.paper import Origin

_NOWHERE = "（文本中没有对应的位置，批注放在开头）"


def review_remarks(
    findings: Iterable[Finding],
    composition: Composition,
    accounts: Accounts,
    sources: SourceMap | None = None,
) -> tuple[Remark, ...]:
    """What a review copy says: the findings, and with ``sources`` where each number comes from."""
    found = finding_remarks(findings, composition, accounts)
    return found if sources is None else (*found, *source_remarks(composition, accounts, sources))


def finding_remarks(findings: Iterable[Finding], composition: Composition, accounts: Accounts) -> tuple[Remark, ...]:
    """A remark for each finding, at the best of its places; at the first block where it has none."""
    listed = tuple(findings)
    remarks = []
    for finding, places in zip(listed, find_places(listed, composition, accounts), strict=True):
        if places:
            remarks.append(Remark(places[0].block, _said(finding), places[0].ref))
        else:
            remarks.append(Remark(0, f"{_said(finding)}\n{_NOWHERE}"))
    return tuple(remarks) if composition.document.blocks else ()


def _said(finding: Finding) -> str:
    """What is wrong, what was found and expected, what to do, and where the data are."""
    lines = [f"【{finding.severity}】{finding.code} {finding.message}"]
    lines += [f"{one.title}：{one.shown}" if one.shown else one.title for one in finding.operands]
    if not finding.operands:
        compared = (("现为", finding.found), ("应为", finding.expected))
        lines += ["；".join(f"{word}：{text}" for word, text in compared if text)]
    lines += [f"处理：{finding.advice}" if finding.advice else "", f"数据：{finding.source}" if finding.source else ""]
    lines += [f"已说明：{finding.waived}" if finding.waived else ""]
    return "\n".join(line for line in lines if line)


def source_remarks(composition: Composition, accounts: Accounts, sources: SourceMap) -> tuple[Remark, ...]:
    """A remark at each printed number that says where it comes from; one at each chart for all of its numbers."""
    origins = Origins(composition.figures.values(), accounts, sources)
    said = {ref: _came(origins[ref], accounts.amount_unit) for ref in composition.figures}
    return tuple(_sources(composition, said))


def _sources(composition: Composition, said: dict[str, str]) -> Iterator[Remark]:
    for number, block in enumerate(composition.document.blocks):
        refs = list(refs_of(block))
        if isinstance(block, ChartBlock):
            if refs:
                yield Remark(number, "\n".join(dict.fromkeys(said[ref] for ref in refs)))
            continue
        printed: Counter[str] = Counter()
        for ref in refs:
            yield Remark(number, said[ref], ref, printed[ref])
            printed[ref] += 1


def _came(origin: Origin, amount_unit: str) -> str:
    """来源: the figure's title and exact value, its formula in words and in figures, and the cells behind it."""
    value = exact(origin.value, origin.kind, amount_unit)
    lines = [f"【来源】{origin.title}：{value}"]
    if isinstance(origin, Leaf):
        lines.append(f"填报数，{origin.item}")
    else:
        lines += [f"＝ {in_words(origin)}", f"＝ {in_figures(origin, amount_unit)}"]
    where = source_text(origin)
    return "\n".join([*lines, f"数据：{where}"] if where else lines)

"""A comparison → its parts as every presentation shows them: titles, counts, words for kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.diff.model import Comparison, Difference, FigureChange, FindingState, Kind, NumberChange

FIGURES, NUMBERS, WORDS, WHOLES, FINDINGS = "指标", "数字", "文字", "整段、整句、整行", "核对问题"
CELLS = "表格和文字"

_DOCUMENT_KINDS: dict[Kind, str] = {"改动": "改动", "缺少": "文件中缺少", "多出": "文件中多出"}
_UNIT_KINDS: dict[Kind, str] = {"改动": "改动", "缺少": "去掉", "多出": "新增"}


def kind_name(comparison: Comparison, kind: Kind) -> str:
    """What a kind of change is called in this comparison."""
    return (_DOCUMENT_KINDS if comparison.against_document else _UNIT_KINDS)[kind]


def should_be(number: NumberChange) -> str:
    """The value that a number of a document should have, in words."""
    if number.kind == "多出":
        return "数据中没有这个数"
    return f"应为 {number.left}" + (f"（{number.title}）" if number.title else "")


def summary(comparison: Comparison) -> str:
    """How much differs, in one sentence."""
    if comparison.against_document:
        if not comparison.differences:
            return "没有差异：文件与数据一致。"
        counted = (
            f"数字 {len(comparison.numbers)} 处，文字 {len(comparison.words)} 处，{WHOLES} {len(comparison.wholes)} 处"
        )
        return f"共有差异：{counted}。"
    states = findings_by_state(comparison)
    changed = sum(not difference.whole for difference in comparison.differences)
    if not comparison.figures and not comparison.differences and not states["新增"] and not states["消失"]:
        return "没有差异：两边相同。"
    return (
        f"共有差异：指标 {len(comparison.figures)} 个（相同 {comparison.same_figures} 个），"
        f"句子和单元格 {changed} 处，{WHOLES} {len(comparison.wholes)} 处；"
        f"核对问题新增 {states['新增']} 个，消失 {states['消失']} 个，仍有 {states['仍有']} 个。"
    )


def findings_by_state(comparison: Comparison) -> dict[FindingState, int]:
    """新增、消失、仍有 → how many."""
    counts: dict[FindingState, int] = {"新增": 0, "消失": 0, "仍有": 0}
    for one in comparison.findings:
        counts[one.state] += 1
    return counts


def changed_texts(comparison: Comparison) -> tuple[Difference, ...]:
    """Sentences and cells that differ, both sides to be shown."""
    return tuple(difference for difference in comparison.differences if not difference.whole)


def figure_words(change: FigureChange) -> str:
    """Difference and change of a figure in one piece: +100.00万元（1.1%）."""
    return change.difference + (f"（{change.rate}）" if change.rate else "")

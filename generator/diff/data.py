"""A comparison → JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diff.sections import findings_by_state, kind_name, summary
from generator.report.data import as_json, finding_data

if TYPE_CHECKING:
    from generator.diff.model import Comparison, Difference, FigureChange, NumberChange, Segment, WordChange


def comparison_json(comparison: Comparison) -> str:
    """Everything that differs."""
    return as_json(
        {
            "title": comparison.title,
            "left": comparison.left,
            "right": comparison.right,
            "summary": summary(comparison),
            "counts": {
                "figures": len(comparison.figures),
                "same_figures": comparison.same_figures,
                "numbers": len(comparison.numbers),
                "words": len(comparison.words),
                "wholes": len(comparison.wholes),
                "findings": findings_by_state(comparison),
            },
            "figures": [_figure(change, comparison) for change in comparison.figures],
            "differences": [_difference(one, comparison) for one in comparison.differences],
            "findings": [{"state": one.state, **finding_data(one.finding)} for one in comparison.findings],
        }
    )


def _figure(change: FigureChange, comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": kind_name(comparison, change.kind),
        "key": change.key,
        "title": change.title,
        "left": change.left,
        "right": change.right,
        "difference": change.difference,
        "rate": change.rate,
    }


def _difference(one: Difference, comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": kind_name(comparison, one.kind),
        "shape": one.shape,
        "section": one.place.section,
        "where": one.place.where,
        "left": [_segment(segment) for segment in one.left],
        "right": [_segment(segment) for segment in one.right],
        "numbers": [_change(number, comparison) | {"key": number.key, "title": number.title} for number in one.numbers],
        "words": [_change(word, comparison) for word in one.words],
    }


def _segment(segment: Segment) -> dict[str, str]:
    return {"text": segment.text, "mark": segment.mark}


def _change(change: NumberChange | WordChange, comparison: Comparison) -> dict[str, str]:
    return {
        "kind": kind_name(comparison, change.kind),
        "section": change.place.section,
        "where": change.place.where,
        "left": change.left,
        "right": change.right,
        "before": change.before,
        "after": change.after,
    }

"""What the pages of a document say that is not for publication: 草稿, 内部使用."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.finding import Finding

INTERNAL = "内部使用"
INTERNAL_NOTE = f"{INTERNAL}：有不公开的姓名和电话，不得公开"

_MOST_CODES = 5
"""Codes of errors that a draft names on its pages."""


def draft_note(findings: Iterable[Finding]) -> str:
    """Why a draft is one."""
    codes = list(dict.fromkeys(finding.code for finding in findings if finding.severity == "错误"))
    if not codes:
        return "草稿：供核对，不得公开"
    shown = "、".join(codes[:_MOST_CODES]) + ("等" if len(codes) > _MOST_CODES else "")
    return f"草稿：有没有改正的错误（{shown}），不得公开"

"""Every reason that the document asks for: was it written?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.finding import Finding

if TYPE_CHECKING:
    from generator.ink import ReasonAsked


def check_reasons(asked: Iterable[ReasonAsked]) -> Iterator[Finding]:
    """A finding for each required reason that is empty."""
    for reason in asked:
        if reason.required and not reason.given:
            yield Finding(
                code="YY01",
                severity="错误",
                message=f"{reason.place}需要填写原因（reasons.{reason.key}）",
                path=("reasons", *reason.key.split(".")),
                found="空",
                expected="增减或差异的具体原因",
                advice="写明具体事项，不要只写“业务需要”；写在“主要原因是”之后的话，不带句号",
            )

"""XlsxWriter's worksheet without what our formulas do not need.

It looks in every formula for some thirty functions newer than Excel 2007, to give them prefixes. There are none in
ours, and the search takes half of the time of writing the paper.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):  # type: ignore[misc] # XlsxWriter brings no types
    """A worksheet whose formulas are written as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as the base class has it
        return formula.removeprefix("=")

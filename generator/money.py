"""Amounts and rates: the only module that parses, converts, rounds or formats them.

Amounts are ``Decimal`` in 元, exact. They are rounded once, half up (四舍五入), when shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

MoneyUnit = Literal["元", "万元"]
"""金额单位."""

SCALE: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10000)}
"""元 in one unit."""

LAST_DIGIT: dict[str, Decimal] = {"元": Decimal("0.01"), "万元": Decimal(100)}
"""The last digit of an amount reported in a unit with two decimals, in 元."""

MAX_DIGITS = 15
"""Significant digits that a spreadsheet can hold; more than these were never what was typed."""

BLANKS = frozenset({"", "-", "－", "—", "——", "–", "/", "／"})
"""Ways in which a cell says that there is no amount."""

_PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: "-"}
"""Full-width signs and the minus sign, and nothing else: ① and ² are notes, not digits."""


class AmountError(ValueError):
    """不是金额: what was found cannot be read as an amount; the text says why, in Chinese."""


def parse_decimal(found: object) -> Decimal | None:
    """A number exactly as written; ``None`` where there is none (blank, dash).

    Accepts what clerks type: full-width digits, thousands separators, spaces around.
    A float becomes the decimal that a spreadsheet shows (15 significant digits).

    Raises:
        AmountError: text that is no number, a truth value, more digits than a spreadsheet holds.
    """
    if found is None:
        return None
    if isinstance(found, bool):
        raise AmountError("是/否值不是数字")
    number: Decimal | None
    if isinstance(found, (int, Decimal)):
        number = Decimal(found)
    elif isinstance(found, float):
        number = Decimal(format(found, f".{MAX_DIGITS}g"))
    else:
        number = _parse_text(str(found))
        if number is None:
            return None
    if not number.is_finite():
        raise AmountError("不是有限的数字")
    if len(number.normalize().as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise AmountError(f"超过 {MAX_DIGITS} 位有效数字")
    return number


def _parse_text(text: str) -> Decimal | None:
    plain = text.translate(_HALF_WIDTH).strip()
    if plain in BLANKS or text.strip() in BLANKS:
        return None
    if plain.endswith("%"):
        raise AmountError("带百分号，不是金额")
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise AmountError("不是数字")
    return Decimal(plain.replace(",", ""))


def to_yuan(number: Decimal, unit: str) -> Decimal:
    """``number`` of ``unit`` in 元, exact."""
    return number * SCALE[unit]


def convert(number: Decimal, found: str, wanted: str) -> Decimal:
    """``number`` of the unit ``found`` in the unit ``wanted``, exact."""
    return number if found == wanted else number * SCALE[found] / SCALE[wanted]


def smallest(unit: str, places: int) -> Decimal:
    """The smallest amount, in 元, that ``places`` decimals of ``unit`` can show."""
    return SCALE[unit].scaleb(-places)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """四舍五入 to ``places`` decimals; the one place where the program rounds."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: decimals, thousands separators, trailing zeros."""

    places: int = 2
    thousands: bool = False
    strip_zeros: bool = False
    plain_0_100: bool = False
    """Percentages only: 0% and 100% without decimals."""

    def show(self, value: Decimal) -> str:
        """``value``, rounded half up, as text."""
        rounded = round_half_up(value, self.places)
        text = f"{rounded:,f}" if self.thousands else f"{rounded:f}"
        if self.strip_zeros or (self.plain_0_100 and rounded in (0, 100)):
            text = text.rstrip("0").rstrip(".") if "." in text else text
        return text


def show_amount(yuan: Decimal, unit: str, form: NumberFormat) -> str:
    """An amount of 元 in ``unit``, without the unit's name."""
    return form.show(yuan / SCALE[unit])


def show_percent(ratio: Decimal, form: NumberFormat) -> str:
    """A ratio (1 = 100%) as a percentage with its sign."""
    return f"{form.show(ratio * 100)}%"


def rounding_bound(addends: int, unit: str) -> Decimal:
    """尾差上限, in 元: how far a reported total may lie from the sum of ``addends`` reported figures.

    Figures in 元 are exact. Figures in 万元 were each rounded by up to half a last digit, the total too.
    """
    if unit == "元":
        return Decimal(0)
    return LAST_DIGIT[unit] / 2 * (addends + 1)

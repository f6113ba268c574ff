"""The base of every model class, and the field types that know what clerks type."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.money import AmountError, parse_decimal, to_yuan

MAX_TEXT = 20_000
"""Characters of one text; longer ones are pasted by mistake."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")


class Frozen(BaseModel):
    """Strict, immutable, and closed: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)


def _amount(found: object, info: ValidationInfo) -> Decimal | None:
    number = _number(found)
    unit = (info.context or {}).get("amount_unit", "元")
    return None if number is None else to_yuan(number, unit)


def _number(found: object) -> Decimal | None:
    try:
        return parse_decimal(found)
    except AmountError as error:
        raise PydanticCustomError("amount", "{reason}", {"reason": str(error)}) from None


def _count(found: object) -> int | None:
    number = _number(found)
    if number is None:
        return None
    if number != number.to_integral_value() or number < 0:
        raise PydanticCustomError("count", "不是非负整数", {})
    return int(number)


def _text(found: object) -> object:
    if isinstance(found, (int, Decimal)) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        return found
    if match := _FORBIDDEN.search(found):
        point = f"{ord(match[0]):04X}"
        raise PydanticCustomError("control_character", "含有不可见的控制字符 U+{point}", {"point": point})
    if len(found) > MAX_TEXT:
        raise PydanticCustomError("too_long", "文字过长（{length} 字）", {"length": len(found)})
    return "\n".join(line.strip() for line in found.strip().splitlines() if line.strip())


def _line(found: object) -> object:
    text = _text(found)
    return " ".join(text.split("\n")) if isinstance(text, str) else text


def _date(found: object) -> object:
    if isinstance(found, str):
        if match := re.fullmatch(r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?", found.strip()):
            try:
                return dt.date(*(int(part) for part in match.groups()))
            except ValueError:
                pass
        raise PydanticCustomError("date", "不是日期", {})
    return found


_NUMBER_SCHEMA = WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}, {"type": "null"}]})

Amount = Annotated[Decimal | None, BeforeValidator(_amount), _NUMBER_SCHEMA]
"""金额, in 元; ``None`` where nothing is reported. Read in the unit that the data declares."""

Number = Annotated[Decimal | None, BeforeValidator(_number), _NUMBER_SCHEMA]
"""A plain number: score, weight, area."""

Count = Annotated[int | None, BeforeValidator(_count), WithJsonSchema({"type": ["integer", "null"], "minimum": 0})]
"""数量."""

Line = Annotated[str, BeforeValidator(_line)]
"""One line of text; line breaks become spaces."""

Text = Annotated[str, BeforeValidator(_text)]
"""Text of one or more paragraphs, one a line."""

Day = Annotated[
    dt.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""日期."""

NOT_PUBLIC: dict[str, Any] = {"public": False}
"""``json_schema_extra`` of a field that is not for publication: names and numbers of persons."""

"""A small spreadsheet: evaluates the formulas of a workbook exactly, in fractions, from its constant cells."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

Value = Fraction | str | bool
Found = Any
"""What a part of a formula comes to: a number, a text, a truth value, or a list of them."""

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"[^"]*")
    | (?P<area>(?:'(?P<sheet>[^']+)'!)?\$?(?P<column>[A-Z]+)\$?(?P<row>\d+)(?::\$?(?P<last>[A-Z]+)\$?(?P<end>\d+))?)
    | (?P<name>[A-Z]+)(?=\()
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<sign>[-+*/(),<])
    )""",
    re.VERBOSE,
)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """四舍五入, away from zero."""
    scaled = abs(value) * 10**places
    whole = int(scaled)
    whole += scaled - whole >= Fraction(1, 2)
    return Fraction(whole if value >= 0 else -whole, 10**places)


class Spreadsheet:
    """The cells of a workbook, each evaluated once when asked for."""

    def __init__(self, content: bytes) -> None:
        self.workbook = load_workbook(BytesIO(content))
        self.found: dict[tuple[str, str], Value] = {}

    def put(self, sheet: str, cell: str, value: float) -> None:
        """Another constant in a cell."""
        self.workbook[sheet][cell] = value
        self.found.clear()

    def value(self, sheet: str, cell: str) -> Value:
        """The value of a cell."""
        if (sheet, cell) not in self.found:
            content = self.workbook[sheet][cell].value
            is_formula = isinstance(content, str) and self.workbook[sheet][cell].data_type == "f"
            self.found[sheet, cell] = _Reader(self, sheet, content[1:]).read() if is_formula else _constant(content)
        return self.found[sheet, cell]


def _constant(content: object) -> Value:
    if isinstance(content, (int, float)):
        return Fraction(Decimal(repr(content)))
    return str(content or "")


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, cells: Spreadsheet, sheet: str, formula: str) -> None:
        self.cells, self.sheet, self.formula = cells, sheet, formula
        self.tokens = list(_TOKEN.finditer(formula))
        assert "".join(token[0] for token in self.tokens) == formula, formula
        self.position = 0

    def read(self) -> Value:
        found = self.comparison()
        assert self.position == len(self.tokens), self.formula
        return found

    def sign(self) -> str:
        return (self.tokens[self.position]["sign"] or "") if self.position < len(self.tokens) else ""

    def take(self) -> re.Match[str]:
        self.position += 1
        return self.tokens[self.position - 1]

    def comparison(self) -> Found:
        left = self.sum()
        if self.sign() == "<":
            self.take()
            return left < self.sum()
        return left

    def sum(self) -> Found:
        found = self.product()
        while self.sign() in {"+", "-"}:
            found = found + self.product() if self.take()["sign"] == "+" else found - self.product()
        return found

    def product(self) -> Found:
        found = self.atom()
        while self.sign() in {"*", "/"}:
            found = found * self.atom() if self.take()["sign"] == "*" else found / self.atom()
        return found

    def atom(self) -> Found:
        token = self.take()
        if token["text"]:
            return token["text"][1:-1]
        if token["number"]:
            return Fraction(token["number"])
        if token["name"]:
            return self.function(token["name"])
        values = self.area(token)
        assert len(values) == 1, self.formula
        return values[0]

    def area(self, token: re.Match[str]) -> list[Value]:
        sheet, column = token["sheet"] or self.sheet, token["column"]
        assert token["last"] in {None, column}
        rows = range(int(token["row"]), int(token["end"] or token["row"]) + 1)
        return [self.cells.value(sheet, f"{column}{row}") for row in rows]

    def function(self, name: str) -> Found:
        self.take()
        given: list[Found] = []
        while self.sign() != ")":
            token = self.tokens[self.position]
            given.append(self.area(self.take()) if token["area"] and name in {"SUM", "ROWS"} else self.comparison())
            if self.sign() == ",":
                self.take()
        self.take()
        match name:
            case "SUM":
                return sum((value for area in given for value in area), Fraction(0))
            case "ROWS":
                return Fraction(len(given[0]))
            case "ABS":
                return abs(given[0])
            case "ROUND":
                return round_half_up(given[0], int(given[1]))
            case "IF":
                return given[1] if given[0] else given[2]
        raise AssertionError(name)

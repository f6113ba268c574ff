"""Spreadsheet formulas of our totals: each a value that becomes text once every cell has its address.

A formula names cells by their paths (``revenue/total/basic``) and columns of entries by their patterns
(``revenue/lines/@key/basic``). What has no cell is left out. Nothing to add up gives a blank, not a zero.
"""

from __future__ import annotations

from collections.abc import Callable

Resolve = Callable[[str], str]
"""Path or pattern → address or range; empty where there is no such cell."""

Formula = Callable[[Resolve], str]
"""A formula without ``=``; empty where it has nothing to refer to."""

_NUMBER = '"<1E+300"'


def _known(resolve: Resolve, names: tuple[str, ...]) -> str:
    return ",".join(address for name in names if (address := resolve(name)))


def plus(*names: str) -> Formula:
    """The sum of cells or ranges."""

    def text(resolve: Resolve) -> str:
        cells = _known(resolve, names)
        return f'IF(COUNT({cells})=0,"",SUM({cells}))' if cells else ""

    return text


def minus(first: tuple[str, ...], *others: str) -> Formula:
    """Cells added up, less others; blank where the first are blank."""

    def text(resolve: Resolve) -> str:
        cells, away = _known(resolve, first), _known(resolve, others)
        if not cells:
            return ""
        return f'IF(COUNT({cells})=0,"",SUM({cells}){f"-SUM({away})" if away else ""})'

    return text


def either(guards: tuple[str, ...], usual: Formula, otherwise: Formula) -> Formula:
    """``usual``, but ``otherwise`` where none of ``guards`` has a number."""

    def text(resolve: Resolve) -> str:
        cells, one, two = _known(resolve, guards), usual(resolve), otherwise(resolve)
        if not cells or not one:
            return two
        return f"IF(COUNT({cells})=0,{two},{one})" if two else one

    return text


LEVELS = (3, 5, 7)
"""Digits of 类, 款 and 项 codes."""


def _counted(codes: str, values: str, levels: tuple[int, ...] = LEVELS) -> str:
    """1 for each line of a column that has no line with an amount above it, 0 for the others."""
    above = [f"COUNTIFS({codes},LEFT({codes},{digits}),{values},{_NUMBER})" for digits in levels]
    lower = (f"+(LEN({codes})={digits})*({'+'.join(above[:level])}=0)" for level, digits in enumerate(levels) if level)
    return f"((LEN({codes})={levels[0]}){''.join(lower)})"


def tops(
    block: str,
    column: str,
    classes: tuple[str, ...] = (),
    besides: tuple[str, ...] = (),
    levels: tuple[int, ...] = LEVELS,
) -> Formula:
    """The sum of a column of a classified table, each amount once: a line counts where no line above it does.

    With ``classes``, only the lines of these 类; the cells ``besides`` are added. ``levels`` are the digits of codes.
    """

    def text(resolve: Resolve) -> str:
        codes, values, cells = resolve(f"{block}/@key"), resolve(f"{block}/{column}"), _known(resolve, besides)
        if not codes or not values:
            return plus(*besides)(resolve)
        counted = _counted(codes, values, levels)
        if not classes:
            return f'IF(COUNT({values})=0,"",SUMPRODUCT({counted},{values}))'
        listed = ",".join(f'"{code}"' for code in classes)
        chosen = f"ISNUMBER(MATCH(LEFT({codes},3),{{{listed}}},0))"
        if len(classes) == 1:
            chosen = f"(LEFT({codes},3)={listed})"
        some, amount = f"SUMPRODUCT({chosen}*ISNUMBER({values}))", f"SUMPRODUCT({counted}*{chosen},{values})"
        if cells:
            return f'IF(COUNT({cells})+{some}=0,"",SUM({cells})+{amount})'
        return f'IF(COUNT({values})=0,"",IF({some}=0,"",{amount}))'

    return text


def lookup(code: str, block: str, column: str) -> Formula:
    """The amount for the code in the cell ``code`` (an address) in another table: of its line, else of those below."""

    def text(resolve: Resolve) -> str:
        codes, values = resolve(f"{block}/@key"), resolve(f"{block}/{column}")
        if not codes or not values:
            return ""
        below = f'(LEFT({codes},LEN({code}))={code}&"")'
        some = f"SUMPRODUCT({below}*ISNUMBER({values}))"
        amount = f"SUMPRODUCT({_counted(codes, values)}*{below},{values})"
        own = f'COUNTIFS({codes},{code}&"",{values},{_NUMBER})'
        exact = f'SUMIFS({values},{codes},{code}&"")'
        return f'IF(LEN({code})=0,"",IF({own}>0,{exact},IF({some}=0,"",{amount})))'

    return text


def name_of(code: str, kind: str) -> Formula:
    """The name of the code in a cell, from the hidden code table of ``kind`` (功能, 经济)."""
    found = f'INDEX({kind}科目名称,MATCH({code}&"",{kind}科目编码,0))'
    return lambda _: f'IF(LEN({code})=0,"",IFERROR({found},""))'


def raw(text: str) -> Formula:
    """A formula of addresses that are known already."""
    return lambda _: text


def joined(prefix: str, name: str) -> Formula:
    """Fixed words before the text of a cell."""
    return lambda resolve: f'"{prefix}"&{resolve(name)}' if resolve(name) else ""

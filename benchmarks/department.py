"""A number → a synthetic department: that many consistent units with realistic spread, as folders of data.

``python -m benchmarks.department 1000 FOLDER`` writes them. The same seed gives the same bytes.

Spread: a unit's size is log-normal (half of them between 3 and 25 million 元, the largest some 500 times the
smallest), with 4 to 16 functional items and 1 to 4 projects; one in ten is in its first year, three in ten spent less
than the year before; half have no government fund, most have nothing abroad, many have no “三公” expenditure at all.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.classification import load_codes
from generator.output import write_together
from generator.workbook.folder import folder_files
from generator.workbook.values import plain_data
from generator.workspace import Workspace
from tests.factories import (
    ECONOMIC_OF_THREE_PUBLIC,
    Flow,
    Shape,
    at_last_digit,
    default_data,
    every_reason,
    make_accounts,
    performance_data,
    public,
)

if TYPE_CHECKING:
    from generator.model.accounts import FinalAccounts

STYLE, YEAR = "hubei-wuhan-2024", 2024
ZERO = Decimal(0)
STEP = 100
"""元: amounts are whole hundredths of a 万元."""
TRADES = ("教育", "卫生健康", "农业农村", "文化旅游", "市场监督", "城市管理", "水务", "民政", "司法", "统计")
SORTS = ("服务中心", "事务中心", "管理所", "执法大队", "信息中心", "研究所")
COMMON = ("2080505", "2101101", "2210201")
"""Items that every unit has: pensions, medical insurance, housing."""
FUND_ITEM = "2296013"
PERSONNEL = ("30101", "30102", "30103", "30108", "30113")
PUBLIC = ("30201", "30207", "30211", "30228")
REASONS = ("业务量变化，按实际需要安排", "人员变动，工资正常调整", "项目按进度实施，经费据实列支", "从严控制一般性开支")
FIRST_YEAR, DECREASE, FUND, OTHER = 0.1, 0.3, 0.5, 0.4
"""Part of the units that …"""


def make_unit(number: int, seed: int = 1) -> FinalAccounts:
    """Unit ``number`` of the department."""
    dice = random.Random(f"{seed}-{number}")  # noqa: S311 - figures of a benchmark, no secret
    size = dice.lognormvariate(9.1, 1.1) * STEP * 10
    names = load_codes(Workspace.find().reference, "functional", YEAR).names
    codes = [code for code in names if len(code) == len(FUND_ITEM) and code not in (*COMMON, FUND_ITEM)]
    own = sorted(dice.sample(codes, dice.randint(1, 10)))
    first_year = dice.random() < FIRST_YEAR
    flows = [Flow("general_budget", code, _part(dice, size, 0.02, 0.06)) for code in COMMON]
    for code in own:
        closing = _part(dice, size, 0, 0.01) if dice.random() < FIRST_YEAR else ZERO
        flows.append(
            Flow(
                "general_budget",
                code,
                _part(dice, size, 0.1, 0.5) if code == own[0] else ZERO,
                _part(dice, size, 0.02, 0.4 / len(own) + 0.03),
                ZERO if first_year else closing,
                closing,
            )
        )
    if dice.random() < FUND:
        flows.append(Flow("government_fund", FUND_ITEM, ZERO, _part(dice, size, 0.01, 0.1)))
    if dice.random() < OTHER:
        flows.append(Flow("operating", own[-1], _part(dice, size, 0.02, 0.2), _part(dice, size, 0.01, 0.1)))
    shape = Shape(STYLE, YEAR, "万元", tuple(sorted(flows, key=lambda flow: flow.code)), {}, {}, zeros=True)
    shape = replace(shape, basic=_basic(shape, dice))
    shape = replace(shape, three_public=_three_public(shape, dice))
    name = f"江南区{dice.choice(TRADES)}{dice.choice(SORTS)}第{number}所"
    return make_accounts(full=True, shape=replace(shape, data=_data(shape, dice, name, first_year=first_year)))


def write_department(count: int, folder: Path, seed: int = 1) -> None:
    """``count`` units below ``folder``, a folder each."""
    for number in range(1, count + 1):
        write_unit(make_unit(number, seed), folder / f"{number:04d}")


def write_unit(accounts: FinalAccounts, folder: Path) -> Path:
    """One unit's data files."""
    write_together(folder, folder_files(plain_data(accounts), {}))
    return folder


def _part(dice: random.Random, size: float, low: float, high: float) -> Decimal:
    return Decimal(STEP * max(1, round(size * dice.uniform(low, high) / STEP)))


def _basic(shape: Shape, dice: random.Random) -> dict[str, Decimal]:
    """公开06表: four fifths for personnel; the last item takes what is left."""
    left = shape.total("basic", "general_budget")
    amounts: dict[str, Decimal] = {}
    three_public = [code for code in ("30217", "30231") if dice.random() < OTHER]
    for code in (*PERSONNEL, *PUBLIC, *three_public):
        share = 0.002 if code in three_public else dice.uniform(0.04, 0.2)
        amounts[code] = min(at_last_digit(left * Decimal(share), "万元"), left)
        left -= amounts[code]
    amounts["30107"] = left
    return {code: amount for code, amount in sorted(amounts.items()) if amount}


def _three_public(shape: Shape, dice: random.Random) -> dict[str, dict[str, Decimal]]:
    outturn = {key: shape.basic.get(code, ZERO) for key, code in ECONOMIC_OF_THREE_PUBLIC.items()}
    above = Decimal(dice.choice(("1", "1.1", "1.25", "1.6")))
    budget = {key: at_last_digit(amount * above, "万元") for key, amount in outturn.items()}
    return {"budget": budget, "outturn": outturn}


def _data(shape: Shape, dice: random.Random, name: str, *, first_year: bool) -> dict[str, Any]:
    factor = Decimal(dice.choice(("1.05", "1.2", "1.6") if dice.random() < DECREASE else ("0.6", "0.88", "0.97", "1")))
    data = default_data(shape, factor)
    nature = dice.choice(("行政单位", "参公单位", "事业单位", "事业单位"))
    cost = ZERO if nature == "事业单位" else public(shape)
    data["unit"] |= {"name": name, "short_name": "", "nature": nature}
    data["reasons"] = every_reason(shape, lambda _: dice.choice(REASONS))
    data["operating_cost"] = {"outturn": cost, "initial": cost}
    if first_year:
        data["prior"] = {"none_because": "本单位当年新设立"}
    return data | performance_data(shape, dice.randint(1, 4))


def main() -> None:
    """Write a department."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_department(options.count, options.folder, options.seed)


if __name__ == "__main__":
    main()

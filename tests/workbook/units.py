"""Units for these tests: the samples, and random ones that use every field of the model."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.classification import load_codes
from generator.ingest import Loaded, load
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.workbook.fields import Shape, field_shape, root
from generator.workbook.folder import folder_files
from generator.workbook.unit_file import UnitData, unit_workbook
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.model.kinds import Accounts

WORKSPACE = Workspace.find()
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
SAMPLE_FOLDERS = sorted(path.with_suffix("") for path in SAMPLES.glob("*.xlsx"))

CODES = {kind: load_codes(WORKSPACE.reference, kind, 2024).names for kind in ("functional", "economic")}
ITEMS = [code for code in CODES["functional"] if len(code) == 7] + ["2019901", "9990101"]
CLASSES = [code for code in CODES["functional"] if len(code) == 3] + ["999"]
ECONOMIC = [*CODES["economic"], "30999"]
UNITS = ["205", "205001", "205002", "206", "206001001"]

TEXTS = (
    "业务量上升", "=SUM(A1)", "'引号", "—", "-", "100%", "0012", "1e5", "TRUE", "2024-01-01", "#DIV/0!", "_x000D_",
    "a < b & {{ c }}", "“一次办”", "甲/乙~丙", "{}", "[]", "# 不是注释", "- 不是列表", "键: 值", "null", "~",
    "12:30:45", "@owner", "#填报", "长" * 99, "＞100家", "𠮷野家", "half, width",
)  # fmt: skip

Data = dict[str, Any]


@cache
def loaded(folder: Path) -> Loaded:
    """What is read from a sample's folder."""
    return load(folder, WORKSPACE)


def accounts_of(folder: Path) -> Accounts:
    """The accounts of a sample."""
    accounts = loaded(folder).accounts
    assert accounts is not None
    return accounts


def as_workbook(accounts: Accounts, folder: Path, last_reasons: dict[str, str] | None = None) -> Path:
    """The unit's workbook, written below ``folder``."""
    path = folder / "单位.xlsx"
    path.write_bytes(unit_workbook(UnitData.of(accounts, last_reasons or {}), WORKSPACE))
    return path


def as_folder(accounts: Accounts, folder: Path, last_reasons: dict[str, str] | None = None) -> Path:
    """The unit's folder, written at ``folder``."""
    folder.mkdir(exist_ok=True)
    unit = UnitData.of(accounts, last_reasons or {})
    for name, content in folder_files(unit.data, unit.last_reasons).items():
        (folder / name).write_bytes(content)
    return folder


def random_unit(seed: int, *, full: bool = False, style: str = "hubei-wuhan-2024", unit: str = "万元") -> FinalAccounts:
    """A random unit, valid but not consistent; with ``full`` it has every field, otherwise about half of them."""
    data = _random_data(FinalAccounts, seed, full=full)
    data |= {"style": style, "year": 2024, "amount_unit": unit}
    return FinalAccounts.model_validate(data, context={"amount_unit": unit})


def random_budget(seed: int, *, full: bool = False, unit: str = "万元") -> Budget:
    """A random budget, as :func:`random_unit`."""
    data = _random_data(Budget, seed, full=full)
    data |= {"style": "hubei-wuhan-budget-2023", "year": 2023, "amount_unit": unit}
    return Budget.model_validate(data, context={"amount_unit": unit})


def _random_data(model: type[Accounts], seed: int, *, full: bool) -> Data:
    """The data of a unit, in which every reference leads to something."""
    maker = _Maker(random.Random(seed), full=full)  # noqa: S311 - test data, the same for the same seed
    data = maker.model(root(model), ())
    names = list(data.get("indicators", {}))
    _refer(data, names, maker.dice)
    for number, project in enumerate(data.get("projects", ())):
        project["name"] = f"{project['name']}{number}"
    return data


def _refer(node: object, names: list[str], dice: random.Random) -> None:
    """Make every reference to an indicator lead to one."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "indicator":
                node[key] = dice.choice(names) if names else ""
            else:
                _refer(value, names, dice)
    elif isinstance(node, tuple):
        for value in node:
            _refer(value, names, dice)


class _Maker:
    def __init__(self, dice: random.Random, *, full: bool) -> None:
        self.dice, self.full = dice, full

    def model(self, shape: Shape, path: tuple[str, ...]) -> Data:
        """A model with some of its fields, or all."""
        found: Data = {}
        for name, info in (shape.model.model_fields if shape.model else {}).items():
            if info.is_required() or self.full or self.dice.random() < 0.5:
                found[name] = self.value(field_shape(info), (*path, name))
        return found

    def value(self, shape: Shape, path: tuple[str, ...]) -> object:
        """A value of a field."""
        if shape.model is not None:
            return self.model(shape, path)
        if shape.item is not None and shape.listed:
            return tuple(self.value(shape.item, (*path, "*")) for _ in range(self.dice.randint(1, 3)))
        if shape.item is not None:
            return {key: self.value(shape.item, (*path, key)) for key in self.keys(path)}
        return self.leaf(shape)

    def leaf(self, shape: Shape) -> object:
        """One value."""
        if shape.kind in {"amount", "number"}:
            places = self.dice.choice((0, 2, 2, 2, 4))
            digits = self.dice.choice((0, 3, 6, 9, 13 - places))
            return Decimal(self.dice.randint(-(10**digits), 10**digits)).scaleb(-places)
        if shape.kind == "text":
            return "\n".join(self.dice.sample(TEXTS, self.dice.randint(1, 3)))
        choices: dict[str | None, tuple[object, ...]] = {
            "count": (0, 1, 7, 12_345),
            "choice": shape.choices,
            "flag": (True, False),
            "day": ("2025-10-11", "2026-01-02"),
        }
        return self.dice.choice(choices.get(shape.kind, TEXTS))

    def keys(self, path: tuple[str, ...]) -> list[str]:
        """Some keys of a mapping."""
        if path[-1] == "classes":
            source = CLASSES
        elif path[0] in {"budget_revenue", "budget_units"}:
            source = UNITS
        elif path[0] in {"basic", "project_detail", "budget_basic"}:
            source = ECONOMIC
        elif path[-1] in {"lines", "items", "uses", "item_definitions"}:
            source = ITEMS
        elif path[-1].endswith("_history"):
            source = ["2022", "2023"]
        else:
            source = [text for text in TEXTS if len(text) <= 60]
        return self.dice.sample(source, min(len(source), self.dice.randint(1, 4)))

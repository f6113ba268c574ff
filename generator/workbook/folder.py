"""A unit's data → the files of its folder: unit.yaml, the tables' figures, and last year's reasons beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from generator.facts.budget_ledger import BUDGET_TABLES
from generator.model.accounts import FinalAccounts
from generator.model.budget import Budget
from generator.model.kinds import TITLES, model_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.kinds import Accounts
    from generator.workbook.values import Data

UNIT_FILE, TABLES_FILE, LAST_REASONS_FILE = "unit.yaml", "决算表.yaml", "上年原因.yaml"

TABLES = (
    "summary", "revenue", "expenditure", "appropriation", "general_budget", "basic", "government_fund", "state_capital",
    "three_public",
)  # fmt: skip
"""The tables of 决算, and the file that they stand in."""

TABLES_OF: Mapping[type[Accounts], tuple[str, ...]] = {FinalAccounts: TABLES, Budget: BUDGET_TABLES}
"""Kind of document → its sections that are tables to fill in."""

WIDTH = 110
_SHORT = 90
"""Characters of a mapping or list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Numbers as they are, short mappings on one line, paragraphs as blocks, nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        """Every value is written out where it stands."""
        del data
        return True


def folder_files(data: Data, last_reasons: Mapping[str, str]) -> dict[str, bytes]:
    """File name → content."""
    model = model_of(data)
    unit = {key: value for key, value in data.items() if key not in TABLES_OF[model]}
    tables = {key: data[key] for key in TABLES_OF[model] if key in data}
    name = data.get("unit", {}).get("name") or "单位"
    files = {UNIT_FILE: _file(f"{name} {data.get('year', '')} 年度。", unit)}
    if tables:
        kind = TITLES[model]
        files[f"{kind}表.yaml"] = _file(f"各张{kind}表，金额单位见 unit.yaml。", tables)
    if last_reasons:
        nested: Data = {}
        for path, text in last_reasons.items():
            *above, last = path.split("/")
            node = nested
            for step in above:
                node = node.setdefault(step, {})
            node[last] = text
        files[LAST_REASONS_FILE] = _file("上年写的原因，供填写本年原因时参考；程序不把它当数据。", nested)
    return files


def _file(comment: str, data: Data) -> bytes:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)
    return f"# {comment}\n{text}".encode()


def _is_short(value: Any) -> bool:  # noqa: ANN401 - any data
    """Whether a mapping or list holds only a few short values."""
    parts = value.values() if isinstance(value, dict) else value
    plain = all(not isinstance(part, (dict, list, tuple)) for part in parts)
    return plain and len(value) > 0 and len(str(value)) <= _SHORT and "\n" not in str(value)


def _number(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=_is_short(value))


def _sequence(dumper: yaml.SafeDumper, value: tuple[Any, ...]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value)


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(tuple, _sequence)

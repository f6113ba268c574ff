"""The hard samples that a style is tried on: made-up units that come with the program."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.errors import StyleError
from generator.ingest.assemble import assemble
from generator.ingest.tree import Tree
from generator.ingest.yaml_file import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.kinds import Accounts
    from generator.style.model import Style
    from generator.workspace import Workspace

FOLDER = "samples"
FULL = "full"
HARD = {FULL: "样样都有", "zeros": "样样没有", "first_year": "第一年", "decrease": "样样减少"}
"""File → what the sample is called in messages."""
PREFIXES = {"final_accounts": "", "budget": "budget_"}
"""文种 of a style → what the names of its samples' files begin with."""
USUAL_YEAR = 2024


def sample_year(style: Style) -> int:
    """A year that the style is meant for."""
    first, last = style.years
    return min(max(first, USUAL_YEAR), last)


def hard_sample(workspace: Workspace, style: Style, sample: str) -> Accounts:
    """The sample as accounts in ``style``.

    Raises:
        StyleError: the program's sample is not valid.
    """
    data = _data(workspace.checks / FOLDER, sample, PREFIXES[style.document])
    tree = Tree({**data, "style": style.name, "year": sample_year(style)})
    accounts, findings = assemble(tree, str(data["amount_unit"]))
    if accounts is None:
        raise StyleError(f"样例 {sample} 有错：{'；'.join(one.message for one in findings)}", "重新安装本程序")
    return accounts


@cache
def _data(folder: Path, sample: str, prefix: str) -> dict[str, object]:
    """What the sample's file says, over the full one."""
    full = _read(folder / f"{prefix}{FULL}.yaml")
    return full if sample == FULL else {**full, **_read(folder / f"{prefix}{sample}.yaml")}


def _read(path: Path) -> dict[str, object]:
    tree, findings = read_yaml(path.read_bytes(), path.name)
    if findings:
        raise StyleError(f"样例 {path.name} 有错：{findings[0].message}", "重新安装本程序")
    return tree.data

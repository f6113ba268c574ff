"""A unit's folder → the files that hold its data, and those that were left aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.ingest.messages import problem, show
from generator.source import SourceRef

if TYPE_CHECKING:
    from generator.finding import Finding

UNIT_FILE = "unit.yaml"
LAST_REASONS_FILE = "上年原因.yaml"
"""What was written last year, beside the data; it is no data."""
YAML = frozenset({".yaml", ".yml"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
OLD_WORKBOOKS = frozenset({".xls", ".et", ".xlsb", ".ods"})
CSV = ".csv"
TABLES = WORKBOOKS | OLD_WORKBOOKS | {CSV}
"""Files that may hold tables."""
_SILENT = frozenset({".md", ".txt", ".pdf", ".docx", ".doc", ".wps", ".png", ".jpg"})
"""Papers that lie beside the data."""
_COPY = re.compile(r"\.(?:备份\d*|批注)")


def is_copy(path: Path) -> bool:
    """Whether a file is a copy that the program made: a backup (单位.备份.xlsx), or with notes (单位.批注.xlsx)."""
    return _COPY.fullmatch(Path(path.stem).suffix) is not None


@dataclass(frozen=True)
class UnitFiles:
    """单位文件夹."""

    folder: Path
    yaml: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    last_reasons: Path | None = None


def find_files(source: Path) -> UnitFiles:
    """The files of the unit at ``source``: its folder, or the unit.yaml in it; a file of another name stands alone."""
    folder = source if source.is_dir() else source.parent
    main = folder / UNIT_FILE if source.is_dir() else source
    if not main.is_file():
        return UnitFiles(folder, findings=(_missing(source),))
    if main.name != UNIT_FILE:
        return UnitFiles(folder, (main,))
    last_reasons = folder / LAST_REASONS_FILE
    yaml, tables, findings = [main], [], []
    for path in sorted(folder.iterdir()):
        kind = path.suffix.lower()
        if path in (main, last_reasons) or not path.is_file() or path.name.startswith((".", "~$")) or is_copy(path):
            continue
        if kind in YAML:
            yaml.append(path)
        elif kind in TABLES:
            tables.append(path)
        elif kind not in _SILENT:
            advice = "数据放在 .yaml、.csv 或 .xlsx 文件中；不是数据时不用处理"
            findings.append(problem("SJ26", f"文件没有读取：{show(path.name)}", SourceRef(path.name), advice=advice))
    beside = last_reasons if last_reasons.is_file() else None
    return UnitFiles(folder, tuple(yaml), tuple(tables), tuple(findings), beside)


def _missing(source: Path) -> Finding:
    if source.is_dir():
        message = f"文件夹中没有 {UNIT_FILE}"
        advice = f"数据是填报工作簿的，写工作簿的文件名，如 单位.xlsx；是文件夹的，把单位信息写在 {UNIT_FILE} 中"
    else:
        message, advice = "文件或文件夹不存在", "检查名称和位置"
    return problem("SJ01", message, SourceRef(source.name or str(source)), advice=advice)

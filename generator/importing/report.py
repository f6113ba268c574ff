"""The result of an import → what a person reads, and the same as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.finding import count_by_severity, has_errors
from generator.report.data import as_json, finding_data

if TYPE_CHECKING:
    from generator.importing.run import ImportResult


def import_text(result: ImportResult) -> tuple[str, str]:
    """What stands before the findings (the tables), and after them (what was done)."""
    tables = result.recognised.tables
    lines = [f"认出 {len(tables)} 张表："] if tables else []
    for one in tables:
        where = f"{one.place.sheet}!{one.place.cell}" if one.place.sheet else one.place.cell
        year = f"{one.year} 年度，" if one.year else ""
        figures = f"{one.figures} 个数" if one.figures else "空表"
        lines.append(f"  {one.title}（{where}）：{year}单位{one.amount_unit}，{figures}")
    return "\n".join(lines), "\n".join(_done(result))


def _done(result: ImportResult) -> list[str]:
    comparison = result.comparison
    if has_errors(result.findings):
        return ["没有写入：请先处理以上错误。"]
    if comparison is None:
        return ["没有写入：用 --into 导入到已有的单位，或用 -o 生成新的填报工作簿。"]
    if not comparison.changes:
        return [f"{comparison.same} 个数与已有的相同，没有改动。"]
    counts = [f"新增 {comparison.added} 个数"]
    counts += [f"改动 {len(comparison.differences)} 个"] if comparison.differences else []
    counts += [f"相同 {comparison.same} 个"] if comparison.same else []
    lines = ["，".join(counts) + "。"]
    lines += [f"已写入 {path}" for path in result.files]
    lines += [f"原来的文件备份为 {path}" for path in result.backups]
    if result.to_fill:
        lines.append(f"还要填写：{'、'.join(result.to_fill)}。")
    return lines


def import_json(result: ImportResult) -> str:
    """The result for programs."""
    comparison = result.comparison
    return as_json(
        {
            "done": bool(result.files),
            "tables": [
                {
                    "table": one.table,
                    "title": one.title,
                    "sheet": one.place.sheet,
                    "range": one.place.cell,
                    "amount_unit": one.amount_unit,
                    "figures": one.figures,
                    "year": one.year,
                }
                for one in result.recognised.tables
            ],
            "added": comparison.added if comparison else 0,
            "same": comparison.same if comparison else 0,
            "different": len(comparison.differences) if comparison else 0,
            "files": [str(path) for path in result.files],
            "backups": [str(path) for path in result.backups],
            "to_fill": list(result.to_fill),
            "counts": count_by_severity(result.findings),
            "findings": [finding_data(finding) for finding in result.findings],
        }
    )

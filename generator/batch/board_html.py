"""Status board → 批量结果.html: one self-contained page with links to documents and findings."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.batch.board import BOARD
from generator.finding import SEVERITIES
from generator.money import NumberFormat, show_amount, show_percent
from generator.report.page import linked, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.batch.board import Board, Row

MANY = 2_000
"""Units; of more than these the page lists the findings of failed ones only, the workbook lists all."""
_WANYUAN = NumberFormat(thousands=True)
_LOOKS = {"未提交": "bad", "有错误": "bad", "未生成": "soft", "有警告": "warn", "成功": "good"}
_HEADS = (
    ("单位", 20),
    ("状态", 6),
    *((severity, 4) for severity in SEVERITIES),
    ("页数", 4),
    ("收入总计", 9),
    ("支出总计", 9),
    ("比上年增减", 9),
    ("增减率", 7),
    ("“三公”经费", 7),
    ("用时（秒）", 5),
    ("文件", 9),
    ("备注", 10),
)
"""Title and width in percent."""
_LOOK = """
td a { margin-right: 8px; }
td.bad a { color: var(--bad); } td.warn a { color: var(--warn); } td.good a { color: var(--good); }
"""
_FINDING_HEADS = (("级别", 6), ("编号", 6), ("位置", 18), ("问题", 42), ("建议", 28))


def board_page(board: Board) -> str:
    """The page."""
    return page(BOARD, "\n".join(_body(board)), _LOOK)


def _body(board: Board) -> Iterator[str]:
    yield f"<h1>{BOARD}</h1>"
    yield f"<p>{escape(board.summary)}金额单位：万元。</p>"
    yield from _head(_HEADS)
    shown = {number for number, row in enumerate(board.rows) if row.record.findings}
    if len(board.rows) > MANY:
        shown = {number for number in shown if board.rows[number].record.failed}
    for number, row in enumerate(board.rows):
        yield _row(number, row, listed=number in shown)
    yield "</tbody></table>"
    for number in sorted(shown):
        yield from _findings(number, board.rows[number])


def _head(columns: Iterable[tuple[str, int]]) -> Iterator[str]:
    """The beginning of a table; each column with its width in percent."""
    listed = tuple(columns)
    widths = "".join(f'<col style="width:{width}%">' for _, width in listed)
    titles = "".join(f'<th scope="col">{escape(title)}</th>' for title, _ in listed)
    yield f"<table><colgroup>{widths}</colgroup><thead><tr>{titles}</tr></thead><tbody>"


def _row(number: int, row: Row, *, listed: bool) -> str:
    """A unit's row; ``listed``: whether its findings are on the page."""
    record = row.record
    figures = record.figures
    address = f"#u{number}" if listed else ""
    look = _LOOKS[record.state]
    cells = [
        f'<th scope="row">{linked(record.unit, quote(f"{record.key}/") if record.key else "")}</th>',
        f'<td class="{look}">{linked(record.state, address)}</td>',
        *(_number(linked(str(count), address) if count else "") for count in record.counts.values()),
        _number("" if record.pages is None else str(record.pages)),
        *(_number(_amount(yuan)) for yuan in (figures.revenue, figures.expenditure, figures.change)),
        _number(show_percent(Decimal(figures.rate), NumberFormat()) if figures.rate else ""),
        _number(_amount(figures.three_public)),
        _number(f"{row.entry.seconds:.1f}" if row.entry else ""),
        f"<td>{''.join(_documents(row))}</td>",
        f"<td>{escape(row.note)}</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _documents(row: Row) -> Iterator[str]:
    for document in row.record.documents:
        label = document.name.rsplit(".", 1)[-1].upper()
        yield linked(label, quote(f"{row.record.key}/{document.name}"))


def _findings(number: int, row: Row) -> Iterator[str]:
    record = row.record
    counts = "，".join(f"{severity} {count}" for severity, count in record.counts.items() if count)
    opened = " open" if record.failed else ""
    yield f'<details id="u{number}"{opened}><summary>{escape(record.unit)}<span class="soft">{counts}</span></summary>'
    yield from _head(_FINDING_HEADS)
    for finding in record.findings:
        cells = (escape(str(finding.get(field, ""))) for field in ("severity", "code", "place", "message", "advice"))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table></details>"


def _number(content: str) -> str:
    return f'<td class="number">{content}</td>'


def _amount(yuan: str) -> str:
    return show_amount(Decimal(yuan), "万元", _WANYUAN) if yuan else ""

"""A small hand-made document with every kind of block, for the tests of the printers."""

from __future__ import annotations

from generator.document.blocks import (
    Block,
    ChartBlock,
    Cover,
    Datum,
    Document,
    Heading,
    Paragraph,
    Series,
    Span,
)
from generator.document.table import Cell, TableBlock


def head(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    """A head cell."""
    return Cell(text, colspan=colspan, rowspan=rowspan, role="head", align="center")


def amount(text: str, ref: str = "") -> Cell:
    """A cell with an amount."""
    return Cell(text, ref, role="amount", align="right")


def wide_table(rows: int = 60) -> TableBlock:
    """A landscape table with a spanner and ``rows`` lines."""
    boxhead = (
        (head("项目", colspan=2), head("本年支出合计", rowspan=2), head("其中", colspan=2)),
        (head("功能分类科目编码"), head("科目名称"), head("基本支出"), head("项目支出")),
    )
    body = tuple(
        (
            Cell(f"208{index:04d}", role="label"),
            Cell(f"第{index}项 <支出> & 其他", role="label", indent=index % 3),
            amount(f"{1234567 + index:,}.89", f"line.{index}"),
            amount("567,890.12"),
            amount(""),
        )
        for index in range(rows)
    )
    return TableBlock(
        id="expenditure",
        title="2024年度支出决算表",
        boxhead=boxhead,
        body=body,
        widths=(1.3, 3.4, 1.4, 1.4, 1.4),
        label="公开03表",
        owner="部门：测试单位",
        unit="单位：万元",
        notes=("注：本表反映部门本年度各项支出情况。", "2.本套报表金额单位转换时可能存在尾数误差。"),
        landscape=True,
        own_page=True,
        heading_level=1,
        anchor="table-expenditure",
    )


def form_table() -> TableBlock:
    """A portrait form with row spans, as the annexes have them."""
    boxhead = ((head("一级指标"), head("二级指标"), head("三级指标"), head("年初目标值"), head("得分")),)
    body = (
        (
            Cell("产出指标", rowspan=3),
            Cell("数量指标", rowspan=2),
            Cell("开展检查☑次数"),
            Cell("≥100家"),
            amount("5.00", "score.1"),
        ),
        (Cell("参保人数"), Cell("＞350万"), amount("5.00")),
        (Cell("质量指标"), Cell("“一次办”比例"), Cell("100%"), amount("5.00")),
        (Cell("总分", colspan=4, role="total"), amount("15.00")),
    )
    return TableBlock(id="form", title="2024年度项目绩效自评表", boxhead=boxhead, body=body, widths=(1, 1, 2, 1, 1))


def chart(kind: str = "comparison") -> ChartBlock:
    """图1 or 图2."""
    series: tuple[Series, ...]
    if kind == "comparison":
        series = (
            Series("2023年度", (Datum("收、支总计", 8080.82, "8,080.82"),)),
            Series("2024年度", (Datum("收、支总计", 9111.11, "9,111.11", ref="total"),)),
        )
        alt = "2023年度8,080.82万元，2024年度9,111.11万元。"
        return ChartBlock("total_change", kind, "图1：收、支决算总计变动情况", series, "万元", alt)
    series = (
        Series(
            "2024年度",
            (Datum("基本支出", 3885.24, "3,885.24", "42.6%"), Datum("项目支出", 5225.87, "5,225.87", "57.4%")),
        ),
    )
    alt = "基本支出42.6%，项目支出57.4%。"
    return ChartBlock("expenditure_structure", kind, "图3：支出决算结构", series, "万元", alt)


def sample_document() -> Document:
    """Cover, headings of all levels, paragraphs with figures and awkward text, tables, charts."""
    sentence = "本单位严格执行预算，切实加强经费管理，提高资金使用效益。"
    blocks: tuple[Block, ...] = (
        Heading(0, "第一部分 测试单位概况", "part-1"),
        Heading(1, "一、部门主要职责", "section-1-1"),
        Paragraph((Span("承担全市“一站式”服务 <b>不是标记</b> & {{ 也不是模板 }}，镕堃喆。"),)),
        Heading(0, "第二部分 测试单位2024年度部门决算表", "part-2"),
        wide_table(),
        Heading(0, "第三部分 测试单位2024年度部门决算情况说明", "part-3"),
        Heading(1, "一、收入支出决算总体情况说明", "section-3-1"),
        Paragraph((Span("2024年度收、支总计"), Span("9,111.11", "total"), Span("万元。"))),
        *(Paragraph((Span(f"第{index}段。" + sentence * 4),)) for index in range(8)),
        chart(),
        chart("structure"),
        Heading(2, "（一）总体情况", "section-3-1-1"),
        Paragraph((Span("小节正文。"),)),
        Heading(0, "第六部分 附件", "part-6"),
        Heading(1, "一、2024年度项目绩效自评表", "section-6-1"),
        form_table(),
        Paragraph((Span("1.预算执行情况口径。"),), role="note"),
    )
    cover = Cover("2024年度测试单位部门决算公开", "测试单位", "2025年10月11日")
    return Document("2024年度测试单位部门决算公开", cover, blocks)

"""填报说明: the first sheet, which says what to do, and what must be filled in anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.plan import Sheet, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.workbook.material import Material
    from generator.workbook.plan import Role

PURPOSES = {
    "单位信息": "单位全称、性质、级次、职责、机构、下属单位。年度和金额单位也在这里。",
    "上年决算数": "与上年比较用的数，取自上年的决算公开。",
    "上年预算数": "与上年比较用的数，取自上年的预算公开。",
    "预算数": "每个科目的年初预算数、全年预算数、上年决算数。",
    "三公情况": "团组、人次、车辆、批次等数量。",
    "运行经费采购资产": "机关运行经费、政府采购、国有资产等。",
    "项目": "每个项目一行：名称、预算数、执行数、成效、问题、措施。",
    "预算绩效": "绩效管理的总体情况；决算还有自评得分、结果应用。",
    "采购明细": "政府采购预算表，一行一项；由项目、品目、资金来源到金额。",
    "购买服务": "政府购买服务预算表，一行一项。",
    "绩效指标": "几张表共用的指标，写一次，各表引用。",
    "整体申报表": "部门（单位）整体绩效目标申报表：任务、近两年和当年的收支构成。",
    "项目申报表": "每个项目的绩效目标申报表，一行一张；支出明细和采购计划写在下面。",
    "申报目标": "申报表中的长期目标和年度目标，一行一个。",
    "申报指标": "每个目标的指标：引用指标名，或把各栏写全。",
    "自评表": "整体和每个项目的自评表，一行一张。",
    "自评目标": "按目标计分时填写目标。",
    "自评指标": "每张自评表的指标、分值、得分。",
    "重点工作": "本年重点工作的完成情况。",
    "原因": "需要写的原因，一行一处；橙色的格必须写。",
    "名词解释": "本单位增加或替换的名词解释。",
    "补充情况": "个别地区的公开文本才用到的数据。",
    "核对说明": "核对出的问题确有原因的，在这里说明。",
    "其他": "程序保存其他数据的地方，一般不用填。",
}
"""Sheet → what it is for."""

STEPS = (
    "1. 先填“单位信息”，核对年度和金额单位。全部金额都按这个单位填写。",
    "2. 填各张{kind}表。黄色格填数；浅绿格是合计和从别的表带出的数，程序自动算，与批复的表有尾差时可以直接改写。",
    "3. 科目编码从列表中选，名称自动带出；可以只填项级科目，类、款由程序汇总。行不够时在表中间插入行。",
    "4. 没有发生的填 0，不知道的留空：留空表示“没有报”，与 0 不同。",
    "5. 填后面各表：上年数、运行经费、采购、资产、项目和绩效，最后写原因。",
    "6. 保存后运行 juesuan check 本文件 核对，再运行 juesuan build 本文件 生成公开文本。",
    "7. 标“不公开”的姓名和电话照填，不会印进公开文本。",
    "8. 明年运行 juesuan rollover 本文件 新文件，得到下一年的工作簿。",
)

LEGEND: tuple[tuple[Role, str, str], ...] = (
    ("input", "填写", "黄色：填写"),
    ("total", "自动", "浅绿色：自动合计、带出；可以改写，改写后按写的数"),
    ("shown", "参考", "灰色：只供参考，不能改"),
)

_RENEW = "橙色：上年的数已清空，今年必须重新填写"


def guide_sheet(material: Material, sheets: Iterable[Sheet]) -> Sheet:
    """The guide to ``sheets``."""
    sheet = Sheet(keys.GUIDE)
    sheet.put(1, 1, Slot("key", keys.stamp_of(material.model)))
    sheet.hidden_columns.add(1)
    name = material.data.get("unit", {}).get("name") or ""
    sheet.merge(1, 2, 1, 3, Slot("title", f"{name}{material.year}年度{keys.title_of(material.model)}"))
    sheet.heights[1] = 32
    row = 3
    for text in STEPS:
        sheet.merge(row, 2, row, 3, Slot("text", text.format(kind=material.kind)))
        row += 1
    row = _legend(sheet, row + 1, has_renewed=bool(material.renewed))
    row = _renewed(sheet, row, tuple(one.words for one in material.renewed))
    row += 1
    sheet.put(row, 2, Slot("head", "工作表", align="center"))
    sheet.put(row, 3, Slot("head", "填什么", align="center"))
    for one in sheets:
        row += 1
        sheet.key(row, 1, keys.SHEET)
        sheet.put(row, 2, Slot("link", one.name))
        table = str(one.slots[1, 2].value) if (1, 2) in one.slots else ""
        sheet.put(row, 3, Slot("text", PURPOSES.get(one.name, table)))
    sheet.widths |= {2: 26, 3: 90}
    return sheet


def _legend(sheet: Sheet, row: int, *, has_renewed: bool) -> int:
    sheet.put(row, 2, Slot("section", "颜色"))
    for role, sample, text in LEGEND:
        row += 1
        sheet.put(row, 2, Slot(role, sample, locked=True, align="center"))
        sheet.put(row, 3, Slot("text", text))
    if has_renewed:
        row += 1
        sheet.put(row, 2, Slot("input", "重填", locked=True, align="center", renew=True))
        sheet.put(row, 3, Slot("text", _RENEW))
    return row + 1


def _renewed(sheet: Sheet, row: int, listed: tuple[str, ...]) -> int:
    """What was emptied for the new year, in words."""
    if not listed:
        return row
    row += 1
    sheet.put(row, 2, Slot("section", "今年必须重新填写"))
    for text in dict.fromkeys(listed):
        row += 1
        sheet.put(row, 2, Slot("plain", "□", align="right"))
        sheet.put(row, 3, Slot("text", text))
    return row + 1

"""A whole workbook as final-accounts software exports it: .xls, the tables Z01 to Z09 in 元, with what is around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlwt

if TYPE_CHECKING:
    from pathlib import Path

Row = list[object]

OWNER = "编制单位：测试市卫生监督所"
MONEY = "金额单位：元"

CLASSES = ("一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出",
           "六、科学技术支出", "七、文化旅游体育与传媒支出", "八、社会保障和就业支出", "九、卫生健康支出")  # fmt: skip


def summary() -> list[Row]:
    """Z01: three blocks side by side, each with 年初预算数, 全年预算数 and 决算数."""
    columns = ["年初预算数", "全年预算数", "决算数"]
    left: list[Row] = [
        ["一、一般公共预算财政拨款收入", 1, 11000000, 11487700, 11487700],
        ["二、政府性基金预算财政拨款收入", 2, "", "", ""],
        ["三、国有资本经营预算财政拨款收入", 3, "", "", ""],
        ["四、上级补助收入", 4, "", "", ""],
        ["五、事业收入", 5, "", "", ""],
        ["六、经营收入", 6, "", "", ""],
        ["七、附属单位上缴收入", 7, "", "", ""],
        ["八、其他收入", 8, "", 6600.55, 6600.55],
        ["本年收入合计", 27, 11000000, 11494300.55, 11494300.55],
        ["    使用非财政拨款结余（含专用结余）", 28, "", "", ""],
        ["    年初结转和结余", 29, "", 105000, 105000],
        ["总计", 31, 11000000, 11599300.55, 11599300.55],
    ]
    right: list[Row] = [[name, 32 + number, "", "", ""] for number, name in enumerate(CLASSES)]
    right[7][2:] = [90000, 93000, 93000]
    right[8][2:] = [10910000, 11401300.55, 11401300.55]
    right += [
        ["本年支出合计", 58, 11000000, 11494300.55, 11494300.55],
        ["    年末结转和结余", 60, "", 105000, 105000],
        ["总计", 62, 11000000, 11599300.55, 11599300.55],
    ]
    nature: list[Row] = [
        ["一、基本支出", 63, 1800000, 1829700, 1829700],
        ["    人员经费", 64, 1700000, 1720400, 1720400],
        ["    公用经费", 65, 100000, 109300, 109300],
        ["二、项目支出", 66, 9200000, 9664600.55, 9664600.55],
        ["三、上缴上级支出", 67, "", "", ""],
        ["本年支出合计", 81, 11000000, 11494300.55, 11494300.55],
    ]
    rows: list[Row] = [
        ["收入支出决算总表", *[""] * 13, "财决01表"],
        [OWNER, *[""] * 6, "2024年度", *[""] * 6, MONEY],
        ["收入", *[""] * 4, "支出", *[""] * 9],
        [
            "项目",
            "行次",
            *columns,
            "项目（按功能分类）",
            "行次",
            *columns,
            "项目（按支出性质和经济分类）",
            "行次",
            *columns,
        ],
        ["栏次", "", 1, 2, 3, "栏次", "", 4, 5, 6, "栏次", "", 7, 8, 9],
    ]
    for index in range(12):
        third = nature[index] if index < len(nature) else [""] * 5
        rows.append([*left[index], *right[index], *third])
    return rows


def classified(title: str, code: str, heads: list[Row], lines: list[tuple[str, str, list[object]]]) -> list[Row]:
    """Z03, Z04 …: the code over three merged columns, its name, the amounts."""
    width = 4 + len(heads[0])
    rows: list[Row] = [
        [title, *[""] * (width - 2), code],
        [OWNER, *[""] * (width - 2), MONEY],
        ["项目", "", "", "", *heads[0]],
    ]
    if len(heads) > 1:
        rows.append(["支出功能分类科目代码", "", "", "科目名称", *heads[1]])
    else:
        rows.append(["支出功能分类科目代码", "", "", "科目名称", *[""] * len(heads[0])])
    rows.append(["类", "款", "项", "栏次", *range(1, len(heads[0]) + 1)])
    rows += [[number, "", "", name, *amounts] for number, name, amounts in lines]
    return rows


LINES = (
    ("208", "社会保障和就业支出", 93000), ("20805", "行政事业单位养老支出", 93000),
    ("2080505", "机关事业单位基本养老保险缴费支出", 93000), ("210", "卫生健康支出", 11401300.55),
    ("21004", "公共卫生", 11401300.55), ("2100402", "卫生监督机构", 11401300.55),
)  # fmt: skip


def workbook() -> dict[str, list[Row]]:
    """Sheet → rows."""
    total = ("", "合计", 11494300.55)
    revenue = [(code, name, [value, value - 6600.55 if code != "208" and value > 1e6 else value, "", "", "", "", "",
                             6600.55 if value > 1e6 else ""]) for code, name, value in (total, *LINES)]  # fmt: skip
    spent = [
        (code, name, [value, min(value, 1829700), "" if value < 1e6 else value - 1829700, "", "", ""])
        for code, name, value in (total, *LINES)
    ]
    appropriation = [
        (code, name, ["", "", "", value + 7, "", value + 7, value, 93000, value - 93000, "", "", ""])
        for code, name, value in (("", "合计", 11487700), *LINES[:3])
    ]
    wide = [["", "", "", "合计", 1829700, 1720400, 669400, 1051000, 109300, 8100, 101200],
            ["2100402", "", "", "卫生监督机构", 1829700, 1720400, 669400, 1051000, 109300, 8100, 101200]]  # fmt: skip
    return {
        "FM 封面": [["2024年度部门决算报表"], ["（单位代码 123456）"], ["负责人：", "张三"], ["编制日期：", 20250301]],
        "Z01 收入支出决算总表(财决01表)": summary(),
        "Z03 收入决算表(财决03表)": classified(
            *("收入决算表", "财决03表"),
            [["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "", "经营收入", "附属单位上缴", "其他收入"],
             ["", "", "", "小计", "其中：教育收费", "", "", ""]],
            revenue,
        ),
        "Z04 支出决算表(财决04表)": classified(
            *("支出决算表", "财决04表"),
            [["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]],
            spent,
        ),
        "Z05 支出决算明细表(财决05表)": classified(
            *("支出决算明细表", "财决05表"),
            [["合计", "工资福利支出", ""], ["", "小计", "基本工资"]],
            [("2100402", "卫生监督机构", [1, 1, 1])],
        ),
        "Z07 一般公共预算财政拨款收入支出决算表(财决07表)": classified(
            *("一般公共预算财政拨款收入支出决算表", "财决07表"),
            [["年初结转和结余", "", "", "本年收入", "", "", "本年支出", "", "", "年末结转和结余", "", ""],
             [*("合计", "基本支出结转", "项目支出结转和结余"), *("合计", "基本支出", "项目支出") * 2,
              *("合计", "基本支出结转", "项目支出结转和结余")]],
            appropriation,
        ),
        "Z08_1 一般公共预算财政拨款基本支出决算明细表(财决08-": [
            ["一般公共预算财政拨款基本支出决算明细表", *[""] * 9, "财决08-1表"],
            [OWNER, *[""] * 9, MONEY],
            ["项目", "", "", "", "合计", "工资福利支出", "", "", "商品和服务支出", "", ""],
            ["科目代码", "", "", "科目名称", "", "小计", "基本工资", "津贴补贴", "小计", "办公费", "印刷费"],
            ["类", "款", "项", "栏次", 1, 2, 3, 4, 5, 6, 7],
            *wide,
        ],
        "F03 机构运行信息表(财决附03表)": [
            ["机构运行信息表", "", "财决附03表"],
            [OWNER, "", MONEY],
            ["项目", "行次", "统计数"],
            ["一、“三公”经费支出", 1, ""],
            ["（一）支出合计", 2, 13200],
        ],
    }  # fmt: skip


def write_export(path: Path, sheets: dict[str, list[Row]]) -> Path:
    """The sheets as a .xls file; names are cut as the format wants it."""
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        page = book.add_sheet(name[:31])
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if value != "":
                    page.write(row, column, value)
            if row > 3 and str(cells[0]).isdecimal():
                page.merge(row, row, 0, 2)
    book.save(str(path))
    return path

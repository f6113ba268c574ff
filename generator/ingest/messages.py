"""读取数据的问题: the table of finding codes SJ01…, and the one way to make such a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from generator.source import Path, SourceRef

MAX_SHOWN = 60
"""Characters of a found value that a message repeats."""


class Code(NamedTuple):
    """A finding code: its severity and what it is about."""

    severity: Severity
    title: str


CODES: dict[str, Code] = {
    "SJ01": Code("错误", "找不到数据文件"),
    "SJ02": Code("错误", "文件无法读取"),
    "SJ03": Code("错误", "YAML 写法有错"),
    "SJ04": Code("错误", "同一个键写了两次"),
    "SJ05": Code("错误", "不支持的 YAML 写法"),
    "SJ06": Code("错误", "内容过多或层次过深"),
    "SJ07": Code("错误", "不是可以读取的工作簿"),
    "SJ08": Code("错误", "工作簿过大"),
    "SJ09": Code("错误", "CSV 写法有错"),
    "SJ10": Code("错误", "不认识的键"),
    "SJ11": Code("错误", "缺少必填项"),
    "SJ12": Code("错误", "类型不对"),
    "SJ13": Code("错误", "不是金额或数字"),
    "SJ14": Code("错误", "不是数量"),
    "SJ15": Code("错误", "不是日期"),
    "SJ16": Code("错误", "不是年度"),
    "SJ17": Code("错误", "不在允许的取值之内"),
    "SJ18": Code("错误", "科目编码不对"),
    "SJ19": Code("错误", "文字过长或为空"),
    "SJ20": Code("错误", "含有不可见的控制字符"),
    "SJ21": Code("错误", "同一数据两处不同"),
    "SJ22": Code("错误", "项目名称重复"),
    "SJ23": Code("错误", "引用的指标不存在"),
    "SJ24": Code("错误", "没有这个样式"),
    "SJ25": Code("错误", "没有该年度的表样"),
    "SJ26": Code("提示", "文件没有读取"),
    "SJ30": Code("提示", "没有识别的工作表或区域"),
    "SJ31": Code("错误", "表头不认识"),
    "SJ32": Code("警告", "栏目不认识"),
    "SJ33": Code("错误", "行不认识"),
    "SJ34": Code("警告", "没有写金额单位"),
    "SJ35": Code("错误", "金额单位不支持"),
    "SJ36": Code("错误", "表题的年度不对"),
    "SJ37": Code("错误", "同一科目写了两行"),
    "SJ38": Code("提示", "科目名称与科目表不同"),
    "SJ39": Code("提示", "科目表中没有的编码"),
    "SJ40": Code("警告", "科目名称是其他年度的"),
    "SJ41": Code("提示", "数据行没有读取"),
    "SJ42": Code("提示", "没有表题，按表头识别"),
    "SJ50": Code("错误", "填报工作簿由更新的程序生成"),
    "SJ51": Code("错误", "不是填报工作簿"),
    "SJ52": Code("错误", "填报对象不对"),
    "SJ53": Code("错误", "目标序号不对"),
    "SJ54": Code("错误", "没有填编码或名称"),
    "SJ55": Code("错误", "填写区外的内容"),
    "SJ56": Code("提示", "文件夹中的填报工作簿没有读取"),
    "SJ57": Code("错误", "缺少工作表"),
    "SJ58": Code("警告", "年度与填报工作簿的不同"),
    "SJ60": Code("错误", "导入的数与已有的数不同"),
    "SJ61": Code("错误", "导入的表没有写金额单位"),
    "SJ62": Code("错误", "导入的文件中同一张表有几份，数不同"),
    "SJ63": Code("错误", "导入到的单位不能写入"),
    "SJ64": Code("错误", "导入的文件中没有决算公开表"),
    "SJ65": Code("错误", "没有这个工作表"),
    "SJ66": Code("警告", "没有写进新文件的内容"),
    "SJ67": Code("错误", "导入的表的年度不明"),
    "SJ68": Code("错误", "工作簿会启动其他程序"),
    "SJ69": Code("警告", "公式引用其他文件"),
}
"""Code → severity and title; the documentation lists it."""


def problem(
    code: str,
    message: str,
    source: SourceRef | None = None,
    *,
    path: Path = (),
    found: str = "",
    expected: str = "",
    advice: str = "",
) -> Finding:
    """A finding of ``code`` with the severity that the table gives it."""
    severity = CODES[code].severity
    return Finding(code, severity, message, source, path, found, expected, advice)


def show(value: object) -> str:
    """A found value as a message repeats it: one line, shortened, control characters made visible."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "一组键值"
    if isinstance(value, (tuple, list)):
        return "一个列表"
    text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in str(value))
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"

"""One bad file for each mistake: what is found, where, and in which words."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.ingest.support import load_unit, make_unit

BROKEN = Path(__file__).parent / "broken"


class Mistake(NamedTuple):
    """A file under ``broken/`` and the finding that it must give."""

    file: str
    code: str
    place: str
    words: tuple[str, ...]
    """Words of the message, of what is expected, or of the advice."""


MISTAKES = (
    Mistake("制表符缩进.yaml", "SJ03", "5", ("Tab", "空格")),
    Mistake("缩进不一致.yaml", "SJ03", "6", ("缩进",)),
    Mistake("引号不成对.yaml", "SJ03", "5", ("引号",)),
    Mistake("冒号后没有空格.yaml", "SJ03", "6", ("冒号",)),
    Mistake("最外层是列表.yaml", "SJ03", "1", ("最外层", "键: 值")),
    Mistake("键写了两次.yaml", "SJ04", "10", ("basic", "第 9 行")),
    Mistake("锚点和引用.yaml", "SJ05", "9", ("锚点", "r")),
    Mistake("锚点和引用.yaml", "SJ05", "10", ("引用", "照写")),
    Mistake("类型标记.yaml", "SJ05", "9", ("类型标记", "os.system")),
    Mistake("合并键.yaml", "SJ05", "9", ("合并键",)),
    Mistake("两份数据.yaml", "SJ05", "8", ("---",)),
    Mistake("键是列表.yaml", "SJ05", "9", ("键",)),
    Mistake("不认识的键.yaml", "SJ10", "9", ("totl", "原因", "你是不是想写“total”", "收支总计增减的原因")),
    Mistake("中文的键.yaml", "SJ10", "8", ("机关运行经费", "你是不是想写“operating_cost”")),
    Mistake("不相近的键.yaml", "SJ10", "8", ("{{ 7*7 }}", "可以写的键", "单位信息")),
    Mistake("缺少单位性质.yaml", "SJ11", "4", ("单位信息 · 单位性质", "nature")),
    Mistake("缺少年度.yaml", "SJ11", "1", ("年度", "year")),
    Mistake("列表写成文字.yaml", "SJ12", "8", ("主要职责", "列表", "“- ”")),
    Mistake("一组键值写成文字.yaml", "SJ12", "8", ("上年决算数", "键: 值", "100")),
    Mistake("文字写成列表.yaml", "SJ12", "9", ("收支总计增减的原因", "文字", "列表")),
    Mistake("是否写成文字.yaml", "SJ12", "10", ("第 1 项 · 是否包含政府采购", "true", "也许")),
    Mistake("金额是文字.yaml", "SJ13", "9", ("上年决算数 · 基本支出", "约一百", "留空")),
    Mistake("金额是科学计数.yaml", "SJ13", "9", ("1e3", "不是数字")),
    Mistake("金额位数过多.yaml", "SJ13", "9", ("15 位",)),
    Mistake("数量是小数.yaml", "SJ14", "9", ("车辆总数", "1.5")),
    Mistake("日期不存在.yaml", "SJ15", "8", ("公开日期", "2025-02-30")),
    Mistake("年度不是年度.yaml", "SJ16", "2", ("1024", "2010")),
    Mistake("年度加了引号.yaml", "SJ16", "2", ("2024年", "不带引号")),
    Mistake("级次不在范围.yaml", "SJ17", "7", ("行政级次", "地市级", "你是不是想写“市级”")),
    Mistake("金额单位不在范围.yaml", "SJ17", "3", ("金额单位", "千元", "元、万元")),
    Mistake("科目编码位数不对.yaml", "SJ18", "10", ("20805051", "7 位")),
    Mistake("名称过长.yaml", "SJ19", "5", ("单位全称", "120 字")),
    Mistake("名称为空.yaml", "SJ19", "5", ("单位全称", "不能为空")),
    Mistake("看不见的字符.yaml", "SJ20", "5", ("单位全称", "U+E000")),
    Mistake("控制字符.yaml", "SJ20", "5", ("U+0008",)),
    Mistake("项目重名.yaml", "SJ22", "11", ("经办服务", ":9")),
    Mistake("指标不存在.yaml", "SJ23", "14", ("参保人次", "你是不是想写“参保人数”")),
    Mistake("没有这个样式.yaml", "SJ24", "1", ("hubei-wuhan-2042", "你是不是想写“hubei-wuhan-202")),
    Mistake("年度太早.yaml", "SJ25", "2", ("2012", "表样")),
    Mistake("金额是文字.csv", "SJ13", "D5", ("支出决算表", "208 社会保障和就业支出 · 基本支出", "不是数字")),
    Mistake("金额带百分号.csv", "SJ13", "C5", ("百分号",)),
    Mistake("金额位数过多.csv", "SJ13", "C5", ("15 位",)),
    Mistake("合计行是文字.csv", "SJ13", "D4", ("合计 · 基本支出", "不是数字")),
    Mistake("科目编码不对.csv", "SJ18", "A5", ("2080", "3、5、7 位")),
    Mistake("科目写了两行.csv", "SJ37", "A6", ("208", "A5")),
    Mistake("没有科目编码.csv", "SJ33", "C5", ("社会保障和就业支出", "没有科目编码")),
    Mistake("栏目不认识.csv", "SJ32", "E3", ("专项支出", "没有读取")),
    Mistake("合计写了两次.csv", "SJ21", "C6", ("写了两次", "C4")),
    Mistake("表头不认识.csv", "SJ31", "A1", ("支出决算表", "表头")),
    Mistake("没有科目编码栏.csv", "SJ31", "A3", ("科目编码栏", "功能分类科目编码")),
    Mistake("没有金额单位.csv", "SJ34", "A1", ("单位：万元", "unit.yaml")),
    Mistake("金额单位是千元.csv", "SJ35", "E2", ("千元", "换算")),
    Mistake("上年的表.csv", "SJ36", "A1", ("2023", "2024")),
    Mistake("科目名称不同.csv", "SJ38", "A5", ("社会保障支出", "社会保障和就业支出")),
    Mistake("科目表中没有.csv", "SJ39", "A5", ("2089901", "其他社会保障支出")),
    Mistake("其他年度的名称.csv", "SJ40", "A5", ("行政事业单位离退休", "行政事业单位养老支出")),
    Mistake("其他年度的编码.csv", "SJ40", "A5", ("2080504", "其他年度")),
    Mistake("引号不成对.csv", "SJ09", "5", ("引号",)),
    Mistake("没有识别.csv", "SJ30", "A1", ("没有识别", "表题")),
    Mistake("没有表题.csv", "SJ42", "A1", ("支出决算表", "核对")),
    Mistake("其他的表.csv", "SJ30", "A7", ("项目支出决算表", "没有读取")),
    Mistake("类别不认识.csv", "SJ33", "C6", ("支出", "社会保险支出")),
    Mistake("类别是其他年度的名称.csv", "SJ40", "C5", ("文化体育与传媒支出", "文化旅游体育与传媒支出")),
    Mistake("三公有两行.csv", "SJ41", "A5", ("合计行",)),
    Mistake("三公项目不认识.csv", "SJ33", "B6", ("差旅费",)),
    Mistake("经济科目没有编码.csv", "SJ33", "F5", ("办公费", "经济分类科目编码")),
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.file}-{mistake.place}")
def test_a_mistake_is_found_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    name = mistake.file
    if name.endswith(".yaml"):
        shutil.copy(BROKEN / name, tmp_path / "unit.yaml")
        name = "unit.yaml"
    else:
        make_unit(tmp_path)
        shutil.copy(BROKEN / name, tmp_path)

    loaded = load_unit(tmp_path)

    found = [
        item for item in loaded.findings if item.code == mistake.code and str(item.source) == f"{name}:{mistake.place}"
    ]
    assert len(found) == 1, [f"{item} ({item.advice})" for item in loaded.findings]
    said = f"{found[0].message}\n{found[0].expected}\n{found[0].advice}"
    assert all(word in said for word in mistake.words), said
    assert found[0].advice
    assert (loaded.accounts is None) == any(item.severity == "错误" for item in loaded.findings)


def test_every_bad_file_is_expected() -> None:
    assert {path.name for path in BROKEN.iterdir()} == {mistake.file for mistake in MISTAKES}


def test_all_mistakes_of_all_files_are_found_in_one_run(tmp_path: Path) -> None:
    shutil.copy(BROKEN / "金额是文字.yaml", tmp_path / "unit.yaml")
    tables = [mistake for mistake in MISTAKES if mistake.file.endswith(".csv")]
    for mistake in tables:
        shutil.copy(BROKEN / mistake.file, tmp_path)

    codes = {(item.code, item.source.file) for item in load_unit(tmp_path).findings if item.source}

    assert ("SJ13", "unit.yaml") in codes
    names = {"SJ38", "SJ39", "SJ40"}  # said once for all tables
    assert {(mistake.code, mistake.file) for mistake in tables if mistake.code not in names} <= codes


def test_a_file_that_cannot_be_read_is_not_said_to_lack_anything(tmp_path: Path) -> None:
    shutil.copy(BROKEN / "冒号后没有空格.yaml", tmp_path / "unit.yaml")
    shutil.copy(BROKEN / "金额是文字.csv", tmp_path)
    assert [item.code for item in load_unit(tmp_path).findings] == ["SJ03", "SJ13"]


def test_without_a_year_no_table_is_of_the_wrong_year(tmp_path: Path) -> None:
    shutil.copy(BROKEN / "缺少年度.yaml", tmp_path / "unit.yaml")
    shutil.copy(BROKEN / "上年的表.csv", tmp_path)
    assert [item.code for item in load_unit(tmp_path).findings] == ["SJ11"]


def test_nothing_in_the_data_was_executed(tmp_path: Path) -> None:
    shutil.copy(BROKEN / "类型标记.yaml", tmp_path / "unit.yaml")
    load_unit(tmp_path)
    assert not list(Path.cwd().glob("不应出现*"))

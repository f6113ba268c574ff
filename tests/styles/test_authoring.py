"""Every kind of mistake in a style is found where it is, with what was probably meant; a right style has none."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.authoring.check import check_style
from generator.authoring.samples import HARD, hard_sample
from generator.authoring.shell import NAMES
from generator.errors import StyleError
from generator.ingest import Loaded
from generator.narrative.sections import checked_environment
from generator.pipeline import compose_unit
from generator.render import docx_shell
from generator.source import SourceMap
from generator.style.load import load_style, style_names
from generator.style.problems import CODES
from tests.styles.authoring import DOCUMENT, HEAD, NAME, TEXT_BOX, check, write_style
from tests.styles.support import WORKSPACE

if TYPE_CHECKING:
    from pathlib import Path

STYLE = "样式/neijiang/style.yaml"
TEXT = "样式/neijiang/narrative/total.j2"
SHELL = "样式/neijiang/shell.docx"
LINE = len(HEAD.splitlines()) + 1
"""The first line after the head."""
OTHER = "{{ year }}年度收入{{ 收入.合计|万元 }}。\n"


class Mistake(NamedTuple):
    """A seeded mistake: where it is written, and what must be said of it."""

    title: str
    written: str
    code: str
    place: int | str
    said: tuple[str, ...]


KEYS = (
    Mistake("写错的键", "wordng: {totals: 均为}\n", "YS02", LINE, ("wordng", "你是不是想写“wording”")),
    Mistake("下级键写错", "wording:\n  total: 均为\n", "YS02", LINE + 1, ("total", "你是不是想写“totals”")),
    Mistake("用中文写键", "文件标题: 决算\n", "YS02", LINE, ("文件标题", "你是不是想写“document_title”")),
    Mistake("文字写成数", "document_title: 2024\n", "YS03", LINE, ("文件标题", "文字", "引号")),
    Mistake("列表写成文字", "outline: overview\n", "YS03", LINE, ("提纲", "列表")),
    Mistake("是否写成文字", "charts:\n  caption_above: 是的\n", "YS03", LINE + 1, ("图题在图上方", "true")),
    Mistake("不能写的值", "wording: {sme: simpel}\n", "YS03", LINE, ("simpel", "你是不是想写“simple”")),
    Mistake("提纲中的部分写错", "outline: [overview, narative]\n", "YS05", LINE, ("narative", "narrative")),
    Mistake("提纲中的章写错", "parts:\n  overview: {sections: [duty]}\n", "YS05", LINE + 1, ("duty", "duties")),
    Mistake("图写错", "sections: {total: {charts: [total_chang]}}\n", "YS05", LINE, ("total_chang", "total_change")),
    Mistake("画法写错", "charts: {figures: {total_change: {kind: 柱图, caption: 图}}}\n", "YS05", LINE, ("柱图",)),
    Mistake("表写错", "tables: {order: [sumary, basic]}\n", "YS05", LINE, ("sumary", "summary")),
    Mistake("名词写错", "glossary: {terms: [three_publik]}\n", "YS05", LINE, ("three_publik", "three_public")),
    Mistake("占位词写错", 'document_title: "{yaer}年度决算"\n', "YS06", LINE, ("{yaer}", "你是不是想写“{year}”")),
    Mistake("占位词不能用在这里", 'numbering: {item: "{year}."}\n', "YS06", LINE, ("{year}", "{n}")),
    Mistake(
        "占位词只用于预算", 'annex: {whole_title: "{district}自评表"}\n', "YS06", LINE, ("{district}", "{full_name}")
    ),
    Mistake("占位词用全角", "document_title: ｛year｝年度决算\n", "YS06", LINE, ("全角", "{year}年度决算")),
    Mistake("花括号不成对", 'document_title: "{year年度决算"\n', "YS06", LINE, ("不成对",)),
    Mistake("键写了两次", "cover_unit: 甲\ncover_unit: 乙\n", "YS07", LINE + 1, ("cover_unit", "两次")),
    Mistake("全角冒号", "cover_unit：甲\n", "YS01", LINE, ("全角冒号",)),
    Mistake("冒号后没有空格", "cover_unit:甲\nabstract: false\n", "YS01", LINE, ("冒号后面",)),
    Mistake("花括号没有加引号", "parts: {tables: {title: {year}年度附表}}\n", "YS01", LINE, ("引号",)),
    Mistake("Tab 缩进", "wording:\n\ttotals: 均为\n", "YS01", LINE + 1, ("Tab",)),
    Mistake("别的年度", "document_title: 2022年度决算\n", "YS19", LINE, ("2022", "{year}")),
    Mistake("别的地区", "cover_unit: 武汉市\n", "YS19", LINE, ("武汉", "region")),
    Mistake("写死的自称", "wording: {subject: 本部门}\n", "YS19", LINE, ("本部门", "{me}")),
    Mistake("缺少模板", "sections: {total: {title: 甲, sections: [甲]}, 甲: {title: 乙}}\n", "YS17", LINE, ("甲.j2",)),
    Mistake("缺少字体", "fonts: {body: {name: 甲, families: [没有的字体]}}\n", "YS41", LINE, ("没有的字体",)),
)

TEXTS = (
    Mistake("全角花括号", "收入｛｛ 收入.合计|万元 ｝｝。\n", "YS11", 1, ("全角", "{{ 收入.合计|万元 }}")),
    Mistake("全角百分号", "甲\n{％ if 收入.合计 ％}乙{% endif %}\n", "YS11", 2, ("全角", "{% if 收入.合计 %}")),
    Mistake("花括号拆开", "甲\n\n{ { year }}年\n", "YS11", 3, ("空格", "{{ year }}")),
    Mistake("少一个花括号", "{{ year }年\n", "YS11", 1, ("{{ year }}",)),
    Mistake("没有结束", "{{ year 年，收入{{ 收入.合计|万元 }}\n", "YS11", 1, ("没有结束", "}}")),
    Mistake("多一个花括号", "{{ year }}}年\n", "YS11", 1, ("}",)),
    Mistake("没有 endif", "{% if 收入.合计 %}\n甲\n", "YS12", 1, ("没有结束", "endif")),
    Mistake("多一个 endif", "甲\n{% endif %}\n", "YS12", 2, ("没有对应的开头",)),
    Mistake("endif 写错", "{% if year %}\n甲\n{% endfi %}\n", "YS12", 3, ("endfi", "endif")),
    Mistake(
        "交错", "{% if year %}{% for a in 收入.来源 %}{% endif %}{% endfor %}\n", "YS12", 1, ("没有结束", "endfor")
    ),
    Mistake("else 在外面", "{% else %}\n", "YS12", 1, ("不在 if 中",)),
    Mistake("全角竖线", "{{ 收入.合计｜万元 }}\n", "YS13", 1, ("全角符号“｜”", "{{ 收入.合计|万元 }}")),
    Mistake("标记里多了词", "{{ 收入 合计 }}\n", "YS13", 1, ("合计", "不对")),
    Mistake("没有写完", "{% if %}甲{% endif %}\n", "YS13", 1, ("没有写完",)),
    Mistake("名称写错", "甲\n{{ 收人.合计|万元 }}\n", "YS14", 2, ("收人", "你是不是想写“收入”")),
    Mistake("英文名称写错", "{{ revenu.total|money }}\n", "YS14", 1, ("revenu", "revenue")),
    Mistake("下级名称写错", "{{ 收入.合记|万元 }}\n", "YS14", 1, ("合记", "你是不是想写“合计”")),
    Mistake("深处的名称写错", "{{ 收入.增减.增减比率|百分比 }}\n", "YS14", 1, ("增减比率", "你是不是想写“增减率”")),
    Mistake(
        "循环里的名称写错", "{% for 项 in 收入.来源 %}{{ 项.金客|万元 }}{% endfor %}\n", "YS14", 1, ("金客", "金额")
    ),
    Mistake("宏写错", '{% import "_phrases.j2" as say with context %}\n{{ say.movd(1) }}\n', "YS14", 2, ("moved",)),
    Mistake("原因写错", '{{ 原因("totl") }}\n', "YS14", 1, ("totl", "total")),
    Mistake("样式的键写错", "{{ style.wording.totls }}\n", "YS14", 1, ("totls", "totals")),
    Mistake("过滤器写错", "{{ 收入.合计|万圆 }}\n", "YS15", 1, ("万圆", "你是不是想写“万元”")),
    Mistake("判断写错", "{% if 收入.合计 is 有术 %}甲{% endif %}\n", "YS15", 1, ("有术", "有数")),
    Mistake("相减", "{{ (收入.合计 - 支出.合计)|万元 }}\n", "YS16", 1, ("“-”", "juesuan styles names")),
    Mistake("相除", "甲\n{% set a = 支出.合计 / 收入.合计 %}\n", "YS16", 2, ("“/”",)),
    Mistake("取整", "{{ 收入.合计|round }}\n", "YS16", 1, ("round", "百分比")),
    Mistake("引用的模板没有", '{% import "_phrase.j2" as say %}\n', "YS17", 1, ("_phrase.j2", "_phrases.j2")),
    Mistake("别的年度", "2022年度收入{{ 收入.合计|万元 }}\n", "YS19", 1, ("2022", "{{ year }}")),
    Mistake("别的地区", "甲\n武汉市{{ name }}\n", "YS19", 2, ("武汉",)),
    Mistake("写死的自称", "本单位收入{{ 收入.合计|万元 }}\n", "YS19", 1, ("本单位", "{{ me }}")),
    Mistake("写死的级次", "按照市级要求，{{ name }}\n", "YS19", 1, ("市级", "{{ level_word }}")),
)

DATE = "{{ cover.date }}"
INSERTED = '{{ cover.</w:t></w:r><w:ins w:id="1"><w:r><w:t>date</w:t></w:r></w:ins><w:r><w:t> }}'
DELETED = '{{ cover.da</w:t></w:r><w:del w:id="1"><w:r><w:delText>y</w:delText></w:r></w:del><w:r><w:t>te }}'
REVISED = f'{DATE}</w:t></w:r><w:ins w:id="1"><w:r><w:t>新写的</w:t></w:r></w:ins><w:r><w:t>'
FOOTER = "word/footer1.xml"

SHELLS = (
    (Mistake("全角花括号", "｛｛ cover.date ｝｝", "YS11", "正文!第8段", ("全角", DATE)), DOCUMENT, DATE),
    (Mistake("名称写错", "{{ cover.dat }}", "YS14", "正文!第8段", ("dat", "date")), DOCUMENT, DATE),
    (Mistake("没有这个名称", "{{ 单位 }}", "YS14", "正文!第8段", ("单位", "cover")), DOCUMENT, DATE),
    (Mistake("没有结束", "{{ cover.date ", "YS11", "正文!第8段", ("没有结束",)), DOCUMENT, DATE),
    (Mistake("过滤器写错", "{{ cover.date|uper }}", "YS15", "正文!第8段", ("uper", "upper")), DOCUMENT, DATE),
    (Mistake("插入的字", INSERTED, "YS22", "正文!第8段", ("修订", "接受")), DOCUMENT, DATE),
    (Mistake("删去的字", DELETED, "YS22", "正文!第8段", ("修订", "接受")), DOCUMENT, DATE),
    (Mistake("没有接受的修订", REVISED, "YS23", "正文!第8段", ("修订",)), DOCUMENT, DATE),
    (Mistake("没有 endif", "", "YS12", "正文!第2段", ("没有结束", "endif")), DOCUMENT, "{%p endif %}"),
    (
        Mistake("少了空格", "{%pif cover.unit %}", "YS25", "正文!第2段", ("少了空格", "{%p if")),
        DOCUMENT,
        "{%p if cover.unit %}",
    ),
    (Mistake("同段有别的字", "目录{{p toc }}", "YS25", "正文!第11段", ("目录", "另写一段")), DOCUMENT, "{{p toc }}"),
    (Mistake("少了 p", "{{ body }}", "YS25", "正文!第13段", ("{{p body }}",)), DOCUMENT, "{{p body }}"),
    (Mistake("没有正文的地方", "", "YS21", "正文", ("{{p body }}",)), DOCUMENT, "{{p body }}"),
    (Mistake("页脚里写错", "{{ titel }}— ", "YS14", "页脚1!第1段", ("titel", "title")), FOOTER, "— "),
)


def said_of(mistake: Mistake, folder: Path, file: str) -> None:
    """The check says what it must of the mistake, at its place, and nothing of another file."""
    findings = check(folder).findings
    place = f"{file}:{mistake.place}"
    fitting = [one for one in findings if (one.code, str(one.source)) == (mistake.code, place)]
    assert fitting, [str(one) for one in findings]
    text = " ".join(f"{one.message}；{one.advice}" for one in fitting)
    assert [word for word in mistake.said if word not in text] == [], text
    assert [str(one) for one in findings if str(one.source).partition(":")[0] != file and one.code != "YS33"] == []


@pytest.mark.parametrize("mistake", KEYS, ids=lambda one: one.title)
def test_a_mistake_of_style_yaml_is_found_at_its_line(mistake: Mistake, tmp_path: Path) -> None:
    write_style(tmp_path, mistake.written)
    said_of(mistake, tmp_path, STYLE)


@pytest.mark.parametrize("mistake", TEXTS, ids=lambda one: one.title)
def test_a_mistake_of_a_text_is_found_at_its_line(mistake: Mistake, tmp_path: Path) -> None:
    write_style(tmp_path, texts={"total.j2": mistake.written})
    said_of(mistake, tmp_path, TEXT)


@pytest.mark.parametrize(("mistake", "part", "old"), SHELLS, ids=lambda one: getattr(one, "title", ""))
def test_a_mistake_of_the_shell_is_found_at_its_paragraph(
    mistake: Mistake, part: str, old: str, tmp_path: Path
) -> None:
    write_style(tmp_path, parts=[(part, old, mistake.written)])
    said_of(mistake, tmp_path, SHELL)


def test_a_text_that_notepad_saved_in_another_encoding_is_found(tmp_path: Path) -> None:
    own = write_style(tmp_path)
    (own / "narrative" / "total.j2").write_bytes(OTHER.encode("gb18030"))
    said_of(Mistake("编码", "", "YS01", 1, ("UTF-8", "记事本")), tmp_path, TEXT)


def test_a_mark_that_notepad_puts_before_a_text_is_not_printed(tmp_path: Path) -> None:
    own = write_style(tmp_path, texts={"total.j2": OTHER})
    for path in (own / "style.yaml", own / "narrative" / "total.j2"):
        path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert [str(one) for one in check(tmp_path).findings] == []


def test_a_tag_in_a_text_box_is_found(tmp_path: Path) -> None:
    write_style(tmp_path, parts=[(DOCUMENT, "<w:body>", f"<w:body>{TEXT_BOX}")])
    said_of(Mistake("文本框", "", "YS24", "正文!第2段", ("文本框", "移到")), tmp_path, SHELL)


def test_a_shell_that_is_no_word_file_is_found(tmp_path: Path) -> None:
    own = write_style(tmp_path)
    (own / "shell.docx").write_bytes(b"not a word file")
    assert [("YS21", SHELL)] == [(one.code, str(one.source)) for one in check(tmp_path).findings]


def test_a_text_that_is_not_utf_8_stops_a_build_with_words(tmp_path: Path) -> None:
    own = write_style(tmp_path, texts={"total.j2": ""})
    (own / "narrative" / "total.j2").write_bytes("收入合计".encode("gb18030"))
    style = load_style(WORKSPACE.with_styles(tmp_path / "样式").styles, NAME)
    with pytest.raises(StyleError, match=r"total\.j2 第 1 行：不是 UTF-8"):
        checked_environment(style)


def test_a_shell_that_is_damaged_is_found(tmp_path: Path) -> None:
    own = write_style(tmp_path)
    whole = bytearray((WORKSPACE.templates / "base" / "shell.docx").read_bytes())
    for place in range(100, len(whole) - 2000, 97):
        whole[place] ^= 0xFF
    (own / "shell.docx").write_bytes(whole)
    (finding,) = check(tmp_path).findings
    assert ("YS21", SHELL) == (finding.code, str(finding.source))


@pytest.mark.parametrize(
    "keys", ["cover_unit: 甲\x07\n", "wording: &all [*all]\n", "outline: " + "[" * 3000, "cover_unit: 2024-13-01\n"]
)
def test_a_file_that_cannot_be_read_is_a_finding(keys: str, tmp_path: Path) -> None:
    write_style(tmp_path, keys)
    assert [("YS01", "错误")] == [(one.code, one.severity) for one in check(tmp_path).findings]


def test_a_heading_and_the_text_say_where_a_paragraph_is(tmp_path: Path) -> None:
    write_style(tmp_path, parts=[(DOCUMENT, "{{p toc }}", "{{ tok }}")])
    said = next(one.message for one in check(tmp_path).findings if one.code == "YS14")
    assert "标题“{{ toc_title }}”之后" in said
    assert "这一段是“{{ tok }}”" in said


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("extends: sichuang\ntitle: 甲\nyears: [2021, 2025]\n", "sichuan"),
        ("extends: neijiang\ntitle: 甲\n", "互相继承"),
    ],
)
def test_what_a_style_extends_must_be_there(head: str, said: str, tmp_path: Path) -> None:
    write_style(tmp_path, head=head)
    (finding,) = check(tmp_path).findings
    assert ("YS05", f"{STYLE}:1") == (finding.code, str(finding.source))
    assert said in finding.message + finding.advice


def test_a_style_of_its_own_says_which_keys_it_lacks(tmp_path: Path) -> None:
    write_style(tmp_path, head="title: 甲\n")
    found = check(tmp_path).findings
    assert {"YS04"} == {one.code for one in found}
    assert {"years", "document_title", "self_words", "outline", "fonts"} <= {one.expected for one in found}


def test_a_text_that_nothing_uses_is_named_with_what_it_may_be_for(tmp_path: Path) -> None:
    write_style(tmp_path, texts={"totl.j2": OTHER, "_mine.j2": "甲\n"})
    found = check(tmp_path).findings
    assert [("YS18", "_mine.j2"), ("YS18", "totl.j2")] == [(one.code, one.found) for one in found]
    assert "total.j2" in found[1].advice


def test_what_is_printed_without_being_there_is_found_by_the_samples(tmp_path: Path) -> None:
    write_style(tmp_path, texts={"total.j2": "{{ year }}年度收入比上年变动{{ 总体.增减.增减额|万元 }}。\n"})
    found = [one for one in check(tmp_path).findings if one.code == "YS32"]
    assert [f"{TEXT}:1"] == [str(one.source) for one in found]
    assert "第一年" in found[0].message


def test_what_fails_on_a_sample_is_found_at_its_line(tmp_path: Path) -> None:
    write_style(tmp_path, texts={"total.j2": "甲。\n{{ 收入.合计 }}\n", "revenue.j2": "甲\n{{ 编号(1, 2, 3, 4) }}\n"})
    found = {str(one.source) for one in check(tmp_path).findings if one.code == "YS31"}
    assert {f"{TEXT}:2", TEXT.replace("total", "revenue") + ":2"} == found


def test_doubled_punctuation_is_found_by_the_samples(tmp_path: Path) -> None:
    write_style(tmp_path, texts={"total.j2": "{{ year }}年度收入{{ 收入.合计|万元 }}，。\n"})
    found = check(tmp_path).findings
    assert {"YS33"} == {one.code for one in found}
    assert "标点重复" in found[0].message


def test_all_mistakes_come_in_one_run(tmp_path: Path) -> None:
    text = "｛｛ year ｝｝年\n{{ 收人.合计|万元 }}\n{{ 收入.合计|万圆 }}\n{{ 收入 合计 }}\n{% if 收入.合计 - 1 %}\n甲\n"
    write_style(
        tmp_path,
        "wordng: {}\ndocument_title: ｛year｝\n",
        {"total.j2": text, "revenue.j2": "{{ 收人 }}\n"},
        [(DOCUMENT, DATE, "{{ cover.dat }}"), (DOCUMENT, "{%p endif %}", "")],
    )
    found = [(one.code, str(one.source).removeprefix("样式/neijiang/")) for one in check(tmp_path).findings]
    expected = [
        ("YS14", "narrative/revenue.j2:1"),
        ("YS11", "narrative/total.j2:1"),
        ("YS14", "narrative/total.j2:2"),
        ("YS15", "narrative/total.j2:3"),
        ("YS13", "narrative/total.j2:4"),
        ("YS12", "narrative/total.j2:5"),
        ("YS16", "narrative/total.j2:5"),
        ("YS12", "shell.docx:正文!第2段"),
        ("YS14", "shell.docx:正文!第8段"),
        ("YS02", "style.yaml:5"),
        ("YS06", "style.yaml:6"),
    ]
    assert sorted(expected) == sorted(found)


@pytest.mark.parametrize("name", style_names(WORKSPACE.templates))
def test_every_style_of_the_program_is_right(name: str) -> None:
    load_style(WORKSPACE.templates, name)
    assert [str(one) for one in check_style(name, WORKSPACE).findings] == []


def test_a_right_style_of_a_user_has_no_finding(tmp_path: Path) -> None:
    write_style(tmp_path, 'document_title: "{year}年{full_name}决算"\n', {"total.j2": OTHER})
    assert [str(one) for one in check(tmp_path).findings] == []


def test_every_code_is_said_by_some_test() -> None:
    seeded = {one.code for one in (*KEYS, *TEXTS, *(mistake for mistake, _, _ in SHELLS))}
    assert {"YS04", "YS18", "YS24", "YS31", "YS32", "YS33"} == set(CODES) - seeded


def test_the_shell_may_name_what_the_printer_gives() -> None:
    assert docx_shell._NAMES == set(NAMES)


@pytest.mark.parametrize("sample", HARD)
@pytest.mark.parametrize("name", ["hubei-wuhan-2024", "sichuan", "hunan-huaihua-2021", "hubei-wuhan-budget-2023"])
def test_the_hard_samples_are_right_themselves(name: str, sample: str) -> None:
    style = load_style(WORKSPACE.templates, name).style
    accounts = hard_sample(WORKSPACE, style, sample)
    made = compose_unit(Loaded(accounts, SourceMap(), (), ()), WORKSPACE)
    assert [str(one) for one in made.figures_report.findings if one.severity == "错误"] == []
    assert [one.message for one in made.composition.findings] == []

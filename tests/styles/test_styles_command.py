"""``juesuan styles``: what a style's author types, and what comes back."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import json
import shutil
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from docx import Document

from generator.authoring.names import HELPERS, usable_names
from generator.cli import main
from generator.errors import StyleError
from generator.ingest import load
from generator.narrative.environment import FUNCTIONS, text_environment
from generator.narrative.titles import chinese_names
from generator.pipeline import check_unit
from generator.style.load import check_name, load_style, style_names
from tests.styles.authoring import DOCUMENT, NAME, write_style
from tests.styles.support import SAMPLES, WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def juesuan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in a folder of its own: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["juesuan", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return run


@pytest.mark.parametrize("base", style_names(WORKSPACE.templates))
def test_a_new_style_is_right_whatever_it_extends(base: str, juesuan: Command, tmp_path: Path) -> None:
    assert 0 == juesuan("styles", "new", "内江", "--extends", base, "--title", "内江市", "--region", "四川·内江")[0]
    written = yaml.safe_load((tmp_path / "样式" / "内江" / "style.yaml").read_text(encoding="utf-8"))
    assert {"extends", "title", "region", "years"} == set(written)
    assert 0 == juesuan("styles", "check", "样式/内江")[0]


def test_every_comment_of_a_new_style_works_when_it_is_switched_on(juesuan: Command, tmp_path: Path) -> None:
    juesuan("styles", "new", "neijiang", "--extends", "sichuan")
    path = tmp_path / "样式" / "neijiang" / "style.yaml"
    head, _, rest = path.read_text(encoding="utf-8").partition("要改时去掉行首")
    switched = "\n".join(line.removeprefix("# ") for line in rest.splitlines()[1:])
    path.write_text(f"{head}\n{switched}\n", encoding="utf-8")
    assert (0, "样式“neijiang”没有问题。\n") == juesuan("styles", "check", "neijiang")[:2]
    own, base = (load_style((WORKSPACE.templates, tmp_path / "样式"), name).style for name in ("neijiang", "sichuan"))
    left_out = {"name", "title", "region"}
    assert base.model_dump(exclude=left_out) == own.model_dump(exclude=left_out)


@pytest.mark.parametrize("name", ["../x", "a/b", "C:\\x", ".x", "", "x y", "/x", "x."])
def test_a_name_that_is_a_path_is_refused(name: str, juesuan: Command, tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="不能作样式名"):
        check_name(name)
    code, _, err = juesuan("styles", "new", name, "--extends", "sichuan")
    assert (4, True) == (code, "不是路径" in err)
    assert [] == list(tmp_path.iterdir())


def test_a_taken_name_is_refused(juesuan: Command) -> None:
    assert 4 == juesuan("styles", "new", "sichuan", "--extends", "base")[0]
    assert 0 == juesuan("styles", "new", "neijiang", "--extends", "base")[0]
    assert 4 == juesuan("styles", "new", "neijiang", "--extends", "base")[0]


def test_two_styles_of_one_name_are_refused(tmp_path: Path) -> None:
    shutil.copytree(WORKSPACE.templates / "sichuan", tmp_path / "样式" / "sichuan")
    with pytest.raises(StyleError, match="有两个样式都叫"):
        load_style(WORKSPACE.with_styles(tmp_path / "样式").styles, "sichuan")


def test_show_says_where_each_key_comes_from(juesuan: Command, tmp_path: Path) -> None:
    own = write_style(tmp_path, "wording:\n  totals: 各为\n")
    code, out, _ = juesuan("styles", "show", NAME, "--json")
    keys: dict[str, dict[str, Any]] = {one["key"]: one for one in json.loads(out)}
    assert 0 == code
    assert ("各为", "样式/neijiang/style.yaml", 6) == tuple(
        keys["wording.totals"][part] for part in ("value", "file", "line")
    )
    assert "templates/base/style.yaml" == keys["self_words.部门"]["file"]
    assert ("", 0) == (keys["page.width"]["file"], keys["page.width"]["line"])
    for one in keys.values():
        if one["file"]:
            root = own.parents[1] if one["file"].startswith("样式") else WORKSPACE.root
            line = (root / one["file"]).read_text(encoding="utf-8").splitlines()[one["line"] - 1]
            assert one["key"].rsplit(".", 1)[-1] in line, one


def test_show_and_list_print_lines(juesuan: Command, tmp_path: Path) -> None:
    write_style(tmp_path)
    shown = juesuan("styles", "show", NAME)[1]
    assert "title：内江\t（样式的中文名）\t← 样式/neijiang/style.yaml:2" in shown
    assert "neijiang\t内江\t2021—2025 年度" in juesuan("styles", "list")[1]


def test_a_style_that_is_wrong_hides_no_other(juesuan: Command, tmp_path: Path) -> None:
    write_style(tmp_path, "wordng: {}\n")
    code, out, _ = juesuan("styles", "list")
    assert 0 == code
    assert "neijiang\t有错，见 juesuan styles check neijiang" in out
    assert "sichuan\t四川" in out


def test_check_ends_with_4_only_for_errors(juesuan: Command, tmp_path: Path) -> None:
    own = write_style(tmp_path, texts={"_mine.j2": "甲\n"})
    code, out, _ = juesuan("styles", "check", NAME, "--json")
    assert (0, ["YS18"]) == (code, [one["code"] for one in json.loads(out)["findings"]])
    (own / "style.yaml").write_text("wordng: {}\n", encoding="utf-8")
    assert 4 == juesuan("styles", "check", NAME)[0]
    assert 4 == juesuan("styles", "check", "nejiang")[0]


def test_mark_writes_a_comment_at_each_mistake_of_the_shell(juesuan: Command, tmp_path: Path) -> None:
    changes = [
        (DOCUMENT, "{{ cover.date }}", "{{ cover.dat }}"),
        (DOCUMENT, "{{ toc_title }}", "｛｛ toc_title ｝｝"),
        ("word/footer1.xml", "— ", "{{ titel }}— "),
    ]
    own = write_style(tmp_path, parts=changes)
    before = (own / "shell.docx").read_bytes()
    assert 4 == juesuan("styles", "check", NAME, "--mark", "批注.docx")[0]
    assert before == (own / "shell.docx").read_bytes()
    marked = Document(str(tmp_path / "批注.docx"))
    said = [comment.text for comment in marked.comments]
    assert 3 == len(said)
    assert "页脚1第1段：没有“titel”这个名称" in said[2]
    assert "“｛｛ toc_title ｝｝”用了全角的花括号" in said[1]
    assert "中没有“dat”" in said[0]
    body = zipfile.ZipFile(tmp_path / "批注.docx").read("word/document.xml").decode()
    for text in ("{{ cover.dat }}", "｛｛ toc_title ｝｝"):
        paragraph = next(part for part in body.split("<w:p>") if text in part)
        assert "<w:commentReference " in paragraph


def test_mark_says_when_the_shell_is_no_word_file(juesuan: Command, tmp_path: Path) -> None:
    (write_style(tmp_path) / "shell.docx").write_bytes(b"not a word file")
    code, _, said = juesuan("styles", "check", NAME, "--mark", "批注.docx")
    assert (3, False) == (code, (tmp_path / "批注.docx").exists())
    assert "shell.docx 不是 Word 文档" in said


def test_mark_does_not_write_over_the_shell(juesuan: Command, tmp_path: Path) -> None:
    write_style(tmp_path, parts=[(DOCUMENT, "{{ cover.date }}", "{{ cover.dat }}")])
    assert 2 == juesuan("styles", "check", NAME, "--mark", f"样式/{NAME}/shell.docx")[0]


def test_copy_brings_what_is_inherited(juesuan: Command, tmp_path: Path) -> None:
    own = write_style(tmp_path)
    assert 0 == juesuan("styles", "copy", NAME, "performance", "total", "shell.docx")[0]
    for file, style in (
        ("narrative/performance.j2", "sichuan"),
        ("narrative/total.j2", "base"),
        ("shell.docx", "base"),
    ):
        assert (WORKSPACE.templates / style / file).read_bytes() == (own / file).read_bytes()
    assert 0 == juesuan("styles", "check", NAME)[0]
    assert 2 == juesuan("styles", "copy", NAME, "total")[0]
    code, _, err = juesuan("styles", "copy", NAME, "revenu")
    assert (4, True) == (code, "你是不是想写“revenue”" in err)
    assert 2 == juesuan("styles", "copy", "sichuan", "total")[0]


def test_a_unit_beside_a_folder_of_styles_uses_them(tmp_path: Path) -> None:
    write_style(tmp_path, 'document_title: "{year}年内江样张"\n')
    unit = tmp_path / "某局"
    shutil.copytree(SAMPLES / "sichuan-2023", unit)
    text = (unit / "unit.yaml").read_text(encoding="utf-8")
    (unit / "unit.yaml").write_text(text.replace("style: sichuan\n", f"style: {NAME}\n"), encoding="utf-8")
    assert [] == [finding.code for finding in load(unit, WORKSPACE).findings if finding.severity == "错误"]
    for source in (unit, unit / "unit.yaml"):
        composed, _ = check_unit(source, WORKSPACE)
        assert composed is not None
        assert "2023年内江样张" == composed.composition.document.title
    shutil.move(tmp_path / "样式", tmp_path / "别处")
    assert "SJ24" in [finding.code for finding in load(unit, WORKSPACE).findings]


def test_a_department_s_units_use_the_styles_beside_them(juesuan: Command, tmp_path: Path) -> None:
    write_style(tmp_path, 'document_title: "{year}年{full_name}决算样张"\n')
    for unit in ("甲局", "区县/乙局"):
        shutil.copytree(SAMPLES / "sichuan-2023", tmp_path / unit)
        path = tmp_path / unit / "unit.yaml"
        text = path.read_text(encoding="utf-8").replace("style: sichuan\n", f"style: {NAME}\n")
        path.write_text(text.replace("示例服务局", unit[-2:]), encoding="utf-8")
    code, out, err = juesuan("batch", ".", "-o", "结果", "--format", "toy-none")
    assert 2 == code, out + err
    code, out, err = juesuan("batch", ".", "-o", "结果", "--format", "docx", "--executor", "serial")
    assert 0 == code, out + err
    assert 2 == len(list((tmp_path / "结果").rglob("*决算样张.docx")))


def test_names_lists_every_name_in_both_languages_with_an_example(juesuan: Command) -> None:
    code, out, _ = juesuan("styles", "names", "--json")
    listed = json.loads(out)
    names = {one["name"]: one for one in listed["names"]}
    assert 0 == code
    assert {"chinese": "收入.合计", "kind": "金额", "name": "revenue.total"} == {
        key: names["revenue.total"][key] for key in ("chinese", "kind", "name")
    }
    assert names["revenue.total"]["example"].endswith("万元")
    assert "百分比" == names["total.change.rate"]["kind"]
    assert [] == [one["name"] for one in listed["names"] if not one["chinese"] or one["chinese"].isascii()]
    assert len(listed["names"]) == len({one["chinese"] for one in listed["names"]})
    figures = [one for one in listed["names"] if one["kind"] in {"金额", "百分比"}]
    assert [] == [one["name"] for one in figures if not one["example"]]
    filtered = juesuan("styles", "names", "会议费")[1]
    assert "一般性支出.会议费\tgeneral_costs.conference\t金额" in filtered


def test_every_listed_name_works_in_a_text_in_either_language() -> None:
    style = load_style(WORKSPACE.templates, "base")
    environment = text_environment(style)
    from generator.narrative.lint import lint_source

    for one in usable_names(style, WORKSPACE):
        for name in (one.english, one.chinese):
            head, *loops = name.split("[]")
            text = "{% for a0 in " + head + " %}" if loops else "{{ " + head + " }}"
            for depth, part in enumerate(loops):
                last = depth == len(loops) - 1
                text += f"{{{{ a{depth}{part} }}}}" if last else f"{{% for a{depth + 1} in a{depth}{part} %}}"
            text += "{% endfor %}" * len(loops)
            assert [] == [str(mistake) for mistake in lint_source(environment, name, text)], name


def test_filters_tests_and_functions_have_chinese_names_and_are_listed() -> None:
    environment = text_environment(load_style(WORKSPACE.templates, "base"))
    ours = {name for name in (*environment.filters, *environment.tests) if not name.isascii()} | set(FUNCTIONS.values())
    listed = " ".join(chinese for _, chinese, _, _ in HELPERS)
    assert [] == sorted(name for name in ours - {"样式"} if name not in listed)
    for english, chinese in FUNCTIONS.items():
        assert environment.globals[english] is environment.globals[chinese]


def test_a_title_with_brackets_can_be_written_without_them() -> None:
    from generator.model.tables import ThreePublicAmounts

    names = chinese_names(ThreePublicAmounts)
    assert "abroad" == names["因公出国境费"] == names["因公出国（境）费"]

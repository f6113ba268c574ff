"""The words in braces that the texts of ``style.yaml`` may hold, such as ``{year}年度{name}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.style.keys import merged, place_in, titles
from generator.style.problems import nearest, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.finding import Finding
    from generator.source import Path as DataPath
    from generator.style.source import StyleFile

_WORD = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")

MEANINGS = {
    "year": "年度",
    "prior_year": "上年",
    "next_year": "下年",
    "name": "单位简称（没有简称时是全称）",
    "full_name": "单位全称",
    "kind": "公开主体：部门或单位",
    "me": "自称",
    "we": "绩效自评中的自称",
    "n": "序号 1、2、3",
    "c": "序号 一、二、三",
    "title": "表的标题",
    "label": "表号",
    "unit": "金额单位",
    "note": "表样的空表说明，前面是自称",
    "what": "表样的空表说明",
    "level": "级次词，如 市级",
    "dept": "直属词，如 市直",
    "tier": "级次简称，如 市",
    "project": "项目名称",
    "report": "评价报告所用的名称",
    "district": "本级辖区",
}
"""Word → what is printed in its stead."""

_LINE = ("year", "prior_year", "next_year", "name", "full_name", "kind", "me")
_PHRASE = ("year", "prior_year", "next_year", "name", "kind", "me", "we")
_ORDINAL = ("n", "c")
WORDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("document_title",): _LINE,
    ("cover_title",): _LINE,
    ("cover_unit",): _LINE,
    ("parts",): _LINE,
    ("sections",): _LINE,
    ("wording", "prior_label"): ("prior_year",),
    ("wording",): _PHRASE,
    ("numbering",): _ORDINAL,
    ("tables", "title_form"): ("year", "title", "label"),
    ("tables", "unit_form"): ("unit",),
    ("tables", "owner_form"): ("name",),
    ("tables", "empty_note"): ("note", "what", "kind", "year"),
    ("annex", "whole_title"): ("year", "name", "full_name", "district"),
    ("annex", "project_title"): ("year", "name", "full_name", "district", "project", "report"),
    ("annex", "categories"): ("level", "dept", "tier"),
    ("glossary", "definitions"): ("level", "dept", "me"),
}
"""Key → the words that its text may hold in braces."""


_OF_BUDGETS = frozenset({"district"})
"""Words that only the data of a budget can fill in."""


def words_at(path: DataPath, document: str) -> tuple[str, ...]:
    """The words that the text at ``path`` may hold in braces, by kind of document; empty where braces mean nothing."""
    keys = (tuple(map(str, path[:length])) for length in (2, 1))
    known = next((WORDS[key] for key in keys if key in WORDS), ())
    return tuple(word for word in known if document == "budget" or word not in _OF_BUDGETS)


def word_findings(chain: tuple[StyleFile, ...]) -> Iterator[Finding]:
    """Words in braces that are not known where they stand, and braces that are not whole."""
    data = merged(chain)
    document = str(data.get("document", ""))
    for path, value in leaves(data):
        if isinstance(value, str):
            yield from _words(chain, path, value, words_at(path, document))


def leaves(value: object, path: DataPath = ()) -> Iterator[tuple[DataPath, object]]:
    """Path and value of everything that holds nothing below it."""
    if isinstance(value, dict) and value:
        for key, below in value.items():
            yield from leaves(below, (*path, str(key)))
    elif isinstance(value, (list, tuple)) and value:
        for index, below in enumerate(value):
            yield from leaves(below, (*path, index))
    else:
        yield path, value


def _words(chain: tuple[StyleFile, ...], path: DataPath, text: str, known: tuple[str, ...]) -> Iterator[Finding]:
    place = place_in(chain, path)
    if "｛" in text or "｝" in text:
        right = text.replace("｛", "{").replace("｝", "}")
        yield problem(
            "YS06", f"“{text}”用了全角的花括号", place, found=text, expected=right, advice=f"你是不是想写“{right}”"
        )
        return
    if not known:
        return
    for match in _WORD.finditer(text):
        if match[1] not in known:
            near = nearest(match[1], known, 0.4)
            words = "、".join(f"{{{word}}}" for word in known)
            advice = f"你是不是想写“{{{near}}}”；" if near else ""
            message = f"“{titles(path)}”中不认识“{match[0]}”"
            yield problem("YS06", message, place, found=match[0], advice=f"{advice}这里可以写：{words}")
    if re.search(r"[{}]", _WORD.sub("", text)):
        yield problem("YS06", f"“{text}”的花括号不成对", place, found=text, advice="补上或删去一个花括号")

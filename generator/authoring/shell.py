"""A style's ``shell.docx`` read without filling it in: every slip of its tags, with part, heading and paragraph."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from generator.authoring.paragraphs import read_paragraphs
from generator.document.blocks import Cover
from generator.narrative.lint import lint_source
from generator.narrative.tags import STATEMENTS, mend_braces, tags_of
from generator.readback.refused import UnreadableError
from generator.source import SourceRef
from generator.style.problems import problem
from generator.style.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.authoring.paragraphs import WordParagraph
    from generator.finding import Finding
    from generator.narrative.tags import Tag

NAMES: dict[str, object] = {
    "cover": Cover,
    "title": str,
    "toc_title": str,
    "draft": str,
    "toc": str,
    "body": str,
}
"""What a shell may name, with its type."""
BLOCKS = ("toc", "body")
"""What must stand there, each in a paragraph of its own."""
_PARAGRAPH_TAG = re.compile(r"(\{[{%])(p|tr|tc|r)(?=\s)")
_TIGHT = re.compile(r"\{%-?(p|tr|tc)([a-z]+)|\{\{(p|r)([a-z_]+)")
_BODY_TAG = re.compile(r"\{\{(p?)\s*(\w+)\s*\}\}")
_SHOWN = 30
_ACCEPT = "在“审阅”中接受或拒绝全部修订"


def lint_shell(path: Path) -> list[Finding]:
    """The mistakes of the shell at ``path``."""
    file = place_of(path).file
    try:
        paragraphs = read_paragraphs(path)
    except UnreadableError as error:
        return [problem("YS21", error.message, SourceRef(file), advice=error.advice)]
    found: list[Finding] = []
    named: set[str] = set()
    for _, group in groupby(paragraphs, key=lambda one: one.part):
        part = list(group)
        found += [finding for one in part for finding in _paragraph(file, one)]
        found += _part(file, part)
        named |= {match[2] for one in part for match in _BODY_TAG.finditer(mend_braces(one.text)[0])}
        named |= {match[4] for one in part for match in _TIGHT.finditer(one.text) if match[4]}
    for name in BLOCKS:
        if name not in named:
            advice = "让它独占一段，放在应插入内容的地方"
            message = f"没有标记“{{{{p {name} }}}}”，{'目录' if name == 'toc' else '正文'}没有地方放"
            found.append(
                problem("YS21", message, SourceRef(file, "正文"), expected=f"{{{{p {name} }}}}", advice=advice)
            )
    return list(dict.fromkeys(found))


def _paragraph(file: str, one: WordParagraph) -> Iterator[Finding]:
    """What is wrong with one paragraph by itself."""
    mended, slips = mend_braces(one.text)
    tags = tags_of(mended)
    for code, _, message, seen, advice in slips:
        yield _finding(file, one, code, message, seen, advice)
    if not slips:
        yield from (_torn(file, one, tag) for tag in tags if one.torn(tag.start, tag.start + len(tag.text)))
    if one.is_revised:
        yield _finding(file, one, "YS23", "有没有接受的修订", "", f"{_ACCEPT}，并关闭修订")
    if one.in_box and tags:
        advice = "把标记移到文本框外的段落或表格中"
        yield _finding(file, one, "YS24", f"文本框里有标记“{tags[0].text}”", tags[0].text, advice)
    yield from _paragraph_tags(file, one, mended, [tag for tag in tags if _PARAGRAPH_TAG.match(tag.text)])


def _torn(file: str, one: WordParagraph, tag: Tag) -> Finding:
    advice = f"{_ACCEPT}，关闭修订，再把标记重写一遍"
    return _finding(file, one, "YS22", f"标记“{tag.text}”被修订拆开", tag.text, advice)


def _paragraph_tags(file: str, one: WordParagraph, mended: str, alone: list[Tag]) -> Iterator[Finding]:
    """What is wrong with ``{%p … %}`` and ``{{p … }}``."""
    for match in _TIGHT.finditer(mended):
        kind, rest = (match[1], match[2]) if match[1] else (match[3], match[4])
        if rest in STATEMENTS or rest in NAMES:
            right = f"{{%{kind} {rest}" if match[1] else f"{{{{{kind} {rest}"
            yield _finding(file, one, "YS25", f"“{match[0]}”少了空格", match[0], f"你是不是想写“{right}”")
    if len(alone) > 1:
        yield _finding(file, one, "YS25", "一段里有两个段落标记", alone[1].text, "每个 {%p …%} 或 {{p …}} 独占一段")
    elif alone and (rest := mended.replace(alone[0].text, "", 1).strip()):
        message = f"段落标记“{alone[0].text}”占用整段，同段的“{rest[:_SHOWN]}”不会印出"
        yield _finding(file, one, "YS25", message, rest, "把它另写一段")
    for match in _BODY_TAG.finditer(mended):
        if match[2] in BLOCKS and not match[1]:
            right = f"{{{{p {match[2]} }}}}"
            yield _finding(file, one, "YS25", f"“{match[0]}”要写成段落标记", match[0], f"你是不是想写“{right}”")


def _part(file: str, part: list[WordParagraph]) -> Iterator[Finding]:
    """What is wrong with the tags of a part taken together: blocks, names, filters."""
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    source = "\n".join(_plain(mend_braces(one.text)[0]) for one in part)
    for mistake in lint_source(environment, part[0].part, source, NAMES):
        advice = f"你是不是想写“{mistake.near}”" if mistake.near else mistake.advice
        if not advice and mistake.code == "YS14":
            advice = f"版式文件中可以写：{'、'.join(sorted(NAMES))}"
        one = part[min(mistake.line, len(part)) - 1]
        yield _finding(file, one, mistake.code, mistake.text, mistake.found, advice)


def _plain(text: str) -> str:
    """A paragraph with its tags as Jinja knows them."""
    text = re.sub(r"\{[{%].*?[%}]\}", lambda match: match[0].translate(str.maketrans("“”‘’", "\"\"''")), text)
    text = _TIGHT.sub(_loosened, text)
    return _PARAGRAPH_TAG.sub(lambda match: match[1] + " " * len(match[2]), text)


def _loosened(match: re.Match[str]) -> str:
    """``{%pif`` as ``{% if``, so that it counts as the block that was meant."""
    rest = match[2] or match[4]
    if match[1] and rest in STATEMENTS:
        return f"{{% {rest}"
    return f"{{{{ {rest}" if match[3] and rest in NAMES else match[0]


def _finding(file: str, one: WordParagraph, code: str, message: str, found: str, advice: str) -> Finding:
    after = f"标题“{one.heading[:_SHOWN]}”之后，" if one.heading else ""
    text = f"这一段是“{one.text[:_SHOWN]}{'…' if len(one.text) > _SHOWN else ''}”"
    place = SourceRef(file, one.part, f"第{one.number}段")
    return problem(code, f"{message}（{after}{text}）", place, found=found, advice=advice)

"""A style's templates, read without rendering: every name must exist, so that a mistake fails when the style loads.

Every slip of a text is found in one reading: braces, blocks, the writing of each tag, names and filters, arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from generator.narrative.names import NameReader
from generator.narrative.tags import half_width, mend_blocks, mend_braces, tags_of, wide_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment

    from generator.narrative.tags import Slip, Tag

_CLOSE = {"if": "{% endif %}", "for": "{% endfor %}", "macro": "{% endmacro %}", "call": "{% endcall %}"}
_CLOSE |= {"filter": "{% endfilter %}", "with": "{% endwith %}"}
_LOOSE_WORDS = {"elif": "if"}
_BARE = frozenset({"else", "endif", "endfor", "endmacro", "endcall", "endfilter", "endwith", "endset"})
_NAMED = re.compile(r"[\"']([\w.-]+\.j2)[\"']")
_GOT = re.compile(r"got '([^']*)'|unexpected '([^']*)'|unexpected char '([^']*)'")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a template."""

    template: str
    line: int
    text: str
    near: str = ""
    code: str = "YS14"
    found: str = ""
    advice: str = ""

    def __str__(self) -> str:
        hint = f"，你是不是想写“{self.near}”" if self.near else f"（{self.advice}）" if self.advice else ""
        return f"{self.template} 第 {self.line} 行：{self.text}{hint}"


def with_partials(environment: Environment, names: Iterable[str]) -> frozenset[str]:
    """The templates ``names`` and those that they import or include, one through the other, as far as they are there.

    What cannot be read or parsed is there too; what it imports is told by how its text names it.
    """
    found: set[str] = set()
    waiting, there = list(names), frozenset(environment.list_templates())
    while waiting:
        name = waiting.pop()
        if name in found or name not in there or environment.loader is None:
            continue
        found.add(name)
        try:
            written, _, _ = environment.loader.get_source(environment, name)
        except UnicodeDecodeError:
            continue
        source, _ = mend_blocks(mend_braces(written)[0])
        tree = _parsed(environment, name, source)
        if isinstance(tree, TemplateSyntaxError):
            waiting += _NAMED.findall(source)
        else:
            waiting += [other for other in meta.find_referenced_templates(tree) if other]
    return frozenset(found)


def lint_templates(environment: Environment, names: Iterable[str]) -> list[Mistake]:
    """The mistakes of the templates ``names``."""
    loader = environment.loader
    if loader is None:
        raise ValueError(environment)
    mistakes: list[Mistake] = []
    macros = _Macros(environment)
    for name in names:
        try:
            source, _, _ = loader.get_source(environment, name)
        except UnicodeDecodeError:
            advice = "用记事本另存为，编码选 UTF-8"
            mistakes.append(Mistake(name, 1, "不是 UTF-8 编码的文本文件", code="YS01", advice=advice))
            continue
        mistakes += lint_source(environment, name, source, macros=macros)
    return mistakes


def lint_source(
    environment: Environment,
    name: str,
    source: str,
    scope: Mapping[str, object] | None = None,
    macros: Mapping[str, frozenset[str]] | None = None,
) -> list[Mistake]:
    """The mistakes of one text.

    Args:
        environment: what knows filters, tests and functions.
        name: of the template.
        source: its text.
        scope: the names it may use, with their types; those of a fact book if left out.
        macros: template → what others may import from it, read once for many texts.
    """
    mended, slips = mend_braces(source)
    mended, unpaired = mend_blocks(mended)
    slips += unpaired
    tree = _parsed(environment, name, mended)
    if isinstance(tree, TemplateSyntaxError):
        for tag in tags_of(mended):
            if (slip := _slip(environment, tag)) is not None:
                slips.append(slip)
                mended = _neutral(mended, tag)
        tree = _parsed(environment, name, mended)
    found = [Mistake(name, line, text, "", code, seen, advice) for code, line, text, seen, advice in slips]
    if isinstance(tree, TemplateSyntaxError):
        if not found:
            found.append(Mistake(name, tree.lineno, f"写法不对（{tree.message}）", code="YS13"))
        return found
    for line, code, text, seen, near in NameReader(
        environment, scope, _Macros(environment) if macros is None else macros
    ).read(tree):
        found.append(Mistake(name, line, text, near, code, seen))
    return sorted(found, key=lambda mistake: mistake.line)


def _parsed(environment: Environment, name: str, source: str) -> nodes.Template | TemplateSyntaxError:
    try:
        return environment.parse(source, name)
    except TemplateSyntaxError as error:
        return error


def _slip(environment: Environment, tag: Tag) -> Slip | None:
    """What is wrong with the writing of one tag, taken by itself."""
    word = tag.word
    if word in _BARE:
        return None
    text = tag.text
    if word == "elif":
        text = text.replace("elif", "if", 1)
        word = "if"
    try:
        environment.parse(text + _CLOSE.get(word, ""))
    except TemplateSyntaxError as error:
        if word == "set" and "{% endset %}" not in text and "=" not in text:
            return None
        if wide := wide_signs(tag.text):
            right = half_width(tag.text)
            return (
                "YS13",
                tag.line,
                f"标记“{tag.text}”里用了全角符号“{wide}”",
                tag.text,
                f"你是不是想写“{right}”",
            )
        match = _GOT.search(error.message or "")
        odd = next((part for part in match.groups() if part), "") if match else ""
        where = f"“{odd}”放在这里不对" if odd and "end of" not in odd else "没有写完"
        return "YS13", tag.line, f"标记“{tag.text}”写法不对：{where}", tag.text, "核对引号、括号、竖线和点"
    return None


def _neutral(source: str, tag: Tag) -> str:
    """``source`` with a wrong tag made harmless, so that what comes after can be read."""
    if not tag.text.startswith("{%"):
        return source[: tag.start] + re.sub(r"[^\n]", " ", tag.text) + source[tag.start + len(tag.text) :]
    stand_in = {"if": "if true", "elif": "elif true", "for": "for _ in []"}.get(tag.word)
    text = f"{{% {stand_in} %}}" if stand_in else ""
    if len(text) > len(tag.text):
        return source
    return source[: tag.start] + text.ljust(len(tag.text)) + source[tag.start + len(tag.text) :]


class _Macros(dict[str, frozenset[str]]):
    """Template → the names that others may import from it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__()
        self._environment = environment

    def __missing__(self, name: str) -> frozenset[str]:
        """Read the template."""
        loader = self._environment.loader
        try:
            source = loader.get_source(self._environment, name)[0] if loader else ""
            tree = self._environment.parse(source, name)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
            names: frozenset[str] = frozenset()
        else:
            macros = {node.name for node in tree.find_all(nodes.Macro)}
            names = frozenset(macros | {one.name for one in tree.find_all(nodes.Name) if one.ctx == "store"})
        self[name] = names
        return names

"""The text of a template → its tags, and what is wrong with their braces and blocks; the rest can then be parsed.

Jinja stops at the first slip; here every slip of a text is found, and mended in a copy so that the rest is read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.style.problems import nearest

_WIDE = str.maketrans("｛｝％｜（），：＝", "{}%|(),:=")
_STRICT = re.compile(r"\{\{(?:(?!\{\{|\{%|\{#|\}\}).)*?\}\}|\{%(?:(?!\{\{|\{%|\{#|%\}).)*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"[{｛][ \t]*[{｛%％#]([^{}｛｝\n]*?)(?:[}｝%％#][ \t]*[}｝]|[}｝]+)")
_REST = re.compile(r"[{｛][ \t]?[{｛%％]?|[}%％｝]?[ \t]?[}｝]")
_WORD = re.compile(r"\{%[-+]?\s*([^\s%({\"'-]+)")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'")
_WIDE_SIGNS = re.compile(r"[（），。：；｜“”‘’＝＞＜！［］]")

BLOCKS = {word: f"end{word}" for word in ("if", "for", "macro", "call", "filter", "with")}
"""What opens a block → what closes it."""
INNER = {"else": ("if", "for"), "elif": ("if",)}
"""What stands inside a block → in which."""
ALONE = ("set", "import", "from", "include", "do")
STATEMENTS = (*BLOCKS, *BLOCKS.values(), *INNER, *ALONE, "endset")

Slip = tuple[str, int, str, str, str]
"""Code, line, message, what was found, advice."""


@dataclass(frozen=True, slots=True)
class Tag:
    """``{{ … }}`` or ``{% … %}``."""

    text: str
    line: int
    start: int

    @property
    def word(self) -> str:
        """The statement: if, for, endif; empty for ``{{ … }}``."""
        match = _WORD.match(self.text)
        return match[1] if match else ""


def line_of(source: str, position: int) -> int:
    """The line of ``position``, from 1."""
    return source.count("\n", 0, position) + 1


def mend_braces(source: str) -> tuple[str, list[Slip]]:
    """``source`` with braces as they should be, of the same length by line, and what was wrong."""
    slips: list[Slip] = []
    kept = _blank(source, _STRICT)
    mended = source
    shift = 0
    for match in _LOOSE.finditer(kept):
        found = match[0]
        right = _normal(found)
        slips.append(("YS11", line_of(source, match.start()), _brace_message(found), found, f"你是不是想写“{right}”"))
        mended = mended[: match.start() + shift] + right + mended[match.end() + shift :]
        shift += len(right) - len(found)
    rest = _blank(_blank(mended, _STRICT), re.compile(r"\\[{}]"))
    for match in _REST.finditer(rest):
        found = match[0].strip()
        opens = found[0] in "{｛"
        message = f"“{found}”没有结束" if opens else f"多出“{found}”，或前面缺了开头"
        closing = "%}" if "%" in found or "％" in found else "}}"
        advice = f"补上“{closing}”" if opens else "补上开头的“{{”或“{%”，或删去"
        slips.append(("YS11", line_of(mended, match.start()), message, _around(mended, match.start()), advice))
        width = match.end() - match.start()
        mended = mended[: match.start()] + " " * width + mended[match.end() :]
    return mended, sorted(slips, key=lambda slip: slip[1])


def tags_of(source: str) -> list[Tag]:
    """Every tag but comments, in order."""
    return [
        Tag(match[0], line_of(source, match.start()), match.start())
        for match in _STRICT.finditer(source)
        if not match[0].startswith("{#")
    ]


def mend_blocks(source: str) -> tuple[str, list[Slip]]:
    """``source`` with every block closed, and those that are not closed, not opened or not known."""
    source, slips = _mend_words(source)
    opened: list[Tag] = []
    drop: list[Tag] = []
    for tag in tags_of(source):
        word = tag.word
        if word in BLOCKS:
            opened.append(tag)
        elif word in BLOCKS.values():
            if not any(BLOCKS[one.word] == word for one in opened):
                drop.append(tag)
                slips.append(("YS12", tag.line, f"“{tag.text}”前面没有对应的开头", tag.text, "删去它，或补上开头"))
                continue
            while BLOCKS[opened[-1].word] != word:
                slips.append(_unclosed(opened.pop()))
            opened.pop()
        elif word in INNER and not (opened and opened[-1].word in INNER[word]):
            drop.append(tag)
            slips.append(("YS12", tag.line, f"“{tag.text}”不在 if 中", tag.text, "补上 {% if … %}，或删去它"))
    slips += [_unclosed(tag) for tag in opened]
    return _closed(source, opened, drop), sorted(slips, key=lambda slip: slip[1])


def _mend_words(source: str) -> tuple[str, list[Slip]]:
    """``source`` without statements that there are not; those that close a block as they were meant."""
    slips: list[Slip] = []
    for tag in tags_of(source):
        if not tag.text.startswith("{%") or tag.word in STATEMENTS:
            continue
        near = nearest(tag.word, STATEMENTS)
        advice = f"你是不是想写“{near}”" if near else f"可以写：{'、'.join(STATEMENTS[:4])} 等"
        slips.append(("YS12", tag.line, f"没有“{tag.word}”这种标记", tag.text, advice))
        meant = near if near in (*BLOCKS.values(), "else") else ""
        text = f"{{%{meant}%}}" if meant else ""
        end = tag.start + len(tag.text)
        if len(text) <= len(tag.text):
            source = source[: tag.start] + text.ljust(len(tag.text)) + source[end:]
    return source, slips


def wide_signs(tag: str) -> str:
    """Full-width signs inside a tag, outside of its texts."""
    return "".join(dict.fromkeys(_WIDE_SIGNS.findall(_STRINGS.sub("", tag))))


def half_width(tag: str) -> str:
    """A tag with half-width signs."""
    return tag.translate(_WIDE).replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")


def _closed(source: str, opened: list[Tag], drop: list[Tag]) -> str:
    for tag in drop:
        source = source[: tag.start] + " " * len(tag.text) + source[tag.start + len(tag.text) :]
    return source + "".join(f"{{% {BLOCKS[tag.word]} %}}" for tag in reversed(opened))


def _unclosed(tag: Tag) -> Slip:
    end = BLOCKS[tag.word]
    return ("YS12", tag.line, f"“{tag.text}”没有结束", tag.text, f"在它管到的地方之后写 {{% {end} %}}")


def _blank(source: str, pattern: re.Pattern[str]) -> str:
    """``source`` with spaces for what matches, lines kept."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def _normal(found: str) -> str:
    """A tag with odd braces as it was meant."""
    text = found.translate(_WIDE)
    inner = text.strip("{}%# \t")
    if text.lstrip("{ \t").startswith("%") or text.rstrip("} \t").endswith("%"):
        return f"{{% {inner} %}}"
    return f"{{{{ {inner} }}}}"


def _brace_message(found: str) -> str:
    if re.search(r"[｛｝％]", found):
        return f"“{found}”用了全角的花括号或百分号"
    if re.search(r"\{[ \t]+[{%#]|[}%#][ \t]+\}", found):
        return f"“{found}”的花括号之间多了空格"
    return f"“{found}”的括号前后不一致"


def _around(source: str, position: int) -> str:
    start = source.rfind("\n", 0, position) + 1
    end = source.find("\n", position)
    line = source[start : end if end >= 0 else None]
    at = position - start
    return line[max(0, at - 8) : at + 16].strip()

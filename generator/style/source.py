"""One ``style.yaml`` → its data, with the line of every key; or what is wrong with its writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.reader import ReaderError

from generator.source import SourceRef
from generator.style.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.finding import Finding
    from generator.source import Path as DataPath

STYLE_FILE = "style.yaml"
_FULL_COLON = re.compile(r"^\s*(?:- )?[^\s\"'#：:]+：")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_BARE_WORD = re.compile(r"\{[a-z_]+\}")
_TIGHT_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][\w-]*:[^\s:/]")


def place_of(path: Path, line: int = 0) -> SourceRef:
    """A file of a style as messages name it: with the folder that styles are in, ``样式/内江/style.yaml``."""
    parents = path.parts[-4:] if path.parent.name == "narrative" else path.parts[-3:]
    return SourceRef("/".join(parents), line=line)


@dataclass(frozen=True)
class StyleFile:
    """A ``style.yaml``: what it says, and where."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: Mapping[DataPath, int] = field(default_factory=dict)
    """Path of a key → its line."""
    findings: tuple[Finding, ...] = ()

    @property
    def folder(self) -> Path:
        """The style's folder."""
        return self.path.parent

    def place(self, path: DataPath) -> SourceRef:
        """Where ``path`` stands, or what is nearest above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return place_of(self.path, self.lines[path[:length]])
        return place_of(self.path, 1)


def read_style_file(path: Path) -> StyleFile:
    """The file at ``path``; what cannot be read is a finding."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unread(path, 0, "不是 UTF-8 编码的文本文件", "用记事本另存为，编码选 UTF-8")
    lines: dict[DataPath, int] = {}
    try:
        node, data = _parsed(text)
        doubled = tuple(_walk(node, (), lines))
    except yaml.YAMLError as error:
        return _unread(path, *_explain(error, text))
    except RecursionError:
        return _unread(path, 1, "层次太深，或引用（*）了自己", "核对括号；引用的内容照写一遍")
    except ValueError:
        return _unread(path, 1, "有的数或日期不对，如 2024-13-01", "给它加上引号，或改正")
    if not isinstance(data, dict):
        return _unread(path, 1, "最外层应是一行行“键: 值”", "每行写“键: 值”，冒号是半角的，后面空一格")
    findings = (
        problem("YS07", f"“{key}”写了两次，前面的不起作用", place_of(path, line), found=key, advice="删去一个")
        for key, line in doubled
    )
    return StyleFile(path, data, lines, tuple(findings))


def _parsed(text: str) -> tuple[yaml.Node | None, object]:
    """The nodes, which know their lines, and the data."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else {}
    finally:
        loader.dispose()


def _unread(path: Path, line: int, message: str, advice: str) -> StyleFile:
    return StyleFile(path, findings=(problem("YS01", message, place_of(path, line), advice=advice),))


def _walk(node: yaml.Node | None, path: DataPath, lines: dict[DataPath, int]) -> Iterator[tuple[str, int]]:
    """Fill in the line of every key below ``node``; the keys that stand twice."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            below = (*path, str(key.value))
            line = key.start_mark.line + 1
            if below in lines:
                yield str(key.value), line
            lines[below] = line
            yield from _walk(value, below, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[*path, index] = value.start_mark.line + 1
            yield from _walk(value, (*path, index), lines)


def _explain(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """Line, message and advice for a file that is no YAML: the usual slips first."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, "含有看不见的控制字符", "删去这一处，重新输入"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else 0
    rows = text.splitlines()
    for number in (line, line - 1):
        row = rows[number - 1] if 0 < number <= len(rows) else ""
        for has_slipped, message, advice in _SLIPS:
            if has_slipped(row):
                return number, f"“{row.strip()}”{message}", advice
    return line, "这一行或上一行的写法不对", "核对冒号、缩进、引号和括号；以 { 开头的文字要加引号"


_SLIPS: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (lambda row: "\t" in row, "用 Tab 键缩进了", "改用空格缩进"),
    (_FULL_COLON.match, "用了全角冒号", "改成半角冒号“:”，后面空一格"),
    (_TIGHT_COLON.match, "的冒号后面没有空格", "冒号后面空一格"),
    (
        lambda row: _BARE_WORD.search(_QUOTED.sub("", row)),
        "里含花括号的文字没有加引号",
        "含 {year} 这类词的文字整段加半角双引号",
    ),
    (
        lambda row: ": {" in row and row.count("{") != row.count("}"),
        "的花括号不成对",
        "补上缺的花括号；含花括号的文字要加引号",
    ),
    (lambda row: row.count('"') % 2, "的引号不成对", "补上缺的引号"),
)
"""What a line that YAML does not understand usually suffers from, what is said of it, and what to do."""

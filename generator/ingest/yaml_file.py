"""A YAML file → :class:`Tree` with line numbers; everything that is not plain data is a finding.

The file is read as a stream of events and laid down on a stack of our own: no recursion, no float,
no alias, no tag; a number keeps the text that was written.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import yaml

from generator.ingest.messages import problem, show
from generator.ingest.tree import Tree
from generator.source import SourceRef

if TYPE_CHECKING:
    from generator.finding import Finding
    from generator.ingest.tree import Value
    from generator.source import Path

MAX_BYTES = 5_000_000
MAX_DEPTH = 32
MAX_NODES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"[+-]?(0|[1-9]\d{0,29})(\.\d{1,30})?")
_INDENT = re.compile(r"^[ \t]*", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_SYNTAX = (
    ("mapping values are not allowed", "这里不能再出现“: ”", "值中含有冒号时给整个值加上引号"),
    ("could not find expected ':'", "键后面缺少冒号", "写成“键: 值”，冒号用英文半角，后面加一个空格"),
    ("expected <block end>", "缩进不一致", "同一层的各行缩进必须相同"),
    ("did not find expected '-' indicator", "列表的缩进不一致", "同一列表的“- ”必须对齐"),
    ("did not find expected key", "缩进不一致，或引号后面还有文字", "同一层的各行缩进必须相同；引号要把整个值包住"),
    ("quoted scalar", "引号没有成对", "补上另一个引号"),
    ("did not find expected ',' or", "方括号或花括号没有成对", "补上括号或逗号"),
    ("cannot start any token", "值以特殊符号开头", "给这个值加上引号"),
)
"""What the parser says → what a clerk understands, and what to do."""


class _Open(NamedTuple):
    """A mapping or sequence whose end was not seen yet."""

    path: Path
    value: dict[str, Value] | list[Value]
    keys: list[str]
    """The key whose value comes next; empty where a key must come next."""


class _Stop(Exception):  # noqa: N818 - ends the reading of one file, never leaves this module
    pass


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = Tree()
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.root: Value = None
        self.nodes = 0
        self.documents = 0

    def report(self, code: str, line: int, message: str, advice: str, found: str = "") -> None:
        """Note a problem at a line."""
        self.findings.append(problem(code, message, SourceRef(self.file, line=line), found=found, advice=advice))

    def read(self, text: str) -> None:
        """All events of the text."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self.take(event, event.start_mark.line + 1 if event.start_mark else 1)
        except yaml.YAMLError as error:
            self.syntax(error, text)
        except _Stop:
            pass
        while self.stack:
            self.close()

    def take(self, event: yaml.Event, line: int) -> None:
        """One event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.report("SJ05", line, "一个文件中有两份数据（用 --- 分开）", "删去 --- ，或分成两个文件")
                raise _Stop
        elif isinstance(event, yaml.AliasEvent):
            self.report("SJ05", line, f"不支持引用（*{event.anchor}）", "把被引用的内容照写一遍")
            self.add(None, line)
        elif isinstance(event, yaml.NodeEvent):
            self.plain(event, line)
            self.node(event, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.close()

    def plain(self, event: yaml.NodeEvent, line: int) -> None:
        """Check that a node is plain data, and that there are not too many of them."""
        if event.anchor:
            self.report("SJ05", line, f"不支持锚点（&{event.anchor}）", "删去锚点，把内容照写")
        if tag := getattr(event, "tag", None):
            self.report("SJ05", line, f"不支持类型标记（{tag}）", "删去类型标记，只写值")
        self.nodes += 1
        if len(self.stack) > MAX_DEPTH:
            self.report("SJ06", line, f"层次超过 {MAX_DEPTH} 层", "检查括号和缩进")
            raise _Stop
        if self.nodes > MAX_NODES:
            self.report("SJ06", line, f"数据超过 {MAX_NODES} 项", "检查是否误贴了其他内容，或把表格放进 Excel、CSV")
            raise _Stop

    def node(self, event: yaml.NodeEvent, line: int) -> None:
        """A scalar, or the start of a mapping or sequence."""
        if isinstance(event, yaml.ScalarEvent):
            parent = self.stack[-1] if self.stack else None
            if parent and isinstance(parent.value, dict) and not parent.keys:
                self.key(parent, event.value, line)
            else:
                self.add(_scalar(event), line)
            return
        if self.stack and isinstance(self.stack[-1].value, dict) and not self.stack[-1].keys:
            self.report("SJ05", line, "键不能是列表或一组键值", "键写成一个词")
            raise _Stop
        value: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(self.add(value, line), value, []))

    def key(self, parent: _Open, key: str, line: int) -> None:
        """A key of the innermost mapping."""
        if key == "<<":
            self.report("SJ05", line, "不支持合并键（<<）", "把要合并的内容照写一遍")
        elif isinstance(parent.value, dict) and key in parent.value:
            first = self.tree.places[(*parent.path, key)].line
            self.report(
                "SJ04", line, f"键“{show(key)}”写了两次（第 {first} 行已有）", "删去其中一处，或合并成一处", show(key)
            )
        parent.keys.append(key)
        self.tree.places.setdefault((*parent.path, key), SourceRef(self.file, line=line))

    def add(self, value: Value, line: int) -> Path:
        """Lay a value down in the innermost node; its path."""
        if not self.stack:
            self.root = value
            self.tree.places[()] = SourceRef(self.file, line=line)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.value, dict):
            key = parent.keys.pop()
            parent.value.setdefault(key, value)
            return (*parent.path, key)
        parent.value.append(value)
        path = (*parent.path, len(parent.value) - 1)
        self.tree.places[path] = SourceRef(self.file, line=line)
        return path

    def close(self) -> None:
        """The end of the innermost node: a sequence becomes a tuple."""
        done = self.stack.pop()
        if not isinstance(done.value, list):
            return
        frozen = tuple(done.value)
        if not self.stack:
            self.root = frozen
            return
        holder = self.stack[-1].value
        if isinstance(holder, list):
            holder[-1] = frozen
        elif holder[str(done.path[-1])] is done.value:
            holder[str(done.path[-1])] = frozen

    def syntax(self, error: yaml.YAMLError, text: str) -> None:
        """Note that the text is no YAML."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        if any("\t" in indent for indent in _INDENT.findall(text)[line - 1 : line]):
            self.report("SJ03", line, "行首用了制表符（Tab）", "YAML 的缩进只能用空格，把 Tab 换成空格")
            return
        known = (said[1:] for said in _SYNTAX if said[0] in str(error))
        message, advice = next(known, ("不是有效的 YAML", "检查这一行和上一行的缩进、冒号、引号和括号"))
        self.report("SJ03", line, message, advice)


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    return text


def read_yaml(content: bytes, file: str) -> tuple[Tree, tuple[Finding, ...]]:
    """The tree of a YAML file's ``content``; ``file`` is its name in messages."""
    reader = _Reader(file)
    if len(content) > MAX_BYTES:
        reader.report(
            "SJ06", 0, f"文件超过 {MAX_BYTES // 1_000_000} MB", "检查是否误贴了其他内容，或把表格放进 Excel、CSV"
        )
        return Tree(), tuple(reader.findings)
    text = _decode(content, reader)
    if text is None:
        return Tree(), tuple(reader.findings)
    reader.read(text)
    if isinstance(reader.root, dict):
        return Tree(reader.root, reader.tree.places), tuple(reader.findings)
    if not reader.findings and reader.root is not None:
        reader.report("SJ03", 1, "文件的最外层不是“键: 值”", "每个顶层的项写成“键: 值”，如 year: 2024")
    return Tree({}, {(): SourceRef(file, line=1)}), tuple(reader.findings)


def _decode(content: bytes, reader: _Reader) -> str | None:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        reader.report("SJ02", line, "文件不是 UTF-8 编码", "用记事本打开，另存为，编码选 UTF-8")
        return None
    if match := _CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        point = f"U+{ord(match[0]):04X}"
        reader.report("SJ20", line, f"含有不可见的控制字符 {point}", "删去这个字符后重新输入这一处", point)
        return None
    return text

"""数据溯源底稿 as an immutable value: every number that is printed, what it follows from, and where that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.facts.figure import Kind, Operation
    from generator.source import Path, SourceRef

PlaceKind = Literal["封面", "标题", "正文", "表格", "图"]

OtherKind = Literal[
    "年份", "日期", "序号", "行次", "栏次", "编码", "表号", "文号", "自由文本", "样式固定文字", "来源不明"
]
"""What a printed number is that is no figure. 自由文本 is what people wrote, 样式固定文字 what the style says."""

OTHER_KINDS: tuple[OtherKind, ...] = (
    "来源不明", "自由文本", "文号", "日期", "样式固定文字", "年份", "表号", "编码", "行次", "栏次", "序号",
)  # fmt: skip
"""All of them, those that want a look first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document: 部分, 章节, and what in it (第 2 段; line and column of a table; a bar of a chart)."""

    part: str
    section: str
    kind: PlaceKind
    where: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """来源数据: one reported figure, and the cell or line that it was read from. ``value`` in 元, 个, 分."""

    number: int
    item: str
    """数据项: the titles along its path, 支出决算表 · 科目 · 2080505 · 基本支出."""
    title: str
    kind: Kind
    value: Decimal
    path: Path
    source: SourceRef | None

    @property
    def name(self) -> str:
        """By which it is called in the paper: 来源12."""
        return f"来源{self.number}"


@dataclass(frozen=True, slots=True)
class Derivation:
    """计算过程: one computed figure and what it is computed from."""

    number: int
    title: str
    kind: Kind
    operation: Operation
    operands: tuple[Origin, ...]
    value: Decimal

    @property
    def name(self) -> str:
        """By which it is called in the paper: 计算5."""
        return f"计算{self.number}"


Origin = Leaf | Derivation


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a value became what is printed: ``number`` = value ÷ ``scale``, rounded half up to ``places`` decimals."""

    number: Decimal
    scale: Decimal
    places: int


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One figure where it is printed, with what stands before and after it in its sentence or cell."""

    number: int
    place: Place
    before: str
    printed: str
    after: str
    origin: Origin
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """One printed number that is no figure; ``title`` and ``source`` say where its text comes from."""

    place: Place
    before: str
    printed: str
    after: str
    kind: OtherKind
    title: str = ""
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """底稿 of one document. Leaves are in the order of the files, the rest in that of the document."""

    title: str
    unit: str
    amount_unit: str
    """Unit in which the data gives its amounts."""
    numbers: tuple[PrintedNumber, ...]
    leaves: tuple[Leaf, ...]
    derivations: tuple[Derivation, ...]
    others: tuple[OtherNumber, ...]


def sources(origin: Origin) -> tuple[Leaf, ...]:
    """The reported figures that ``origin`` goes back to, each once."""
    if isinstance(origin, Leaf):
        return (origin,)
    return tuple(dict.fromkeys(leaf for operand in origin.operands for leaf in sources(operand)))

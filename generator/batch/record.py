"""What is known of a unit after it was built: plain data that travels, is kept in 状态.json and shown on the board."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from generator.finding import SEVERITIES, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["未提交", "有错误", "未生成", "有警告", "成功"]
"""状态: on the list without data; data without documents; not yet its turn; documents to look at; documents."""

STATES: tuple[State, ...] = ("未提交", "有错误", "未生成", "有警告", "成功")

FAULTS: dict[str, str] = {
    "PL01": "程序出错",
    "PL02": "进程中断",
    "PL03": "超过时限",
    "PL04": "文件读写出错",
    "PL05": "样式或环境不完整",
}
"""Why a unit could not be built although its data may be right; it is tried again in the next run."""


@dataclass(frozen=True, slots=True)
class Printed:
    """一个文件."""

    name: str
    size: int
    sha256: str
    pages: int | None = None
    """Of a PDF."""
    paper: bool = False
    """Whether it goes with the documents and is not one of them: 数据溯源底稿, 检查报告."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """主要数字, in 元, as text; empty where not known. ``change`` and ``rate`` carry their sign."""

    revenue: str = ""
    """收入总计."""
    expenditure: str = ""
    """支出总计."""
    prior: str = ""
    """上年收支总计."""
    change: str = ""
    rate: str = ""
    """1 = 100%."""
    three_public: str = ""
    """“三公”经费决算数."""


@dataclass(frozen=True, slots=True)
class Record:
    """一个单位的结果."""

    key: str
    unit: str
    state: State
    year: int = 0
    style: str = ""
    """Empty where the data could not be read."""
    documents: tuple[Printed, ...] = ()
    figures: KeyFigures = field(default_factory=KeyFigures)
    findings: tuple[Mapping[str, Any], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there are no documents although there are data."""
        return self.state == "有错误"

    @property
    def faulty(self) -> bool:
        """Whether it failed for a reason that is not in the data."""
        return any(finding["code"] in FAULTS for finding in self.findings)

    @property
    def pages(self) -> int | None:
        """Pages of the PDF, if there is one."""
        return next((document.pages for document in self.documents if document.pages is not None), None)

    def count(self, severity: Severity) -> int:
        """How many findings of a level."""
        return sum(finding["severity"] == severity for finding in self.findings)

    @property
    def counts(self) -> dict[Severity, int]:
        """Level → how many findings."""
        return {severity: self.count(severity) for severity in SEVERITIES}

    @property
    def first_problem(self) -> str:
        """The first finding of the worst level, in one line."""
        for severity in SEVERITIES:
            for finding in self.findings:
                if finding["severity"] == severity:
                    place = f"{finding['place']}：" if finding["place"] else ""
                    return f"{place}{finding['message']}"
        return ""


def fault(key: str, unit: str, code: str, message: str, advice: str) -> Record:
    """The record of a unit that could not be built for a reason that is not in its data."""
    finding = {"code": code, "severity": "错误", "message": message, "place": "", "advice": advice}
    return Record(key, unit, "有错误", findings=(finding,))


def as_data(record: Record) -> dict[str, Any]:
    """The record as JSON holds it."""
    return asdict(record)


def from_data(data: Mapping[str, Any]) -> Record:
    """The record that :func:`as_data` made.

    Raises:
        KeyError: something is missing.
        TypeError: something is not what it should be.
        ValueError: the name of a document is not that of a file.
    """
    documents = tuple(Printed(**document) for document in data["documents"])
    if any(document.name in {"", ".", ".."} or set(document.name) & set("/\\") for document in documents):
        raise ValueError(documents)
    return Record(
        key=data["key"],
        unit=data["unit"],
        state=data["state"],
        year=data["year"],
        style=data["style"],
        documents=documents,
        figures=KeyFigures(**data["figures"]),
        findings=tuple(data["findings"]),
    )

"""The catalogue → its pages: one check for the terminal, the list, and ``docs/checks.md``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.checks.check import KINDS
from generator.checks.registry import catalogue
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.checks.check import Check

_STAGES = {"figures": "成文之前，核对数据", "text": "成文之后，核对文本", "report": "最后，核对报告本身"}
_LAST_YEAR = 9999
READING = "SJ"
"""First letters of what reading the data finds; those are no checks."""

_HEAD = """# 核对规则

<!-- 由 `make docs` 从程序导出，不要手改。 -->

`juesuan check 单位文件夹` 逐条核对，一次列出全部问题；`juesuan check --explain XT02` 显示一条规则的说明。

- **错误**：数据互相矛盾，或缺了法规要求的内容。有错误就不生成文件；`juesuan build --draft` 可以出草稿，每页印“草稿”。
- **警告**：多半有问题，要看一眼。
- **提示**：供参考。

每条规则有四种结果：**通过**；**发现**问题；**未能执行**，并写明缺什么，没有报送的表不算通过；**不适用**于这个单位。

金额以元为单位时分毫不差；以万元为单位时，容许的差＝0.005万元×（加数个数＋1），由单位推出，不写在规则里。
在此以内的是**尾差**，汇总成 TB00 一条提示，有关的表下印尾差说明；再多一分就是错误。

确有理由的问题，在 `unit.yaml` 中写明，之后列为“已说明”，不再妨碍生成：

```yaml
waivers:
  - {code: XT22, path: operating_cost.outturn, reason: 部门含两个事业单位，公用经费不全是机关运行经费}
```

`path` 可以不写，或只写开头几节。没有对应问题的说明会提示删去。读取数据的错误不能这样说明。
"""


def one_line(check: Check) -> str:
    """Code, level and title."""
    return f"{check.code}  {check.severity}  {check.title}"


def listed() -> str:
    """All checks, a line each, under their groups."""
    lines: list[str] = []
    for group, checks in groupby(catalogue().values(), key=lambda one: one.group):
        lines += [f"{group}", *(f"  {one_line(check)}" for check in checks)]
    return "\n".join(lines)


def explained(code: str) -> str:
    """The page of one check, for the terminal.

    Raises:
        UsageError: there is no such check.
    """
    check = catalogue().get(code.strip().upper())
    if check is None and code.strip().upper().startswith(READING):
        advice = "问题下面的“建议”写着怎样改；全部编号见 docs/读数问题代码.md"
        raise UsageError(f"“{code}”是读取数据的问题，不是核对规则", advice)
    if check is None:
        raise UsageError(f"没有编号为“{code}”的核对规则", "用 juesuan check --list 查看全部编号")
    parts = [f"{check.code} {check.title}", *(f"{title}：{text}" for title, text in _facts(check))]
    return "\n".join([*parts, "", *_text(check)])


def manual() -> str:
    """``docs/checks.md``."""
    checks = catalogue()
    parts = [_HEAD, f"共 {len(checks)} 条。\n"]
    for group, members in groupby(checks.values(), key=lambda one: one.group):
        own = tuple(members)
        parts.append(f"## {group}\n")
        parts.append("| 编号 | 级别 | 规则 |\n|---|---|---|")
        parts += [f"| [{one.code}](#{one.code.lower()}) | {one.severity} | {one.title} |" for one in own]
        parts.append("")
        parts += [_page(one) for one in own]
    return "\n".join(parts)


def _page(check: Check) -> str:
    facts = "\n".join(f"- {title}：{text}" for title, text in _facts(check))
    text = "\n\n".join(_text(check))
    return f"### {check.code}\n\n**{check.title}**（`{check.name}`）\n\n{facts}\n\n{text}\n"


def _facts(check: Check) -> tuple[tuple[str, str], ...]:
    years = ""
    if check.since or check.until != _LAST_YEAR:
        years = f"{check.since or ''}—{'' if check.until == _LAST_YEAR else check.until} 年度"
    found = (
        ("级别", check.severity),
        ("公式", check.formula),
        ("依据", check.basis),
        ("文种", "、".join(KINDS[kind] for kind in check.documents)),
        ("适用", years),
        ("时间", _STAGES[check.stage]),
    )
    return tuple((title, text) for title, text in found if text)


def _text(check: Check) -> list[str]:
    """The paragraphs of the page; lines of one paragraph joined."""
    return ["".join(line.strip() for line in part.splitlines()) for part in check.text.strip().split("\n\n")]

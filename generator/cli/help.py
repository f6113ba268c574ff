"""A command → its help in Chinese, whatever language the command line library speaks."""

from __future__ import annotations

import shutil
import unicodedata
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

WIDEST = 100
"""No line is longer, however wide the window: a long line is hard to read."""
GAP = 2
ORDER = ("new", "import", "check", "build", "preview", "serve", "diff", "convert", "rollover", "batch", "consolidate")
"""The commands as a year's work goes; the others follow."""

NO_LINE_START = "。，、；：）”？！"
"""Marks that never begin a line."""


class Group(TyperGroup):
    """A command with commands below it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library has no public names for these
        """Write the help."""
        names = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        if ctx.parent is None:
            names.sort(key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
        below = [(name, self.commands[name].help or "") for name in names]
        formatter.write(_text(self, ctx, below))


class Command(TyperCommand):
    """A command that does something."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library has no public names for these
        """Write the help."""
        formatter.write(_text(self, ctx, []))


def in_chinese(app: typer.Typer) -> typer.Typer:
    """``app``, all its commands with Chinese help."""
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            in_chinese(group.typer_instance)
    return app


def parameter_name(parameter: object) -> str:
    """What the user calls an argument or an option: “数据”, “--format”."""
    if isinstance(parameter, TyperArgument):
        return parameter.metavar or str(parameter.name)
    options: Sequence[str] = getattr(parameter, "opts", ())
    return next((one for one in options if one.startswith("--")), options[0] if options else "")


def _text(command: TyperCommand | TyperGroup, ctx: typer.Context, below: list[tuple[str, str]]) -> str:
    given = command.get_params(ctx)
    arguments = [one for one in given if isinstance(one, TyperArgument)]
    options = [one for one in given if not isinstance(one, TyperArgument)]
    called = " ".join(
        [
            ctx.command_path,
            *(name if one.required else f"[{name}]" for one in arguments for name in [parameter_name(one)]),
            *(["命令"] if below else []),
            *(["[选项]"] if len(options) > 1 else []),
        ]
    )
    sections = [
        ("命令", below),
        ("参数", [(parameter_name(one), _meaning(one)) for one in arguments]),
        ("选项", [(_written(one), _meaning(one)) for one in options]),
    ]
    lines = [f"用法：{called}", "", *_wrapped(command.help or "", 2)]
    for title, rows in sections:
        if rows:
            lines += ["", f"{title}：", *_table(rows)]
    return "\n".join(lines) + "\n"


def _written(option: object) -> str:
    """“-o, --output 文件夹”."""
    names = ", ".join(sorted(getattr(option, "opts", ()), key=len))
    metavar = getattr(option, "metavar", None)
    return f"{names} {metavar}" if metavar and not getattr(option, "is_flag", False) else names


def _meaning(parameter: object) -> str:
    if "--help" in getattr(parameter, "opts", ()):
        return "显示这份说明"
    said = getattr(parameter, "help", None) or ""
    default = getattr(parameter, "default", None)
    if getattr(parameter, "required", False):
        return f"{said}（必填）"
    if default in (None, "", False) or isinstance(default, (list, tuple)):
        return said
    return f"{said}（不写时：{default}）"


def _table(rows: list[tuple[str, str]]) -> list[str]:
    indent = 2 + max(_width(name) for name, _ in rows) + GAP
    lines = []
    for name, said in rows:
        first, *more = _wrapped(said, indent) or [""]
        lines += [f"  {name}".ljust(indent - _width(name) + len(name)) + first.lstrip(), *more]
    return lines


def _wrapped(text: str, indent: int) -> list[str]:
    """``text`` in lines of the window's width, each indented; Chinese may be cut anywhere, other words may not."""
    room = max(min(shutil.get_terminal_size().columns, WIDEST) - indent - 1, 20)
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _width(line + piece) > room and piece not in NO_LINE_START:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [" " * indent + one for one in [*lines, line] if one]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        joins = pieces and _width(char) == 1 and char != " " and _width(pieces[-1][-1]) == 1 and pieces[-1] != " "
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _width(text: str) -> int:
    """Columns of a terminal that ``text`` takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" or char in "“”…—" else 1 for char in text)

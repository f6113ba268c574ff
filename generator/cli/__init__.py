"""The command ``juesuan``: parse, call one function, present, exit code.

Exit codes: 0 done; 1 findings of level 错误; 2 wrong usage; 3 unreadable input; 4 a style is wrong;
5 the machine lacks something.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer

from generator.cli import commands
from generator.cli.app import app
from generator.errors import GeneratorError, UsageError


def load_commands() -> typer.Typer:
    """The app with every command of the folder ``commands``."""
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda one: one.name):
        importlib.import_module(f"{commands.__name__}.{module.name}")
    return app


def main() -> None:
    """Run the command; the one place where errors become words and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = load_commands()(standalone_mode=False)
    except GeneratorError as error:
        typer.echo(f"错误：{error.message}", err=True)
        if error.advice:
            typer.echo(f"建议：{error.advice}", err=True)
        code = error.exit_code
    except typer.Abort:
        typer.echo("已中断。", err=True)
        code = 130
    except Exception as error:
        usage = _usage_message(error)
        if usage is None:
            raise
        typer.echo(f"用法不对：{usage}。用 juesuan --help 查看用法。", err=True)
        code = UsageError.exit_code
    raise SystemExit(code or 0)


def _usage_message(error: Exception) -> str | None:
    """The Chinese sentence for a usage error of the command line library; ``None`` for any other error."""
    if not hasattr(error, "format_message"):
        return None
    name = getattr(error, "option_name", "") or getattr(getattr(error, "param", None), "human_readable_name", "") or ""
    match type(error).__name__:
        case "MissingParameter":
            return f"缺少参数“{name}”"
        case "NoSuchOption":
            return f"没有选项“{name}”"
        case "BadParameter":
            return f"参数“{name}”的值不对"
        case "BadOptionUsage":
            return f"选项“{name}”缺少值"
        case _:
            return f"命令或参数多余、写错（{error.format_message()}）"

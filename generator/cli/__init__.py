"""The command ``juesuan``: parse, call one function, present, exit code.

Exit codes: 0 done; 1 findings of level 错误; 2 wrong usage; 3 unreadable input; 4 a style is wrong;
5 the machine lacks something; 70 the program is wrong; 130 interrupted.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback

import typer

from generator.cli import commands
from generator.cli.app import app
from generator.cli.help import in_chinese
from generator.cli.usage import usage_message
from generator.errors import GeneratorError, UsageError, why

PROGRAM_ERROR = 70
"""Exit code where the program itself is wrong."""


def load_commands() -> typer.Typer:
    """The app with every command of the folder ``commands``."""
    for module in sorted(pkgutil.iter_modules(commands.__path__), key=lambda one: one.name):
        importlib.import_module(f"{commands.__name__}.{module.name}")
    return in_chinese(app)


def main() -> None:
    """Run the command; the one place where errors become words and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = load_commands()(prog_name="juesuan", standalone_mode=False)
    except GeneratorError as error:
        typer.echo(f"错误：{error.message}", err=True)
        if error.advice:
            typer.echo(f"建议：{error.advice}", err=True)
        code = error.exit_code
    except typer.Abort:
        typer.echo("已中断。", err=True)
        code = 130
    except OSError as error:
        typer.echo(f"错误：文件读写出错（{why(error)}）：{error.filename or ''}".rstrip("："), err=True)
        typer.echo("建议：关闭正在打开它的 Excel、Word 或 WPS，检查读写权限和磁盘空间，然后重试", err=True)
        code = UsageError.exit_code
    except Exception as error:
        usage = usage_message(error)
        if usage is None:
            typer.echo(traceback.format_exc(), err=True)
            typer.echo(f"程序出错：{type(error).__name__}。这不是您的操作问题。", err=True)
            typer.echo("建议：把以上文字和数据文件交给程序的维护者", err=True)
            raise SystemExit(PROGRAM_ERROR) from error
        wrong, advice = usage
        typer.echo(f"用法不对：{wrong}\n建议：{advice}" if advice else wrong, err=True)
        code = UsageError.exit_code
    raise SystemExit(code or 0)

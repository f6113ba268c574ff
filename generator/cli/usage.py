"""An exception of the command line library → what was typed wrongly, and what to do, in Chinese."""

from __future__ import annotations

import difflib

from generator.cli.help import parameter_name


def usage_message(error: Exception) -> tuple[str, str] | None:
    """(What is wrong, what to do) for a mistake in the typed command; ``None`` for any other exception.

    (the help, "") where no command was given at all.
    """
    if not hasattr(error, "format_message"):
        return None
    said = str(getattr(error, "message", ""))
    if type(error).__name__ == "NoArgsIsHelpError":
        return said, ""
    ctx = getattr(error, "ctx", None)
    advice = f"用 {ctx.command_path if ctx is not None else 'juesuan'} --help 查看用法"
    return _told(error, said, advice)


def _told(error: Exception, said: str, advice: str) -> tuple[str, str]:
    parameter = getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "MissingParameter":
            meaning = getattr(parameter, "help", "") or ""
            return f"缺少“{parameter_name(parameter)}”" + (f"：{meaning}" if meaning else ""), advice
        case "NoSuchOption":
            near = getattr(error, "possibilities", None)
            return f"没有选项“{option}”", f"你是不是想写“{near[0]}”；{advice}" if near else advice
        case "BadParameter":
            return f"“{parameter_name(parameter)}”的值不对，{_expected(parameter)}", advice
        case "BadOptionUsage":
            wrong = "后面不能写值" if "does not take" in said else "后面缺少值"
            return f"选项“{option}”{wrong}", advice
        case _:
            return _other(error, said, advice)


def _expected(parameter: object) -> str:
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None and high is not None:
        return f"应当是 {low} 至 {high} 的数"
    return f"应当是不小于 {low} 的数" if low is not None else "应当是数字"


def _other(error: Exception, said: str, advice: str) -> tuple[str, str]:
    """A command that there is not, or something too many: the library says which in quotes or brackets at the end."""
    ctx = getattr(error, "ctx", None)
    commands = list(getattr(getattr(ctx, "command", None), "commands", ()))
    if commands:
        typed = said.split("'")[1] if said.count("'") > 1 else ""
        near = difflib.get_close_matches(typed, commands, 1)
        return f"没有命令“{typed}”", f"你是不是想写“{near[0]}”；{advice}" if near else advice
    extra = said[said.rfind("(") + 1 :].rstrip(")") if "(" in said else ""
    return f"多写了“{extra}”", f"路径中有空格时加引号；{advice}"

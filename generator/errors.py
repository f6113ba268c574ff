"""The program's own exceptions: what makes it stop, each with its exit code.

Bad data never raises: it becomes a :class:`generator.finding.Finding`.
An exception here means that the program cannot go on: a style is wrong, or the machine lacks something.
"""

from __future__ import annotations

from typing import ClassVar


class GeneratorError(Exception):
    """程序无法继续: one sentence in Chinese, and one of advice."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}（{self.advice}）" if self.advice else self.message


class UsageError(GeneratorError):
    """用法不对: an argument, a file name, a folder."""

    exit_code = 2


class StyleError(GeneratorError):
    """样式或模板有错: a style, a form or a template is wrong."""

    exit_code = 4


class MissingDependencyError(GeneratorError):
    """机器上缺少字体、程序库等: the machine lacks something."""

    exit_code = 5

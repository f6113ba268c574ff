"""The program's own exceptions: what makes it stop, each with its exit code.

Bad data never raises: it becomes a :class:`generator.finding.Finding`.
An exception here means that the program cannot go on: a style is wrong, or the machine lacks something.
"""

from __future__ import annotations

import errno
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


_WHY = {
    errno.EACCES: "没有权限，或文件正被其他程序打开",
    errno.EPERM: "没有权限，或文件正被其他程序打开",
    errno.EBUSY: "文件正被其他程序使用",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EADDRINUSE: "已被其他程序占用",
    errno.EADDRNOTAVAIL: "不是这台计算机的地址",
}


def why(error: OSError) -> str:
    """What the system says about a file, in Chinese where it is one of the usual things."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error) or "系统没有说明原因"

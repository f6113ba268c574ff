"""One run at a time on an output folder. The lock is the system's: it goes with the process that held it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import socket
import sys
from typing import TYPE_CHECKING

from generator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_FILE = "锁"
_BYTE = 1 << 30
"""Which byte Windows locks: none that is ever read."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock in ``folder`` as long as the block runs.

    Raises:
        UsageError: another run holds it; the message says which.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK_FILE
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            advice = "等它结束后再运行，或用 -o 换一个输出文件夹"
            raise UsageError(f"另一次批量正在写这个文件夹（{_holder(path)}），本次没有开始", advice) from error
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(_self(), ensure_ascii=False).encode())
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _self() -> dict[str, str | int]:
    now = dt.datetime.now().astimezone()
    return {"host": socket.gethostname(), "pid": os.getpid(), "since": now.strftime("%m月%d日 %H:%M:%S")}


def _holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return f"主机 {held['host']}，进程 {held['pid']}，{held['since']} 开始"
    except (OSError, ValueError, KeyError, TypeError):
        return "不知道是哪一次"

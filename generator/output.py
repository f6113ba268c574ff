"""Bytes → files: safe names, all or nothing."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

from generator.errors import UsageError, why

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
PREVIEW = "预览"
"""Folder of the pictures of pages."""

_PICTURE = ".png"
_MAX_BYTES = 180
"""Bytes of a file name without suffix; file systems allow 255."""


def safe_name(text: str) -> str:
    """``text`` as one file name that every system accepts and that cannot leave its folder."""
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", text)).strip(" .")
    encoded = name.encode("utf-8")[:_MAX_BYTES]
    name = encoded.decode("utf-8", "ignore").strip(" .")
    if not name:
        return "未命名"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def write_together(folder: Path, contents: dict[str, bytes]) -> tuple[Path, ...]:
    """Write ``contents`` (file name → bytes) into ``folder``; no file appears before all are complete.

    Raises:
        UsageError: the folder cannot be written to.
    """
    try:
        return _write(folder, contents)
    except OSError as error:
        advice = "换一个文件夹；结果文件正打开着的，先关闭"
        raise UsageError(f"结果无法写到 {folder}（{why(error)}）", advice) from error


def write_pictures(folder: Path, pictures: dict[str, bytes]) -> tuple[Path, ...]:
    """Write ``pictures`` (file name → PNG) into the folder 预览 below ``folder``; those of an earlier build go.

    Raises:
        UsageError: the folder cannot be written to.
    """
    place = folder / PREVIEW
    contents = {f"{safe_name(name)}{_PICTURE}": picture for name, picture in pictures.items()}
    written = write_together(place, contents)
    for path in place.glob(f"第*页*{_PICTURE}"):
        if path.name not in contents:
            path.unlink(missing_ok=True)
    return written


def _write(folder: Path, contents: dict[str, bytes]) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".正在写入-", dir=folder) as staging:
        for name, data in contents.items():
            (Path(staging) / name).write_bytes(data)
        written = []
        for name in contents:
            target = folder / name
            (Path(staging) / name).replace(target)
            written.append(target)
    return tuple(written)

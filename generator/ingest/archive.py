"""Before a workbook is opened: is it a zip, is it encrypted, would it unpack to something enormous."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from generator.ingest.messages import problem
from generator.ingest.ole import ENCRYPTED, SIGNATURE
from generator.source import SourceRef

if TYPE_CHECKING:
    from pathlib import Path

    from generator.finding import Finding

MAX_UNPACKED = 200_000_000
MAX_PART = 40_000_000
"""One XML part; pictures may be larger, they are not read."""
MAX_RATIO = 200
MIN_RATIO_SIZE = 1_000_000
"""Below this size a part may shrink as well as it likes."""
MAX_PARTS = 5_000

_DECLARATION = b"<!DOCTYPE"
_LINKS, _PROGRAM = "xl/externalLinks/", b"ddeLink"


def check_archive(path: Path, file: str) -> Finding | None:
    """A finding if the workbook at ``path`` must not or cannot be opened."""
    place = SourceRef(file)
    with path.open("rb") as stream:
        head = stream.read(8)
        if head == SIGNATURE:
            if ENCRYPTED in stream.read():
                return problem("SJ07", "工作簿有打开密码", place, advice="在 Excel 或 WPS 中取消打开密码，保存后重试")
            return problem("SJ07", "是旧格式的工作簿", place, advice="用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”")
    if not head:
        return problem("SJ07", "文件是空的", place, advice="检查是否保存了正确的文件")
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_parts(archive, place)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        advice = "用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”；只改扩展名不行"
        return problem("SJ07", "不是 Excel 工作簿", place, advice=advice)


def _check_parts(archive: zipfile.ZipFile, place: SourceRef) -> Finding | None:
    parts = archive.infolist()
    advice = "只保留决算公开表，删去图片和多余的行后另存"
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        message = f"工作簿解压后超过 {MAX_UNPACKED // 1_000_000} MB"
        return problem("SJ08", message, place, advice=advice)
    for part in parts:
        if part.flag_bits & 1:
            return problem("SJ07", "压缩包有密码", place, advice="取消密码，保存后重试")
        packed_away = part.file_size > MIN_RATIO_SIZE and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        if packed_away or (part.file_size > MAX_PART and part.filename.endswith((".xml", ".rels"))):
            message = f"工作簿的一个部分过大（{part.filename}，{part.file_size // 1_000_000} MB）"
            return problem("SJ08", message, place, advice=advice)
        if part.filename.startswith(_LINKS) and _mentions(archive, part, _PROGRAM):
            advice = "在 Excel 的“数据 → 编辑链接”中断开链接，保存后重试；不知道来源的文件不要打开"
            return problem("SJ68", "工作簿中有启动其他程序的链接（DDE）", place, advice=advice)
        if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
            return problem("SJ07", "工作簿中有不允许的声明（DOCTYPE）", place, advice="用 Excel 或 WPS 打开后另存")
    return None


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether an XML part declares entities; no real workbook does."""
    with archive.open(part) as stream:
        return _DECLARATION in stream.read(2_000)


def _mentions(archive: zipfile.ZipFile, part: zipfile.ZipInfo, word: bytes) -> bool:
    with archive.open(part) as stream:
        return word in stream.read()

"""A Word file → its XML parts, read with limits: a file from elsewhere is not trusted."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import why
from generator.readback.refused import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

MAX_PART = 40_000_000
"""Bytes of one XML part, unpacked."""
TEXT = "word/document.xml"
STYLES = "word/styles.xml"
FOOTNOTES = "word/footnotes.xml"
ENDNOTES = "word/endnotes.xml"

_OF_TEXT = re.compile("|".join(re.escape(name) for name in (TEXT, STYLES, FOOTNOTES, ENDNOTES)))
_DECLARATION = b"<!DOCTYPE"
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”"


def read_parts(path: Path, wanted: re.Pattern[str] = _OF_TEXT) -> dict[str, _Element]:
    """Name → root of the parts whose names are ``wanted``, sorted by name; the document itself is always there.

    Raises:
        UnreadableError: it is no Word file, it has a password, or a part is too large or declares entities.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(4) == _OLE:
                raise UnreadableError(f"{path.name} 有打开密码，或是旧格式（.doc）", _SAVE_AS)
        with zipfile.ZipFile(path) as archive:
            names = sorted(set(archive.namelist()))
            if TEXT not in names:
                raise UnreadableError(f"{path.name} 不是 Word 文档", _SAVE_AS)
            return {name: _root(archive, name, path) for name in names if name == TEXT or wanted.fullmatch(name)}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise UnreadableError(f"{path.name} 不是 Word 文档，或已损坏", _SAVE_AS) from error
    except OSError as error:
        raise UnreadableError(f"{path.name} 无法读取（{why(error)}）", "关闭正在打开它的程序后重试") from error


def _root(archive: zipfile.ZipFile, name: str, path: Path) -> _Element:
    with archive.open(name) as stream:
        content = stream.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise UnreadableError(f"{path.name} 的 {name} 解压后超过 {MAX_PART // 1_000_000} MB", _SAVE_AS)
    if _DECLARATION in content:
        raise UnreadableError(f"{path.name} 中有不允许的声明（DOCTYPE）", _SAVE_AS)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{path.name} 的 {name} 已损坏", _SAVE_AS) from error

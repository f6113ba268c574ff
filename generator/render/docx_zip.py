"""Parts of a package → the bytes of a ZIP file, the same for the same parts."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE = 0x0021
"""1980-01-01, the first day that a ZIP file knows."""
_VERSION = 20
_STORED = 0
_DEFLATED = 8
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A part as it lies in the file, so that what never changes is compressed once."""

    name: bytes
    method: int
    crc: int
    size: int
    data: bytes


def pack(name: str, content: bytes, *, stored: bool = False) -> PackedPart:
    """One part, compressed unless ``stored`` (pictures are compressed already)."""
    if stored:
        return PackedPart(name.encode(), _STORED, zlib.crc32(content), len(content), content)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflate.compress(content) + deflate.flush()
    return PackedPart(name.encode(), _DEFLATED, zlib.crc32(content), len(content), data)


def join(parts: Iterable[PackedPart]) -> bytes:
    """The whole file: ``[Content_Types].xml`` first as readers expect, the rest by name."""
    written: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in sorted(parts, key=lambda part: (part.name != b"[Content_Types].xml", part.name)):
        facts = (_VERSION, 0, part.method, 0, _DATE, part.crc, len(part.data), part.size, len(part.name), 0)
        header = struct.pack("<4s5H3I2H", b"PK\3\4", *facts) + part.name
        entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", _VERSION, *facts, 0, 0, 0, 0, offset) + part.name
        written += (header, part.data)
        directory.append(entry)
        offset += len(header) + len(part.data)
    index = b"".join(directory)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(directory), len(directory), len(index), offset, 0)
    return b"".join((*written, index, end))

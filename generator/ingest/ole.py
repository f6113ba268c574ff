"""An OLE compound file (.xls, .et, an encrypted .xlsx) → the bytes of one of its streams."""

from __future__ import annotations

import struct
from typing import NamedTuple

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain."""
_MINI_SECTOR = 64
_STREAM, _ROOT = 2, 5
_FIRST_FAT_SECTORS = 109


class OleError(ValueError):
    """The file is damaged, or no compound file."""


class _Entry(NamedTuple):
    """One entry of the directory."""

    name: str
    kind: int
    start: int
    size: int


def read_stream(content: bytes, *names: str) -> bytes | None:
    """The first stream of ``content`` that has one of ``names``; ``None`` where there is none.

    Raises:
        OleError: the file is damaged.
    """
    try:
        return _find(content, names)
    except (struct.error, IndexError) as error:
        raise OleError(str(error)) from error


def _find(content: bytes, names: tuple[str, ...]) -> bytes | None:
    if not content.startswith(SIGNATURE):
        raise OleError("signature")
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise OleError("sector size")
    size = 1 << shift
    directory_start, cutoff, mini_start = (struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60))
    fat = _fat(content, size)
    entries = _entries(_chain(content, size, fat, directory_start))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    for name in names:
        found = next((entry for entry in entries if entry.kind == _STREAM and entry.name == name), None)
        if found is None:
            continue
        if found.size >= cutoff or root is None:
            return _chain(content, size, fat, found.start)[: found.size]
        table = _chain(content, size, fat, mini_start)
        mini_fat = struct.unpack(f"<{len(table) // 4}I", table)
        small = _chain(content, size, fat, root.start)
        return _chain(small, _MINI_SECTOR, mini_fat, found.start, 0)[: found.size]
    return None


def _fat(content: bytes, size: int) -> tuple[int, ...]:
    """The table that says of each sector which one follows."""
    sectors = [*struct.unpack_from(f"<{_FIRST_FAT_SECTORS}I", content, 76)]
    (following,) = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while following < _LAST_SECTOR and following not in seen:
        seen.add(following)
        *more, following = struct.unpack(f"<{size // 4}I", _sector(content, size, following))
        sectors.extend(more)
    tables = (_sector(content, size, sector) for sector in sectors if sector < _LAST_SECTOR)
    return tuple(number for table in tables for number in struct.unpack(f"<{size // 4}I", table))


def _sector(content: bytes, size: int, number: int) -> bytes:
    start = size * (number + 1)
    if start + size > len(content):
        raise OleError("sector")
    return content[start : start + size]


def _chain(content: bytes, size: int, table: tuple[int, ...], start: int, offset: int = 1) -> bytes:
    """The sectors of a stream from ``start`` on; those of the file begin after its header, ``offset`` sectors on."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while start < _LAST_SECTOR:
        if start in seen:
            raise OleError("loop")
        seen.add(start)
        parts.append(content[size * (start + offset) : size * (start + offset + 1)])
        start = table[start]
    return b"".join(parts)


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", directory, at + 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        entries.append(_Entry(name, directory[at + 66], start, size))
    return entries

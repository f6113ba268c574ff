"""An OLE compound file (.xls, .et, an encrypted .xlsx) → one of its streams, and where in the file its bytes stand."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import NamedTuple

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an encrypted workbook."""

_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of chain."""
_MINI_SECTOR = 64
_STREAM, _ROOT = 2, 5
_FIRST_FAT_SECTORS = 109


class OleError(ValueError):
    """The file is damaged, or no compound file."""


@dataclass(frozen=True)
class Stream:
    """A stream: its bytes, and the sectors of the file that hold them."""

    data: bytes
    starts: tuple[int, ...] = ()
    """Where in the file each sector begins."""
    sector: int = 512

    def offset(self, at: int) -> int:
        """Where in the file the byte ``at`` of the stream stands."""
        return self.starts[at // self.sector] + at % self.sector


class _Entry(NamedTuple):
    """One entry of the directory."""

    name: str
    kind: int
    start: int
    size: int


def find_stream(content: bytes, *names: str) -> Stream | None:
    """The first stream of ``content`` that has one of ``names``; ``None`` where there is none.

    Raises:
        OleError: the file is damaged.
    """
    try:
        return _find(content, names)
    except (struct.error, IndexError) as error:
        raise OleError(str(error)) from error


def _find(content: bytes, names: tuple[str, ...]) -> Stream | None:
    if not content.startswith(SIGNATURE):
        raise OleError("signature")
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise OleError("sector size")
    size = 1 << shift
    directory, cutoff, mini_start = (struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60))
    fat = _fat(content, size)
    entries = _entries(_read(content, size, _chain(fat, directory)).data)
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    for name in names:
        found = next((entry for entry in entries if entry.kind == _STREAM and entry.name == name), None)
        if found is None:
            continue
        if found.size >= cutoff or root is None:
            return _cut(_read(content, size, _chain(fat, found.start)), found.size)
        table = _read(content, size, _chain(fat, mini_start)).data
        mini = struct.unpack(f"<{len(table) // 4}I", table)
        small = _read(content, size, _chain(fat, root.start))
        chain = _chain(mini, found.start)
        parts = (small.data[_MINI_SECTOR * sector : _MINI_SECTOR * (sector + 1)] for sector in chain)
        starts = tuple(small.offset(_MINI_SECTOR * sector) for sector in chain)
        return _cut(Stream(b"".join(parts), starts, _MINI_SECTOR), found.size)
    return None


def _fat(content: bytes, size: int) -> tuple[int, ...]:
    """The table that says of each sector which one follows."""
    sectors = [*struct.unpack_from(f"<{_FIRST_FAT_SECTORS}I", content, 76)]
    (following,) = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while following < _LAST_SECTOR and following not in seen:
        seen.add(following)
        *more, following = struct.unpack(f"<{size // 4}I", _read(content, size, [following]).data)
        sectors.extend(more)
    table = _read(content, size, [sector for sector in sectors if sector < _LAST_SECTOR]).data
    return struct.unpack(f"<{len(table) // 4}I", table)


def _chain(table: tuple[int, ...], start: int) -> list[int]:
    """The sectors of a stream, in order."""
    chain: list[int] = []
    while start < _LAST_SECTOR:
        if len(chain) > len(table):
            raise OleError("loop")
        chain.append(start)
        start = table[start]
    return chain


def _read(content: bytes, size: int, sectors: list[int]) -> Stream:
    starts = tuple(size * (sector + 1) for sector in sectors)
    if len(starts) * size > len(content) or any(start >= len(content) for start in starts):
        raise OleError("sector")
    parts = (content[start : start + size].ljust(size, b"\0") for start in starts)
    return Stream(b"".join(parts), starts, size)


def _cut(stream: Stream, size: int) -> Stream:
    return Stream(stream.data[:size], stream.starts, stream.sector)


def _entries(directory: bytes) -> list[_Entry]:
    entries = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", directory, at + 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        entries.append(_Entry(name, directory[at + 66], start, size))
    return entries

"""A PDF → how many pages it has, without a library that reads PDF."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n")


def count_pages(pdf: bytes) -> int | None:
    """The largest count in its page tree; ``None`` where there is none to be seen."""
    counts = [int(match[1] or match[2]) for part in _parts(pdf) for match in _TREE.finditer(part)]
    return max(counts, default=None)


def _parts(pdf: bytes) -> Iterator[bytes]:
    """The file as it is, and its packed objects."""
    yield pdf
    for match in _PACKED.finditer(pdf):
        try:
            yield zlib.decompressobj().decompress(pdf[match.end() :])
        except zlib.error:
            continue

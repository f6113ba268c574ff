"""Formats, processors and memory of this machine → how many processes to use."""

from __future__ import annotations

import os
from pathlib import Path

LIGHT, HEAVY = 120, 350
"""MB that a worker takes at its peak, without and with PDF."""
PDFS = {"pdf", "pdf-typst"}
RESERVE = 0.8
"""Part of the memory that is free which workers may take."""
_MEMORY = Path("/proc/meminfo")


def worker_count(formats: tuple[str, ...]) -> int:
    """One process a processor, fewer where the memory would not do."""
    available = _available_memory()
    fitting = int(available * RESERVE / (HEAVY if PDFS & set(formats) else LIGHT)) if available else 1 << 10
    return max(1, min(_processors(), fitting))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _available_memory() -> int:
    """MB that are free; 0 where the system does not say."""
    try:
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) // 1024 if found else 0

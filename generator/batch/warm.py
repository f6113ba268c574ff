"""What a worker does before its first unit: load once what every unit needs, and be ready to end."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from multiprocessing import connection, parent_process

from generator.batch.kit import install_kit
from generator.errors import GeneratorError
from generator.render.registry import find_printer

HEAVY = {
    "docx": ("generator.drawing.paint",),
    "pdf": ("generator.drawing.paint", "weasyprint"),
    "pdf-typst": ("typst",),
}
"""Format → libraries that its printer loads with the first document."""


def preload(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Modules that are loaded once for all workers where they are forked."""
    return ("generator.batch.preload_pdf" if "pdf" in formats else "generator.batch.preload",)


def warm_up(formats: tuple[str, ...], kit: bytes = b"") -> None:
    """Import the printers and what they are built on; then keep all of it out of the garbage collector's way."""
    import importlib

    if kit:
        install_kit(kit)
    with contextlib.suppress(GeneratorError, OSError):
        from generator.fonts import use_workspace_fonts

        use_workspace_fonts()
        for name in formats:
            find_printer(name)
            for module in HEAVY.get(name, ()):
                importlib.import_module(module)
    gc.collect()
    gc.freeze()


def start_worker(formats: tuple[str, ...], kit: bytes = b"") -> None:
    """Begin a process of a pool: it leaves interrupts to the main process, and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # Typst's: there is a process for each processor
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm_up(formats, kit)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

"""How a long-lived process stays quick and small: no garbage collection while a unit is built, a whole one after it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from generator.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def _keep_what_lasts() -> None:
    """Once in a worker, after its first unit; a process that has frozen nothing is none."""
    if gc.get_freeze_count():
        gc.freeze()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing is collected inside. Afterwards drawn charts are let go (7 MB each) with all else that is no more needed.

    What was loaded before the first unit is frozen (:mod:`generator.batch.warm`), and so is what the first unit left
    for the others (styles, templates, letters), so that a whole collection is short.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        draw.cache_clear()
        if was_enabled:
            gc.enable()
        gc.collect()
        _keep_what_lasts()

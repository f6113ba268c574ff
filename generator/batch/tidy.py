"""How a long-lived process stays quick and small: no garbage collection while a unit is built, a whole one after it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing is collected inside. Afterwards drawn charts are let go (7 MB each) with all else that is no more needed.

    What was loaded before the first unit is frozen (:mod:`generator.batch.warm`), so that a whole collection is short.
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

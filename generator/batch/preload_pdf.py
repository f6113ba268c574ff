"""As :mod:`generator.batch.preload`, with what the PDF needs. Where Pango is missing, the units will say so."""

from __future__ import annotations

import contextlib
import gc

with contextlib.suppress(OSError):
    import weasyprint  # noqa: F401 - loading it is the purpose


gc.collect()
gc.freeze()

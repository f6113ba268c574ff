"""Imported by the server that workers are forked from: what every worker needs is then loaded once for all."""

from __future__ import annotations

import gc

import generator.batch.task
import generator.drawing.paint
import generator.render.docx  # noqa: F401 - loading it is the purpose

gc.collect()
gc.freeze()

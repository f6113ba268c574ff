"""读取: files of a unit → accounts, provenance, findings. Bad data never raises."""

from __future__ import annotations

from generator.ingest.load import Loaded, load

__all__ = ["Loaded", "load"]

"""The base of every part of a style: strict, immutable, and closed to unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A group of keys of ``style.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

"""What a batch is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.batch.plan import Only


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    source: Path
    output: Path
    formats: tuple[str, ...]
    listing: Path | None = None
    only: Only = ""
    force: bool = False
    paper: bool = False
    parcel: bool = False
    """Whether all documents are packed into one file."""
    program: str = ""
    """Digest of the program that other machines must have."""
    kit: bytes = b""
    """Styles that travel; the data then travel too."""

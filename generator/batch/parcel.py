"""All documents of a run → 批量成果.zip, the same bytes for the same documents."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generator.batch.board import Board
    from generator.batch.store import Store

PARCEL = "批量成果.zip"
_DATE = (1980, 1, 1, 0, 0, 0)


def write_parcel(board: Board, store: Store) -> Path:
    """The documents of every unit that has them, in the folders of the units, without the papers that go with them."""
    staging = store.staging("打包")
    staging.mkdir(parents=True, exist_ok=True)
    part = staging / PARCEL
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for record in sorted((row.record for row in board.rows if not row.record.failed), key=lambda one: one.key):
            for document in (one for one in record.documents if not one.paper):
                name = f"{record.key}/{document.name}"
                archive.writestr(zipfile.ZipInfo(name, _DATE), (store.folder(record.key) / document.name).read_bytes())
    return part.replace(store.root / PARCEL)

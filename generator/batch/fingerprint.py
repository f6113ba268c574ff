"""What a unit's documents depend on → digests of contents; equal digests, equal documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.batch.kit import kit_files
from generator.batch.program import program_digest
from generator.errors import StyleError
from generator.style.load import load_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.workspace import Workspace

Fingerprint = dict[str, str]
"""数据、样式、表样科目、程序、选项 → digest."""

DATA = "data"


def data_files(source: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of every file that belongs to the unit at ``source``, in order."""
    if source.is_file():
        yield source.name, source
        return
    for path in sorted(source.iterdir()):
        if path.is_file() and not path.name.startswith((".", "~$")):
            yield path.name, path


def digest_files(files: Iterable[tuple[str, Path]]) -> str:
    """One digest for names and contents."""
    digest = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of one run; what is common to all units is read once."""

    workspace: Workspace
    options: str
    """Whatever the user chose that changes the documents, as text."""

    def of(self, data: str, style: str) -> Fingerprint:
        """The fingerprint of a unit with data of this digest, in ``style`` (empty: any style may matter)."""
        return {
            DATA: data,
            "style": self._style(style),
            "reference": self._reference,
            "program": program_digest(),
            "options": self.options,
        }

    @cached_property
    def _kit(self) -> dict[str, Path]:
        return dict(kit_files(self.workspace))

    @cached_property
    def _reference(self) -> str:
        return digest_files((name, path) for name, path in self._kit.items() if name.startswith("data/"))

    @cached_property
    def _styles(self) -> dict[str, str]:
        return {}

    def _style(self, name: str) -> str:
        if name not in self._styles:
            self._styles[name] = digest_files(
                (file, path)
                for file, path in self._kit.items()
                if any(file.startswith(one) for one in self._folders(name))
            )
        return self._styles[name]

    def _folders(self, style: str) -> tuple[str, ...]:
        """Beginnings of the names of the files that belong to a style and those it extends."""
        try:
            folders = load_style(self.workspace.styles, style).folders if style else ()
        except StyleError:
            folders = ()
        return tuple(f"templates/{folder.name}/" for folder in folders) or ("templates/",)

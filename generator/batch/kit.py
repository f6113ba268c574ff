"""Styles, forms and code tables as one parcel, for workers that do not see this machine's folders."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import MissingDependencyError
from generator.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = frozenset({"samples", "schema"})
"""Folders of data that no document depends on."""

_UNPACKED: dict[str, tempfile.TemporaryDirectory[str]] = {}
"""Kits of this process by their digest; they go when it ends."""


def kit_files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """Name in the kit and path of every file that documents depend on, in order."""
    styles = [(folder, "templates") for folder in workspace.styles]
    for folder, name in (*styles, (workspace.data, "data")):
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and inside.parts[0] not in LEFT_OUT and not path.name.startswith("."):
                yield f"{name}/{inside.as_posix()}", path


def pack_kit(workspace: Workspace) -> bytes:
    """The workspace as a ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in kit_files(workspace):
            archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def kit_digest(kit: bytes) -> str:
    """What a task calls the kit."""
    return hashlib.sha256(kit).hexdigest()[:32]


def install_kit(kit: bytes) -> None:
    """Unpack a kit in a folder of this process, once."""
    digest = kit_digest(kit)
    if digest in _UNPACKED:
        return
    folder = tempfile.TemporaryDirectory(prefix="juesuan-")
    with zipfile.ZipFile(io.BytesIO(kit)) as archive:
        archive.extractall(folder.name)
    _UNPACKED[digest] = folder


def installed_kit(digest: str) -> Workspace:
    """The workspace of a kit.

    Raises:
        MissingDependencyError: it was not installed in this process.
    """
    if digest not in _UNPACKED:
        raise MissingDependencyError("计算节点上没有本次任务的样式", "重新启动计算节点后再运行")
    return Workspace(Path(_UNPACKED[digest].name))

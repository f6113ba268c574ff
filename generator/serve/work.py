"""What the server's processes do: pure functions of plain values, with the styles as they are now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.batch.task import Task, run_task
from generator.serve.documents import build_draft, make_document
from generator.serve.examine import examine
from generator.serve.excerpt import excerpt_of
from generator.serve.saving import save_reason
from generator.serve.uploads import take_upload
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.batch.record import Record
    from generator.importing.run import Answers
    from generator.serve.documents import Made
    from generator.serve.saving import Saved, Typed
    from generator.serve.uploads import Taken
    from generator.serve.view import Excerpt, UnitView
    from generator.source import SourceRef

_STATE = {"kit": ""}
"""The state of the styles that this process has read."""


def _workspace(root: str, kit: str) -> Workspace:
    """The workspace; what was kept of its files is dropped where they have changed."""
    if _STATE["kit"] != kit:
        for name, module in list(sys.modules.items()):
            if name == "generator" or name.startswith("generator."):
                for value in list(vars(module).values()):
                    if callable(clear := getattr(value, "cache_clear", None)) and name != "generator.render.registry":
                        clear()
        _STATE["kit"] = kit
    return Workspace(Path(root))


def view(source: str, root: str, kit: str) -> UnitView:
    """The page of a unit."""
    return examine(Path(source), _workspace(root, kit))


def record(key: str, source: str, root: str, kit: str) -> Record:
    """The row of a unit on the board."""
    known = _workspace(root, kit).beside(Path(source))
    own = tuple(str(folder) for folder in known.own_styles)
    return run_task(Task(key, (), source, folder=Path(source).name, workspace=root, own_styles=own)).record


def excerpt(source: str, place: SourceRef) -> Excerpt:
    """What stands around a place of a unit's files."""
    path = Path(source)
    return excerpt_of(path if path.is_dir() else path.parent, place)


def save(source: str, typed: Typed, root: str, kit: str) -> Saved:
    """Put a reason into the unit's file."""
    return save_reason(Path(source), typed, _workspace(root, kit))


def upload(file: str, source: str, answers: Answers, root: str, kit: str) -> Taken:
    """Put an uploaded file into the unit."""
    return take_upload(Path(file), Path(source), answers, _workspace(root, kit))


def document(source: str, kind: str, folder: str, root: str, kit: str) -> Made:
    """A file for download."""
    return make_document(Path(source), kind, Path(folder), _workspace(root, kit))


def draft(source: str, output: str, root: str, kit: str) -> str:
    """The draft PDF; empty where the data cannot be read."""
    path = build_draft(Path(source), Path(output), _workspace(root, kit))
    return str(path) if path else ""

"""The program itself → one digest: its own code, the versions of what it is built on, and of Python."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

import generator

LIBRARIES = (
    "Jinja2", "docxtpl", "fonttools", "lxml", "matplotlib", "numpy", "openpyxl", "pydantic", "pydyf", "python-docx",
    "typst", "weasyprint",
)  # fmt: skip
"""What the bytes of a document depend on."""


@cache
def program_digest() -> str:
    """The same on two machines exactly when they run the same program."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    root = Path(generator.__file__).parent
    for path in sorted(root.rglob("*.py")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

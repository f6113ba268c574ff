"""A style of a user, written for one test, and what the check says of it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from generator.authoring.check import CheckedStyle, check_style
from tests.styles.support import WORKSPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.finding import Finding

NAME = "neijiang"
HEAD = "extends: sichuan\ntitle: 内江\nregion: 四川·内江\nyears: [2021, 2025]\n"
DOCUMENT = "word/document.xml"
TEXT_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>{{ cover.title }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def write_style(
    folder: Path,
    keys: str = "",
    texts: Mapping[str, str] | None = None,
    parts: Iterable[tuple[str, str, str]] = (),
    head: str = HEAD,
) -> Path:
    """The folder 样式 below ``folder`` with the style ``neijiang``.

    Args:
        folder: a folder of the test.
        keys: more of style.yaml.
        texts: name of a text → the text.
        parts: part, old and new text, of the base style's shell.
        head: the first lines of style.yaml.
    """
    own = folder / "样式" / NAME
    (own / "narrative").mkdir(parents=True)
    (own / "style.yaml").write_text(head + keys, encoding="utf-8")
    for name, text in (texts or {}).items():
        (own / "narrative" / name).write_text(text, encoding="utf-8")
    if changes := list(parts):
        (own / "shell.docx").write_bytes(changed_shell(changes))
    return own


def changed_shell(changes: Iterable[tuple[str, str, str]]) -> bytes:
    """The base style's shell with texts of its parts replaced."""
    with zipfile.ZipFile(WORKSPACE.templates / "base" / "shell.docx") as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    for name, old, new in changes:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return stream.getvalue()


def check(folder: Path) -> CheckedStyle:
    """What the check says of the style in ``folder``."""
    return check_style(NAME, WORKSPACE.with_styles(folder / "样式"))


def places(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    return [(finding.code, str(finding.source)) for finding in findings]

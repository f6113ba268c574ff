"""One reason that was typed on the page → the unit's own file, with a backup, whole or not at all."""

from __future__ import annotations

import codecs
import hashlib
import tempfile
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError

from generator.batch.fingerprint import data_files, digest_files
from generator.errors import GeneratorError
from generator.importing.into_folder import BACKUPS, next_number
from generator.importing.target import Writing, carry_out
from generator.ingest.files import UNIT_FILE, WORKBOOKS, YAML
from generator.ingest.load import read_folder
from generator.ingest.unit_workbook import read_unit_workbook
from generator.ingest.yaml_file import read_yaml
from generator.serve.asked import MOST_CHARACTERS
from generator.serve.reason_workbook import NoRowError, put_reason
from generator.serve.reason_yaml import UnwritableError, put_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.workspace import Workspace

REASONS = "reasons"
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class SavingError(GeneratorError):
    """原因没有写入: what was typed cannot be put into the file."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, and which state of the files was on the page."""

    key: str
    text: str
    version: str
    """Digest of the unit's files."""
    own: str = ""
    """Digest of the file that this program wrote last; the state before has its backup already."""


@dataclass(frozen=True, slots=True)
class Saved:
    """写入的结果."""

    done: bool
    now: str = ""
    """Where the files had changed meanwhile: the reason that they hold now."""
    written: str = ""
    """Digest of the file that was written."""
    file: str = ""
    backup: str = ""


def version_of(source: Path) -> str:
    """The digest of a unit's files."""
    return digest_files(data_files(source))


def refuse_links(file: Path) -> None:
    """Nothing is written to where a link leads, nor in the place of the link.

    Raises:
        SavingError: the file, or the folder of its backups, is a link.
    """
    folder = file if file.is_dir() else file.parent
    for path in (file, folder / BACKUPS):
        if path.is_symlink():
            raise SavingError(f"{path.name} 是指向别处的链接，没有写入", "在原来的文件中手工修改")


def cleaned(text: str) -> str:
    """What was typed, as one line.

    Raises:
        SavingError: there is nothing, too much, or something that cannot be printed.
    """
    line = " ".join(text.split())
    if not line:
        raise SavingError("没有填写原因", "写明引起增减的具体事项")
    if len(line) > MOST_CHARACTERS:
        raise SavingError(f"原因有 {len(line)} 字，最多 {MOST_CHARACTERS} 字", "写得短一些")
    if not line.isprintable():
        raise SavingError("原因中有不可见的字符", "删去后重新输入")
    return line


def save_reason(source: Path, typed: Typed, workspace: Workspace) -> Saved:
    """Write what was typed; nothing is written where the files changed since the page was made.

    Raises:
        GeneratorError: it cannot be written, or would not read back.
    """
    text, steps = cleaned(typed.text), tuple(typed.key.split("."))
    is_workbook = source.suffix.lower() in WORKBOOKS and source.is_file()
    if version_of(source) != typed.version:
        return Saved(done=False, now=_now(source, steps, workspace, is_workbook=is_workbook))
    file, content = _in_workbook(source, steps, text) if is_workbook else _in_folder(source, steps, text, workspace)
    refuse_links(file)
    before = file.read_bytes()
    kept = hashlib.sha256(before).hexdigest() == typed.own
    folder = file.parent
    backups = {} if kept else {file.name: f"{BACKUPS}/{next_number(folder)}/{file.name}"}
    if version_of(source) != typed.version:
        return Saved(done=False, now=_now(source, steps, workspace, is_workbook=is_workbook))
    _, copies = carry_out(Writing(folder, {file.name: content}, backups))
    backup = copies[0].relative_to(folder).as_posix() if copies else ""
    return Saved(done=True, written=hashlib.sha256(content).hexdigest(), file=file.name, backup=backup)


def _now(source: Path, steps: Sequence[str], workspace: Workspace, *, is_workbook: bool) -> str:
    """What the files say now."""
    tree = read_unit_workbook(source).tree if is_workbook else read_folder(source, workspace).merged
    found = tree.value((REASONS, *steps))
    return found if isinstance(found, str) else ""


def _in_workbook(path: Path, steps: Sequence[str], text: str) -> tuple[Path, bytes]:
    try:
        content = put_reason(path, steps, text)
    except NoRowError:
        advice = "在“原因”工作表中插入一行，或用 juesuan convert 重新生成工作簿"
        raise SavingError("工作簿的“原因”工作表没有可以写的行", advice) from None
    except (KeyError, XMLSyntaxError, BadZipFile, ValueError) as error:
        raise SavingError("工作簿不能写入", "用 Excel 或 WPS 打开后另存，再试") from error
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        copy = Path(name) / path.name
        copy.write_bytes(content)
        again = read_unit_workbook(copy).tree.data
    _prove(read_unit_workbook(path).tree.data, again, steps, text)
    return path, content


def _in_folder(source: Path, steps: Sequence[str], text: str, workspace: Workspace) -> tuple[Path, bytes]:
    folder = read_folder(source, workspace)
    root = folder.files.folder
    place = folder.merged.places.get((REASONS, *steps)) or folder.merged.places.get((REASONS,))
    file = root / place.file if place and Path(place.file).suffix.lower() in YAML else root / UNIT_FILE
    content = file.read_bytes()
    mark, encoding = next(((mark, name) for mark, name in _BOMS.items() if content.startswith(mark)), (b"", "utf-8"))
    try:
        found = put_value(content[len(mark) :].decode(encoding), (REASONS, *steps), text)
    except (UnwritableError, UnicodeDecodeError):
        raise SavingError(f"{file.name} 中没有可以写原因的地方", f"在 {file.name} 中手工填写 {REASONS}") from None
    new = mark + found.encode(encoding)
    _prove(read_yaml(content, file.name)[0].data, read_yaml(new, file.name)[0].data, steps, text)
    return file, new


def _prove(before: dict[str, Any], after: dict[str, Any], steps: Sequence[str], text: str) -> None:
    """Whether the one thing that changed is the reason.

    Raises:
        SavingError: something else changed too.
    """
    expected = deepcopy(before)
    node: dict[str, Any] = expected
    for step in (REASONS, *steps[:-1]):
        if not isinstance(node.get(step), dict):
            node[step] = {}
        node = node[step]
    node[steps[-1]] = text
    if after != expected:
        raise SavingError("写出的文件读回后与原数据不同，没有写入", "在原文件中手工填写这条原因")

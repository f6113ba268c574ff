"""A new style to begin with: a folder with a commented ``style.yaml``, and texts of the style that it extends."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import yaml

from generator.errors import StyleError, UsageError
from generator.output import write_together
from generator.style.keys import merged, model_at
from generator.style.load import TEXT_FOLDER, check_name, load_style, style_chain, style_names
from generator.style.source import STYLE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.style.load import LoadedStyle
    from generator.workspace import Workspace

USUAL = (
    ("document_title", "文件标题"),
    ("outline", "各部分的次序"),
    ("parts.narrative.sections", "说明部分的各章"),
    ("sections.total.title", "一章的标题"),
    ("numbering.item", "分项的序号"),
    ("links.overall", "引出原因的话"),
    ("wording.prior_label", "上年的说法"),
    ("wording.empty_government_fund", "没有政府性基金时的说法"),
    ("tables.order", "决算表的次序"),
    ("text.places", "正文金额的小数位数"),
)
"""Keys that are changed most often, with what they are."""
COPIED = ("shell.docx", "page.css")
"""Files of a style beside its texts."""


def new_style(name: str, base: str, folder: Path, workspace: Workspace, title: str = "", region: str = "") -> Path:
    """Write the folder of a style ``name`` below ``folder``; its ``style.yaml``.

    Raises:
        StyleError: the name is no name or taken, or there is no style ``base``.
        UsageError: it cannot be written there.
    """
    check_name(name)
    known = workspace.with_styles(folder)
    if name in style_names(known.styles) or (folder / name).exists():
        raise StyleError(f"已经有样式“{name}”", "换一个名字，或先删去原来的文件夹")
    loaded = load_style(known.styles, base)
    text = _text(name, base, loaded, merged(style_chain(known.styles, base)), title or name, region)
    (path,) = write_together(folder / name, {STYLE_FILE: text.encode()})
    (path.parent / TEXT_FOLDER).mkdir()
    return path


def _text(name: str, base: str, loaded: LoadedStyle, data: dict[str, Any], title: str, region: str) -> str:
    style = loaded.style
    lines = [
        f"# {title}：继承“{style.title}”，只写不同的键。各键的含义见 docs/样式的键.md。",
        "# 冒号是半角的，后面空一格；下一级缩进两格；# 之后是说明，不起作用。",
        f"# 改完检查：juesuan styles check {name}",
        f"extends: {base}",
        f"title: {_inline(title)}",
        f"region: {_inline(region or style.region or title)}",
        f"years: {_inline(list(style.years))}",
        "",
        f"# 常改的键，现在的值是从“{style.title}”继承的。要改时去掉行首的“# ”，写上新的值：",
    ]
    said: list[str] = []
    for key, what in USUAL:
        steps = key.split(".")
        value = _value(data, style, steps)
        if value is not None:
            lines += [f"# {line}" for line in _nested(steps, _inline(value), what, said)]
            said = steps
    return "\n".join(lines) + "\n"


def _value(data: dict[str, Any], style: object, steps: list[str]) -> object:
    """The value in the files, else the default."""
    found: Any = data
    for step in steps:
        found = found.get(step) if isinstance(found, dict) else None
    if found is None and model_at(tuple(steps[:-1])) is not None:
        found = style
        for step in steps:
            found = getattr(found, step, None)
    return found


def _nested(steps: list[str], value: str, what: str, said: list[str]) -> list[str]:
    """A key on a line of its own below those it belongs to, as far as the lines before have not said them."""
    same = next((index for index, (one, other) in enumerate(zip(steps, said, strict=False)) if one != other), len(said))
    same = min(same, len(steps) - 1)
    above = [f"{'  ' * depth}{steps[depth]}:" for depth in range(same, len(steps) - 1)]
    return [*above, f"{'  ' * (len(steps) - 1)}{steps[-1]}: {value}  # {what}"]


def _inline(value: object) -> str:
    """A value as YAML on one line."""
    if isinstance(value, str):
        quoted = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10**6).strip()
        return quoted if set(value) & set("{}[]:,#&*!|>'\"%@`，：") or not value else value
    dumped = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**6)
    return str(dumped).strip().removesuffix("...").strip()


def copy_files(name: str, files: Iterable[str], workspace: Workspace) -> list[Path]:
    """Copy texts (``total``), ``shell.docx`` or ``page.css`` from the styles that ``name`` extends into its own folder.

    Raises:
        StyleError: the style does not load, or no style has such a file.
        UsageError: the style has the file already, or is the program's own.
    """
    loaded = load_style(workspace.styles, name)
    own = loaded.folders[0]
    if own.parent == workspace.templates:
        raise UsageError(f"“{name}”是程序自带的样式，不要改动", f"先 juesuan styles new 新名字 --extends {name}")
    there = _files(loaded)
    copies: dict[str, bytes] = {}
    for file in files:
        inside = there.get(file.removesuffix(".j2"))
        if inside is None:
            near = difflib.get_close_matches(file, there, 1, 0.4)
            hint = f"你是不是想写“{near[0]}”" if near else f"可以写：{'、'.join(there)}"
            raise StyleError(f"没有“{file}”这个文件", hint)
        if (own / inside).is_file():
            raise UsageError(f"样式“{name}”已经有 {inside}", "直接改它；要重来先删去")
        copies[inside] = loaded.find(inside).read_bytes()
    for inside, content in copies.items():
        write_together((own / inside).parent, {(own / inside).name: content})
    return [own / inside for inside in copies]


def _files(style: LoadedStyle) -> dict[str, str]:
    """What can be copied: as an author names it → where it is in a style's folder."""
    texts = (path.name for folder in style.folders for path in (folder / TEXT_FOLDER).glob("*.j2"))
    named = {name.removesuffix(".j2"): f"{TEXT_FOLDER}/{name}" for name in texts}
    return dict(sorted({**named, **{name: name for name in COPIED}}.items()))

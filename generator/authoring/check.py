"""A style → everything that is wrong with it, in one run."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.authoring.leftovers import leftovers
from generator.authoring.samples import sample_year
from generator.authoring.shell import lint_shell
from generator.authoring.texts import text_findings
from generator.authoring.trial import try_style
from generator.authoring.values import lint_values
from generator.errors import StyleError
from generator.finding import Finding, has_errors, in_order
from generator.fonts import missing_families
from generator.forms.load import load_forms
from generator.model.kinds import DOCUMENTS, FORMS
from generator.style.keys import validated
from generator.style.load import LoadedStyle, find_style, load_style, style_chain, style_names
from generator.style.problems import problem
from generator.style.source import STYLE_FILE, place_of, read_style_file

if TYPE_CHECKING:
    from pathlib import Path

    from generator.style.model import Style
    from generator.style.source import StyleFile
    from generator.workspace import Workspace

SHELL = "shell.docx"


@dataclass(frozen=True, slots=True)
class CheckedStyle:
    """A style that was looked at."""

    name: str
    folder: Path
    findings: tuple[Finding, ...]
    shell: Path | None
    """The shell that it uses."""


def check_style(name: str, workspace: Workspace) -> CheckedStyle:
    """All that is wrong with the style ``name``.

    Raises:
        StyleError: there is no style of that name.
    """
    folder = find_style(workspace.styles, name)
    findings = list(_findings(folder, name, workspace))
    shell = next((path for path in _shells(folder, name, workspace) if path.is_file()), None)
    return CheckedStyle(name, folder, in_order(findings), shell)


def _shells(folder: Path, name: str, workspace: Workspace) -> list[Path]:
    try:
        return [file.folder / SHELL for file in style_chain(workspace.styles, name)]
    except StyleError:
        return [folder / SHELL]


def _findings(folder: Path, name: str, workspace: Workspace) -> list[Finding]:
    own = read_style_file(folder / STYLE_FILE)
    if has_errors(own.findings):
        return list(own.findings)
    found = list(own.findings)
    chain, problems = _chain(own, name, workspace)
    found += problems
    if not chain:
        return found
    style, keys = validated(name, chain)
    found += keys
    tables = _tables(style, workspace) if style else {}
    found += lint_values(chain, tables.get(style.document if style else "", ()), tables, workspace.reference)
    loaded = LoadedStyle(style, tuple(file.folder for file in chain)) if style else _stand_in(chain, workspace)
    if loaded is None:
        return found
    found += text_findings(loaded, chain)
    found += leftovers(loaded, own, workspace.checks)
    found += lint_shell(loaded.find(SHELL))
    found += _fonts(loaded, own)
    if style is not None and not has_errors(found) and not style.abstract:
        found += try_style(loaded, workspace)
    return found


def _tables(style: Style, workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """文种 → the tables that have a form in the year of the style's sample."""
    found = {}
    for document, kind in DOCUMENTS.items():
        try:
            forms = load_forms(workspace.forms, sample_year(style), FORMS[kind])
        except StyleError:
            continue
        found[document] = (*forms.tables, *forms.derived)
    return found


def _chain(own: StyleFile, name: str, workspace: Workspace) -> tuple[tuple[StyleFile, ...], list[Finding]]:
    """The style's file and those that it extends; or why they cannot be read."""
    try:
        return style_chain(workspace.styles, name), []
    except StyleError as error:
        base = str(own.data.get("extends", ""))
        near = difflib.get_close_matches(base, style_names(workspace.styles), 1, 0.4)
        advice = f"你是不是想写“{near[0]}”" if near and near[0] != base else error.advice
        finding = problem("YS05", error.message, own.place(("extends",)), found=base, advice=advice)
        return (), [finding]


def _stand_in(chain: tuple[StyleFile, ...], workspace: Workspace) -> LoadedStyle | None:
    """The style that is extended, with the texts of this one: so that texts are read though keys are wrong."""
    if len(chain) == 1:
        return None
    try:
        below = load_style(workspace.styles, chain[1].folder.name)
    except StyleError:
        return None
    return LoadedStyle(below.style, tuple(file.folder for file in chain))


def _fonts(style: LoadedStyle, own: StyleFile) -> list[Finding]:
    return [
        problem(
            "YS41",
            f"本机没有{lacking}可用的字体",
            own.place(("fonts",)) if "fonts" in own.data else place_of(own.path),
            found=lacking.name,
            advice="安装其中一种，或在 fonts 中换成本机有的字体；PDF 会用别的字体代替",
        )
        for lacking in missing_families(style.style.fonts)
    ]

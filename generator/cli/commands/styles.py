"""``juesuan styles``: the styles there are, what is in them, new ones, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.app import Json, app
from generator.errors import StyleError, UsageError
from generator.finding import Finding, has_errors
from generator.output import write_together
from generator.report.data import as_json, findings_json
from generator.report.terminal import show_findings
from generator.style.load import load_style, sound_styles, style_names
from generator.style.source import STYLE_FILE
from generator.workspace import OWN_STYLES, Workspace

styles = typer.Typer(help="样式：列出、查看、新建、检查。", no_args_is_help=True)
app.add_typer(styles, name="styles")

Name = Annotated[str, typer.Argument(help="样式名，见 juesuan styles list", metavar="样式")]
Folder = Annotated[Path, typer.Option("--in", help="自己的样式放在这个文件夹", metavar="文件夹")]
OWN = Path(OWN_STYLES)


def _workspace(folder: Path) -> Workspace:
    found = Workspace.find()
    return found.with_styles(folder) if folder.is_dir() else found


@styles.command("list")
def list_styles(folder: Folder = OWN, *, json: Json = False) -> None:
    """列出全部样式。"""
    shelves = _workspace(folder).styles
    found = sound_styles(shelves)
    wrong = sorted({*style_names(shelves)} - {one.name for one in found})
    if json:
        typer.echo(as_json([{"name": one.name, "title": one.title, "years": one.years} for one in found]))
        return
    for one in found:
        typer.echo(f"{one.name}\t{one.title}\t{one.years[0]}—{one.years[1]} 年度")
    for name in wrong:
        typer.echo(f"{name}\t有错，见 juesuan styles check {name}")


@styles.command()
def show(
    name: Name,
    folder: Folder = OWN,
    *,
    defaults: Annotated[bool, typer.Option("--all", help="没有写、用程序默认值的键也列出")] = False,
    json: Json = False,
) -> None:
    """列出样式的全部键：值、含义，和写在哪个文件的哪一行（继承来的也是）。"""
    from generator.authoring.show import shown_keys

    keys = [one for one in shown_keys(_workspace(folder).styles, name) if defaults or json or one.place]
    if json:
        typer.echo(
            as_json(
                [
                    {
                        "key": one.key,
                        "title": one.title,
                        "value": one.value,
                        "file": one.place.file if one.place else "",
                        "line": one.place.line if one.place else 0,
                    }
                    for one in keys
                ]
            )
        )
        return
    for one in keys:
        typer.echo(f"{one.key}：{_written(one.value)}\t（{one.title}）\t← {one.place or '程序默认'}")


def _written(value: object) -> str:
    """A value as style.yaml has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


@styles.command()
def new(
    name: Annotated[str, typer.Argument(help="新样式的名字，如 neijiang-2026", metavar="名字")],
    extends: Annotated[str, typer.Option("--extends", help="在这个样式的基础上改", metavar="样式")],
    title: Annotated[str, typer.Option("--title", help="中文名", metavar="中文名")] = "",
    region: Annotated[str, typer.Option("--region", help="地区，如 四川·内江", metavar="地区")] = "",
    folder: Folder = OWN,
) -> None:
    """新建一个样式：一个文件夹，里面是加了说明的 style.yaml。"""
    from generator.authoring.new import new_style

    path = new_style(name, extends, folder, _workspace(folder), title, region)
    typer.echo(f"已生成 {path}")
    typer.echo(f"用记事本改它，改完运行 juesuan styles check {name} 检查。")


@styles.command()
def copy(
    name: Name,
    files: Annotated[list[str], typer.Argument(help="正文名（如 total）、shell.docx 或 page.css", metavar="文件…")],
    folder: Folder = OWN,
) -> None:
    """把继承来的正文、版式文件复制到自己的样式里，以便修改。"""
    from generator.authoring.new import copy_files

    for path in copy_files(name, files, _workspace(folder)):
        here = Path.cwd().resolve()
        typer.echo(f"已复制 {path.relative_to(here) if path.is_relative_to(here) else path}")


@styles.command()
def check(
    name: Annotated[str, typer.Argument(help="样式名，或样式的文件夹", metavar="样式")],
    folder: Folder = OWN,
    mark: Annotated[
        Path | None, typer.Option("--mark", help="另写一份版式文件，错处加 Word 批注", metavar="文件.docx")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """检查样式：键、正文、版式文件，并用四份样例试着生成；一次列出全部问题。"""
    from generator.authoring.check import check_style

    workspace = _workspace(folder)
    place = Path(name).resolve()
    if name not in style_names(workspace.styles) and (place / STYLE_FILE).is_file():
        name, workspace = place.name, workspace.with_styles(place.parent)
    checked = check_style(name, workspace)
    if json:
        typer.echo(findings_json(checked.findings))
    elif checked.findings:
        show_findings(checked.findings)
    else:
        typer.echo(f"样式“{checked.name}”没有问题。")
    if mark is not None:
        _mark(checked.shell, checked.findings, mark)
    if has_errors(checked.findings):
        raise typer.Exit(StyleError.exit_code)


def _mark(shell: Path | None, findings: tuple[Finding, ...], target: Path) -> None:
    from generator.authoring.mark import marked_shell

    if shell is None:
        raise UsageError("这个样式没有版式文件", "用 juesuan styles copy 样式 shell.docx 复制一份")
    if target.suffix.lower() != ".docx":
        raise UsageError(f"批注副本是 Word 文件：{target}", "例如 --mark 版式批注.docx")
    if target.exists() and target.resolve() == shell.resolve():
        raise UsageError("批注副本不能写回版式文件本身", "换一个文件名")
    ours = [one for one in findings if one.source is not None and one.source.file.endswith(shell.name)]
    write_together(target.parent, {target.name: marked_shell(shell, ours)})
    typer.echo(f"已生成 {target}（{len(ours)} 处批注）")


@styles.command()
def names(
    word: Annotated[str, typer.Argument(help="只列含这个词的", metavar="词")] = "",
    style: Annotated[str, typer.Option("--style", help="按这个样式印例子", metavar="样式")] = "base",
    folder: Folder = OWN,
    *,
    json: Json = False,
) -> None:
    """列出正文里可以用的全部名称：英文名、中文名、类别和例子（虚构的样例）。"""
    from generator.authoring.names import HELPERS, usable_names

    workspace = _workspace(folder)
    found = [
        one
        for one in usable_names(load_style(workspace.styles, style), workspace)
        if word in one.english or word in one.chinese
    ]
    helpers = [one for one in HELPERS if not word or any(word in part for part in one)]
    if json:
        listed = [
            {"name": one.english, "chinese": one.chinese, "kind": one.kind, "example": one.example} for one in found
        ]
        forms = [{"name": one[0], "chinese": one[1], "use": one[2], "example": one[3]} for one in helpers]
        typer.echo(as_json({"names": listed, "helpers": forms}))
        return
    for one in found:
        typer.echo(f"{one.chinese}\t{one.english}\t{one.kind}\t{one.example}")
    if helpers:
        typer.echo("\n怎样印、怎样判断（x 是上面的名称）：")
    for english, chinese, use, example in helpers:
        typer.echo(f"{chinese}\t{english}\t{use}\t{example}")
    typer.echo("\n[] 表示一列，逐项取：{% for 项 in 收入.来源 %}{{ 项.名称 }}{{ 项.金额|万元 }}{% endfor %}")

"""Text of data is only text: never markup, never a template, never a path. A failed build changes nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from generator.errors import StyleError
from generator.ingest import load
from generator.pipeline import build_unit, check_unit, compose_unit
from generator.render.registry import Printer, find_printer
from generator.workspace import Workspace
from tests.factories import accounts_data, make_shape, write_unit
from tests.readback import read_docx, read_pdf
from tests.toy import toy_style

if TYPE_CHECKING:
    from pathlib import Path

AWKWARD = {
    "markup": '<b>粗</b> & &amp; <img src="file:///etc/passwd"> ]]> <!-- 注 -->',
    "template": "{{ 7*7 }} {% raw %} {# 注 #} ${7*7} {year} %(x)s",
    "path": "../../etc/passwd 和 file:///etc/passwd",
    "rare": "镕堃喆𠮷𫖮 〔2024〕 ￥ ☑ ①",
    "quotes": "“引号” 'a' \"b\" `c` \\n \\u0041",
}
LONG = "长" * 10_000


def unit_data(**overrides: object) -> dict[str, Any]:
    """A small unit's data in 元, with ``overrides`` at the top level."""
    data = accounts_data(make_shape(amount_unit="元"))
    return {**data, **overrides}


def named(name: str) -> dict[str, Any]:
    """A small unit called ``name``."""
    data = unit_data()
    return {**data, "unit": {**data["unit"], "name": name, "short_name": ""}}


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything below ``folder`` by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def squeezed(text: str) -> str:
    """``text`` without whitespace."""
    return "".join(text.split())


def awkward_unit() -> dict[str, Any]:
    """A unit with awkward text wherever text goes."""
    data = named("A&B<中心>{{ unit }}")
    data["unit"]["duties"] = [*AWKWARD.values(), LONG]
    data["reasons"] = {**data["reasons"], "total": "{{ 原因 }}", "revenue": AWKWARD["markup"]}
    data["projects"][0]["name"] = "<项目>&{{ x }}"
    data["extra_terms"] = [{"term": "<名词>", "definition": AWKWARD["markup"]}]
    data["key_work"] = [{"title": "{% if x %}", "result": AWKWARD["path"]}]
    data["projects"][0]["evaluation"]["deviation"] = AWKWARD["markup"]
    return data


def test_awkward_text_comes_out_literally_in_both_formats(tmp_path: Path, workspace: Workspace) -> None:
    loaded = load(write_unit(tmp_path / "unit", awkward_unit()), workspace)
    assert loaded.accounts is not None, [str(finding) for finding in loaded.findings]
    composed = compose_unit(loaded, workspace)
    document = composed.composition.document
    files = {name: find_printer(name).print(document, composed.style) for name in ("docx", "pdf")}
    for lines in (read_docx(files["docx"]).lines, read_pdf(files["pdf"]).lines):
        text = squeezed("".join(lines))
        for awkward in (
            *AWKWARD.values(),
            LONG,
            "A&B<中心>{{ unit }}",
            "<项目>&{{ x }}",
            "<名词>",
            "{% if x %}",
            "{{ 原因 }}",
        ):
            assert squeezed(awkward) in text, awkward
    attached = pypdf.PdfReader(io.BytesIO(files["pdf"])).attachments
    assert {"tables.json", "tables.xlsx"} == set(attached), "text of the data attaches no file"
    assert b"root:x:0" not in files["pdf"]


def test_marks_of_templates_left_in_the_data_are_located_findings(tmp_path: Path, workspace: Workspace) -> None:
    path = write_unit(tmp_path / "unit", awkward_unit())
    _, report = check_unit(path, workspace)
    left = [finding for finding in report.findings if finding.code == "TX01"]
    lines = path.read_text(encoding="utf-8").splitlines()
    places = {lines[finding.source.line - 1].split(":")[0].strip() for finding in left if finding.source}
    assert {"total", "name"} <= places


CONTROL = ("\x00", "\x07", "\x1b[31m", "\x7f", "\ue000", "\ud800", "\ufffe")


@pytest.mark.parametrize("sign", CONTROL, ids=[f"U+{ord(sign[0]):04X}" for sign in CONTROL])
@pytest.mark.parametrize("place", ["unit.name", "reasons.total", "duties"])
def test_control_characters_are_located_findings(tmp_path: Path, workspace: Workspace, sign: str, place: str) -> None:
    data = unit_data()
    text = f"前{sign}后"
    match place:
        case "unit.name":
            data["unit"] = {**data["unit"], "name": text}
        case "reasons.total":
            data["reasons"] = {**data["reasons"], "total": text}
        case _:
            data["unit"] = {**data["unit"], "duties": ["第一条。", text]}
    path = write_unit(tmp_path / "unit", data)
    escaped = path.read_text(encoding="utf-8")
    assert "\\" in escaped or sign in escaped
    loaded = load(path, workspace)
    assert loaded.accounts is None
    found = [finding for finding in loaded.findings if finding.severity == "错误"]
    assert found
    assert all(finding.source is not None and finding.source.file == "unit.yaml" for finding in found)
    assert any(finding.source is not None and finding.source.line for finding in found)
    assert all(sign not in f"{finding} {finding.found}" for finding in found if len(sign) == 1)


@pytest.mark.parametrize("name", [LONG, ""], ids=["long", "empty"])
def test_a_name_that_is_none_is_a_located_finding(tmp_path: Path, workspace: Workspace, name: str) -> None:
    loaded = load(write_unit(tmp_path / "unit", named(name)), workspace)
    assert loaded.accounts is None
    assert any(finding.path[:2] == ("unit", "name") and finding.source for finding in loaded.findings)
    assert all(len(finding.message) < 500 for finding in loaded.findings)


NAMES = (
    "../../外面",
    "/etc/passwd",
    "..\\..\\x",
    "C:\\x",
    "file:///etc/passwd",
    ".",
    "..",
    "con",
    "a/../../b",
    "~",
    "名*?|",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_the_output_folder(tmp_path: Path, workspace: Workspace, name: str) -> None:
    output = tmp_path / "a" / "b" / "output"
    write_unit(tmp_path / "unit", named(name))
    before = files_of(tmp_path)
    result = build_unit(tmp_path / "unit", output, workspace, ["docx"], paper=False)
    assert result.done, [str(finding) for finding in result.findings]
    for path in result.files:
        assert path.resolve().is_relative_to(output.resolve())
        assert output.resolve() == path.resolve().parent.parent
    new = set(files_of(tmp_path)) - set(before)
    assert {str(path.relative_to(tmp_path)) for path in result.files} == new


def test_a_build_that_fails_leaves_the_previous_output_as_it_was(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, output = tmp_path / "unit", tmp_path / "output"
    write_unit(unit, unit_data())
    assert build_unit(unit, output, workspace, ["docx"]).done
    before = files_of(output)

    write_unit(unit, {**unit_data(), "reasons": {}})
    result = build_unit(unit, output, workspace, ["docx"])
    assert not result.done
    assert result.readable
    assert before == files_of(output)

    write_unit(unit, {**unit_data(), "year": "二〇二四"})
    result = build_unit(unit, output, workspace, ["docx"])
    assert not result.readable
    assert before == files_of(output)

    write_unit(unit, {**unit_data(), "performance": {**unit_data()["performance"], "management": "改过的数据"}})
    real = find_printer("docx")

    def failing(*_: object) -> bytes:
        raise StyleError("模板坏了")

    monkeypatch.setattr(
        "generator.pipeline.find_printer",
        lambda name: real if name == "docx" else Printer("pdf", ".pdf", "PDF", failing),
    )
    with pytest.raises(StyleError):
        build_unit(unit, output, workspace, ["docx", "pdf"])
    assert before == files_of(output)


def test_nothing_is_written_for_a_unit_that_was_never_built(tmp_path: Path, workspace: Workspace) -> None:
    write_unit(tmp_path / "unit", {**unit_data(), "reasons": {}})
    assert not build_unit(tmp_path / "unit", tmp_path / "output", workspace, ["docx"]).done
    assert not (tmp_path / "output").exists()


def test_findings_say_where_they_are(tmp_path: Path, workspace: Workspace) -> None:
    data = unit_data()
    data["reasons"] = {**data["reasons"], "total": ""}
    path = write_unit(tmp_path / "unit", data)
    _, report = check_unit(path, workspace)
    missing = next(finding for finding in report.findings if finding.code == "YY01")
    assert missing.source is not None
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[missing.source.line - 1].strip().startswith("total:")


def test_yaml_cannot_make_objects(tmp_path: Path, workspace: Workspace) -> None:
    path = write_unit(tmp_path / "unit", unit_data())
    text = path.read_text(encoding="utf-8").replace("year: 2024", "year: !!python/object/apply:os.getcwd []")
    path.write_text(text, encoding="utf-8")
    loaded = load(path, workspace)
    assert loaded.accounts is None
    assert any(finding.source and finding.source.line for finding in loaded.findings)


def test_a_broken_template_names_its_file(tmp_path: Path) -> None:
    style = toy_style(tmp_path, {"total": "{{ total.revnue|money }}"})
    data = {**unit_data(), "style": style.style.name}
    write_unit(tmp_path / "unit", data)
    (tmp_path / "data").symlink_to(Workspace.find().data)
    with pytest.raises(StyleError, match=r"total\.j2"):
        check_unit(tmp_path / "unit", Workspace(tmp_path))

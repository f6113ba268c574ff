"""Whatever is printed is what the schema allows: order of elements, numbers that occur once, parts that belong."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from generator.document.remarks import Remark
from generator.pipeline import check_unit
from generator.render.docx import print_docx
from generator.workspace import Workspace
from tests.documents import sample_document
from tests.render.docx_schema import faults
from tests.render.docx_support import base_style, parts_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Document
    from generator.style.load import LoadedStyle

SAMPLES = Workspace.find().root / "data" / "samples"
FORMS = ("plain", "draft", "reviewed", "native")
NAMES = ("sample", *sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))
RELATIONSHIPS = ".rels"


@cache
def _document(name: str) -> tuple[Document, LoadedStyle]:
    if name == "sample":
        return sample_document(), base_style()
    composed, _ = check_unit(SAMPLES / name, Workspace.find())
    assert composed is not None
    return composed.composition.document, composed.style


@cache
def _printed(name: str, form: str) -> bytes:
    document, style = _document(name)
    remarks = tuple(Remark(number, f"批注 {number} <&>\n第二行") for number in range(len(document.blocks)))
    match form:
        case "draft":
            return print_docx(replace(document, draft="草稿：供核对"), style)
        case "reviewed":
            return print_docx(replace(document, remarks=remarks), style)
        case "native":
            return print_docx(document, style.with_native_charts())
        case _:
            return print_docx(document, style)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_elements_stand_in_the_order_of_the_schema(name: str, form: str) -> None:
    for part, content in parts_of(_printed(name, form)).items():
        if part.startswith("word/") and part.endswith(".xml"):
            assert [] == list(faults(content)), part


@pytest.mark.parametrize("form", FORMS)
def test_numbers_and_names_occur_once(form: str) -> None:
    body = etree.fromstring(parts_of(_printed("wuhan-center-2024", form))["word/document.xml"])
    for tag, key in (
        ("wp:docPr", "id"),
        ("w:bookmarkStart", qn("w:id")),
        ("w:bookmarkStart", qn("w:name")),
        ("w:commentRangeStart", qn("w:id")),
    ):
        found = [item.get(key) for item in body.iter(qn(tag))]
        assert len(set(found)) == len(found), tag


@pytest.mark.parametrize("form", FORMS)
def test_every_relationship_of_every_part_leads_to_a_part_with_a_type(form: str) -> None:
    parts = parts_of(_printed("sample", form))
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = [item.get("PartName") for item in types if item.get("PartName")]
    endings = [item.get("Extension") for item in types if item.get("Extension")]
    assert len(set(named)) == len(named)
    assert len(set(endings)) == len(endings)
    assert {name.lstrip("/") for name in named} <= set(parts)
    for name, part in parts.items():
        if name.endswith(RELATIONSHIPS):
            folder = posixpath.dirname(posixpath.dirname(name))
            items = list(etree.fromstring(part))
            assert len({item.get("Id") for item in items}) == len(items)
            for item in items:
                assert posixpath.normpath(posixpath.join(folder, item.get("Target"))) in parts


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("form", ["reviewed", "native"])
def test_libreoffice_opens_and_writes_it_without_loss(form: str, tmp_path: Path) -> None:
    source = tmp_path / "t.docx"
    source.write_bytes(_printed("wuhan-center-2024", form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(source)], check=True, capture_output=True, timeout=300)  # noqa: S603 - ours
    before, after = docx.Document(str(source)), docx.Document(str(tmp_path / "out" / "t.docx"))
    texts = [
        [text for item in word.element.body.iter(qn("w:p")) if (text := text_of(item).strip())]
        for word in (before, after)
    ]
    assert texts[0] == texts[1]
    assert len(before.tables) == len(after.tables)
    heads = [[item.text for item in word.paragraphs if _is_heading(item)] for word in (before, after)]
    assert heads[0] == heads[1]
    assert [item.text for item in before.comments] == [item.text for item in after.comments]
    frames = [len(list(word.element.body.iter(qn("wp:inline"), qn("wp:anchor")))) for word in (before, after)]
    assert frames[0] == frames[1]


def _is_heading(item: object) -> bool:
    style = getattr(item, "style", None)
    return style is not None and style.name.lower().startswith("heading")


def test_another_library_opens_every_form() -> None:
    document, _ = _document("wuhan-center-2024")
    for form in FORMS:
        word = docx.Document(io.BytesIO(_printed("wuhan-center-2024", form)))
        assert sum(bool(block.body) for block in document.blocks if hasattr(block, "body")) == len(word.tables)

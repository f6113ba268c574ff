"""Reading a finished file: what Word can hold, and what must be refused."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest

from generator.errors import UsageError
from generator.readback.content import Grid, GridCell, Text
from generator.readback.docx import read_docx
from generator.readback.package import MAX_PART
from generator.readback.read import read_document
from generator.readback.refused import UnreadableError
from tests.diff.conftest import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.readback.content import Item

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def word(path: Path, body: str, **parts: str) -> Path:
    """A Word file with ``body`` and other parts by their names."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml.replace("<w:root", f"<w:root {NAMESPACES}"))
    return path


def items(path: Path) -> list[Item]:
    """What is read."""
    return list(read_docx(path).items)


def para(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"


def test_text_boxes_are_read_once_and_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('框中')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{both}</w:r><w:r><w:t>后</w:t></w:r></w:p>"
    assert [Text("前后"), Text("框中")] == items(word(tmp_path / "a.docx", body))


def test_notes_follow_the_paragraph_that_names_them(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + para("下一段")
    notes = f'<w:root><w:footnote w:id="2">{para("脚注")}</w:footnote></w:root>'
    assert [Text("正文"), Text("脚注"), Text("下一段")] == items(word(tmp_path / "a.docx", body, footnotes=notes))


def test_content_controls_links_and_breaks_are_seen_through(tmp_path: Path) -> None:
    link = "<w:p><w:hyperlink><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:hyperlink></w:p>"
    body = f"<w:sdt><w:sdtContent>{link}</w:sdtContent></w:sdt>"
    assert [Text("甲\n乙")] == items(word(tmp_path / "a.docx", body))


def test_the_table_of_contents_is_left_out_by_the_name_of_its_style(tmp_path: Path) -> None:
    styles = '<w:root><w:style w:styleId="21"><w:name w:val="toc 1"/></w:style></w:root>'
    entry = '<w:p><w:pPr><w:pStyle w:val="21"/></w:pPr><w:r><w:t>一、收入 3</w:t></w:r></w:p>'
    assert [Text("正文")] == items(word(tmp_path / "a.docx", entry + para("正文"), styles=styles))


def test_merged_cells(tmp_path: Path) -> None:
    begins, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    rows = (
        f"<w:tr>{cell('甲', begins)}{cell('乙', wide)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('1')}{cell('2')}</w:tr>"
    )
    expected = Grid(
        (
            (GridCell("甲", 0, 1, 2), GridCell("乙", 1, 2)),
            (GridCell("1", 1), GridCell("2", 2)),
        )
    )
    assert [expected] == items(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>"))


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (MAX_PART + 1))


def entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>')


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")


def not_xml(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")


def cut(path: Path) -> None:
    path.write_bytes(printed("shanghai-2024", "docx")[:5000])


BAD_WORD: tuple[Callable[[Path], object], ...] = (
    bomb,
    entities,
    other_zip,
    not_xml,
    cut,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600),
    lambda path: path.write_text("决算公开", encoding="utf-8"),
)


@pytest.mark.parametrize("make", BAD_WORD)
def test_a_file_that_is_no_word_file_is_refused_with_a_sentence(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    make(path)
    with pytest.raises(UnreadableError) as caught:
        read_document(path)
    assert "坏.docx" in caught.value.message
    assert caught.value.advice


def encrypted(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("x", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    path.write_bytes(stream.getvalue())


def without_text(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    path.write_bytes(stream.getvalue())


BAD_PDF: tuple[Callable[[Path], object], ...] = (
    encrypted,
    without_text,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(b"%PDF-1.7\nnonsense"),
)


@pytest.mark.parametrize("make", BAD_PDF)
def test_a_file_that_is_no_readable_pdf_is_refused_with_a_sentence(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "坏.pdf"
    make(path)
    with pytest.raises(UnreadableError) as caught:
        read_document(path)
    assert "坏.pdf" in caught.value.message
    assert caught.value.advice


def test_other_kinds_of_file_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_document(tmp_path / "a.doc")

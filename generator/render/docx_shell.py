"""A style's ``shell.docx`` → a template that is filled many times: made to agree with the style, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from generator.document.blocks import Cover
from generator.errors import StyleError
from generator.render.docx_draft import with_draft_header
from generator.render.docx_footer import with_landscape_footers
from generator.render.docx_grid import Sheet
from generator.render.docx_lines import text_width
from generator.render.docx_package import CONTENT_TYPES, DOCUMENT, RELATIONSHIPS, read_package
from generator.render.docx_section import Sections, W, body_sections, set_page
from generator.render.docx_styles import add_fonts, cover_size, set_styles
from generator.render.docx_text import inline
from generator.render.docx_zip import PackedPart, pack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Template
    from lxml.etree import _Element

    from generator.document.blocks import Document
    from generator.render.docx_blocks import Body
    from generator.style.model import Fonts, Page

_SECTION = "section"
"""The printer's own name for the settings of the last section."""
_PLACES = frozenset({"toc", "body"})
_NAMES = frozenset({"cover", "title", "toc_title", "draft", *_PLACES})
"""What a shell may name."""
_KIND = re.compile(r"(?:部门|单位)?(?:决算|预算)(?:公开\S*)?$")
_TAGS = (b"{{", b"{%", b"{#")


@dataclass(frozen=True)
class Shell:
    """A shell made ready."""

    templates: Mapping[str, Template]
    """Parts that hold tags."""
    static: tuple[PackedPart, ...]
    """All other parts, compressed."""
    relationships: str
    """Those of the text, to which its pictures are added."""
    types: str
    """Types of the parts, to which those of charts and comments are added."""
    sections: Sections
    cover_room: float
    """Characters that a line of the cover's title holds."""

    def fill(self, document: Document, toc: str, body: Body) -> dict[str, str]:
        """The XML of every part that holds tags."""
        cover = document.cover
        names = {
            "cover": Cover(
                title=_text(self._cover_title(cover.title)),
                unit=_text(cover.unit),
                date=_text(cover.date),
                lines=tuple(map(_text, cover.lines)),
            ),
            "title": _text(document.title),
            "toc_title": _text(document.toc_title),
            "draft": _text(document.draft),
            "toc": Markup(toc),  # noqa: S704 - our own XML, its text escaped
            "body": Markup(body.xml),  # noqa: S704 - as above
            _SECTION: Markup(body.section),  # noqa: S704 - as above
        }
        return {part: template.render(names) for part, template in self.templates.items()}

    def _cover_title(self, title: str) -> str:
        """A title that is too long for a line goes on with what kind of document it is in the next."""
        if "\n" in title or text_width(title, 1) <= self.cover_room:
            return title
        return _KIND.sub(r"\n\g<0>", title)


def load_shell(path: Path, fonts: Fonts, page: Page, *, draft: bool = False) -> Shell:
    """The shell at ``path`` as fonts and page of the style want it; kept until the file changes.

    A draft has a header on every page that says so.

    Raises:
        StyleError: it is no Word file, or a tag in it is wrong.
    """
    return _load(path, path.stat().st_mtime_ns, fonts, page, draft)


@lru_cache(maxsize=16)
def _load(path: Path, _changed: int, fonts: Fonts, page: Page, draft: bool) -> Shell:  # noqa: FBT001 - the cache's key
    parts = with_draft_header(read_package(path)) if draft else read_package(path)
    root = etree.fromstring(parts[DOCUMENT])
    settings = list(root.iter(f"{W}sectPr"))
    if not settings:
        raise StyleError(f"版式文件 {path} 没有页面设置", "在 Word 中设置页面后另存为 .docx")
    parts, turned = with_landscape_footers(parts, settings[-1], Sheet(page, landscape=True))
    sections = body_sections(settings[-1], page, turned)
    for section in settings:
        set_page(section, Sheet(page))
    _leave_place(settings[-1])
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["word/styles.xml"] = set_styles(parts["word/styles.xml"], fonts, page)
    parts["word/fontTable.xml"] = add_fonts(parts["word/fontTable.xml"], fonts)
    templates = _compile(path, {name: part for name, part in parts.items() if _is_template(name, part)})
    changing = {*templates, RELATIONSHIPS, CONTENT_TYPES}
    static = [pack(name, part) for name, part in parts.items() if name not in changing]
    room = Sheet(page).width / 20 / cover_size(parts["word/styles.xml"])
    return Shell(templates, tuple(static), parts[RELATIONSHIPS].decode(), parts[CONTENT_TYPES].decode(), sections, room)


def _is_template(name: str, part: bytes) -> bool:
    return name.startswith(("word/document", "word/header", "word/footer")) and any(tag in part for tag in _TAGS)


def _leave_place(settings: _Element) -> None:
    """Put a tag where the settings of the last section stand: they follow from the text."""
    parent = settings.getparent()
    if parent is not None:
        tag = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(tag, f"{W}r"), f"{W}t").text = f"{{{{p {_SECTION} }}}}"
        parent.replace(settings, tag)


def _compile(path: Path, parts: Mapping[str, bytes]) -> dict[str, Template]:
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    patcher = DocxTemplate(str(path))
    sample = {name: Markup("") for name in (*_NAMES, _SECTION)} | {"cover": Cover("甲", "乙", "丙", ("丁",))}
    templates: dict[str, Template] = {}
    named: set[str] = set()
    for name, part in parts.items():
        place = f"版式文件 {path} 的 {name}"
        try:
            source = patcher.patch_xml(part.decode())
            named |= meta.find_undeclared_variables(environment.parse(source))
            if unknown := sorted(named - _NAMES - {_SECTION}):
                raise StyleError(f"{place} 用了没有的名字 {unknown[0]}", f"可用：{'、'.join(sorted(_NAMES))}")
            templates[name] = environment.from_string(source)
            templates[name].render(sample)
        except TemplateSyntaxError as error:
            raise StyleError(f"{place} 标记写错：{error.message}", "检查 {{ }}、{% %} 是否成对") from error
        except TemplateError as error:
            raise StyleError(f"{place} 标记有错：{error.message}") from error
    if missing := sorted(_PLACES - named):
        raise StyleError(f"版式文件 {path} 没有标记 {{{{p {missing[0]} }}}}", "让它独占一段，放在应插入内容的地方")
    return templates


def _text(text: str) -> Markup:
    return Markup(inline(text))  # noqa: S704 - escaped just here

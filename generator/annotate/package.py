"""The zip of a workbook as named parts: which part is which sheet, what a part refers to, and new parts beside them."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


@dataclass
class Package:
    """工作簿 as parts; those that are not touched are written back byte for byte."""

    infos: list[zipfile.ZipInfo]
    parts: dict[str, bytes]
    changed: dict[str, bytes] = field(default_factory=dict)

    @staticmethod
    def read(content: bytes) -> Package:
        """The parts of a workbook file."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            return Package(infos, {info.filename: archive.read(info) for info in infos})

    def write(self) -> bytes:
        """The file; parts stay in their order, new ones follow."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self.infos:
                archive.writestr(_like(info), self.changed.get(info.filename, self.parts[info.filename]))
            known = {info.filename for info in self.infos}
            for name in sorted(set(self.changed) - known):
                archive.writestr(_like(zipfile.ZipInfo(name)), self.changed[name])
        return buffer.getvalue()

    def get(self, name: str) -> bytes | None:
        """The content of a part, as it is now."""
        return self.changed.get(name, self.parts.get(name))

    def root(self, name: str) -> Element:
        """The XML of a part.

        Raises:
            KeyError: there is no such part.
            XMLSyntaxError: it is no XML.
        """
        content = self.get(name)
        if content is None:
            raise KeyError(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(content, parser)

    def put(self, name: str, root: Element) -> None:
        """Set the XML of a part."""
        self.changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def free_name(self, form: str) -> str:
        """The first name of the ``form`` (with a place for a number) that no part has."""
        number = 1
        while self.get(form.format(number)) is not None:
            number += 1
        return form.format(number)

    def sheets(self) -> dict[str, str]:
        """Name of each sheet → its part."""
        book = self.book()
        targets = {identity: target for identity, _, target in self._relations(book)}
        return {
            sheet.get("name", ""): targets.get(sheet.get(f"{{{OFFICE}}}id", ""), "")
            for sheet in self.root(book).iter(f"{{{MAIN}}}sheet")
        }

    def book(self) -> str:
        """The part of the workbook itself."""
        return self.related("", "officeDocument") or "xl/workbook.xml"

    def related(self, part: str, kind: str) -> str | None:
        """The part of a ``kind`` (the last word of its type) that ``part`` refers to."""
        return next((target for _, found, target in self._relations(part) if found.endswith(f"/{kind}")), None)

    def target(self, part: str, identity: str) -> str | None:
        """The part that ``part`` refers to by ``identity``."""
        return next((target for found, _, target in self._relations(part) if found == identity), None)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """Identity, type and target of each reference of ``part``."""
        name = _relations_of(part)
        if self.get(name) is None:
            return []
        folder = posixpath.dirname(part)
        return [
            (one.get("Id", ""), one.get("Type", ""), _resolved(folder, one.get("Target", "")))
            for one in self.root(name)
            if one.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let ``part`` refer to ``target``; the new reference's identity."""
        name = _relations_of(part)
        empty = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        root = self.root(name) if self.get(name) else empty
        taken = {one.get("Id") for one in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        found = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        found.set("Id", f"rId{number}")
        found.set("Type", f"{OFFICE}/{kind}")
        found.set("Target", f"/{target}")
        self.put(name, root)
        return f"rId{number}"

    def declare(self, content_type: str, *, part: str = "", extension: str = "") -> None:
        """State the content type of a part, or of all parts of an extension."""
        root = self.root(_TYPES_PART)
        tag, key, value = ("Override", "PartName", f"/{part}") if part else ("Default", "Extension", extension)
        if any(one.get(key, "").lower() == value.lower() for one in root.iter(f"{{{_TYPES}}}{tag}")):
            return
        found = etree.Element(f"{{{_TYPES}}}{tag}")
        found.set(key, value)
        found.set("ContentType", content_type)
        if part:
            root.append(found)
        else:
            root.insert(0, found)
        self.put(_TYPES_PART, root)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The same name and time, and nothing else that a writer may have left there."""
    found = zipfile.ZipInfo(info.filename, info.date_time)
    found.compress_type = zipfile.ZIP_DEFLATED
    found.external_attr = info.external_attr
    return found

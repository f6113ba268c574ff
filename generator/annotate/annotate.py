"""A workbook (.xlsx, .xlsm) and notes → a copy with the cells marked; nothing else in it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.annotate.comments import COMMENTS_TYPE, DRAWING_TYPE, MOST, add_comments, add_windows
from generator.annotate.package import Package
from generator.annotate.styles import Styles
from generator.annotate.worksheet import colour_tab, drawing_of_notes, mark_cells, refer_to_drawing, visible_places

if TYPE_CHECKING:
    from generator.annotate.notes import Note, Notes


def annotated(content: bytes, notes: Notes) -> bytes:
    """The workbook ``content`` with ``notes``; sheets that it does not have are passed over.

    Only the sheets' marked cells, the styles, the notes and their drawings are new: the parts of the file are
    patched one by one, so that pictures, charts, links, validations, protection and the like stay as they are.

    Raises:
        KeyError, XMLSyntaxError, ValueError, BadZipFile: it is no workbook.
    """
    package = Package.read(content)
    styles = Styles(package)
    parts = package.sheets()
    for number, (sheet, found) in enumerate(notes.items(), 1):
        if part := parts.get(sheet):
            _annotate(package, part, found, styles, number)
    styles.save()
    return package.write()


def _annotate(package: Package, part: str, notes: tuple[Note, ...], styles: Styles, number: int) -> None:
    root = package.root(part)
    notes = visible_places(root, notes)
    mark_cells(root, notes, styles.marked)
    colour_tab(root)
    comments = package.related(part, "comments")
    said, new = add_comments(package.root(comments) if comments else None, notes[:MOST])
    if comments is None:
        comments = package.free_name("xl/comments{}.xml")
        package.put(comments, said)
        package.relate(part, "comments", comments)
        package.declare(COMMENTS_TYPE, part=comments)
    else:
        package.put(comments, said)
    identity = drawing_of_notes(root)
    drawing = package.target(part, identity) if identity else None
    if drawing is None:
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.changed[drawing] = add_windows(None, new, number)
        refer_to_drawing(root, package.relate(part, "vmlDrawing", drawing))
        package.declare(DRAWING_TYPE, extension="vml")
    else:
        package.changed[drawing] = add_windows(package.get(drawing), new, number)
    package.put(part, root)

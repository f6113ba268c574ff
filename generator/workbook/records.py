"""Parts of the model → rows of a sheet: one a value (:class:`Fields`), or one an entry of a list (:class:`Rows`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.workbook import keys
from generator.workbook.entries import Entry, find_entries, generic
from generator.workbook.fields import NUMERIC, Leaf, Pattern, is_cell_list, leaves, lists, shape_at
from generator.workbook.plan import Sheet, Slot
from generator.workbook.sections import EVALUATION, Fields, Rows, SheetSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.kinds import Accounts
    from generator.workbook.material import Material

LABEL, VALUE, NOTE = 2, 3, 4
"""Columns of a sheet of single values; keys stand in the first column."""

OWNERS = "填报对象"
"""Name of the range of all projects and the unit itself."""

_GIVEN = (("year",), ("document",))
"""What no clerk changes: another year or kind of document is another workbook."""
_KEY_HEADS = {keys.OWNER: "填报对象", keys.GOAL: "目标序号", keys.NUMBER: "序号"}
_WIDE_NOTE = 7
"""The last column of a note on a sheet of many columns."""
_LONG, _MIDDLE, _SHORT, _NARROW = 46.0, 24.0, 14.0, 10.0


def record_sheet(material: Material, spec: SheetSpec) -> Sheet:
    """The sheet of ``spec``."""
    sheet = Sheet(spec.name, landscape=spec.wide)
    sheet.merge(1, LABEL, 1, NOTE, Slot("title", spec.name))
    sheet.heights[1] = 28
    if not spec.wide:
        sheet.widths |= {LABEL: 34.0, VALUE: 50.0 if _has_text(spec, material.model) else 22.0, NOTE: 34.0}
    sheet.row = 2
    for part in spec.parts:
        if isinstance(part, Fields):
            lay_fields(sheet, material, part)
        else:
            lay_rows(sheet, material, part)
    if len(spec.parts) == 1 and spec.wide:
        sheet.freeze = (5, 3)
        sheet.repeat = (3, 3)
    else:
        sheet.freeze = (2, 1)
    return sheet


def _has_text(spec: SheetSpec, model: type[Accounts]) -> bool:
    """Whether any of its single values is a text of some length."""
    kinds = [leaf.kind for part in spec.parts if isinstance(part, Fields) for leaf in leaves(part.base, model)]
    return any(isinstance(part, Rows) for part in spec.parts) or kinds.count("line") + kinds.count("text") > 1


def begin(sheet: Sheet, title: str, note: str) -> None:
    """The heading of a part."""
    sheet.put(sheet.row, LABEL, Slot("section", title))
    if note:
        sheet.merge(sheet.row, VALUE, sheet.row, NOTE if sheet.widths else _WIDE_NOTE, Slot("note", note))
    sheet.row += 1


def lay_fields(sheet: Sheet, material: Material, part: Fields) -> None:
    """One row a value, with a line for each group of them."""
    begin(sheet, part.title, part.note)
    sheet.marks(sheet.row, 1, {VALUE: keys.SELF})
    sheet.row += 1
    group: tuple[str, ...] = ()
    for leaf in leaves(part.base, material.model):
        if (part.only and leaf.steps[0] not in part.only) or _is_form(leaf.steps):
            continue
        if leaf.groups != group and leaf.groups:
            sheet.key(sheet.row, 1, keys.STOP)
            sheet.put(sheet.row, LABEL, Slot("strong", " · ".join(leaf.groups)))
            sheet.row += 1
        group = leaf.groups
        _field(sheet, material, part.base, leaf)
    sheet.key(sheet.row, 1, keys.STOP)
    sheet.row += 1


def _field(sheet: Sheet, material: Material, base: Pattern, leaf: Leaf) -> None:
    path = (*base, *leaf.steps)
    slot = replace(material.datum(path, leaf.shape, default=leaf.default), message=leaf.note)
    if path == ("style",):
        slot = replace(slot, kind="choice", choices=material.styles)
    if path in _GIVEN:
        slot = replace(slot, role="shown")
    sheet.key(sheet.row, 1, keys.row_key(path))
    must = "（必填）" if leaf.required else ""
    sheet.put(sheet.row, LABEL, Slot("label", leaf.title + must + _private(leaf), indent=min(len(leaf.groups), 2)))
    sheet.put(sheet.row, VALUE, slot)
    if leaf.note:
        sheet.put(sheet.row, NOTE, Slot("note", leaf.note))
    sheet.row += 1


def lay_rows(sheet: Sheet, material: Material, part: Rows) -> None:
    """One row an entry, and blank rows for more."""
    begin(sheet, part.title, part.note)
    columns, labels = entry_columns(part.pattern, material.model), _labels(part.pattern)
    alone = not labels and list(columns) == [keys.SELF]
    first = VALUE if alone else LABEL + len(labels)
    places = {name: first + index for index, name in enumerate(columns)}
    keyed = {name: LABEL + index for index, name in enumerate(labels)}
    _heads(sheet, part, columns, {**keyed, **places})
    sheet.marks(sheet.row + 1, 1, {place: name for name, place in {**keyed, **places}.items()})
    sheet.row += 2
    found = list(find_entries(material.data, part.pattern))
    if not _has_whole(part.pattern):
        found = [entry for entry in found if entry.labels.get(keys.OWNER) != keys.WHOLE]
    for number, entry in enumerate((*found, *[Entry((), {})] * part.spare), 1):
        sheet.key(sheet.row, 1, keys.row_key(part.pattern))
        if alone:
            sheet.put(sheet.row, LABEL, Slot("label", str(number), align="center"))
        for name, place in keyed.items():
            sheet.put(sheet.row, place, _label(part, name, entry))
        for name, leaf in columns.items():
            sheet.put(sheet.row, places[name], _cell(material, part, entry, name, leaf))
        sheet.row += 1
    sheet.key(sheet.row, 1, keys.STOP)
    sheet.row += 1
    for name, place in keyed.items():
        sheet.widths.setdefault(place, _MIDDLE if name in {keys.OWNER, keys.KEY} else _NARROW)
    for name, place in places.items():
        sheet.widths.setdefault(place, _width(columns[name]))


def _heads(sheet: Sheet, part: Rows, columns: Mapping[str, Leaf | None], places: Mapping[str, int]) -> None:
    """The heads over the columns of entries; a list of single texts shows their numbers beside them."""
    if LABEL not in places.values():
        sheet.put(sheet.row, LABEL, Slot("head", "序号", align="center"))
    for name, place in places.items():
        leaf = columns.get(name)
        if name in columns:
            must = "（必填）" if leaf and leaf.required and leaf.kind not in NUMERIC else ""
            title = " · ".join(leaf.titles) + must + _private(leaf) if leaf else "内容"
        else:
            title = part.key_title if name == keys.KEY else _KEY_HEADS[name]
        sheet.put(sheet.row, place, Slot("head", title, align="center"))


def _private(leaf: Leaf) -> str:
    """What the title of a value says if it is not for publication."""
    return "" if leaf.public else "（不公开）"


def entry_columns(pattern: Pattern, model: type[Accounts]) -> Mapping[str, Leaf | None]:
    """Column key → value of an entry of ``pattern``; one column that is the entry itself has no field."""
    base = generic(pattern)
    shape = shape_at(base, model)
    if shape is None or shape.model is None:
        return {keys.SELF: None}
    columns: dict[str, Leaf | None] = {
        "/".join(leaf.steps): leaf for leaf in leaves(base, model) if not _is_form(leaf.steps)
    }
    for below, title in lists(base, model):
        found = shape_at(below, model)
        if found is not None and is_cell_list(found) and len(below) == len(base) + 1:
            columns[below[-1]] = Leaf(below[-1:], (title,), found, required=False, default=None, note="")
    return columns


def _is_form(steps: Pattern) -> bool:
    """Whether a value belongs to a form that has sheets of its own."""
    return len(steps) > 1 and any(steps[0] in fields for fields in keys.FORMS.values())


def _labels(pattern: Pattern) -> tuple[str, ...]:
    """The key columns of a pattern."""
    names = [keys.OWNER] if any(step in keys.FORMS for step in pattern) else []
    if keys.GOAL in pattern:
        names.append(keys.GOAL)
    if keys.KEY in pattern:
        names.append(keys.KEY)
    if pattern[-2:] == ("goals", keys.INDEX):
        names.append(keys.NUMBER)
    return tuple(names)


def _label(part: Rows, name: str, entry: Entry) -> Slot:
    """A key cell of an entry."""
    value = entry.labels.get(name) or None
    if name in {keys.NUMBER, keys.GOAL}:
        return Slot("input", int(value) if value else None, kind="count", align="center")
    source = part.key_source
    if name == keys.OWNER:
        source = OWNERS if _has_whole(part.pattern) else "projects/*/name"
    return Slot("input", value, source=source)


def _has_whole(pattern: Pattern) -> bool:
    """Whether the whole unit has such entries, beside the projects."""
    return EVALUATION in pattern or keys.GOAL in pattern or "goals" in pattern


def _cell(material: Material, part: Rows, entry: Entry, name: str, leaf: Leaf | None) -> Slot:
    """A value of an entry, or of a blank row."""
    shape = leaf.shape if leaf else shape_at(generic(part.pattern), material.model)
    if shape is None:
        raise KeyError(part.pattern)
    steps = leaf.steps if leaf else ()
    slot = material.datum((*entry.path, *steps), shape, default=leaf.default if leaf and entry.path else None)
    if not entry.path:
        slot = replace(slot, value=None, path=None, renew=False)
    source = {"indicator": "indicators/@key/@key", "functional": "功能科目编码"}.get(name, "")
    return replace(slot, source=source) if source else slot


def _width(leaf: Leaf | None) -> float:
    if leaf is None or leaf.kind in {"text", "lines"}:
        return _LONG
    return _MIDDLE if leaf.kind == "line" else _SHORT

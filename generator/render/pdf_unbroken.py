"""Numbers that stay with what they count: no line ends between a number and its sign or its unit (数字与单位不分开).

The rules of Unicode by which Pango breaks lines keep a number whole, and 5% too, but part 12.5 from 万元 and 万 from
元. The text itself is not changed: Pango is told where no line may end.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import TYPE_CHECKING

from generator.render import pdf_versions
from generator.render.markup_fit import em

if TYPE_CHECKING:
    from collections.abc import Callable

    from weasyprint.text.line_break import Layout

    SetText = Callable[..., None]

_UNITS = (
    "个?百分点|平方[千公]?米|立方米|公里|公顷|公斤|千瓦时?|小时|分钟|工作日|人次|人年|批次|场次|台套|年度|季度"
    "|元|人|户|家|亩|吨"
)
WHOLE = re.compile(
    rf"[≥≤＞＜≧≦＝=±+＋－−-]?\d[\d,.]*[%％‰]?(?:[十百千万亿]*(?:{_UNITS})|[百千万亿]+[\u4e00-\u9fff]|[\u4e00-\u9fff])?"
)
"""A number with its sign and its unit; of a unit that is not named here, its first character."""


@cache
def keep_numbers_whole() -> bool:
    """Put it in place, once; whether the versions are those known."""
    if not pdf_versions.known():
        return False
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi

    ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);", override=True)
    line_break.Layout.set_text = _set_text(line_break.Layout.set_text)
    return True


def _set_text(original: SetText) -> SetText:
    from weasyprint.text.ffi import ffi, pango

    def set_text(layout: Layout, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's own
        original(layout, text, justify)
        if justify or len(layout.text) < 2:  # noqa: PLR2004 - what is drawn is broken already; one sign cannot be
            return
        most = inf if layout.max_width is None else layout.max_width / layout.style["font_size"]
        found = WHOLE.finditer(layout.text)
        whole = [match.span() for match in found if len(match[0]) > 1 and em(match[0]) <= most]
        if not whole:
            return
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        at, before = 0, 0
        for start, end in whole:
            at += len(layout.text[before:start].encode())
            attribute = pango.pango_attr_allow_breaks_new(False)  # noqa: FBT003 - a flag of Pango
            attribute.start_index = at
            at += len(layout.text[start:end].encode())
            attribute.end_index = at
            before = end
            pango.pango_attr_list_insert(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)

    return set_text

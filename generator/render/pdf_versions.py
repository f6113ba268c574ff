"""The versions of WeasyPrint, pydyf and Pango whose inside is known here.

Some modules reach into them (``pdf_speed``, ``pdf_justify``, ``pdf_unbroken``, the parser of ``pdf_engine``). With
any other version they do nothing: the document is the same, but made more slowly and set more plainly.
"""

from __future__ import annotations

WEASYPRINT = "70.0"
PYDYF = "0.13.0"
PANGO = 15000
"""1.50 and later: breaks can be barred. What else is asked of Pango is tried out where it is used."""


def known() -> bool:
    """Whether the versions that are installed are those."""
    import pydyf
    import weasyprint
    from weasyprint.text.ffi import pango

    versions = weasyprint.VERSION, pydyf.VERSION
    return versions == (WEASYPRINT, PYDYF) and int(pango.pango_version()) >= PANGO

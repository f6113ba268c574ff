"""Text → WordprocessingML runs and paragraphs. All text of a document passes through here and comes out literally."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[!-%'-;=?-~\u3000-\ud7ff\uff00-\uffef]+")
"""Text that needs neither escaping nor a hint of its script."""
_ILLEGAL = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMBIGUOUS = re.compile(r"[\u00a1-\u2bff]")
"""Signs that Word sets in the Latin font (“”…—·×) unless told that they are East Asian."""
_HINT = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_OPEN = '<w:t xml:space="preserve">'


def escape(text: str) -> str:
    """``text`` for element content; what XML cannot hold becomes U+FFFD."""
    clean = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """``text`` for an attribute's value in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def inline(text: str) -> str:
    """``text`` for use inside ``w:t``: escaped, with its line ends and tabs."""
    return escape(text).replace("\n", f"</w:t><w:br/>{_OPEN}").replace("\t", f"</w:t><w:tab/>{_OPEN}")


def run(text: str) -> str:
    """One run; nothing where there is no text."""
    if not text:
        return ""
    if _PLAIN.fullmatch(text):
        return f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:r>{_HINT if _AMBIGUOUS.search(text) else ''}{_OPEN}{inline(text)}</w:t></w:r>"


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """One paragraph; ``properties`` is what its style does not say, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def bookmark(number: int, runs: str) -> str:
    """``runs`` inside the bookmark that the table of contents points to."""
    name = bookmark_name(number)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def bookmark_name(number: int) -> str:
    """A name of the kind that Word gives to headings, so that an update of the table of contents keeps it."""
    return f"_Toc{number:09d}"


def field(instruction: str, result: str) -> str:
    """A field with its stored result."""
    return f"{field_start(instruction)}{result}{FIELD_END}"


def field_start(instruction: str) -> str:
    """The start of a field, up to its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

"""A printed Word file, edited as a person would: random changes of numbers and of words, each remembered."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "word/document.xml"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
HAN = re.compile(r"[\u4e00-\u9fff]")
UNITS = "亿万千百元个"
OTHER_WORDS = "山水田林湖草沙春夏秋冬东南西北"

Node = Any
"""An element of the file's tree."""


def seeded(seed: int) -> Random:
    """The same random choices every time."""
    return Random(seed)  # noqa: S311 - chooses edits, keeps no secret


@dataclass(frozen=True)
class Edit:
    """What was done: the number before and after (empty where there is none), and where."""

    kind: str
    left: str
    right: str
    heading: str
    row: tuple[str, ...]
    """Texts of the table's row, where it is one."""


class WordFile:
    """A Word file that is being edited."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root: Node = etree.fromstring(self.parts[TEXT])

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.parts[TEXT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return path

    def texts(self) -> Iterator[tuple[Node, str]]:
        """Every ``w:t`` of the text after the cover and the table of contents, with the heading above it."""
        heading, begun = "", False
        for paragraph in self.root.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = style.get(f"{W}val") if style is not None else ""
            if re.fullmatch(r"Heading\d|TableTitle", name):
                begun = True
                heading = "".join(paragraph.itertext(f"{W}t"))
                continue
            if begun:
                yield from ((text, heading) for text in paragraph.iter(f"{W}t") if text.text)


def row_of(text: Node) -> tuple[str, ...]:
    """Texts of the row in which ``text`` stands."""
    row = next(text.iterancestors(f"{W}tr"), None)
    return () if row is None else tuple("".join(cell.itertext(f"{W}t")) for cell in row.iter(f"{W}tc"))


def around(text: Node) -> tuple[str, str]:
    """What stands in the paragraph before and after ``text``."""
    paragraph = next(text.iterancestors(f"{W}p"))
    texts = list(paragraph.iter(f"{W}t"))
    at = texts.index(text)
    return "".join(one.text or "" for one in texts[:at]), "".join(one.text or "" for one in texts[at + 1 :])


# Numbers


def digit_changed(number: str, random: Random) -> str | None:
    """One digit is another."""
    at = random.choice([match.start() for match in re.finditer(r"\d", number)])
    return number[:at] + random.choice([sign for sign in "123456789" if sign != number[at]]) + number[at + 1 :]


def digit_removed(number: str, random: Random) -> str | None:
    """One digit is missing."""
    places = [match.start() for match in re.finditer(r"\d", number)]
    at = random.choice(places)
    return number[:at] + number[at + 1 :] if len(places) > 1 else None


def sign_added(number: str, _: Random) -> str | None:
    """It is negative."""
    return f"-{number}"


def percent(number: str, _: Random) -> str | None:
    """The percent sign is missing, or there is one."""
    return number[:-1] if number.endswith("%") else f"{number}%"


def separator(number: str, _: Random) -> str | None:
    """The thousands separator is missing, or is a stop."""
    if "," not in number:
        return None
    return number.replace(",", "", 1) if len(number) % 2 else number.replace(",", ".", 1)


def deleted(_: str, __: Random) -> str | None:
    """There is none."""
    return ""


CHANGES: tuple[Callable[[str, Random], str | None], ...] = (
    digit_changed,
    digit_removed,
    sign_added,
    percent,
    separator,
    deleted,
)


def edit_numbers(file: WordFile, random: Random, count: int) -> list[Edit]:
    """``count`` numbers changed, deleted or added, each in a text of its own; texts and tables alike."""
    texts = list(file.texts())
    in_tables = [one for one in texts if NUMBER.search(one[0].text) and row_of(one[0])]
    in_texts = [one for one in texts if NUMBER.search(one[0].text) and not row_of(one[0])]
    random.shuffle(in_tables)
    random.shuffle(in_texts)
    edits: list[Edit] = []
    while len(edits) < count:
        text, heading = (in_tables if len(edits) % 2 else in_texts).pop()
        done = _added(text, random) if len(edits) % 10 == 0 else _changed(text, random)
        if done is not None:
            row = row_of(text)
            text.text, left, right = done
            edits.append(
                Edit("added" if not left else "deleted" if not right else "changed", left, right, heading, row)
            )
    return edits


def _changed(text: Node, random: Random) -> tuple[str, str, str] | None:
    before, after = around(text)
    match = random.choice(list(NUMBER.finditer(text.text)))
    left, right = before + text.text[: match.start()], text.text[match.end() :] + after
    if re.search(r"[\w.,%)-]$", left, re.ASCII) or re.match(r"[\w.,%-]", right, re.ASCII):
        return None
    changed = random.choice(CHANGES)(match[0], random)
    if changed is None:
        return None
    return text.text[: match.start()] + changed + text.text[match.end() :], match[0], changed


def _added(text: Node, random: Random) -> tuple[str, str, str] | None:
    places = [match.start() + 1 for match in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text.text)]
    if not places:
        return None
    at, number = random.choice(places), str(random.randint(10, 99))
    return text.text[:at] + number + text.text[at:], "", number


# Words


def edit_words(file: WordFile, random: Random, count: int) -> set[str]:
    """``count`` characters replaced, added or removed, none of them of a unit; the texts of the paragraphs since."""
    texts = [text for text, _ in file.texts() if HAN.search(text.text)]
    random.shuffle(texts)
    edited: list[Node] = []
    for text in texts:
        places = [match.start() for match in HAN.finditer(text.text) if match[0] not in UNITS]
        if len(edited) == count or not places:
            continue
        at = random.choice(places)
        match random.choice(("replace", "add", "remove")):
            case "replace":
                text.text = text.text[:at] + random.choice(OTHER_WORDS) + text.text[at + 1 :]
            case "add":
                text.text = text.text[:at] + random.choice(OTHER_WORDS) + text.text[at:]
            case _:
                text.text = text.text[:at] + text.text[at + 1 :]
        edited.append(next(text.iterancestors(f"{W}p")))
    return {re.sub(r"\s", "", "".join(paragraph.itertext(f"{W}t"))) for paragraph in edited}

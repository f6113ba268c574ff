"""One section's template → its paragraphs and small headings."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from generator.document.blocks import Block, Heading, Paragraph
from generator.errors import StyleError
from generator.finding import quoted
from generator.ink import HEADING_MARK, NOTE_MARK, Ink, plain, spans
from generator.narrative.environment import TextEnvironment, text_environment
from generator.narrative.lint import lint_templates, with_partials
from generator.narrative.titles import chinese_words

if TYPE_CHECKING:
    from generator.facts.kinds import Book
    from generator.narrative.glossary import Term
    from generator.style.load import LoadedStyle


@cache
def checked_environment(style: LoadedStyle) -> TextEnvironment:
    """The environment of ``style``, once every name in its templates is known to exist.

    Raises:
        StyleError: a template is missing, does not parse or names what does not exist; all mistakes in one message.
    """
    environment = text_environment(style)
    needed = [f"{name}.j2" for name in templates_of(style)]
    missing = [name for name in needed if name not in environment.list_templates()]
    if missing:
        raise StyleError(f"样式“{style.style.name}”缺少正文模板：{'、'.join(missing)}", "放进样式的 narrative 文件夹")
    partials = sorted(with_partials(environment, needed).difference(needed))
    mistakes = lint_templates(environment, (*partials, *needed))
    if mistakes:
        listed = "；".join(str(mistake) for mistake in mistakes)
        raise StyleError(f"样式“{style.style.name}”的模板有 {len(mistakes)} 处错误：{listed}")
    return environment


def templates_of(style: LoadedStyle) -> tuple[str, ...]:
    """Names of the templates that the outline uses."""
    spec = style.style
    parts = [spec.parts[name] for name in spec.outline]
    waiting = [name for part in parts for name in part.sections]
    found = [part.text for part in parts if part.text]
    while waiting:
        name = waiting.pop(0)
        section = spec.sections[name]
        if section.text:
            found.append(name)
        waiting += section.sections
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class TextWriter:
    """Renders templates of one style over one fact book."""

    style: LoadedStyle
    context: dict[str, Any]

    @staticmethod
    def over(book: Book, style: LoadedStyle, ink: Ink, glossary: tuple[Term, ...]) -> TextWriter:
        """The writer for ``book``; what it prints is recorded in ``ink``."""
        level = book.unit.level
        words = {
            "ink": ink,
            "section": "",
            "me": ink.self_word,
            "we": book.unit.self_word or (style.style.evaluation_words or style.style.self_words)[book.unit.kind],
            "name": book.unit.short_name or book.unit.name,
            "level_word": style.style.level_words[level],
            "dept_word": style.style.dept_words[level],
            "prior_label": style.style.wording.prior_label.format(prior_year=book.prior_year),
            "next_year": book.year + 1,
            "glossary": glossary,
        }
        facts = {field.name: getattr(book, field.name) for field in fields(book)}
        known = {**facts, **words}
        return TextWriter(
            style, known | {title: known[name] for name, title in chinese_words(type(book)).items() if name in known}
        )

    def line(self, pattern: str) -> str:
        """A title of the style, such as ``{year}年度{name}部门决算``, filled in."""
        book = self.context
        return pattern.format(
            year=book["year"],
            prior_year=book["prior_year"],
            next_year=book["year"] + 1,
            name=book["name"],
            full_name=book["unit"].name,
            kind=book["unit"].kind,
            me=book["me"],
        )

    def blocks(self, template: str, level: int, anchor: str, place: str) -> tuple[Block, ...]:
        """The section ``template``: one line a paragraph.

        Args:
            template: name of the template, without suffix.
            level: outline level for small headings inside the text.
            anchor: prefix of the anchors of those headings.
            place: title of the section, for findings.

        Raises:
            StyleError: the template does not load or render; names file and line.
        """
        environment = checked_environment(self.style)
        try:
            text = environment.get_template(f"{template}.j2").render({**self.context, "section": quoted(place)})
        except (TemplateError, TypeError, AttributeError, ValueError) as error:
            raise StyleError(f"样式“{self.style.style.name}”的 {template}.j2 出错：{error}") from error
        found: list[Block] = []
        for line in text.split("\n"):
            stripped = line.strip()
            if not stripped:
                continue
            if stripped.startswith(HEADING_MARK):
                found.append(Heading(level, plain(stripped[1:]), f"{anchor}-{len(found)}"))
            elif stripped.startswith(NOTE_MARK):
                found.append(Paragraph(spans(stripped[1:]), "note"))
            else:
                found.append(Paragraph(spans(stripped)))
        return tuple(found)

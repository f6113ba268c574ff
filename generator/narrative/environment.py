"""A style's folders → the Jinja environment that renders its text templates.

Templates are sandboxed and see facts only. Text of data is a value, never a template.
Facts may be named in English or in Chinese.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.facts.book import FactBook
from generator.facts.figure import Completion, Figure
from generator.facts.kinds import BOOKS
from generator.ink import HEADING_MARK, NOTE_MARK, Ink
from generator.narrative.absent import Absent, absent_from
from generator.narrative.names import CALCULATING
from generator.narrative.titles import chinese_names
from generator.numerals import chinese, numbered
from generator.style.load import TEXT_FOLDER

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from generator.style.load import LoadedStyle

FUNCTIONS = {
    "style": "样式",
    "reason": "原因",
    "fill": "套用",
    "numbered": "编号",
    "chinese": "中文数字",
    "heading": "小标题",
    "note": "表注",
    "missing": "缺数",
}
"""What templates may call or quote → its Chinese name."""


class TextEnvironment(ImmutableSandboxedEnvironment):
    """Attribute access that knows Chinese names, and turns what is not there into :class:`Absent`."""

    book: type = FactBook
    """What the texts are written over: the book of the style's kind of document."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as in Jinja
        """``obj.attribute``."""
        if isinstance(obj, Absent):
            return obj
        if not attribute.isascii():
            owner: Any = type(obj)
            attribute = chinese_names(owner).get(attribute, attribute)
        found = super().getattr(obj, attribute)
        return absent_from(obj, attribute) if found is None else found


def _ink(context: Context) -> Ink:
    ink: Ink = context["ink"]
    return ink


def _printed(context: Context, value: object, form: str) -> str:
    ink = _ink(context)
    if isinstance(value, Figure):
        text: str = getattr(ink, form)(value)
        return text
    if isinstance(value, Absent):
        return ink.missing(value.title, context["section"])
    raise TypeError(f"{form}：{value!r} 不是数")


@pass_context
def _money(context: Context, value: object) -> str:
    return _printed(context, value, "money")


@pass_context
def _money_in_full(context: Context, value: object) -> str:
    return _printed(context, value, "money_in_full")


@pass_context
def _number(context: Context, value: object) -> str:
    return _printed(context, value, "number")


@pass_context
def _percent(context: Context, value: object) -> str:
    return _printed(context, value, "percent")


@pass_context
def _is_shown(context: Context, value: object) -> bool:
    return isinstance(value, Figure) and not _ink(context).shows_zero(value)


def _is_beyond(value: object, points: int) -> bool:
    """Whether outturn lies more than ``points`` percentage points from its budget, or there is no rate."""
    if not isinstance(value, Completion):
        return True
    return value.rate is None or abs(value.rate.value - 1) * 100 > points


def _is_known(value: object) -> bool:
    return value is not None and not isinstance(value, Absent)


@pass_context
def _finish(context: Context, value: object) -> object:
    if isinstance(value, Absent):
        return _ink(context).missing(value.title, context["section"])
    if isinstance(value, Figure):
        raise TypeError(f"“{value.title}”没有说明怎样印：用 | money、| number 或 | percent")
    return value


@pass_context
def _reason(context: Context, key: str, *, required: bool = True) -> str:
    """The reason that a person wrote for ``key`` (``total``, ``items.2080501``, ``reception.prior``)."""
    value: Any = context["accounts"].reasons
    for step in key.split("."):
        value = value.get(step, "") if isinstance(value, dict) else getattr(value, step)
    text = str(value).rstrip("。；，、 ")
    _ink(context).ask(key, given=bool(text), required=required, place=context["section"])
    return text


@pass_context
def _fill(context: Context, pattern: str) -> str:
    """A phrase of the style, such as ``{year}年度{name}``, filled in."""
    return pattern.format(
        year=context["year"],
        prior_year=context["prior_year"],
        next_year=context["next_year"],
        name=context["name"],
        kind=context["unit"].kind,
        me=context["me"],
        we=context["we"],
    )


def _sentence(text: str) -> str:
    """Text without its final stop, so that a template can go on or close the sentence itself."""
    return text.rstrip("。；;，、 ")


@cache
def text_environment(style: LoadedStyle) -> TextEnvironment:
    """The environment of ``style``; its templates come from its own folder, then from those it extends."""
    folders = [FileSystemLoader(folder / TEXT_FOLDER, encoding="utf-8-sig") for folder in style.folders]
    environment = TextEnvironment(
        loader=ChoiceLoader(folders),
        undefined=StrictUndefined,
        finalize=_finish,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
    )
    environment.book = BOOKS[style.style.document]
    for name in CALCULATING:
        environment.filters.pop(name, None)
    environment.filters |= {"money": _money, "number": _number, "percent": _percent, "sentence": _sentence}
    environment.filters |= {"money_in_full": _money_in_full, "万元不去零": _money_in_full}
    environment.filters |= {"万元": _money, "数": _number, "百分比": _percent, "不带句号": _sentence}
    environment.tests |= {"shown": _is_shown, "known": _is_known, "beyond": _is_beyond}
    environment.tests |= {"不印成零": _is_shown, "有数": _is_known, "偏离超过": _is_beyond}
    environment.globals.clear()
    environment.globals |= {
        "style": style.style,
        "reason": _reason,
        "fill": _fill,
        "numbered": numbered,
        "chinese": chinese,
        "heading": HEADING_MARK,
        "note": NOTE_MARK,
        "missing": Absent,
    }
    environment.globals |= {chinese_name: environment.globals[name] for name, chinese_name in FUNCTIONS.items()}
    return environment

"""部门 and 单位, level, self word and year belong to the unit: every sample in every combination says only its own."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, get_args

import pytest

from generator.authoring.trial import OF_THE_STYLE
from generator.checks.run import check_text
from generator.document.text import to_text
from generator.ingest import Loaded
from generator.model.accounts import FinalAccounts
from generator.model.unit import EntityKind, Level
from generator.pipeline import compose_unit, text_of
from generator.style.load import load_style
from tests.styles.support import NAMES, WORKSPACE, loaded, written

if TYPE_CHECKING:
    from generator.style.model import Style

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
LEVELS: tuple[Level, ...] = tuple(level for level in get_args(Level) if level != "中央")
SELF_WORDS = ("本部门", "本单位", "我部门", "我单位", "我中心", "本中心", "我局", "本局")
LEVEL_WORDS = tuple(f"{tier}{word}" for tier in "省市区县" for word in ("级", "直", "对下"))


def prescribed(sample: str, **unit: str) -> tuple[str, Style]:
    """The text of the document without what people wrote, and its style."""
    data = loaded(sample)
    assert data.accounts is not None
    accounts = data.accounts.model_copy(update={"unit": data.accounts.unit.model_copy(update=unit)})
    made = compose_unit(Loaded(accounts, data.sources, (), ()), WORKSPACE)
    text = to_text(made.composition.document)
    for own in people_wrote(sample):
        text = text.replace(own, "")
    return text, made.style.style


@cache
def people_wrote(sample: str) -> tuple[str, ...]:
    """The texts of a sample's data, the longest first."""
    accounts = loaded(sample).accounts
    assert accounts is not None
    data = accounts.model_dump(exclude={"style", "amount_unit"})
    told = ("name", "short_name", "duties_lead", "duties", "organisation", "supervisor")
    data["unit"] = {key: data["unit"][key] for key in told}
    return tuple(sorted({text for text in written(data) if len(text) > 1}, key=len, reverse=True))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", NAMES)
def test_only_the_unit_s_own_words_are_said(sample: str, kind: EntityKind, level: Level) -> None:
    text, style = prescribed(sample, kind=kind, level=level, self_word="")
    own = {style.self_words[kind], (style.evaluation_words or style.self_words)[kind]}
    assert [word for word in SELF_WORDS if word in text and word not in own] == []
    right = {style.level_words[level], style.dept_words[level], f"{style.tier_words[level]}对下"}
    assert [word for word in LEVEL_WORDS if word in text and word not in right] == []
    assert style.self_words[kind] in text


@pytest.mark.parametrize("sample", NAMES)
def test_a_unit_s_own_self_word_goes_before_the_style_s(sample: str) -> None:
    text, _ = prescribed(sample, self_word="我局")
    assert [word for word in SELF_WORDS if word in text and word != "我局"] == []


@pytest.mark.parametrize("sample", NAMES)
def test_the_document_s_title_says_what_the_unit_is(sample: str) -> None:
    for kind in KINDS:
        text, style = prescribed(sample, kind=kind)
        if "{kind}" in style.document_title:
            assert f"{kind}决算" in text.splitlines()[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", NAMES)
def test_in_every_combination_the_text_reads_well(sample: str, kind: EntityKind) -> None:
    usual = read_as(sample, {})
    data = loaded(sample)
    assert isinstance(data.accounts, FinalAccounts)
    first, last = load_style(WORKSPACE.templates, data.accounts.style).style.years
    for level, self_word, year in product(LEVELS, ("", "我局"), sorted({first, min(last, 2024)})):
        unit = {"kind": kind, "level": level, "self_word": self_word}
        assert read_as(sample, unit, year) - usual == set(), (level, self_word, year)


def read_as(sample: str, unit: dict[str, str], year: int = 0) -> set[tuple[str, str]]:
    """What the checks of the text and the laws of paragraphs find in the sample with another unit or year."""
    data = loaded(sample)
    accounts = data.accounts
    assert isinstance(accounts, FinalAccounts)
    changed = accounts.model_copy(update={"unit": accounts.unit.model_copy(update=unit), "year": year or accounts.year})
    made = compose_unit(Loaded(changed, data.sources, (), ()), WORKSPACE)
    found = check_text(text_of(made.subject, made.composition)).findings
    doubled = re.findall(r"[，。；：、]{2}|：。|（）|“”", to_text(made.composition.document))
    ours = {(one.code, one.found) for one in found if one.code in OF_THE_STYLE and not one.path}
    return ours | {("标点", mark) for mark in doubled}


@pytest.mark.parametrize("sample", NAMES)
def test_only_this_year_its_neighbours_and_no_other_is_named(sample: str) -> None:
    data = loaded(sample)
    assert data.accounts is not None
    style = load_style(WORKSPACE.templates, data.accounts.style).style
    for year in {style.years[0], min(style.years[1], 2024)}:
        accounts = data.accounts.model_copy(update={"year": year})
        text = to_text(compose_unit(Loaded(accounts, data.sources, (), ()), WORKSPACE).composition.document)
        for own in people_wrote(sample):
            text = text.replace(own, "")
        published = accounts.unit.published_on
        allowed = {str(year - 1), str(year), str(year + 1)} | ({str(published.year)} if published else set())
        assert set(re.findall(r"(?<![\d.,])(20\d\d)(?=年|]|$)", text)) <= allowed

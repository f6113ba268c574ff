"""Which fonts there are, and which characters they lack."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.fonts import (
    BOLD,
    REGULAR,
    MissingFont,
    chain,
    faces,
    find_face,
    missing_families,
    uncovered,
    use_workspace_fonts,
)
from generator.style.load import load_style
from generator.style.model import Font, Fonts
from generator.workspace import Workspace

if TYPE_CHECKING:
    import pytest

FONTS: Fonts = load_style(Workspace.find().templates, "base").style.fonts
ALL = tuple(dict.fromkeys(family for font in (FONTS.body, FONTS.latin) for family in chain(font, FONTS)))


def test_every_font_of_the_base_style_is_installed() -> None:
    assert () == missing_families(FONTS)


def test_a_font_of_which_no_family_is_installed_is_named_with_what_would_serve() -> None:
    fonts = FONTS.model_copy(
        update={"body": Font(name="仿宋_GB2312", families=("没有的仿宋", "No Such Font")), "fallback": ("No Such Kai",)}
    )
    missing = missing_families(fonts)
    assert (
        MissingFont("仿宋_GB2312", ("仿宋_GB2312", "没有的仿宋", "No Such Font")),
        MissingFont("生僻字和符号", ("No Such Kai",)),
    ) == missing
    assert "仿宋_GB2312（仿宋_GB2312、没有的仿宋、No Such Font）" == str(missing[0])


def test_the_fonts_of_the_installation_are_found_beside_those_of_the_system() -> None:
    own = Workspace.find().fonts
    found = find_face(FONTS.body.families)
    assert found is not None
    assert own.resolve() in found.file.resolve().parents
    assert any(own.resolve() not in face.file.resolve().parents for face in faces())


def test_faces_are_chosen_by_weight_and_upright() -> None:
    regular, bold = (find_face(("Liberation Serif",), weight) for weight in (REGULAR, BOLD))
    assert regular is not None
    assert bold is not None
    assert ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf") == (regular.file.name, bold.file.name)
    assert find_face(("No Such Font",)) is None


def test_the_chain_covers_rare_names_signs_and_chinese_punctuation() -> None:
    assert "" == uncovered("镕堃喆昇翀湉 ☑≧≥ “”‘’…—·《》 0123456789 ABC %（）", ALL)


def test_a_font_alone_lacks_what_the_chain_has() -> None:
    assert "☑喆堃镕" == uncovered("医疗镕堃保障喆☑镕", FONTS.body.families)


def test_what_no_font_has_is_named_and_what_is_invisible_is_not() -> None:
    assert "\ue000\U0002ffff" == uncovered("甲\ue000\n\t \u200b\u3000\U0002ffff", ALL)


@given(st.text(max_size=40), st.text(max_size=40))
def test_uncovered_characters_are_those_of_the_text_and_add_up(first: str, second: str) -> None:
    found = uncovered(first + second, ALL)
    assert set(found) == set(uncovered(first, ALL)) | set(uncovered(second, ALL))
    assert set(found) <= set(first + second)
    assert set(found) <= set(uncovered(first + second, ALL[:1]))


def test_a_font_configuration_of_the_user_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    use_workspace_fonts()
    assert "/etc/fonts/fonts.conf" == os.environ["FONTCONFIG_FILE"]

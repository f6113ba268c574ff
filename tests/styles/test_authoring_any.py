"""Whatever an author writes, the check answers with findings, never with an error of the program."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.check import check_style
from generator.narrative.environment import TextEnvironment, text_environment
from generator.narrative.lint import lint_source
from generator.narrative.tags import mend_blocks, mend_braces
from generator.style.load import load_style
from generator.style.problems import CODES
from tests.styles.authoring import DOCUMENT, NAME, changed_shell, write_style
from tests.styles.support import WORKSPACE

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    *("{{", "}}", "{%", "%}", "｛｛", "｝｝", "{％", "％}", "{", "}", "%", "#", "{#", "#}"),
    *(" ", "\n", "|", "-", "(", ")", "[", "]", '"', "'", "（", "，", "1"),
    *(" if ", " endif ", " for ", " in ", " else ", " elif ", " set ", " macro ", " import ", " raw ", " block "),
    *("year", "收入", ".合计", "|万元", " is 有数", '"_phrases.j2" as say', "p "),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
VALUES = ("5", "[]", "{}", "null", "[1, 2]", "{a: 1}", "true", '"{x}"', "[[a]]", "{1: 2}", "2024-01-01", "*a", "：")
KEYS = ("outline", "parts", "sections", "charts", "tables", "wording", "years", "fonts", "title", "annex", "extends")


@cache
def environment() -> TextEnvironment:
    """What texts are read with."""
    return text_environment(load_style(WORKSPACE.templates, "sichuan"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    for mistake in lint_source(environment(), "total.j2", text):
        assert mistake.code in CODES
        assert 1 <= mistake.line <= text.count("\n") + 1, str(mistake)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_mended_text_keeps_its_lines_and_its_blocks_are_whole(text: str) -> None:
    mended, _ = mend_braces(text)
    assert text.count("\n") == mended.count("\n")
    closed, _ = mend_blocks(mended)
    assert mend_blocks(closed)[1] == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(keys=st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=3), shell=TEXTS)
def test_any_keys_and_any_shell_are_read(
    keys: list[tuple[str, str]], shell: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    own = write_style(folder, "".join(f"{key}: {value}\n" for key, value in keys))
    text = shell.replace("<", "").replace("&", "")
    (own / "shell.docx").write_bytes(changed_shell([(DOCUMENT, "{{ cover.date }}", text)]))
    findings = check_style(NAME, WORKSPACE.with_styles(folder / "样式")).findings
    assert {one.code for one in findings} <= set(CODES)

"""部门 and 单位, and the level, belong to the unit: a budget says only its own."""

from __future__ import annotations

import pytest

from tests.budget.support import NAME
from tests.styles.test_combinations import KINDS, LEVEL_WORDS, LEVELS, SELF_WORDS, prescribed


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_only_the_unit_s_own_words_are_said(kind: str, level: str) -> None:
    text, style = prescribed(NAME, kind=kind, level=level, self_word="")
    own = {style.self_words[kind], f"本{kind}"}
    assert [word for word in SELF_WORDS if word in text and word not in own] == []
    right = {style.level_words[level], style.dept_words[level]}
    assert [word for word in LEVEL_WORDS if word in text and word not in right] == []
    assert style.self_words[kind] in text
    tier = style.tier_words[level]
    assert f"实际发生时报{tier}{'党' if tier == '乡' else ''}委、{tier}政府审批" in text

"""A year's table forms that somebody edited: what is wrong is said with the file, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.errors import StyleError
from generator.forms.load import load_forms

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("year: 2030\n# 收入".encode("gbk"), "不是 UTF-8"),
        (b"year: [2030", "不是 UTF-8 编码的 YAML"),
        (b"", "没有内容"),
        (b"extends: 2029\n", "2029.yaml 无法读取"),
        (b"year: 2030\ntables: 3\n", "有错"),
    ],
    ids=["gbk", "yaml", "empty", "extends nothing", "not a form"],
)
def test_a_form_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "2030.yaml").write_bytes(content)
    with pytest.raises(StyleError, match=r"2030|2029") as raised:
        load_forms(tmp_path, 2030)
    assert said in raised.value.message


def test_a_year_before_all_forms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="没有 2019 年度的表样"):
        load_forms(tmp_path, 2019)

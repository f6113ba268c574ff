"""The generated pages in the project say what the code says."""

from __future__ import annotations

import pytest

from generator.manual import PAGES
from generator.workspace import Workspace


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_in_sync(name: str) -> None:
    """``make docs`` would change nothing."""
    written = (Workspace.find().root / name).read_text(encoding="utf-8")

    assert written == PAGES[name]()

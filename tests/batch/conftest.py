"""What all tests of the batch share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.support import one_program

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _one_program() -> Iterator[None]:
    with one_program():
        yield

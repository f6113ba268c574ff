"""``juesuan batch`` with a slow task in place of the real one, as a process that a test can interrupt or kill."""

from __future__ import annotations

from functools import partial
from unittest.mock import patch

from generator.batch.run import run_batch
from generator.cli import main
from tests.batch import hooks
from tests.batch.support import one_program, two

if __name__ == "__main__":
    with (
        one_program(),
        patch("generator.cli.commands.batch.run_batch", partial(run_batch, do=hooks.slow)),
        patch("generator.cli.commands.batch._hire", lambda *_: two()),
    ):
        main()

"""Why a finished file cannot be read back."""

from __future__ import annotations

from generator.errors import GeneratorError


class UnreadableError(GeneratorError):
    """文件无法读取: no Word file or PDF, with a password, damaged, or a picture of a document."""

    exit_code = 3

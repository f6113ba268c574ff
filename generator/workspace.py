"""Where the program's own files are: the only module that knows the layout of folders."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.errors import MissingDependencyError

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Workspace:
    """The project's folders, or their copies inside an installed package."""

    root: Path

    @staticmethod
    def find() -> Workspace:
        """The workspace named by ``JUESUAN_HOME``, else the project around this package, else the package's copies."""
        named = os.environ.get("JUESUAN_HOME")
        candidates = [Path(named)] if named else [_PACKAGE.parent, _PACKAGE]
        for root in candidates:
            workspace = Workspace(root)
            if (workspace.templates / "base" / "style.yaml").is_file():
                return workspace
        raise MissingDependencyError(
            f"找不到样式文件夹 templates（在 {candidates[0]} 中）", "重新安装本程序，或设置 JUESUAN_HOME"
        )

    @cached_property
    def _bundled(self) -> bool:
        return self.root == _PACKAGE

    @property
    def templates(self) -> Path:
        """样式: one folder a style."""
        return self.root / ("_templates" if self._bundled else "templates")

    @property
    def data(self) -> Path:
        """表样、科目表."""
        return self.root / ("_data" if self._bundled else "data")

    @property
    def forms(self) -> Path:
        """表样, one file a year."""
        return self.data / "forms"

    @property
    def reference(self) -> Path:
        """科目表、名词库."""
        return self.data / "reference"

    @property
    def checks(self) -> Path:
        """核对规则用的词表、公开要素表."""
        return self.data / "checks"

    @property
    def fonts(self) -> Path:
        """Fonts that belong to this installation, beside those of the system."""
        return self.root / ".fonts"

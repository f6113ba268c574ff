"""Where the program's own files are: the only module that knows the layout of folders."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.errors import MissingDependencyError

_PACKAGE = Path(__file__).resolve().parent
OWN_STYLES = "样式"
"""Name of a user's folder of styles, in or beside the data."""


@dataclass(frozen=True)
class Workspace:
    """The project's folders, or their copies inside an installed package."""

    root: Path
    own_styles: tuple[Path, ...] = ()
    """Folders of the user with styles of his own."""

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

    def beside(self, source: Path) -> Workspace:
        """The workspace with the user's styles too: those of the folders 样式 in, beside and above ``source``."""
        start = source.absolute() if source.is_dir() else source.absolute().parent
        found = [folder for place in (start, start.parent) if (folder := place / OWN_STYLES).is_dir()]
        return self.with_styles(*found)

    def with_styles(self, *folders: Path) -> Workspace:
        """The workspace with ``folders`` of styles too."""
        known = {folder.resolve() for folder in self.styles}
        fresh = [one for folder in dict.fromkeys(folders) if (one := folder.resolve()) not in known]
        return replace(self, own_styles=(*self.own_styles, *fresh)) if fresh else self

    @cached_property
    def _bundled(self) -> bool:
        return self.root == _PACKAGE

    @property
    def templates(self) -> Path:
        """样式: one folder a style."""
        return self.root / ("_templates" if self._bundled else "templates")

    @property
    def styles(self) -> tuple[Path, ...]:
        """Every folder that styles may lie in, the program's first."""
        return (self.templates, *self.own_styles)

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

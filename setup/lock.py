"""pyproject.toml + what is installed in .venv → setup/requirements.txt: every package that is needed, pinned.

Follows the requirements of the project, its extras and the build backend through the installed metadata.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "setup" / "requirements.txt"


def wanted(project: dict[str, Any]) -> list[Requirement]:
    """What pyproject.toml asks for."""
    table, build = project["project"], project["build-system"]
    texts = (
        *table["dependencies"],
        *(one for extra in table["optional-dependencies"].values() for one in extra),
        *build["requires"],
    )
    return [Requirement(text) for text in texts]


def closure(requirements: list[Requirement]) -> dict[str, Distribution]:
    """Name → distribution, for the requirements and all that they require on this platform."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    queue = [(requirement, extra) for requirement in requirements for extra in ("", *requirement.extras)]
    while queue:
        requirement, extra = queue.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[name] = distribution(name)
        if requirement.specifier and not requirement.specifier.contains(found[name].version, prereleases=True):
            sys.exit(f"{name} {found[name].version} is installed, but {requirement} is wanted")
        for text in found[name].requires or ():
            child = Requirement(text)
            if child.marker is None or child.marker.evaluate({"extra": extra}):
                queue += [(child, each) for each in ("", *child.extras)]
    return found


def main() -> None:
    """Write the lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    try:
        found = closure(wanted(project))
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed: pip install it first")
    pins = sorted((name, each.version) for name, each in found.items())
    LOCK.write_text("".join(f"{name}=={version}\n" for name, version in pins), encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(pins)} packages")


if __name__ == "__main__":
    main()

"""The usual way to a PDF: a Word file, and LibreOffice kept running that opens it, renews its contents and exports it.

This module starts LibreOffice and the client that speaks to it over UNO, which runs in the system's Python because
LibreOffice brings its bindings for that one alone. The CPU time is that of LibreOffice itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

PYTHON = "/usr/bin/python3"
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60

CLIENT = """
import sys, time
import uno
from com.sun.star.beans import PropertyValue

def value(name, content):
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found

local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(600):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % sys.argv[1])
        break
    except Exception:
        time.sleep(0.1)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
print("ready", flush=True)
for line in sys.stdin:
    source, target = (uno.systemPathToFileUrl(path) for path in line.rstrip().split("\\t"))
    document = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", True),))
    indexes = document.getDocumentIndexes()
    for number in range(indexes.getCount()):
        indexes.getByIndex(number).update()
    document.storeToURL(target, (value("FilterName", "writer_pdf_Export"),))
    document.close(True)
    print("done", flush=True)
"""


def missing() -> str:
    """Why LibreOffice cannot be measured here; empty if it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed"
    if (
        not Path(PYTHON).exists()
        or subprocess.run([PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        return "the UNO bindings (python3-uno) are not installed"
    return ""


class Office:
    """LibreOffice kept running; used in a ``with`` block."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "office-profile"
        self._name = f"bench{os.getpid()}"

    def __enter__(self) -> Self:
        office = [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation={self._profile.resolve().as_uri()}",
            f"--accept=pipe,name={self._name};urp;",
        ]
        self._office = subprocess.Popen(office, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._client = subprocess.Popen(
            [PYTHON, "-c", CLIENT, self._name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer("ready")
        return self

    def __exit__(self, *_: object) -> None:
        self._client.communicate()
        for pid in self._pids():
            os.kill(pid, 15)
        end = time.monotonic() + _PATIENCE
        while self._office.poll() is None and time.monotonic() < end:
            time.sleep(0.1)
        self._office.kill()
        self._office.wait()

    def convert(self, source: Path, target: Path) -> float:
        """Word file → PDF; the CPU seconds it took."""
        before = self.cpu()
        assert self._client.stdin is not None  # noqa: S101 - opened as a pipe above
        self._client.stdin.write(f"{source.resolve()}\t{target.resolve()}\n")
        self._client.stdin.flush()
        self._answer("done")
        return self.cpu() - before

    def cpu(self) -> float:
        """CPU seconds of LibreOffice so far."""
        return sum(cpu_of(pid) for pid in self._pids())

    def memory(self) -> float:
        """Peak of LibreOffice in MB."""
        return max((peak_of(pid) for pid in self._pids()), default=0.0)

    def _answer(self, expected: str) -> None:
        assert self._client.stdout is not None  # noqa: S101 - opened as a pipe above
        if self._client.stdout.readline().strip() != expected:
            raise RuntimeError("LibreOffice did not answer")

    def _pids(self) -> list[int]:
        mark = str(self._profile.resolve().as_uri()).encode()
        found = []
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mark in line.read_bytes():
                    found.append(int(line.parent.name))
            except OSError:
                continue
        return found


def cpu_of(pid: int) -> float:
    """User and system seconds of a process; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def peak_of(pid: int, entry: str = "VmHWM") -> float:
    """An entry of a process's status in MB; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{entry}:")), 0.0)

"""The review pages → how long a save takes to be seen, how large a page is, how soon a department's board is there.

``python -m benchmarks.review`` (``--units 300``, ``--saves 20``).
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.department import write_department
from generator.workspace import Workspace
from tests.serve.running import running

SAMPLE = "wuhan-center-2024"
BEFORE = "25.16"
CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
ADDRESS = re.compile(r"http://(127\.0\.0\.1:(\d+))/\?t=(\S+)")


@dataclass
class Started:
    """``juesuan serve`` in a process of its own."""

    process: subprocess.Popen[str]
    host: str
    cookie: str

    def get(self, path: str) -> tuple[float, str]:
        """Seconds and text of a page."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        text = connection.getresponse().read().decode()
        connection.close()
        return time.perf_counter() - began, text

    def end(self) -> None:
        """As Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()


def start(source: Path, output: Path) -> Started:
    """A server whose address is known."""
    command = [sys.executable, "-m", "generator", "serve", str(source), "--no-open", "-o", str(output)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    found = ADDRESS.search(process.stdout.readline() if process.stdout else "")
    if found is None:
        raise RuntimeError(process.args)
    return Started(process, found[1], f"juesuan_{found[2]}={found[3]}")


def saves(count: int, folder: Path) -> None:
    """Save a figure so many times, and wait each time until the browser shows it."""
    from playwright.sync_api import sync_playwright

    unit = folder / SAMPLE
    shutil.copytree(Workspace.find().data / "samples" / SAMPLE, unit)
    file = unit / "unit.yaml"
    text = file.read_text(encoding="utf-8")
    took = []
    with running(unit, folder / "记录") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(server.door.address)
        page.locator("#main .fig").first.wait_for()
        page.wait_for_timeout(1000)
        for number in range(count):
            figure = f"{30 + number}.77"
            began = time.perf_counter()
            file.write_text(text.replace(BEFORE, figure), encoding="utf-8")
            page.locator("#main", has_text=figure).wait_for()
            took.append(time.perf_counter() - began)
            page.wait_for_timeout(700)
        size = len(server.get(f"/u/{server.unit(unit).id}/").body)
        browser.close()
    print(f"保存后网页更新（{count} 次）：中位数 {statistics.median(took):.2f} 秒，最慢 {max(took):.2f} 秒")
    print(f"一个单位的网页：{size / 1024:.0f} KB")


def board(units: int, folder: Path) -> None:
    """Start a server for a department twice: the second start knows the rows of the first."""
    source, output = folder / "部门", folder / "输出"
    write_department(units, source)
    for title in ("第一次", "再次"):
        began = time.perf_counter()
        server = start(source, output)
        started = time.perf_counter() - began
        first, text = server.get("/")
        seen = time.perf_counter() - began
        waited = text
        while "已全部核对" not in waited:
            time.sleep(0.1)
            waited = server.get("/")[1]
        every = time.perf_counter() - began
        last, text = server.get("/")
        print(
            f"{title}打开 {units} 个单位：启动 {started:.2f} 秒，首页 {first:.2f} 秒（从命令开始 {seen:.2f} 秒），"
            f"全部核对完 {every:.1f} 秒，之后首页 {last:.2f} 秒、{len(text.encode()) / 1024:.0f} KB"
        )
        server.end()


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juesuan-") as name:
        folder = Path(name)
        if CHROMIUM:
            saves(options.saves, folder)
        else:
            print("没有 Chromium，没有测保存后的更新")
        board(options.units, folder)


if __name__ == "__main__":
    main()

"""The pages in a real browser: what a reviewer does, with scripts and without, on a screen and on a phone."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from generator.ingest import load
from generator.workbook.unit_file import UnitData, unit_workbook
from tests.serve.conftest import BOOK, FOLDER, LAST
from tests.serve.test_pages import evil_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from generator.workspace import Workspace
    from tests.serve.running import Running

CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
SCREEN, PHONE = (1280, 800), (390, 844)
PATIENCE = 15_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有 Chromium：安装 chromium，或用 CHROMIUM_PATH 指定"),
]


@dataclass
class Reviewer:
    """Somebody at a browser; whatever the browser complains about is noted."""

    browser: Browser
    server: Running
    complaints: list[str] = field(default_factory=list)

    def open(self, size: tuple[int, int] = SCREEN, *, scripts: bool = True) -> Page:
        """The first page, in a browser window of its own."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        self.listen(page)
        page.goto(self.server.door.address)
        page.wait_for_selector("#rows")
        return page

    def listen(self, page: Page) -> None:
        """Note what goes wrong on a page."""
        page.on("console", lambda message: self.complaints.append(f"{message.text} {message.location}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def unit(self, page: Page, source: Path) -> Page:
        """The page of a unit."""
        page.goto(f"{self.server.origin}/u/{self.server.unit(source).id}/")
        return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as found:
        started = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def reviewer(browser: Browser, server: Running, units: Path) -> Iterator[Reviewer]:  # noqa: ARG001 - closed before the units go
    found = Reviewer(browser, server)
    yield found
    for context in browser.contexts:
        context.close()
    assert found.complaints == []


def test_from_the_board_to_the_cell_that_a_number_was_read_from(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.open()
    row = page.locator(f"#r{reviewer.server.unit(units / FOLDER).id}")
    row.locator("td.bad", has_text="有错误").wait_for()
    row.locator("a").click()
    number = page.locator("#main .fig[data-ref='summary.revenue.general_budget']").first
    number.click()
    lit = page.locator("#panel td.lit")
    lit.wait_for()
    assert lit.inner_text().replace(",", "") == number.inner_text().replace(",", "")
    assert "lit" in (number.get_attribute("class") or "")
    computed = page.locator("#main .fig[data-ref$='change_rate']").first
    computed.click()
    page.locator("#panel .formula").wait_for()
    page.locator("#panel a.part").first.click()
    page.locator("#panel p", has_text="填报数").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    assert page.evaluate("() => document.activeElement.dataset.ref").endswith("change_rate")


def test_a_finding_leads_to_its_place_and_goes_once_its_reason_is_written(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    second = page.context.new_page()
    reviewer.listen(second)
    reviewer.unit(second, units / FOLDER).locator(".goto", has_text="YY01").wait_for()
    page.locator(".goto", has_text="YY01").click()
    found = page.locator("#main .found")
    found.wait_for()
    assert found.inner_text() == "1,030.29"
    box = found.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= SCREEN[1]
    form = page.locator("#reason-total")
    assert LAST in form.inner_text()
    form.locator("button.again").click()
    assert form.locator("textarea").input_value() == LAST
    form.locator("textarea").fill("业务量增加")
    form.get_by_role("button", name="保存").click()
    page.locator(".said", has_text="已写入").wait_for()
    assert page.locator(".goto", has_text="YY01").count() == 0
    second.locator("#findings", has_text="YY01").wait_for(state="hidden")
    assert "业务量增加" in second.locator("#main").inner_text()
    assert "total: 业务量增加" in (units / FOLDER / "unit.yaml").read_text(encoding="utf-8")


def test_the_page_follows_the_file_and_keeps_what_is_being_typed(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    page.locator("#reason-total textarea").fill("正在写")
    page.wait_for_timeout(500)
    file = units / FOLDER / "unit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("25.16", "26.16"), encoding="utf-8")
    page.locator("#main", has_text="26.16").wait_for()
    assert page.locator("#reason-total textarea").input_value() == "正在写"
    page.locator("#reason-total button", has_text="保存").click()
    page.locator("h1", has_text="没有写入").wait_for()
    assert page.locator("textarea").input_value() == "正在写"
    reviewer.complaints = [one for one in reviewer.complaints if "409" not in one]


def test_upload_and_download(reviewer: Reviewer, units: Path, tmp_path: Path, workspace: Workspace) -> None:
    page = reviewer.unit(reviewer.open(), units / BOOK)
    loaded = load(units / BOOK, workspace)
    assert loaded.accounts is not None
    changed = loaded.accounts.model_copy(
        update={"reasons": loaded.accounts.reasons.model_copy(update={"total": "上传后的原因"})}
    )
    upload = tmp_path / "上传.xlsx"
    upload.write_bytes(unit_workbook(UnitData.of(changed, loaded.last_reasons), workspace))
    page.locator("input[type=file]").set_input_files(upload)
    page.get_by_role("button", name="上传").click()
    page.locator(".said", has_text="已换上").wait_for()
    assert "上传后的原因" in page.locator("#main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word 文档").click()
    assert download.value.suggested_filename.endswith(".docx")
    assert download.value.path().read_bytes().startswith(b"PK")


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_nothing_is_wider_than_the_window(reviewer: Reviewer, units: Path, size: tuple[int, int]) -> None:
    page = reviewer.open(size)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    reviewer.unit(page, units / FOLDER)
    page.locator("#main .fig").first.click()
    page.locator("#panel:not([hidden])").wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= size[0]


def test_reading_works_without_scripts(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(scripts=False), units / FOLDER)
    page.locator("#main .fig").first.click()
    page.locator("main td.lit").first.wait_for()
    page.get_by_role("link", name="回到文件").click()
    page.locator("#reason-total textarea").fill("业务量增加")
    page.locator("#reason-total button", has_text="保存").click()
    page.locator(".said", has_text="已写入").wait_for()


def test_the_keyboard_reaches_the_text_and_the_numbers(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.locator("#main .fig").first.focus()
    page.keyboard.press("Enter")
    page.locator("#panel:not([hidden])").wait_for()
    assert page.evaluate("() => getComputedStyle(document.activeElement).display") != "none"


def test_markup_of_the_data_runs_nowhere(reviewer: Reviewer, units: Path, workspace: Workspace) -> None:
    data = evil_data(units / BOOK, workspace)
    (units / BOOK).write_bytes(unit_workbook(UnitData(data), workspace))
    page = reviewer.unit(reviewer.open(), units / BOOK)
    assert "<script>alert(1)</script>" in page.locator("#main").inner_text()
    page.locator("#main .fig").first.click()
    page.locator("#panel:not([hidden])").wait_for()
    page.wait_for_timeout(300)


def test_a_label_of_a_chart_leads_to_its_source(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    label = page.locator("#main svg a.fig").first
    label.click()
    value = page.locator("#panel .value")
    value.wait_for()
    assert value.inner_text().startswith(label.text_content() or "-")


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_number_and_its_lit_cell_are_both_in_sight(reviewer: Reviewer, units: Path, size: tuple[int, int]) -> None:
    page = reviewer.unit(reviewer.open(size), units / FOLDER)
    number = page.locator("#main .fig[data-ref='summary.revenue.general_budget']").first
    number.click()
    page.locator("#panel td.lit").wait_for()
    box, panel, cell = (
        found.bounding_box() for found in (number, page.locator("#panel"), page.locator("#panel td.lit"))
    )
    assert box is not None
    assert panel is not None
    assert cell is not None
    assert box["x"] + box["width"] <= panel["x"] or box["y"] + box["height"] <= panel["y"]
    assert panel["x"] <= cell["x"] <= panel["x"] + panel["width"] - cell["width"]
    assert cell["y"] + cell["height"] <= size[1]
    assert cell["height"] < 2 * box["height"]


def test_a_broken_file_leaves_the_last_document_and_the_panel_in_place(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    page.locator("#main .fig").first.click()
    page.locator("#panel .value").wait_for()
    page.wait_for_timeout(500)
    file = units / FOLDER / "unit.yaml"
    good = file.read_bytes()
    file.write_text("year: [", encoding="utf-8")
    page.locator("#main .old").wait_for()
    assert page.locator("#findings", has_text="SJ03").count() == 1
    assert page.locator("#panel .value").is_visible()
    file.write_bytes(good)
    page.locator("#main .old").wait_for(state="detached")
    assert page.locator("#main .fig.lit").count() == 1


def test_saving_one_reason_keeps_what_was_typed_for_another(reviewer: Reviewer, units: Path) -> None:
    page = reviewer.unit(reviewer.open(), units / FOLDER)
    page.locator("#asked summary").first.click()
    page.locator("#reason-revenue textarea").fill("还没有写完")
    page.locator("#reason-total textarea").fill("业务量增加")
    page.locator("#reason-total button", has_text="保存").click()
    page.locator(".said", has_text="已写入").wait_for()
    assert page.locator("#reason-revenue textarea").input_value() == "还没有写完"
    assert page.locator("#reason-total textarea").input_value() == "业务量增加"
    page.get_by_role("link", name="单位状态表").click()
    page.go_back()
    assert page.locator("#reason-revenue textarea").input_value() == "还没有写完"

"""网页 in a browser: nothing is wider than a phone, wide tables scroll in their box, every page of a draft says so."""

# ruff: noqa: SIM300 - expected comes first
from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.render.html import print_html
from generator.style.load import load_style
from generator.workspace import Workspace
from tests.documents import sample_document
from tests.render.pdf_support import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from generator.pipeline import Composed

CHROMIUM = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
STYLE = load_style(Workspace.find().templates, "base")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="没有 Chromium：安装 chromium，或用 CHROMIUM_PATH 指定"),
]

WIDER_THAN_THE_PAGE = """
() => [...document.querySelectorAll("article *")]
  .filter(one => !one.closest(".scroll") && one.getBoundingClientRect().right > window.innerWidth + 1)
  .map(one => one.outerHTML.slice(0, 80))
"""
TEXT_OUTSIDE_ITS_PICTURE = """
() => [...document.querySelectorAll("svg text")]
  .filter(one => {
    const text = one.getBoundingClientRect(), picture = one.closest("svg").getBoundingClientRect();
    return text.left < picture.left - 1 || text.right > picture.right + 1;
  })
  .map(one => one.textContent)
"""
CUT_CELLS = """
() => [...document.querySelectorAll("th, td")]
  .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as found:
        started = found.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen_and_nothing_is_cut(
    browser: Browser, composed: dict[str, Composed], width: int
) -> None:
    unit = composed["wuhan-center-2024"]
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(print_html(unit.composition.document, unit.style).decode())
    assert width == page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.evaluate(WIDER_THAN_THE_PAGE)
    assert [] == page.evaluate(TEXT_OUTSIDE_ITS_PICTURE)
    assert [] == page.evaluate(CUT_CELLS)
    page.close()


def test_a_page_of_another_site_keeps_its_looks_with_the_document_inside(browser: Browser) -> None:
    page = browser.new_page()
    outside = '<h1 id="own">网站</h1><table id="list"><tr><td>栏目</td></tr></table><p id="text">文字</p>'
    look = """() => ["own", "list", "text"].map(name => {
      const found = getComputedStyle(document.getElementById(name));
      return [found.font, found.color, found.margin, found.textAlign, found.textIndent, found.borderCollapse];
    })"""
    page.set_content(f"<!DOCTYPE html><body>{outside}</body>")
    before = page.evaluate(look)
    body = print_html(sample_document(), STYLE).decode().split("<body", 1)[1].split(">", 1)[1]
    page.set_content(f"<!DOCTYPE html><body>{outside}{body}")
    assert before == page.evaluate(look)
    page.close()


def test_every_printed_page_of_a_draft_says_so(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(print_html(replace(sample_document(), draft="草稿：供核对，不得公开"), STYLE).decode())
    pages = pages_of(page.pdf(prefer_css_page_size=True))
    assert 5 < len(pages)
    assert [] == [number for number, text in enumerate(pages, 1) if "草稿" not in text]
    page.close()

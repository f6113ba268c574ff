"""What the pages say, and that nothing of the data is ever more than text."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from lxml import html

from generator.batch.record import Record
from generator.ingest import load
from generator.ingest.assemble import assemble
from generator.ingest.tree import Tree
from generator.merge import tuples
from generator.serve.board import PENDING, Wish, board_view
from generator.serve.records import Records
from generator.serve.units import Unit, scan, unit_id
from generator.workbook.unit_file import UnitData, unit_workbook
from generator.workbook.values import plain_data
from tests.serve.conftest import BOOK, FOLDER, LAST, REASON
from tests.serve.running import running, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace import Workspace
    from tests.serve.running import Running

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;{{7*7}}=cmd|' /C calc'!A0"
PARTS = ("head", "findings", "asked", "files")


def page(text: str) -> Any:  # noqa: ANN401 - lxml's element
    return html.document_fromstring(text)


def links(text: str, shape: str) -> list[str]:
    return [address for address in page(text).xpath("//a/@href") if re.match(shape, address)]


def test_the_board_lists_every_unit_with_its_state_and_figures(shared: Running) -> None:
    shared.rows()
    text = page(shared.get("/").text).text_content()
    assert "武汉市医疗保险中心有错误1" in text.replace("\n", "")
    assert "9,111.11" in text
    assert "12.75%" in text


def test_the_board_is_there_before_its_rows_are(loose: Path) -> None:
    found = scan(loose, {})
    view = board_view(found.values(), Wish())
    assert {PENDING} == {row.state for row in view.rows}
    assert (view.ready, view.every) == (0, 3)


def test_the_board_sorts_filters_and_finds_on_the_server(shared: Running) -> None:
    shared.rows()
    names = [unit.name for unit in shared.office.units.values()]
    for query, count in {
        "state=有错误": 1,
        "state=成功": 2,
        "state=../../x": 3,
        "q=江岸": 1,
        "q=没有这个": 0,
        "sort=revenue&down=1": 3,
        "sort=__class__": 3,
        "page=99": 3,
        "page=-1": 3,
    }.items():
        rows = page(shared.get(f"/?{quote(query, safe='=&')}").text).xpath("//tbody[@id='rows']/tr/th")
        assert count == len(rows), query
    order = [row.text_content() for row in page(shared.get("/?sort=revenue&down=1").text).xpath("//tbody/tr/th")]
    assert order[0] == "武汉市医疗保险中心"
    assert sorted(names) == sorted(order)


def test_rows_without_a_value_come_last_in_both_directions(tmp_path: Path) -> None:
    made = [Unit(name, name, tmp_path / name) for name in "abc"]
    for unit, count in zip(made[:2], (1, 2), strict=True):
        finding = {"code": "X", "severity": "错误", "message": "", "place": "", "advice": ""}
        unit.record = Record(unit.key, unit.key, "有错误", findings=(finding,) * count)
    rows = [[row.key for row in board_view(made, Wish(sort="error", down=down)).rows] for down in (False, True)]
    assert rows == [["a", "b", "c"], ["b", "a", "c"]]


def test_rows_are_kept_for_the_next_start_and_only_for_the_same_data(tmp_path: Path) -> None:
    records, row = Records(tmp_path / "记录"), Record("a", "甲", "成功")
    records.keep("u", "指纹", row)
    assert row == records.read("u", "指纹")
    assert records.read("u", "别的") is None
    assert records.read("v", "指纹") is None
    (tmp_path / "记录" / "u.json").write_text("{", encoding="utf-8")
    assert records.read("u", "指纹") is None


def test_units_that_come_and_go_keep_their_keys(loose: Path) -> None:
    first = scan(loose, {})
    shutil.rmtree(loose / "jiangan-2022")
    shutil.copy(loose / BOOK, loose / "新.xlsx")
    second = scan(loose, first)
    stayed = first.keys() & second.keys()
    assert len(stayed) == 2
    assert all(first[key] is second[key] for key in stayed)
    assert unit_id(loose / "新.xlsx") in second


def test_a_unit_shows_its_document_its_findings_and_what_it_lacks(shared: Running) -> None:
    text = shared.get(f"/u/{shared.unit(shared.office.source / FOLDER).id}/").text
    found = page(text)
    assert "错误 1" in found.get_element_by_id("head").text_content()
    assert "YY01" in found.get_element_by_id("findings").text_content()
    assert LAST in found.get_element_by_id("reason-total").text_content()
    assert "1,030.29 万元" in found.get_element_by_id("reason-total").text_content()
    blocks = found.xpath("//a[@class='goto']/@data-block")
    assert blocks
    assert all(found.get_element_by_id(block) is not None for block in blocks)
    assert not found.xpath("//*[@style] | //style | //script[not(@src)] | //*[@onclick]")


def test_every_number_of_the_document_leads_to_a_page_that_explains_it(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    addresses = sorted(set(links(shared.get(f"/u/{unit}/").text, r"number\?ref=")))
    assert len(addresses) > 300
    kinds = {"填报数": 0, "＝": 0}
    for address in addresses[::9]:
        answer = shared.get(f"/u/{unit}/{address}&part=1")
        assert answer.status == 200
        assert "出处" in answer.text or "空白" in answer.text
        for kind in kinds:
            kinds[kind] += kind in answer.text
    assert all(kinds.values())


def test_a_number_shows_the_cell_that_it_was_read_from(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    address = links(shared.get(f"/u/{unit}/").text, r"number\?ref=summary\.revenue\.general_budget")[0]
    found = page(shared.get(f"/u/{unit}/{address}").text)
    lit = found.xpath("//td[contains(@class, 'lit')]")
    value = found.xpath("//p[@class='value']")[0].text_content()
    assert len(lit) == 1
    assert value.split(" ")[0].replace(",", "") == lit[0].text_content().replace(",", "")


def test_a_finding_shows_its_place_in_the_file(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    found = page(shared.get(f"/u/{unit}/place?f=0").text)
    assert "unit.yaml" in found.xpath("//h3")[0].text_content()
    assert "reasons:" in found.xpath("//td[contains(@class, 'lit')]")[0].text_content()


def thawed(node: Any) -> Any:  # noqa: ANN401 - nested data
    """Nested data that can be changed."""
    if isinstance(node, dict):
        return {key: thawed(value) for key, value in node.items()}
    return [thawed(value) for value in node] if isinstance(node, (tuple, list)) else node


def leaves(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - nested data
    """Each text with what holds it."""
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        if isinstance(node[key], (dict, list)):
            yield from leaves(node[key])
        elif isinstance(node[key], str) and key not in {"style", "functional", "indicator", "amount_unit"}:
            yield node, key


def evil_data(source: Path, workspace: Workspace) -> Any:  # noqa: ANN401 - nested data
    """The unit's data with markup in every text that may be any text."""
    accounts = load(source, workspace).accounts
    assert accounts is not None
    data = thawed(plain_data(accounts))
    for node, key in leaves(data):
        kept = node[key]
        node[key] = f"{kept}{EVIL}"
        if assemble(Tree(tuples(data)), str(data["amount_unit"]))[0] is None:
            node[key] = kept
    return tuples(data)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, workspace: Workspace) -> Iterator[Running]:
    root = tmp_path_factory.mktemp("恶意")
    data = evil_data(workspace.data / "samples" / "wuhan-center-2024.xlsx", workspace)
    accounts, _ = assemble(Tree(data), str(data["amount_unit"]))
    assert accounts is not None
    (root / "单位").mkdir()
    (root / "单位" / "恶意<b>.xlsx").write_bytes(unit_workbook(UnitData(data, accounts), workspace))
    with running(root / "单位", root / "记录") as found:
        yield found


def assert_text_only(text: str) -> None:
    found = page(text)
    assert not found.xpath("//img | //script[not(@src='/static/review.js')] | //iframe | //object")
    assert not [name for one in found.iter() for name in one.attrib if name.startswith("on")]
    assert "49=cmd" not in text


def test_markup_and_formulas_of_the_data_are_shown_as_text_everywhere(evil: Running) -> None:
    evil.rows()
    unit = next(iter(evil.office.units))
    board, text = evil.get("/").text, evil.get(f"/u/{unit}/").text
    assert text.count("&lt;script&gt;") > 20
    for one in (board, text):
        assert "alert(1)" in one
        assert_text_only(one)
    places = links(text, "place")[:10]
    for address in (*links(text, r"number\?")[::11], *places):
        assert_text_only(evil.get(f"/u/{unit}/{address}").text)


def test_the_page_follows_the_style(loose: Path, tmp_path: Path) -> None:
    style = loose / "样式" / "自己" / "style.yaml"
    style.parent.mkdir(parents=True)
    style.write_text("extends: hubei-wuhan-2024\ntitle: 自己\nregion: 本地\ncover_title: 封面甲\n", encoding="utf-8")
    unit = loose / FOLDER / "unit.yaml"
    unit.write_text(unit.read_text(encoding="utf-8").replace("hubei-wuhan-2024", "自己", 1), encoding="utf-8")
    with running(loose, tmp_path / "记录") as server:
        address = f"/u/{server.unit(loose / FOLDER).id}/"
        assert "封面甲" in server.get(address).text
        style.write_text(style.read_text(encoding="utf-8").replace("封面甲", "封面的另一个题目"), encoding="utf-8")
        until(lambda: "封面的另一个题目" in server.get(address).text)
        style.write_text("extends: 没有这个样式\n", encoding="utf-8")
        until(lambda: "没有这个样式" in server.get(address).text)
        broken = server.get(address)
        assert broken.status == 200
        assert "封面的另一个题目" in broken.text
        assert "不能生成文本" in broken.text


def test_a_budget_is_reviewed_as_final_accounts_are(workspace: Workspace, tmp_path: Path) -> None:
    source = workspace.data / "samples" / "jianghan-budget-2023"
    with running(source, tmp_path / "记录") as server:
        unit = server.unit(source).id
        text = server.get(f"/u/{unit}/").text
        addresses = links(text, r"number\?ref=")
        assert len(addresses) > 50
        assert "出处" in server.get(f"/u/{unit}/{addresses[0]}").text


def test_an_unreadable_unit_shows_its_findings(loose: Path, tmp_path: Path) -> None:
    (loose / FOLDER / "unit.yaml").write_text("year: [", encoding="utf-8")
    with running(loose / FOLDER, tmp_path / "记录") as server:
        answer = server.get(f"/u/{server.unit(loose / FOLDER).id}/")
        assert answer.status == 200
        assert "SJ03" in answer.text
        assert server.get("/").status == 303


def test_a_server_without_a_place_for_its_rows_works(loose: Path, tmp_path: Path) -> None:
    (tmp_path / "记录").write_text("", encoding="utf-8")
    with running(loose, tmp_path / "记录") as server:
        server.rows()
        assert REASON not in server.get("/").text
        until(lambda: "已全部核对" in server.get("/").text)

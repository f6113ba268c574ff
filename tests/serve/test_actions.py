"""Reasons, uploads and downloads through the server."""

from __future__ import annotations

import http.client
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import yaml
from lxml import html

from tests.serve.conftest import BOOK, FOLDER
from tests.serve.running import PATIENCE, until

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace import Workspace
    from tests.serve.running import Running


def version(server: Running, unit: str) -> str:
    found = html.document_fromstring(server.get(f"/u/{unit}/").text)
    return str(found.xpath("//input[@name='version']/@value")[0])


@pytest.mark.parametrize("name", [FOLDER, BOOK])
def test_a_reason_is_written_into_the_units_file_and_its_finding_goes(server: Running, units: Path, name: str) -> None:
    unit = server.unit(units / name).id
    fields = {"key": "total", "text": "=业务量<b>增加</b>", "version": version(server, unit)}
    answer = server.post(f"/u/{unit}/reason", fields)
    assert answer.status == 303
    text = server.get(answer.headers["location"].split("#")[0]).text
    assert "已写入" in text
    assert "备份为 .备份/1/" in text
    assert "=业务量&lt;b&gt;增加&lt;/b&gt;" in text
    assert "YY01" not in text
    folder = units / name if (units / name).is_dir() else units
    assert (folder / ".备份" / "1").is_dir()
    again = server.post(f"/u/{unit}/reason", fields | {"version": version(server, unit), "text": "业务量增加"})
    assert again.status == 303
    assert not (folder / ".备份" / "2").exists()


def test_a_file_that_changed_meanwhile_is_not_overwritten_and_both_texts_are_shown(
    server: Running, units: Path
) -> None:
    unit = server.unit(units / FOLDER).id
    old = version(server, unit)
    file = units / FOLDER / "unit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("reasons:\n", "reasons:\n  total: 别人写的\n"), "utf-8")
    before = file.read_bytes()
    answer = server.post(f"/u/{unit}/reason", {"key": "total", "text": "我写的", "version": old})
    assert answer.status == 409
    assert before == file.read_bytes()
    assert "别人写的" in answer.text
    assert "我写的" in answer.text
    fresh = str(html.document_fromstring(answer.text).xpath("//input[@name='version']/@value")[0])
    assert server.post(f"/u/{unit}/reason", {"key": "total", "text": "我写的", "version": fresh}).status == 303
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["reasons"]["total"] == "我写的"


def test_nothing_but_a_reason_that_is_asked_for_can_be_written(server: Running, units: Path) -> None:
    unit = server.unit(units / FOLDER).id
    before = (units / FOLDER / "unit.yaml").read_bytes()
    for key in ("", "unit.name", "../x", "items.9999999", "total.x", "__class__"):
        fields = {"key": key, "text": "x", "version": version(server, unit)}
        assert server.post(f"/u/{unit}/reason", fields).status == 404
    empty = server.post(f"/u/{unit}/reason", {"key": "total", "text": " ", "version": version(server, unit)})
    assert empty.status == 422
    assert before == (units / FOLDER / "unit.yaml").read_bytes()


def test_an_exported_table_is_imported_and_different_figures_are_asked_about(server: Running, units: Path) -> None:
    unit = server.unit(units / FOLDER).id
    source = units / "jiangan-2022" / "公开表.xlsx"
    same = server.upload(f"/u/{server.unit(units / 'jiangan-2022').id}/upload", "公开表.xlsx", source.read_bytes())
    assert same.status in {200, 303}, re.sub(r"<[^>]+>", "", same.text)[-2000:]
    bad = server.upload(f"/u/{unit}/upload", "公开表.xlsx", source.read_bytes())
    assert bad.status == 422
    assert "没有写入" in bad.text
    assert not (units / FOLDER / "公开表.xlsx").exists()


@pytest.mark.parametrize(
    "name",
    ["../../evil.xlsx", "..\\evil.xlsx", "/srv/evil.xlsx", "<script>.xlsx", ".xlsx", "a.exe", "con.xlsx", "~$a.xlsx"],
)
def test_the_name_of_an_upload_is_only_a_name(server: Running, units: Path, name: str) -> None:
    before = sorted(path.name for path in units.rglob("*"))
    answer = server.upload(f"/u/{server.unit(units / FOLDER).id}/upload", name, b"PK no workbook")
    assert answer.status == 422
    assert "<script>." not in answer.text
    assert before == sorted(path.name for path in units.rglob("*"))
    assert not list((server.office.room / "上传").iterdir())


def test_a_filled_in_workbook_takes_the_place_of_the_old_one(
    server: Running, units: Path, workspace: Workspace
) -> None:
    unit = server.unit(units / BOOK).id
    other = (workspace.data / "samples" / "shanghai-2024.xlsx").read_bytes()
    refused = server.upload(f"/u/{unit}/upload", BOOK, other)
    assert (refused.status, "没有换上" in refused.text) == (422, True)
    own = (units / BOOK).read_bytes()
    assert server.upload(f"/u/{unit}/upload", BOOK, own).status == 303
    assert own == (units / ".备份" / "1" / BOOK).read_bytes()


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("docx", "（草稿）.docx"), ("workbook", "2024.xlsx"), ("review", "（审核版）.docx"), ("paper", "溯源底稿.xlsx")],
)
def test_a_download_is_made_behind_the_page(server: Running, units: Path, kind: str, ending: str) -> None:
    unit = server.unit(units / FOLDER).id
    answer = server.post(f"/u/{unit}/make", {"kind": kind})
    assert answer.status == 303
    address = answer.headers["location"]
    assert server.get(address.replace("/job/", "/file/")).status in {200, 404}
    until(lambda: "正在" not in server.get(address).text and "排队" not in server.get(address).text)
    assert "已完成" in server.get(address).text
    file = server.get(address.replace("/job/", "/file/"))
    assert unquote(file.headers["content-disposition"]).endswith(ending)
    assert zipfile.is_zipfile(io.BytesIO(file.body))
    other = server.unit(units / "jiangan-2022").id
    assert server.get(address.replace("/job/", "/file/").replace(unit, other)).status == 404


def events(server: Running, unit: str, found: list[str], ready: threading.Event) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.door.port, timeout=PATIENCE)
    connection.request("GET", f"/events?u={unit}", headers={"Cookie": server.cookie})
    answer = connection.getresponse()
    ready.set()
    while line := answer.readline():
        if line.startswith(b"data:"):
            found.append(line.decode())
            break
    connection.close()


def test_a_page_hears_that_its_files_changed(server: Running, units: Path) -> None:
    unit = server.unit(units / FOLDER).id
    server.get(f"/u/{unit}/")
    found: list[str] = []
    ready = threading.Event()
    listener = threading.Thread(target=events, args=(server, unit, found, ready))
    listener.start()
    assert ready.wait(PATIENCE)
    until(lambda: server.office.hub.listens(unit))
    time.sleep(0.5)
    file = units / FOLDER / "unit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("25.16", "26.16"), encoding="utf-8")
    listener.join(PATIENCE)
    assert found == ['data: {"type": "unit"}\n']
    assert "26.16" in server.get(f"/u/{unit}/").text


@pytest.mark.slow
def test_a_server_that_is_killed_while_it_saves_leaves_the_file_whole(loose: Path, tmp_path: Path) -> None:
    for number, name in enumerate((FOLDER, BOOK, FOLDER, BOOK)):
        source = loose / name
        file = source / "unit.yaml" if source.is_dir() else source
        before = file.read_bytes()
        process = subprocess.Popen(  # noqa: S603 - this project's own command
            [sys.executable, "-m", "generator", "serve", str(source), "--no-open", "-o", str(tmp_path / "输出")],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        )
        assert process.stdout is not None
        address = re.search(r"http://(127\.0\.0\.1:(\d+))/\?t=(\S+)", process.stdout.readline())
        assert address is not None
        cookie = f"juesuan_{address[2]}={address[3]}"
        headers = {"Cookie": cookie, "Origin": f"http://{address[1]}"}
        connection = http.client.HTTPConnection(address[1], timeout=PATIENCE)
        try:
            connection.request("GET", "/", headers=headers)
            unit = connection.getresponse()
            place = unit.getheader("Location") or ""
            unit.read()
            connection.request("GET", place, headers=headers)
            found = html.document_fromstring(connection.getresponse().read().decode())
            known = str(found.xpath("//input[@name='version']/@value")[0])
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", f"{place}reason", f"key=total&text=x{number}&version={known}", headers | kind)
            time.sleep(0.02 + 0.06 * number)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()
            connection.close()
        after = file.read_bytes()
        if after != before:
            if source.is_dir():
                assert yaml.safe_load(after)["reasons"]["total"] == f"x{number}"
            else:
                assert zipfile.ZipFile(io.BytesIO(after)).testzip() is None
        shutil.rmtree((source if source.is_dir() else loose) / ".备份", ignore_errors=True)

"""Files that are half saved, processes that are lost, data that go away: the pages say so, in Chinese, and recover."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from generator.errors import GeneratorError
from generator.importing.run import Answers
from generator.serve import work
from generator.serve.saving import SavingError, Typed, save_reason, version_of
from generator.serve.staff import Staff, TaskError
from generator.serve.uploads import take_upload
from generator.source import SourceRef
from tests.serve.conftest import BOOK, FOLDER
from tests.serve.running import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace import Workspace
    from tests.serve.running import Running

HALF = "{{ 收入".encode()[:-1]
"""A template that is cut in the middle of a character."""


@pytest.fixture(scope="module")
def staff() -> Iterator[Staff]:
    found = Staff()
    yield found
    found.dismiss()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise KeyError('x')", "程序出错（KeyError）"),
        ("b'\\xe4'.decode()", "UTF-8"),
        ("import no_such_module", "程序出错（ModuleNotFoundError）"),
        ("open('/no/such/file')", "文件读写出错"),
    ],
)
def test_whatever_a_task_meets_is_said_in_chinese_and_noted_for_the_terminal(
    staff: Staff, caplog: pytest.LogCaptureFixture, code: str, said: str
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(TaskError, match=said) as caught:
        asyncio.run(staff.do("front", exec, code))
    assert caught.value.advice
    assert "Traceback" not in str(caught.value)
    assert caplog.records[0].exc_info is not None


def test_a_process_that_dies_is_replaced_and_what_only_reads_is_done_again(staff: Staff, loose: Path) -> None:
    place = SourceRef("unit.yaml", line=1)
    for _ in range(2):
        os.kill(asyncio.run(staff.do("front", os.getpid)), signal.SIGKILL)
        assert asyncio.run(staff.do("front", work.excerpt, str(loose / FOLDER), place)).lines
    with pytest.raises(TaskError, match="进程中断"):
        asyncio.run(staff.do("front", os._exit, 1))


def test_a_style_that_is_half_saved_leaves_the_last_document_and_recovers(server: Running, units: Path) -> None:
    style = units / "样式" / "自己"
    template = style / "narrative" / "revenue.j2"
    template.parent.mkdir(parents=True)
    (style / "style.yaml").write_text("extends: hubei-wuhan-2024\ntitle: 自己\nregion: 本地\n", encoding="utf-8")
    template.write_text("收入是这样的。", encoding="utf-8")
    file = units / FOLDER / "unit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("hubei-wuhan-2024", "自己", 1), encoding="utf-8")
    address = f"/u/{server.unit(units / FOLDER).id}/"
    assert "收入是这样的" in server.get(address).text
    template.write_bytes(HALF)
    broken = server.get(address)
    assert broken.status == 200
    assert "收入是这样的" in broken.text
    assert "UTF-8" in broken.text
    template.write_text("收入是那样的。", encoding="utf-8")
    mended = server.get(address).text
    assert "收入是那样的" in mended
    assert "不能生成文本" not in mended


def test_a_style_that_never_worked_is_a_page_that_waits_for_it(server: Running, units: Path) -> None:
    file = units / FOLDER / "unit.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("hubei-wuhan-2024", "没有的样式", 1), encoding="utf-8")
    unit = server.unit(units / FOLDER).id
    answer = server.get(f"/u/{unit}/")
    assert answer.status in {200, 422}
    assert f'data-topic="{unit}"' in answer.text
    assert "没有的样式" in answer.text


def test_data_that_are_broken_leave_the_last_document_beside_their_findings(server: Running, units: Path) -> None:
    address = f"/u/{server.unit(units / FOLDER).id}/"
    before = server.get(address).text
    file = units / FOLDER / "unit.yaml"
    good = file.read_bytes()
    file.write_text("year: [", encoding="utf-8")
    broken = server.get(address).text
    assert "SJ03" in broken
    assert "9,111.11" in broken
    assert "不能生成文本" in broken
    assert server.get(f"{address}number?ref=summary.revenue.general_budget").status == 200
    lost = server.post(f"{address}reason", {"key": "total", "text": "写到一半的", "version": "x"})
    assert (lost.status, "写到一半的" in lost.text) == (404, True)
    file.write_bytes(good)
    assert before.count("YY01") == server.get(address).text.count("YY01")


def test_a_unit_goes_when_its_data_are_gone_and_stays_while_they_cannot_be_read(server: Running, units: Path) -> None:
    office = server.office
    folder, book = server.unit(units / "jiangan-2022").id, server.unit(units / BOOK).id
    (units / BOOK).write_bytes((units / BOOK).read_bytes()[:20_000])
    shutil.move(units / "jiangan-2022", units.parent.parent / "移走")
    for _ in range(3):
        office.rescan()
    assert folder not in office.units
    assert book in office.units
    answer = server.get(f"/u/{folder}/")
    assert (answer.status, "移走" in answer.text) == (404, True)
    assert "错误" in server.get(f"/u/{book}/").text
    shutil.move(units.parent.parent / "移走", units / "jiangan-2022")
    until(lambda: folder in office.units)


@pytest.mark.parametrize("name", [FOLDER, BOOK])
def test_nothing_is_written_through_a_link_nor_in_its_place(loose: Path, workspace: Workspace, name: str) -> None:
    source = loose / name
    file = source / "unit.yaml" if source.is_dir() else source
    outside = loose.parent / f"外面{file.suffix}"
    file.rename(outside)
    file.symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(SavingError, match="链接"):
        save_reason(source, Typed("total", "人员增加", version_of(source)), workspace)
    assert file.is_symlink()
    assert before == outside.read_bytes()


@pytest.mark.parametrize("name", [FOLDER, BOOK])
def test_no_backup_is_written_to_where_a_link_leads(loose: Path, workspace: Workspace, name: str) -> None:
    source, outside = loose / name, loose.parent / "外面"
    outside.mkdir()
    (source if source.is_dir() else loose).joinpath(".备份").symlink_to(outside, target_is_directory=True)
    with pytest.raises(SavingError, match="链接"):
        save_reason(source, Typed("total", "人员增加", version_of(source)), workspace)
    upload = loose.parent / BOOK
    shutil.copy(workspace.data / "samples" / (BOOK if name == BOOK else "jiangan-2022/公开表.xlsx"), upload)
    with pytest.raises(GeneratorError, match="链接"):
        take_upload(upload, source, Answers("", (), overwrite=True), workspace)
    assert not list(outside.iterdir())


def test_what_a_link_leads_to_is_not_shown_as_a_place(server: Running, units: Path) -> None:
    secret = units.parent.parent / "秘密.yaml"
    file = units / FOLDER / "unit.yaml"
    secret.write_text(f"{file.read_text(encoding='utf-8')}\n# 秘密的一行\n", encoding="utf-8")
    file.unlink()
    file.symlink_to(secret)
    unit = server.unit(units / FOLDER).id
    answer = server.get(f"/u/{unit}/place?f=0")
    assert "链接" in answer.text
    assert "秘密的一行" not in answer.text


def test_an_error_that_nobody_expected_is_a_page_without_its_traceback(
    server: Running, units: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(server.office, "view", broken)
    answer = server.get(f"/u/{server.unit(units / FOLDER).id}/")
    assert answer.status == 500
    assert "程序出错" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text

"""Files that are none, or would do harm: the command ends in order, says what is wrong, and stays small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.importing.support import EXPORTED, folder_unit
from tests.ingest.old_files import write_xlsb_rows, xlsb_cell

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="measures memory as Linux does")

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 500
"""MB."""
SECONDS = 120
"""Beyond, it hangs."""

MEASURED = """
import sys
from generator.cli import main
sys.argv = ["juesuan", *sys.argv[1:]]
try:
    main()
finally:
    with open("/proc/self/status") as status:
        peak = next(line for line in status if line.startswith("VmHWM"))
    print(int(peak.split()[1]) // 1024, file=sys.stderr)
"""
"""The peak that the kernel keeps for this program; that of its usage would be its parent's at first."""


def run(*arguments: object) -> tuple[int, str, int]:
    """Exit code, what it said, and the peak of memory in MB."""
    command = [sys.executable, "-c", MEASURED, *map(str, arguments)]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "RUST_BACKTRACE": "0"}
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT, timeout=SECONDS
    )
    *said, memory = done.stderr.splitlines()
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + "\n".join(said), int(memory)


def zip_bomb(path: Path) -> None:
    """Thirty kilobytes that would become thirty megabytes, a thousand times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for number in range(50):
            book.writestr(f"xl/worksheets/sheet{number}.xml", bytes(30_000_000))


def lying_zip(path: Path) -> None:
    """A part that says it is small."""
    zip_bomb_part = bytes(30_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", zip_bomb_part)
    content = path.read_bytes()
    path.write_bytes(content.replace((30_000_000).to_bytes(4, "little"), (300).to_bytes(4, "little")))


def million_rows(path: Path) -> None:
    """Rows as other software leaves them below a table: a million, with nothing in them or a blank each."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"/></row>' for row in range(40, 1_048_577))
    _with_rows(path, rows)


def million_numbers(path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(40, 1_048_577))
    _with_rows(path, rows)


def _with_rows(path: Path, rows: str) -> None:
    with zipfile.ZipFile(EXPORTED) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet3.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for part, content in parts.items():
            book.writestr(part, content)


def far_cell(path: Path) -> None:
    write_xlsb_rows(path, [(0, xlsb_cell(0, 1)), (1_048_575, xlsb_cell(16_383, 1))])


def encrypted(path: Path) -> None:
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(signature + bytes(5_000) + "EncryptedPackage".encode("utf-16-le") + bytes(5_000))


def empty(path: Path) -> None:
    openpyxl.Workbook().save(path)


def program_formula(path: Path) -> None:
    book = openpyxl.load_workbook(EXPORTED)
    book["表3"]["D6"] = "=cmd|'/c calc'!A1"
    book.save(path)


def program_link(path: Path) -> None:
    """As Excel stores it."""
    link = '<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    path.write_bytes(EXPORTED.read_bytes())
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", link)


BAD_FILES: dict[str, tuple[str, Callable[[Path], object], int, str, tuple[str, ...]]] = {
    "不是压缩包": ("公开表.xlsx", lambda path: path.write_text("科目,金额"), 3, "SJ07", ("不是 Excel 工作簿",)),
    "压缩炸弹": ("公开表.xlsx", zip_bomb, 3, "SJ08", ("超过 200 MB",)),
    "谎报大小的压缩炸弹": ("公开表.xlsx", lying_zip, 3, "SJ07", ()),
    "加密": ("公开表.xlsx", encrypted, 3, "SJ07", ("打开密码",)),
    "空工作簿": ("公开表.xlsx", empty, 3, "SJ07", ("没有可读的内容",)),
    "百万空行": ("公开表.xlsx", million_rows, 3, "SJ08", ("多余的行",)),
    "百万行数": ("公开表.xlsx", million_numbers, 3, "SJ08", ("多余的行",)),
    "最远的一格": ("公开表.xlsb", far_cell, 3, "SJ08", ("XFD1048576",)),
    "启动程序的公式": ("公开表.xlsx", program_formula, 1, "SJ13", ("公开表.xlsx:表3!D6", "启动其他程序")),
    "启动程序的链接": ("公开表.xlsx", program_link, 3, "SJ68", ("DDE",)),
}
QUICK = ("启动程序的公式", "百万空行")


@pytest.mark.parametrize(
    "kind", [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.slow) for kind in BAD_FILES]
)
def test_the_import_ends_in_order(kind: str, tmp_path: Path) -> None:
    name, make, code, finding, words = BAD_FILES[kind]
    make(tmp_path / name)
    target = folder_unit(tmp_path / "单位")
    returned, said, memory = run("import", tmp_path / name, "--into", target)
    assert returned == code, said
    assert finding in said
    assert all(word in said for word in words), said
    assert "没有写入" in said
    assert memory < MOST_MEMORY
    assert [path.name for path in target.iterdir()] == ["unit.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_build_and_its_notes_end_in_order(kind: str, tmp_path: Path) -> None:
    """The same file in a unit's folder."""
    name, make, _, finding, words = BAD_FILES[kind]
    target = folder_unit(tmp_path / "单位")
    make(target / name)
    returned, said, memory = run("build", target, "-o", tmp_path / "output", "--annotate", "--json")
    assert returned == 3, said
    found = json.loads(said[: said.rindex("}") + 1])
    assert finding in {one["code"] for one in found["findings"]}
    assert all(word in said for word in words)
    assert memory < MOST_MEMORY
    assert not list(tmp_path.rglob("*.docx"))


def test_links_to_other_files_are_read_as_stored_and_said(tmp_path: Path) -> None:
    """What the workbook stored counts; nothing is opened."""
    target = folder_unit(tmp_path / "单位")
    with zipfile.ZipFile(EXPORTED) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet3.xml"].decode()
    start = sheet.index('<c r="D6"')
    cell = sheet[start : sheet.index("</c>", start)]
    parts["xl/worksheets/sheet3.xml"] = sheet.replace(cell, cell.replace("<v>", "<f>[1]表3!D6</f><v>")).encode()
    with zipfile.ZipFile(tmp_path / "公开表.xlsx", "w") as book:
        for part, content in parts.items():
            book.writestr(part, content)
    returned, said, _ = run("import", tmp_path / "公开表.xlsx", "--into", target)
    assert returned == 0
    assert "公开表.xlsx:表3!D6: 警告 SJ69" in said
    assert "已写入" in said

"""What a browser sends: a reason, a file, the wish for a download."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from generator.errors import GeneratorError
from generator.importing.run import Answers
from generator.money import SCALE
from generator.output import safe_name
from generator.serve import work
from generator.serve.documents import KINDS
from generator.serve.saving import Typed

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from generator.serve.jobs import Jobs
    from generator.serve.office import Office
    from generator.serve.pages import Pages
    from generator.serve.units import Unit

CHUNK = 1 << 18


@dataclass(frozen=True)
class Actions:
    """Handlers of POST."""

    office: Office
    jobs: Jobs
    pages: Pages

    async def reason(self, request: Request) -> Response:
        """Write a reason into the unit's file; where that changed meanwhile, show both."""
        unit = self.pages.unit(request)
        async with request.form(max_files=0, max_fields=8) as form:
            said = {name: value for name, value in form.items() if isinstance(value, str)}
        view = await self.office.view(unit)
        key, text = said.get("key", ""), said.get("text", "")
        asked = next((one for one in view.asked if one.key == key), None)
        if asked is None:
            raise HTTPException(404, f"没有写入：现在没有要写的这条原因，数据可能已经变动。刚才填写的：{text}")
        typed = Typed(key, text, said.get("version", ""), unit.own)
        try:
            async with unit.lock:
                saved = await self.office.do(
                    "front", work.save, str(unit.source), typed, self.office.root, self.office.kit
                )
        except GeneratorError as error:
            return self.pages.shown(
                "conflict.html", 422, unit=unit, asked=asked, text=text, now=None, error=error, topic="none"
            )
        if not saved.done:
            await self.office.view(unit)
            return self.pages.shown(
                "conflict.html", 409, unit=unit, asked=asked, text=text, now=saved.now, error=None, topic="none"
            )
        unit.own = saved.written
        backup = f"，原来的文件备份为 {saved.backup}" if saved.backup else ""
        return self._back(unit, f"已写入 {saved.file}：{asked.title}{backup}。")

    async def upload(self, request: Request) -> Response:
        """Put an uploaded file into the unit."""
        unit = self.pages.unit(request)
        folder = self.office.room / "上传" / secrets.token_hex(8)
        async with request.form(max_files=1, max_fields=4) as form:
            file, amount_unit = form.get("file"), form.get("amount_unit")
            overwrite = form.get("overwrite") == "1"
            if not isinstance(file, UploadFile) or not file.filename:
                return await self.pages.reviewed(unit, "没有选择文件。", 422)
            try:
                await asyncio.to_thread(folder.mkdir, parents=True)
                path = await _stored(file, folder)
                answers = Answers(str(amount_unit) if amount_unit in SCALE else "", (), overwrite)
                async with unit.lock:
                    arguments = (str(path), str(unit.source), answers, self.office.root, self.office.kit)
                    taken = await self.office.do("take", work.upload, *arguments)
            except GeneratorError as error:
                return await self.pages.reviewed(unit, str(error), 422)
            finally:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        if taken.done and not taken.findings:
            return self._back(unit, taken.said)
        return await self.pages.reviewed(unit, taken.said, 200 if taken.done else 422, taken=taken)

    async def make(self, request: Request) -> Response:
        """Begin to make a file for download."""
        unit = self.pages.unit(request)
        async with request.form(max_files=0, max_fields=4) as form:
            kind = form.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            raise HTTPException(404, "没有这种文件")
        job = self.jobs.begin(unit, kind)
        return RedirectResponse(f"/u/{unit.id}/job/{job.id}", 303)

    def _back(self, unit: Unit, said: str) -> Response:
        return RedirectResponse(f"/u/{unit.id}/?said={self.office.note(said)}#asked", 303)


async def _stored(file: UploadFile, folder: Path) -> Path:
    """The upload as a file of its own; of its name only what is a name."""
    name = safe_name(PurePosixPath((file.filename or "").replace("\\", "/")).name).lstrip(".~$") or "上传"
    path = folder / name
    with path.open("xb") as target:
        while chunk := await file.read(CHUNK):
            await asyncio.to_thread(target.write, chunk)
    return path

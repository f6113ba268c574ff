"""What a browser reads: the board, a unit, a number, a place in the data, downloads, events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse

from generator.errors import GeneratorError, why
from generator.finding import SEVERITIES
from generator.serve import work
from generator.serve.asked import MOST_CHARACTERS
from generator.serve.board import COLUMNS, LOOKS, Wish, board_view
from generator.serve.documents import KINDS
from generator.serve.guard import MAX_UPLOAD
from generator.serve.hub import BOARD

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.serve.jobs import Job, Jobs
    from generator.serve.office import Office
    from generator.serve.units import Unit
    from generator.serve.view import Excerpt, Explained, UnitView
    from generator.source import SourceRef

HERE = Path(__file__).parent
STATIC = {"review.css": "text/css", "review.js": "text/javascript"}
"""Files that every page may load, and what they are."""
TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SAID = {404: "没有这个网页，请回到首页", 405: "这个地址不能这样打开，请回到首页"}
MOST_MEGABYTES = MAX_UPLOAD // 1024 // 1024


class Pages:
    """Handlers of GET; each answers from the state of the office."""

    def __init__(self, office: Office, jobs: Jobs) -> None:
        self.office, self.jobs = office, jobs
        self._files = {name: (HERE / "static" / name).read_bytes() for name in STATIC}
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"kinds": KINDS, "longest": MOST_CHARACTERS, "megabytes": MOST_MEGABYTES}

    def shown(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 - any value
        """A page."""
        text = self._environment.get_template(template).render(alone=self.office.alone is not None, **values)
        return HTMLResponse(text, status)

    def unit(self, request: Request) -> Unit:
        """The unit that the address names.

        Raises:
            HTTPException: there is none.
        """
        found = self.office.units.get(request.path_params["unit"])
        if found is None:
            raise HTTPException(404, "没有这个单位：它的数据可能已经移走、删除或改名，请回到首页")
        return found

    async def home(self, request: Request) -> Response:
        """The board; where the server was started for one unit, that unit."""
        if (alone := self.office.alone) is not None:
            return RedirectResponse(f"/u/{alone.id}/", 303)
        wish = Wish.of(request.query_params)
        view = board_view(self.office.units.values(), wish)
        return self.shown("board.html", view=view, wish=wish, columns=COLUMNS, looks=LOOKS, topic=BOARD)

    async def review(self, request: Request) -> Response:
        """A unit: its document beside its findings."""
        unit = self.unit(request)
        return await self.reviewed(unit, self.office.notes.pop(request.query_params.get("said", ""), ""))

    async def reviewed(self, unit: Unit, said: str = "", status: int = 200, **more: Any) -> Response:  # noqa: ANN401 - any value
        """The unit's page with a message."""
        view = await self.office.view(unit)
        counts = [
            (level, sum(one.severity == level and not one.waived for one in view.findings)) for level in SEVERITIES
        ]
        return self.shown(
            "unit.html",
            status,
            unit=unit,
            view=view,
            document=Markup(view.html),  # noqa: S704 - made and escaped by our own printer
            counts=counts,
            missing=[one for one in view.asked if one.missing],
            given=[one for one in view.asked if not one.missing],
            jobs=self.jobs.of(unit),
            said=said,
            topic=unit.id,
            **({"taken": None} | more),
        )

    async def sheet(self, request: Request) -> Response:
        """The style sheet of a unit's document."""
        view = await self.office.view(self.unit(request))
        return Response(view.sheet, media_type="text/css")

    async def number(self, request: Request) -> Response:
        """Where a number comes from: its formula, its operands, the cell that it was read from."""
        unit = self.unit(request)
        view = await self.office.view(unit)
        query = request.query_params
        name = view.numbers.get(query.get("ref", ""), query.get("o", ""))
        origin = view.origins.get(name)
        if origin is None:
            raise HTTPException(404, "没有这个数；数据可能已经变动，请回到文件页面")
        return self._part(
            request, "number.html", unit, view, origin=origin, excerpts=await self._excerpts(unit, view, origin)
        )

    async def _excerpts(self, unit: Unit, view: UnitView, origin: Explained) -> list[tuple[str, Excerpt]]:
        """The place of a reported figure; of a computed one those of its first operands that were reported."""
        names = [origin.name] if origin.source else [part.name for part in (*origin.parts, *origin.roots)]
        leaves = [view.origins[name] for name in dict.fromkeys(names) if view.origins[name].source is not None]
        return [(leaf.title, await self._excerpt(unit, leaf.source)) for leaf in leaves[:2] if leaf.source]

    async def _excerpt(self, unit: Unit, source: SourceRef) -> Excerpt:
        return await self.office.do("front", work.excerpt, str(unit.source), source)

    async def place(self, request: Request) -> Response:
        """The place in the data that a finding names."""
        unit = self.unit(request)
        view = await self.office.view(unit)
        wanted = request.query_params.get("f", "")
        told = {str(number): told for number, told in enumerate(view.findings)}.get(wanted)
        if told is None or told.source is None:
            raise HTTPException(404, "没有这个问题；数据可能已经变动，请回到文件页面")
        return self._part(request, "place.html", unit, view, told=told, excerpt=await self._excerpt(unit, told.source))

    def _part(self, request: Request, template: str, unit: Unit, view: UnitView, **values: Any) -> Response:  # noqa: ANN401 - any value
        """What belongs into the panel alone, or as a page of its own."""
        alone = request.query_params.get("part") == "1"
        outer = "part.html" if alone else "page.html"
        return self.shown(template, outer=outer, unit=unit, view=view, topic="none", **values)

    async def job(self, request: Request) -> Response:
        """How far a download is; reloads itself until it is there."""
        unit, job = self.unit(request), self.found_job(request)
        return self.shown("job.html", unit=unit, job=job, topic=unit.id)

    async def file(self, request: Request) -> Response:
        """A file that was made."""
        job = self.found_job(request)
        if job.made is None:
            raise HTTPException(404, "文件还没有生成")
        path = Path(job.made.path)
        name = f"attachment; filename*=UTF-8''{quote(job.made.name)}"
        kind = TYPES.get(path.suffix, "application/octet-stream")
        return FileResponse(path, media_type=kind, headers={"Content-Disposition": name})

    def found_job(self, request: Request) -> Job:
        """The download that the address names.

        Raises:
            HTTPException: there is none.
        """
        job = self.jobs.find(self.unit(request), request.path_params["job"])
        if job is None:
            raise HTTPException(404, "没有这个下载，或已经清理")
        return job

    async def events(self, request: Request) -> Response:
        """What happens to a unit, or on the board, as it happens."""
        topic = request.query_params.get("u", BOARD)
        if topic != BOARD and topic not in self.office.units:
            raise HTTPException(404, "没有这个单位")
        return StreamingResponse(self.office.hub.stream(topic), media_type="text/event-stream")

    async def static(self, request: Request) -> Response:
        """Style sheet and script of the pages."""
        name = request.path_params["name"]
        if name not in self._files:
            raise HTTPException(404, "没有这个文件")
        return Response(self._files[name], media_type=STATIC[name], headers={"Cache-Control": "no-cache"})

    async def wrong(self, request: Request, error: Exception) -> Response:
        """A page for what went wrong."""
        status, message, advice = 500, "程序出错", "稍后再试；仍然出错时，看终端中的说明"
        if isinstance(error, HTTPException):
            status, message, advice = error.status_code, _said(error), ""
        elif isinstance(error, ClientDisconnect):
            status, message, advice = 400, "内容没有传完", "再试一次"
        elif isinstance(error, GeneratorError):
            status, message, advice = 422, error.message, error.advice
        elif isinstance(error, OSError):
            message, advice = f"文件读写出错（{why(error)}）", "检查文件是否正被其他程序占用，以及读写权限"
        asked = request.path_params.get("unit", "") if request.method == "GET" else ""
        topic = asked if asked in self.office.units else "none"
        answer = self.shown("wrong.html", status, message=message, advice=advice, topic=topic)
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer


def _said(error: HTTPException) -> str:
    """Our own words; what the library says in English is not for readers."""
    return _SAID.get(error.status_code, "请求有误") if error.detail.isascii() else error.detail

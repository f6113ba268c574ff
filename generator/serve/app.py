"""Office + door → the ASGI application: routes, life span, guard."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route

from generator.errors import GeneratorError
from generator.serve.actions import Actions
from generator.serve.guard import Door, Guard
from generator.serve.jobs import Jobs
from generator.serve.pages import Pages
from generator.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from generator.serve.office import Office
    from generator.serve.units import Unit


def make_app(office: Office, door: Door, changed: Callable[[Unit], Awaitable[None]] | None = None) -> Guard:
    """The application; ``changed`` hears of every unit whose files or styles changed."""
    jobs = Jobs(office)
    pages = Pages(office, jobs)
    actions = Actions(office, jobs, pages)
    watch = Watch(office, changed)
    routes = [
        Route("/", pages.home),
        Route("/events", pages.events),
        Route("/static/{name}", pages.static),
        Route("/u/{unit}/", pages.review),
        Route("/u/{unit}/document.css", pages.sheet),
        Route("/u/{unit}/number", pages.number),
        Route("/u/{unit}/place", pages.place),
        Route("/u/{unit}/job/{job}", pages.job),
        Route("/u/{unit}/file/{job}", pages.file),
        Route("/u/{unit}/reason", actions.reason, methods=["POST"]),
        Route("/u/{unit}/upload", actions.upload, methods=["POST"]),
        Route("/u/{unit}/make", actions.make, methods=["POST"]),
    ]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(watch.quick()), asyncio.create_task(watch.slow())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            await asyncio.to_thread(office.close)

    wrong = dict.fromkeys((HTTPException, GeneratorError, OSError, ClientDisconnect, Exception), pages.wrong)
    application = Starlette(routes=routes, lifespan=life, exception_handlers=wrong)
    application.router.redirect_slashes = False
    return Guard(application, door)

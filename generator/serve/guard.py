"""Every request passes here: own host, own origin, the token or its cookie, a body of bounded size; strict headers.

A page of the reviewer's browser that belongs to somebody else must neither read nor write here, and another program
on the machine does not know the token.
"""

from __future__ import annotations

import asyncio
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
TOKEN = "t"  # noqa: S105 - the name of a parameter
MAX_FORM = 64 * 1024
MAX_UPLOAD = 30 * 1024 * 1024
UPLOAD_END = "/upload"
PATIENCE = 30.0
"""Seconds that a body may stand still while it arrives."""
_READING = frozenset({"GET", "HEAD"})
_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_.-]+)*/?")
"""Addresses of our own pages."""


@dataclass(frozen=True)
class Door:
    """Who may come in."""

    token: str
    port: int

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the browser may call the server."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @property
    def origins(self) -> frozenset[str]:
        """Origins of the server's own pages."""
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def cookie(self) -> str:
        """Name of the cookie; cookies are shared between ports, names are not."""
        return f"juesuan_{self.port}"

    @property
    def address(self) -> str:
        """Where a person begins."""
        return f"http://127.0.0.1:{self.port}/?{TOKEN}={self.token}"

    def knows(self, token: str) -> bool:
        """Whether it is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refused(scope) or self._let_in(scope)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        await self.app(scope, self._limited(scope, receive), guarded)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        """Why the request is none of ours."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.door.hosts:
            return PlainTextResponse("只能从本机打开", 403)
        origin = headers.get("origin")
        reading = scope["method"] in _READING
        if origin is not None and origin not in self.door.origins:
            return PlainTextResponse("来自其他网页的请求，没有受理", 403)
        site = headers.get("sec-fetch-site")
        if origin is None and not reading and site != "same-origin":
            return PlainTextResponse("没有写明来自哪个网页的请求，没有受理", 403)
        if site in {"cross-site", "same-site"} and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("来自其他网页的请求，没有受理", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _limit(scope):
            return PlainTextResponse(_said_too_large(_limit(scope)), 413, {"Connection": "close"})
        return None

    def _let_in(self, scope: Scope) -> PlainTextResponse | HTMLResponse | None:
        """The answer to who comes with the token or without; nothing for who has the cookie.

        Who comes with the token gets the cookie and goes on from a page of ours: a redirection would not carry a
        strict cookie where the address was opened from another page.
        """
        given = parse_qs(scope["query_string"].decode("ascii", "replace")).get(TOKEN, [""])[0]
        if scope["method"] in _READING and self.door.knows(given):
            path = scope["path"] if _PLAIN_PATH.fullmatch(scope["path"]) else "/"
            answer = HTMLResponse(
                '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,">'
                f'<meta http-equiv="refresh" content="0; url={path}"><title>审核</title>'
                f'<p><a href="{path}">打开审核页面</a></p></html>',
                headers={"Referrer-Policy": "no-referrer"},
            )
            answer.set_cookie(self.door.cookie, self.door.token, httponly=True, samesite="strict", path="/")
            return answer
        held = cookie_parser(Headers(scope=scope).get("cookie", "")).get(self.door.cookie, "")
        if not self.door.knows(held):
            return PlainTextResponse("请用终端中显示的完整地址打开（地址中带有口令）", 403)
        return None

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        """The request's body, cut off where it becomes too large or stands still."""
        limit, read, whole = _limit(scope), 0, False

        async def limited() -> Message:
            nonlocal read, whole
            try:
                message = await asyncio.wait_for(receive(), None if whole else PATIENCE)
            except TimeoutError:
                raise HTTPException(408, "内容没有传完", {"Connection": "close"}) from None
            if message["type"] == "http.request":
                read, whole = read + len(message.get("body", b"")), not message.get("more_body", False)
                if read > limit:
                    raise HTTPException(413, _said_too_large(limit), {"Connection": "close"})
            return message

        return limited


def _limit(scope: Scope) -> int:
    return MAX_UPLOAD if scope["path"].endswith(UPLOAD_END) else MAX_FORM


def _said_too_large(limit: int) -> str:
    size = f"{limit // 1024 // 1024} MB" if limit >= 1024 * 1024 else f"{limit // 1024} KB"
    return f"内容过大，最多 {size}"

"""Who may come in, and what every answer carries."""

from __future__ import annotations

import http.client
import resource
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from generator.serve import guard, run
from generator.serve.guard import CSP, HEADERS, MAX_FORM, MAX_UPLOAD, Door, Guard
from tests.serve.conftest import FOLDER
from tests.serve.running import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from tests.serve.running import Running

DOOR = Door(TOKEN, 4711)
BASE = "http://127.0.0.1:4711"
ESCAPES = ("../../etc/passwd", "/etc/passwd", "..%2f..%2fetc%2fpasswd", "....//", "C:\\Windows", "\0", "%00", "~", ".")


async def echo(request: Request) -> PlainTextResponse:
    body = await request.body()
    return PlainTextResponse(f"{len(body)}")


def client() -> TestClient:
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"]), Route("/u/upload", echo, methods=["POST"])])
    found = TestClient(Guard(app, DOOR), BASE)
    found.cookies.set(DOOR.cookie, TOKEN, domain="127.0.0.1")
    return found


def assert_guarded(headers: Mapping[str, str]) -> None:
    held = dict(headers)
    assert {name: held.get(name.lower()) for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }


def test_the_policy_allows_no_inline_script_or_style_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CSP
    assert "http" not in CSP
    assert "default-src 'none'" in CSP
    assert "frame-ancestors 'none'" in CSP


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4711", ""])
def test_another_host_is_turned_away(host: str) -> None:
    answer = client().get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert_guarded(answer.headers)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:4711", "http://127.0.0.1:4712"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_origin_is_turned_away(origin: str, method: str) -> None:
    answer = client().request(method, "/", headers={"Origin": origin})
    assert answer.status_code == 403
    assert_guarded(answer.headers)


def test_a_form_must_say_which_page_it_comes_from() -> None:
    assert client().post("/").status_code == 403
    assert client().post("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client().post("/", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert client().post("/", headers={"Origin": BASE}).status_code == 200


@pytest.mark.parametrize(
    "cookie", ["", "juesuan_4711=", "juesuan_4711=wrong", f"juesuan_4712={TOKEN}", "=;=;;", f"x={TOKEN}"]
)
def test_without_the_token_nothing_is_told(cookie: str) -> None:
    found = client()
    found.cookies.clear()
    answer = found.get("/", headers={"Cookie": cookie} if cookie else {})
    assert answer.status_code == 403
    assert_guarded(answer.headers)


def test_the_token_in_the_address_becomes_a_cookie_that_scripts_cannot_read() -> None:
    found = client()
    found.cookies.clear()
    answer = found.get(f"/?t={TOKEN}")
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 200
    assert TOKEN not in answer.text
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert found.get("/?t=wrong", headers={"Cookie": ""}).status_code == 403


def test_the_page_of_the_token_leads_nowhere_else() -> None:
    answer = client().get(f"//evil.example/%22%3e%3cscript%3e?t={TOKEN}")
    assert "evil.example" not in answer.text
    assert "<script>" not in answer.text


def test_a_body_over_the_limit_is_refused_by_its_stated_length_and_by_its_real_one() -> None:
    origin = {"Origin": BASE}
    assert client().post("/", content=b"x" * MAX_FORM, headers=origin).status_code == 200
    assert client().post("/", content=b"x" * (MAX_FORM + 1), headers=origin).status_code == 413
    pieces = (b"x" * (MAX_FORM // 2) for _ in range(3))
    assert client().post("/", content=pieces, headers=origin).status_code == 413
    assert client().post("/u/upload", content=b"x" * (MAX_FORM + 1), headers=origin).status_code == 200
    assert client().post("/", content=b"", headers=origin | {"Content-Length": "-1"}).status_code == 413


def test_a_gigabyte_is_cut_off_while_it_arrives_and_takes_no_memory(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    connection = http.client.HTTPConnection("127.0.0.1", shared.door.port, timeout=30)
    connection.putrequest("POST", f"/u/{unit.id}/upload")
    for name, value in {
        "Cookie": shared.cookie,
        "Origin": shared.origin,
        "Transfer-Encoding": "chunked",
        "Content-Type": "multipart/form-data; boundary=g",
    }.items():
        connection.putheader(name, value)
    connection.endheaders()
    head = b'--g\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    sent = 0
    try:
        for piece in (head, *[b"\0" * (1 << 20)] * 1024):
            connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
            sent += len(piece)
    except OSError:
        pass
    status = 413
    try:
        status = connection.getresponse().status
    except OSError:
        pass
    finally:
        connection.close()
    assert status == 413
    assert sent < 2 * MAX_UPLOAD + (64 << 20)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2 * MAX_UPLOAD // 1024
    assert shared.get("/").status == 200


@pytest.mark.parametrize("text", ESCAPES)
def test_no_part_of_an_address_becomes_a_path(shared: Running, text: str) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    quoted = text.replace("\0", "%00").replace("\\", "%5C")
    addresses = [
        f"/u/{quoted}/",
        f"/u/{unit}/file/{quoted}",
        f"/u/{unit}/job/{quoted}",
        f"/u/{unit}/number?ref={quoted}",
        f"/u/{unit}/number?o={quoted}",
        f"/u/{unit}/place?f={quoted}",
        f"/static/{quoted}",
        f"/events?u={quoted}",
    ]
    for address in addresses:
        answer = shared.get(address)
        assert answer.status in {400, 404}, address
        assert b"root:" not in answer.body
        assert_guarded(answer.headers)
    for path, fields in {
        f"/u/{unit}/reason": {"key": text, "text": "x", "version": text},
        f"/u/{unit}/make": {"kind": text},
    }.items():
        assert shared.post(path, fields).status == 404


def test_every_page_and_every_error_carries_the_headers(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    for address, status in {
        "/": 200,
        f"/u/{unit}/": 200,
        f"/u/{unit}/document.css": 200,
        "/static/review.js": 200,
        "/nothing": 404,
        f"/u/{unit}/make": 405,
    }.items():
        answer = shared.get(address)
        assert (status, address) == (answer.status, address)
        assert_guarded(answer.headers)
        wanted = "no-cache" if "static" in address else "no-store"
        assert answer.headers["cache-control"] == wanted


def test_fifty_requests_at_once_are_all_answered(shared: Running) -> None:
    names = [unit.id for unit in shared.office.units.values()]
    addresses = ["/", *(f"/u/{name}/" for name in names)] * 13
    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(lambda address: shared.get(address).status, addresses[:50]))
    assert statuses == [200] * 50


@pytest.mark.parametrize("before", ['x="a{b}"; ', "eyJ,@[]=1; ", "a=b;;;", '_xsrf={"a": 1}; '])
def test_odd_cookies_of_other_programs_do_not_hide_ours(before: str) -> None:
    found = client()
    found.cookies.clear()
    assert found.get("/", headers={"Cookie": f"{before}{DOOR.cookie}={TOKEN}"}).status_code == 200


def test_the_token_is_not_handed_on_in_the_referrer_and_its_page_leads_to_plain_addresses_only() -> None:
    answer = client().get(f"/?t={TOKEN}")
    assert answer.headers["referrer-policy"] == "no-referrer"
    for path in ("/%5Cevil.example", "/;url=x", "/%0d%0ax:y", "//evil.example", "/a//b"):
        assert 'content="0; url=/"' in client().get(f"{path}?t={TOKEN}").text
    assert 'content="0; url=/u/ab12/"' in client().get(f"/u/ab12/?t={TOKEN}").text


def test_another_page_of_this_machine_can_open_a_page_but_load_nothing() -> None:
    for site in ("same-site", "cross-site"):
        sent = {"Sec-Fetch-Site": site}
        assert client().get("/", headers=sent | {"Sec-Fetch-Mode": "no-cors"}).status_code == 403
        assert client().get("/", headers=sent).status_code == 403
        assert client().get("/", headers=sent | {"Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_a_body_that_stands_still_is_given_up(monkeypatch: pytest.MonkeyPatch, shared: Running) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.2)
    unit = shared.unit(shared.office.source / FOLDER).id
    head = f"POST /u/{unit}/upload HTTP/1.1\r\nHost: 127.0.0.1:{shared.door.port}\r\nOrigin: {shared.origin}\r\n"
    with socket.create_connection(("127.0.0.1", shared.door.port), timeout=10) as found:
        sent = f"{head}Cookie: {shared.cookie}\r\nContent-Type: multipart/form-data; boundary=g\r\n"
        found.sendall(f"{sent}Content-Length: 100\r\n\r\n--g\r\n".encode())
        assert found.recv(100).startswith(b"HTTP/1.1 408")


def test_a_connection_that_never_asks_is_closed(monkeypatch: pytest.MonkeyPatch, shared: Running) -> None:
    monkeypatch.setattr(run, "PATIENCE", 0.2)
    with socket.create_connection(("127.0.0.1", shared.door.port), timeout=10) as found:
        found.sendall(b"GET / HT")
        assert found.recv(100) == b""


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "HEAD", "PROPFIND"])
def test_other_methods_do_nothing(shared: Running, method: str) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    for path in ("/", f"/u/{unit}/", f"/u/{unit}/reason", f"/u/{unit}/upload", f"/u/{unit}/make"):
        assert shared.ask(method, path).status in {200, 403, 405}
        answer = shared.ask(method, path, Origin=shared.origin)
        assert answer.status == (200 if method == "HEAD" and path.endswith("/") else 405), path
        assert_guarded(answer.headers)
        assert not answer.text.isascii() or method == "HEAD"


@pytest.mark.parametrize("action", ["reason", "upload", "make"])
def test_each_form_is_refused_from_elsewhere_and_without_the_token(shared: Running, action: str) -> None:
    path = f"/u/{shared.unit(shared.office.source / FOLDER).id}/{action}"
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Cookie": "x=y"},
        {"Host": "evil.example"},
        {"Host": f"rebound.example:{shared.door.port}"},
    ):
        assert shared.post(path, {"kind": "docx", "key": "total", "text": "x"}, **headers).status == 403, headers


def test_forms_of_many_fields_and_bodies_that_are_no_forms_are_answered_in_chinese(shared: Running) -> None:
    unit = shared.unit(shared.office.source / FOLDER).id
    kind = {"Content_Type": "multipart/form-data; boundary=g"}
    part = '--g\r\nContent-Disposition: form-data; name="{}"\r\n\r\nx\r\n'
    many = ("".join(part.format(number) for number in range(50)) + "--g--\r\n").encode()
    for body in (many, b"--x", b"\xff\xfe", b"--g\r\n\r\n\r\n--g--"):
        for action in ("reason", "upload", "make"):
            answer = shared.ask("POST", f"/u/{unit}/{action}", body, **kind)
            assert answer.status in {400, 404, 422}, (body[:10], action)
            assert "Traceback" not in answer.text
            assert "Too many" not in answer.text

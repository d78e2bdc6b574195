"""Who gets in to the page, and who does not."""

import re

import pytest
from structlog.testing import capture_logs

from core.access import sign_in
from core.access.rules import SESSION_LASTS, TRIES, key_of
from core.staff.members import remove_operator
from tests.board.conftest import BOSS, COOKIE, OLGA, ORIGIN, Answer, Desk

PATHS = ("/", "/customers", "/nothing/of/the/kind", "/files/1/1")


async def offered(desk: Desk, person: int, secret: str) -> None:
    async with desk.work() as work:
        await sign_in.offer_link(work, person, key_of(secret))


async def uses(desk: Desk, link: str, **how: str) -> Answer:
    return await desk.asks("/sign-in", "POST", body=f"link={link}", origin=ORIGIN, **how)


async def test_nothing_is_told_without_a_session_not_even_what_there_is(desk: Desk) -> None:
    answers = [await desk.asks(path) for path in PATHS]
    assert {(one.status, one.headers["location"], one.body) for one in answers} == {
        (303, "/sign-in", b"")
    }
    for path in ("/_nicegui/3.18.0/static/nicegui.js", "/look/board.css", "/_nicegui/none"):
        assert (await desk.asks(path)).status == 401
    assert (await desk.asks("/", "POST", origin=ORIGIN)).status == 401
    assert (await desk.asks("/", cookie=f"{COOKIE}=guessed")).status == 303
    assert (await desk.asks("/", cookie="=;;;\x01")).status == 303
    assert desk.asked == []


async def test_a_link_lets_in_once_and_only_by_its_button(desk: Desk) -> None:
    await offered(desk, OLGA, "secret-of-the-link")
    with capture_logs() as logs:
        for method in ("GET", "HEAD", "GET"):  # previews, and the person
            shown = await desk.asks("/sign-in", method)
            assert shown.status == 200
        answer = await uses(desk, "secret-of-the-link")
        assert answer.status == 204
        cookie = answer.headers["set-cookie"]
        assert re.fullmatch(
            rf"{COOKIE}=[\w-]{{43}}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax; Secure", cookie
        )
        assert (await desk.asks("/", cookie=cookie.split(";")[0])).status == 200
        again = await uses(desk, "secret-of-the-link")
        assert (again.status, "set-cookie" in again.headers) == (403, False)
        assert b"/web" in again.body
    assert {"event": "looked at", "person": OLGA, "path": "/", "log_level": "info"} in logs
    told = str(logs)
    assert "secret-of-the-link" not in told
    assert cookie.split("=")[1].split(";")[0] not in told


async def test_who_guesses_links_is_not_listened_to_for_a_while(desk: Desk) -> None:
    await offered(desk, OLGA, "right")
    for number in range(TRIES):
        assert (await uses(desk, f"guess {number}")).status == 403
    assert (await uses(desk, "right")).status == 429
    assert (await uses(desk, "right", where="192.0.2.77")).status == 204  # others come in


async def test_a_body_without_end_is_not_read(desk: Desk) -> None:
    assert (await uses(desk, "x" * 5000)).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"evil.example, {ORIGIN}"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"},
    ],
    ids=str,
)
async def test_other_sites_get_nothing_of_whoever_is_signed_in(
    desk: Desk, headers: dict[str, str]
) -> None:
    cookie = await desk.session(BOSS, "cookie")
    assert (await desk.asks("/", cookie=cookie, **headers)).status == 403
    assert desk.asked == []


async def test_a_link_of_another_site_leads_in(desk: Desk) -> None:
    cookie = await desk.session(BOSS, "cookie")
    headers = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert (await desk.asks("/", cookie=cookie, **headers)).status == 200


async def test_a_page_runs_only_scripts_that_are_its_own(desk: Desk) -> None:
    cookie = await desk.session(BOSS, "cookie")
    first, second = [await desk.asks("/", cookie=cookie) for _ in range(2)]
    policy = first.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)' 'unsafe-eval';", policy)
    assert nonce is not None
    assert first.body == f'<script nonce="{nonce[1]}">1</script>'.encode()
    assert second.body != first.body
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert first.headers["cache-control"] == "no-store"


async def test_a_session_is_over_in_time_and_with_the_role(desk: Desk) -> None:
    cookie = await desk.session(OLGA, "cookie")
    stolen = await desk.session(BOSS, "another")
    async with desk.work() as work:
        await remove_operator(work, OLGA)
    assert (await desk.asks("/", cookie=cookie)).status == 303
    desk.now += SESSION_LASTS
    assert (await desk.asks("/", cookie=stolen)).status == 303


async def test_an_open_page_is_its_own_sessions_alone(desk: Desk) -> None:
    hers, his = await desk.session(OLGA, "hers"), await desk.session(BOSS, "his")
    found = await desk.given.sessions.of(key_of("hers"), desk.now)
    assert found is not None
    desk.pages["her-page"] = found.session_id
    upload = "/_nicegui/client/her-page/upload/1"
    assert (await desk.asks(upload, "POST", cookie=his, origin=ORIGIN)).status == 403
    assert (await desk.asks(upload, "POST", cookie=hers, origin=ORIGIN)).status == 200
    assert (await desk.connects(his, page="her-page").hears())["type"] == "websocket.close"
    assert (await desk.connects(hers, page="her-page").hears())["type"] == "websocket.accept"


async def test_the_websocket_is_guarded_like_everything(desk: Desk) -> None:
    cookie = await desk.session(BOSS, "cookie")
    refused = [
        desk.connects(),
        desk.connects(f"{COOKIE}=guessed"),
        desk.connects(cookie, origin="https://evil.example"),
        desk.connects(cookie, origin=""),
        desk.connects(cookie, host="evil.example"),
        desk.connects(cookie, page=""),
        desk.connects(cookie, page="one&client_id=two"),
    ]
    for connection in refused:
        assert await connection.hears() == {"type": "websocket.close", "code": 1008}
    assert desk.asked == []
    # Long polling would be no websocket, and its frames looked at by nobody.
    polling = await desk.asks("/_nicegui_ws/socket.io/", cookie=cookie)
    assert (polling.status, desk.asked) == (400, [])


@pytest.mark.parametrize(
    "frame",
    [
        '42["event",{"client_id":"her-page","id":1}]',
        '427["event",{"client_id":"her-page"}]',
        '42["event",{"client\\u005fid":"her-page"}]',
        '42["event",{"client_id":"my-page","client_id":"her-page"}]',
        '42/,["event",{"client_id":"her-page"}]',
        '42["event",',
        '451-["event",{"client_id":{"_placeholder":true,"num":0}}]',
    ],
)
async def test_a_page_cannot_speak_for_another(desk: Desk, frame: str) -> None:
    connection = desk.connects(await desk.session(BOSS, "cookie"))
    assert (await connection.hears())["type"] == "websocket.accept"
    mine = '42["event",{"client_id":"my-page","id":1}]'
    await connection.says(mine)
    assert (await connection.hears())["text"] == mine
    await connection.says(frame)
    assert (await connection.hears())["type"] == "websocket.close"
    await connection.task


@pytest.mark.parametrize("end", ["removed", "out", "everywhere", "time"])
async def test_what_is_open_closes_with_its_session(desk: Desk, end: str) -> None:
    connection = desk.connects(await desk.session(OLGA, "cookie"))
    other = desk.connects(await desk.session(BOSS, "another"))
    assert (await connection.hears())["type"] == "websocket.accept"
    assert (await other.hears())["type"] == "websocket.accept"
    found = await desk.given.sessions.of(key_of("cookie"), desk.now)
    assert found is not None
    if end == "time":
        desk.now += SESSION_LASTS
    else:
        async with desk.work() as work:
            match end:
                case "removed":
                    await remove_operator(work, OLGA)
                case "out":
                    await sign_in.sign_out(work, found.session_id)
                case "everywhere":
                    await sign_in.sign_out_everywhere(work, OLGA)
    last = await connection.hears()  # the page is sent away, so that nothing stays on the screen
    assert last["text"] == '42["open", {"path": "/sign-in", "new_tab": false}]'
    assert (await connection.hears())["type"] == "websocket.close"
    await connection.task
    if end != "time":
        await other.says("2")
        assert (await other.hears())["text"] == "2"
    other.task.cancel()

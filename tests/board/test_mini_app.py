"""Who gets in by the bot's menu button, and who does not."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from structlog.testing import capture_logs

from board.guard import Guard
from core.access import sign_in
from core.access.rules import TRIES, key_of
from core.staff.members import remove_operator
from tests.board.conftest import BOSS, COOKIE, OLGA, ORIGIN, TOKEN, Answer, Desk
from tests.support.init_data import init_data

APP_COOKIE = f"{COOKIE}-app"
TELEGRAM = "frame-ancestors https://web.telegram.org"
FRAMED = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}


async def enters(desk: Desk, data: str, **how: str) -> Answer:
    how = {"origin": ORIGIN, "sec_fetch_site": "same-origin", **how}
    return await desk.asks("/app/enter", "POST", body=urlencode({"data": data}), **how)


async def cookie_of(desk: Desk, person: int = OLGA, query_id: str = "first") -> str:
    answer = await enters(desk, init_data(TOKEN, person, desk.now, query_id))
    assert answer.status == 204, answer.body
    return answer.headers["set-cookie"].split(";")[0]


def ancestors(answer: Answer) -> str:
    return answer.headers["content-security-policy"].rpartition("; ")[2]


async def test_staff_come_in_by_what_telegram_signed_for_them(desk: Desk) -> None:
    data = init_data(TOKEN, OLGA, desk.now)
    with capture_logs() as logs:
        shown = await desk.asks("/app", **FRAMED)
        assert (shown.status, desk.asked) == (200, [])
        answer = await enters(desk, data)
        assert answer.status == 204
        cookie = answer.headers["set-cookie"]
        assert re.fullmatch(
            rf"{APP_COOKIE}=[\w-]{{43}}; HttpOnly; Max-Age=43200; Path=/;"
            r" SameSite=None; Secure; Partitioned",
            cookie,
        )
        cookie = cookie.split(";")[0]
        assert (await desk.asks("/app/enter", cookie=cookie)).status == 204
        assert (await desk.asks("/", cookie=cookie)).status == 200
    entered = {"event": "signed in", "person": OLGA, "address": "192.0.2.1", "way": "mini_app"}
    assert {**entered, "log_level": "info"} in logs
    assert re.search(r"hash=(\w+)", data)[1] not in str(logs)  # type: ignore[index] # it is there
    assert cookie.partition("=")[2] not in str(logs)


async def test_without_its_cookie_nobody_is_in(desk: Desk) -> None:
    cookie = await cookie_of(desk)
    secret = cookie.partition("=")[2]
    assert (await desk.asks("/app/enter")).status == 401
    assert (await desk.asks("/app/enter", cookie=f"{APP_COOKIE}=guessed")).status == 401
    # Neither way in takes the other's.
    assert (await desk.asks("/", cookie=f"{COOKIE}={secret}")).status == 303
    by_link = (await desk.session(BOSS, "linked")).partition("=")[2]
    assert (await desk.asks("/", cookie=f"{APP_COOKIE}={by_link}")).status == 303


@pytest.mark.parametrize("case", ["forged", "another bot's", "old", "of tomorrow", "empty", "long"])
async def test_what_telegram_did_not_sign_just_now_leads_nowhere(desk: Desk, case: str) -> None:
    good = init_data(TOKEN, OLGA, desk.now)
    data = {
        "forged": good.replace(f"%3A{OLGA}%2C", f"%3A{BOSS}%2C"),
        "another bot's": init_data("4243" + TOKEN[4:], OLGA, desk.now),
        "old": init_data(TOKEN, OLGA, desk.now - timedelta(minutes=5, seconds=1)),
        "of tomorrow": init_data(TOKEN, OLGA, desk.now + timedelta(days=1)),
        "empty": "",
        "long": good + "&more=" + "x" * 20_000,
    }[case]
    assert data != good
    answer = await enters(desk, data)
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)
    assert b"open it again by the button" in answer.body
    assert (await enters(desk, good)).status == 204


async def test_it_lets_in_once(desk: Desk) -> None:
    data = init_data(TOKEN, OLGA, desk.now)
    first = await enters(desk, data)
    cookie = first.headers["set-cookie"].split(";")[0]
    for said in (data, f"more=&{data}", data.replace("%2C", "%2c")):
        again = await enters(desk, said)
        assert (again.status, "set-cookie" in again.headers) == (403, False)
    # Whoever is in already may show the frame anew, but only as who they are.
    again = await enters(desk, data, cookie=cookie)
    assert (again.status, "set-cookie" in again.headers) == (204, False)
    his = await cookie_of(desk, BOSS)
    assert (await enters(desk, data, cookie=his)).status == 403


async def test_customers_and_whoever_left_staff_do_not_come_in(desk: Desk) -> None:
    customer = await enters(desk, init_data(TOKEN, 99, desk.now))
    assert (customer.status, b"staff only" in customer.body) == (403, True)
    cookie = await cookie_of(desk)
    async with desk.work() as work:
        await remove_operator(work, OLGA)
    assert (await desk.asks("/", cookie=cookie)).status == 303
    assert (await desk.asks("/app/enter", cookie=cookie)).status == 401
    assert (await enters(desk, init_data(TOKEN, OLGA, desk.now, "later"))).status == 403


async def test_tries_are_counted_together_with_those_of_links(desk: Desk) -> None:
    data = init_data(TOKEN, OLGA, desk.now)
    assert (await enters(desk, data)).status == 204
    for _ in range(TRIES):
        assert (await enters(desk, data)).status == 403
    fresh = init_data(TOKEN, BOSS, desk.now)
    assert (await enters(desk, fresh)).status == 429
    link = await desk.asks("/sign-in", "POST", body="link=guess", origin=ORIGIN)
    assert link.status == 429
    assert (await enters(desk, fresh, where="192.0.2.77")).status == 204


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://web.telegram.org"}, {"origin": "null"}, {"host": "evil.example"}],
    ids=str,
)
async def test_only_its_own_page_enters(desk: Desk, headers: dict[str, str]) -> None:
    assert (await enters(desk, init_data(TOKEN, OLGA, desk.now), **headers)).status == 403
    assert (await enters(desk, init_data(TOKEN, OLGA, desk.now))).status == 204


async def test_only_telegrams_pages_may_frame_it_and_only_what_came_in_by_it(desk: Desk) -> None:
    entry = await desk.asks("/app", **FRAMED)
    assert (ancestors(entry), "x-frame-options" in entry.headers) == (TELEGRAM, False)
    app = await cookie_of(desk)
    page = await desk.asks("/", cookie=app)
    assert (ancestors(page), "x-frame-options" in page.headers) == (TELEGRAM, False)
    link = await desk.session(BOSS, "cookie")
    for path, cookie in (("/", link), ("/sign-in", ""), ("/sign-in", app), ("/", "")):
        answer = await desk.asks(path, cookie=cookie)
        assert ancestors(answer) == "frame-ancestors 'none'"
        assert answer.headers["x-frame-options"] == "DENY"
    assert "cross-origin-opener-policy" not in (await desk.asks("/sign-in")).headers
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    # Telegram's page leads to the entry alone; from there on it is one of ours that leads.
    assert (await desk.asks("/", cookie=app, **FRAMED)).status == 403
    inside = FRAMED | {"sec_fetch_site": "same-origin"}
    assert (await desk.asks("/", cookie=app, **inside)).status == 200
    assert (await desk.asks("/tickets", **inside)).headers["location"] == "/app"


async def test_an_open_page_goes_back_to_the_entry_with_its_session(desk: Desk) -> None:
    cookie = await cookie_of(desk)
    connection = desk.connects(cookie)
    assert (await connection.hears())["type"] == "websocket.accept"
    found = await desk.given.sessions.of(key_of(cookie.partition("=")[2]), desk.now)
    assert found is not None
    async with desk.work() as work:
        await sign_in.sign_out(work, found.session_id)
    last = await connection.hears()
    assert last["text"] == '42["open", {"path": "/app", "new_tab": false}]'
    await connection.task


async def test_without_tls_there_is_no_such_way(desk: Desk) -> None:
    plain = replace(desk.given, address="http://desk.example.com")
    desk.guard = Guard(desk.application, plain, desk.live, desk.pages.get)
    assert (await desk.asks("/app")).headers["location"] == "/sign-in"
    data = init_data(TOKEN, OLGA, desk.now)
    assert (await enters(desk, data, origin="http://desk.example.com")).status == 401

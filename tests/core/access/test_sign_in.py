"""Who gets a link to the page, how often it works, and what ends a session."""

from datetime import timedelta

import pytest

from core.access import sign_in
from core.access.rules import APP_FRESH, SESSION_LASTS, TRIES, Tries, is_fresh, key_of
from core.consequences.ticks import prune
from core.model.access import LINK_LASTS, SendSignInLink, Signed, SignedIn, Way
from core.model.effects import SendText
from core.model.outcomes import Sent
from core.model.people import Role
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.staff.members import remove_operator, set_role
from db.sessions import SessionReads
from tests.core.desk import BOT, START, USERBOT, Desk
from tests.support.present import present

BOSS, OLGA = 8, 7
LINK, COOKIE = key_of("link"), key_of("cookie")
ADDRESS = "https://desk.example.com"


async def office(desk: Desk) -> Desk:
    """A desk with a page, a supervisor and an operator."""
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, web_address=ADDRESS)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA, on_shift=False)
    await desk.settle_all()
    return desk


async def given_link(desk: Desk, person_id: int = OLGA, key: str = LINK) -> None:
    """They say /web, and the bot sends it."""
    await desk.do(sign_in.ask_for_link, person_id)
    [row] = [row for row in await desk.rows() if isinstance(row.effect, SendSignInLink)]
    assert row.effect == SendSignInLink(person_id, ADDRESS, "en")
    await desk.settle(row, Sent({"key": key}))


async def session(desk: Desk, key: str = COOKIE) -> SignedIn | None:
    return await SessionReads(desk.database).of(key, desk.now)


async def refused(desk: Desk, key: str = LINK) -> bool:
    try:
        await desk.do(sign_in.use_link, key, key_of("another"))
    except DeskError as refusal:
        return refusal.key is TextKey.WEB_LINK_OVER
    return False


async def test_a_link_lets_its_person_in_once(desk: Desk) -> None:
    await office(desk)
    await given_link(desk)
    assert await session(desk) is None
    member = await desk.do(sign_in.use_link, LINK, COOKIE)
    assert member.id == OLGA
    found = present(await session(desk))
    assert (found.person_id, found.role, found.way) == (OLGA, Role.OPERATOR, Way.LINK)
    assert found.expires_at == desk.now + SESSION_LASTS
    assert await refused(desk)


async def test_a_link_and_a_session_run_out(desk: Desk) -> None:
    await office(desk)
    await given_link(desk)
    desk.now += LINK_LASTS
    assert await refused(desk)
    await given_link(desk, key=key_of("later"))
    await desk.do(sign_in.use_link, key_of("later"), COOKIE)
    desk.now += SESSION_LASTS - timedelta(seconds=1)
    assert await session(desk) is not None
    desk.now += timedelta(seconds=1)
    assert await session(desk) is None
    desk.now += timedelta(days=8)
    await desk.do(prune)
    assert await desk.rows_of("SELECT * FROM web_sessions") == []
    assert await desk.rows_of("SELECT * FROM sign_in_links") == []


async def test_another_link_ends_what_was_before(desk: Desk) -> None:
    await office(desk)
    await given_link(desk)
    await desk.do(sign_in.use_link, LINK, COOKIE)
    await given_link(desk, key=key_of("unused"))
    assert await session(desk) is None
    await given_link(desk, key=key_of("newest"))
    assert await refused(desk, key_of("unused"))
    assert not await refused(desk, key_of("newest"))


async def test_no_secret_is_kept_and_none_is_asked_for_by_others(desk: Desk) -> None:
    await office(desk)
    with pytest.raises(StaffOnly):
        await desk.do(sign_in.ask_for_link, 99)
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT)
    with pytest.raises(DeskError) as refusal:
        await desk.do(sign_in.ask_for_link, OLGA)
    assert refusal.value.key is TextKey.WEB_NOT_SET_UP


@pytest.mark.parametrize("change", ["removed", "demoted", "everywhere", "here"])
async def test_a_session_ends_with_the_role_and_when_its_person_says_so(
    desk: Desk, change: str
) -> None:
    await office(desk)
    await desk.staff(9, role=Role.SUPERVISOR, on_shift=False)
    await given_link(desk, BOSS)
    await desk.do(sign_in.use_link, LINK, COOKIE)
    found = present(await session(desk))
    assert found.is_supervisor
    reads = SessionReads(desk.database)
    assert await reads.holding([found.session_id, 99], desk.now) == {found.session_id}
    match change:
        case "removed":
            await desk.do(remove_operator, BOSS)
        case "demoted":
            await desk.do(set_role, BOSS, Role.OPERATOR)
        case "everywhere":
            await desk.do(sign_in.sign_out_everywhere, BOSS)
        case _:
            await desk.do(sign_in.sign_out, found.session_id)
    assert await session(desk) is None
    assert await reads.holding([found.session_id], desk.now) == set()
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    assert await session(desk) is None, "who comes back signs in anew"


async def test_who_is_off_staff_by_the_time_gets_nowhere(desk: Desk) -> None:
    await office(desk)
    await given_link(desk)
    await desk.do(remove_operator, OLGA)
    assert await refused(desk)
    await desk.staff(OLGA, on_shift=False)
    await desk.do(sign_in.ask_for_link, OLGA)
    [row] = [row for row in await desk.rows() if isinstance(row.effect, SendSignInLink)]
    await desk.do(remove_operator, OLGA)
    await desk.settle(row, Sent({"key": key_of("late")}))
    assert await refused(desk, key_of("late"))


async def test_the_mini_app_lets_staff_in_by_what_telegram_signed_just_now(desk: Desk) -> None:
    await office(desk)
    with pytest.raises(StaffOnly):
        await desk.do(sign_in.enter_by_app, Signed(99, desk.now, "a"), COOKIE)
    old = Signed(OLGA, desk.now - timedelta(minutes=6), "b")
    with pytest.raises(DeskError):
        await desk.do(sign_in.enter_by_app, old, COOKIE)
    signed = Signed(OLGA, desk.now - timedelta(minutes=4), "c")
    await desk.do(sign_in.enter_by_app, signed, COOKIE)
    with pytest.raises(DeskError):
        await desk.do(sign_in.enter_by_app, signed, key_of("another"))
    found = present(await session(desk))
    assert found.way is Way.MINI_APP
    assert await desk.waiting(SendText) == []


def test_what_was_signed_in_the_future_is_no_signature() -> None:
    assert is_fresh(START, START + APP_FRESH)
    assert not is_fresh(START, START + APP_FRESH + timedelta(seconds=1))
    assert is_fresh(START + timedelta(seconds=59), START)
    assert not is_fresh(START + timedelta(minutes=2), START)


def test_after_ten_tries_that_failed_there_is_a_pause() -> None:
    now = 0.0
    tries = Tries(lambda: now)
    for _ in range(TRIES):
        assert tries.may_try("1.2.3.4")
        tries.failed("1.2.3.4")
    assert not tries.may_try("1.2.3.4")
    assert tries.may_try("1.2.3.5")
    now = 60.0
    assert tries.may_try("1.2.3.4")

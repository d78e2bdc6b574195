"""What Telegram tells the account reaches its supervisors, and no login code ever does."""

import logging
from typing import Any

import pytest
from pyrogram import raw

from core.consequences.reactions import OpenWork
from core.model.accounts import Notice
from core.model.audience_effects import TellSupervisors
from core.model.effects import Gateway
from core.model.notice_keys import NoticeKey
from core.model.rules import Rules
from sandbox.faults import Face, Way
from sandbox.state.model import Content
from sandbox.state.store import SERVICE_ACCOUNT
from tests.support.waiting import eventually
from tests.userbot.conftest import Desk, utc_now
from userbot.account import Account
from userbot.listener import UserbotHandler
from userbot.login import login
from userbot.notices import TELEGRAM, harmless, notice_in

CODE = "73519"


async def told(desk: Desk, account: Account, count: int) -> list[TellSupervisors]:
    """What supervisors are told, as soon as it is so much."""
    handler, rules = UserbotHandler(), Rules(bot_id=desk.bot.id, userbot_id=account.id)

    async def look() -> list[TellSupervisors]:
        async with OpenWork(desk.database, rules, utc_now, lambda: "marker")() as work:
            for update in await work.uow.inbox.take(account.source, 100):
                await handler(work, update)
                await work.uow.inbox.done([update.id], utc_now())
        async with desk.database.unit_of_work() as uow:
            waiting = await uow.outbox.waiting(Gateway.BOT, 100)
        found = [each.effect for each in waiting if isinstance(each.effect, TellSupervisors)]
        return found if len(found) >= count else []

    return await eventually(look)


async def kept(desk: Desk, account: Account) -> str:
    return str([each.payload for each in await desk.inbox(account)])


async def test_a_login_code_is_told_of_and_never_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "userbot")
    account = await desk.account()
    desk.world.login_code = CODE
    desk.world.tell_login_code(desk.owner.id)
    await desk.said(account, lambda keys: any(key.startswith("telegram:") for key in keys))
    assert CODE not in await kept(desk, account)
    (notice,) = await told(desk, account, 1)
    assert notice.text.key is NoticeKey.ACCOUNT_CODE
    assert CODE not in str(notice)
    assert CODE not in caplog.text


async def test_what_telegram_wrote_while_the_account_was_away_is_told(desk: Desk) -> None:
    account = await desk.account()
    await account.stop()
    desk.world.login_code = CODE
    desk.world.tell_login_code(desk.owner.id)
    words = "Our terms have changed. Read them by 1 December 2026."
    desk.world.send(SERVICE_ACCOUNT, desk.owner.id, Content(text=words))
    desk.world.send(desk.operator.id, desk.owner.id, Content(text="the owner's own business"))
    again = await desk.account()
    code, terms = await told(desk, again, 2)
    assert code.text.key is NoticeKey.ACCOUNT_CODE
    assert terms.text.key is NoticeKey.ACCOUNT_TOLD
    assert terms.text.values["text"] == "Our terms have changed. Read them by • December ••••."
    assert terms.text.values["account"] == str(desk.owner.id)


async def test_what_telegram_wrote_is_told_also_when_the_account_was_away_for_too_long(
    desk: Desk,
) -> None:
    """Its own box tells no more what happened, and what was there before is no news."""
    words = ["Your account was reported.", "Our terms have changed."]
    desk.world.send(SERVICE_ACCOUNT, desk.owner.id, Content(text="A word of long ago."))
    account = await desk.account()

    async def is_read() -> bool:
        async with desk.database.unit_of_work() as uow:
            return TELEGRAM in await uow.accounts.load(account.name)

    await eventually(is_read)
    await account.stop()
    for text in words:
        desk.world.send(SERVICE_ACCOUNT, desk.owner.id, Content(text=text))
    desk.face.services.difference_limit = 1
    for number in range(10):
        desk.world.send(desk.operator.id, desk.owner.id, Content(text=f"private {number}"))
    asked = desk.faults.delay(Face.MTPROTO, "messages.getHistory", 0, times=None)
    again = await desk.account()
    notices = await told(desk, again, 2)
    assert [each.text.values["text"] for each in notices] == words
    # Looked at again, it is no news.
    again.pump.look_again()
    await asked.struck(asked.hits + 1)
    await again.pump.settled()
    assert len(await told(desk, again, 2)) == 2


async def test_somebody_elses_login_is_told_with_device_and_place(desk: Desk) -> None:
    account = await desk.account()
    credentials = desk.credentials
    other = type(credentials)(
        api_id=1,
        api_hash=credentials.api_hash,
        session_file=desk.folder / "other" / "userbot.session",
        server=credentials.server,
    )
    await login(other, desk.asking())
    notices = {each.text.key: each for each in await told(desk, account, 2)}
    new = notices[NoticeKey.ACCOUNT_LOGIN]
    assert new.text.values["location"] == "Sandbox"
    assert new.text.values["device"]
    assert NoticeKey.ACCOUNT_CODE in notices


async def test_a_notice_outside_all_boxes_is_told_even_while_they_are_in_doubt(desk: Desk) -> None:
    account = await desk.account()
    desk.face.feed.service_notification(desk.owner.id, "You were reported for spam.")
    (notice,) = await told(desk, account, 1)
    assert notice.text.values["text"] == "You were reported for spam."


async def test_what_is_pushed_twice_is_told_once(desk: Desk) -> None:
    account = await desk.account()
    desk.faults.push(Way.PUSH_TWICE, who=desk.owner.id)
    desk.world.tell_login_code(desk.owner.id)
    await desk.said(account, lambda keys: any(key.startswith("telegram:") for key in keys))
    await account.pump.settled()
    assert len(await told(desk, account, 1)) == 1


def message(text: str, sender: int = SERVICE_ACCOUNT, **more: Any) -> raw.types.Message:
    peer = raw.types.PeerUser(user_id=sender)
    return raw.types.Message(id=7, peer_id=peer, date=1_800_000_000, message=text, **more)


@pytest.mark.parametrize(
    "text",
    [
        "Login code: 73519. Do not give this code to anyone",
        "Код для входа в Telegram: 73519. Не давайте код никому",
        "735-19",
        "735 190 is your code",
        "Web login code. This is your login code:\nAbC3_fGh-Jk\nDo not give this code",
    ],
)
def test_a_code_is_known_in_whatever_language_and_form(text: str) -> None:
    ((_, row),) = notice_in(message(text))
    assert row["kind"] is Notice.CODE
    assert "text" not in row


def test_other_words_lose_their_digits_and_what_may_be_a_code() -> None:
    text = "New login on 28/11/2026 at 18:00:04 UTC, IP 188.16.4.2: QwErtyUiOp from Kyiv"
    assert harmless(text) == "New login on ••/••/•••• at ••:••:•• UTC, IP •••.••.•.•: ••• from Kyiv"


def test_nobody_elses_private_messages_are_taken() -> None:
    assert notice_in(message("Login code: 73519", sender=5)) == []
    assert notice_in(message("to Telegram", out=True)) == []
    assert notice_in(raw.types.MessageEmpty(id=7)) == []

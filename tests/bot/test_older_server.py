"""A Bot API server of one's own that is older than the desk: Telegram's library then cannot read
what it answers, since fields lack that came later."""

from __future__ import annotations

from typing import Any

import aiogram
import pytest
from aiogram import Bot
from aiogram.types import Update

from app.doctor_groups import check_groups
from app.settings import Settings
from bot.gateway import BotGateway
from bot.intake import GetRawUpdates
from bot.reading import read_update
from bot.session import LEAST_BOT_API
from bot.setup import ALLOWED_UPDATES, check_bot
from bot.texts import Texts
from core.model.desk_effects import CreateTopic, LookAtGroup
from core.model.effects import SendText
from core.model.findings import Found, ill, said
from core.model.outcomes import Cause, Rejected, Sent
from core.model.places import GroupUse
from sandbox.bot_api.kind import ServerKind
from sandbox.bot_api.server import BotApiServer
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World
from tests.bot.relaying import gateway_of
from tests.bot.telling import WELCOME, Standings

pytestmark = pytest.mark.usefixtures("older")
RIGHTS = ("can_manage_chat", "can_delete_messages", "can_change_info", "can_pin_messages",
          "can_manage_topics", "can_restrict_members")  # fmt: skip


@pytest.fixture(params=[(9, 0), (10, 0)], ids=["9.0", "10.0"])
def older(request: pytest.FixtureRequest, api: BotApiServer) -> None:
    api.api.kind = ServerKind(version=request.param)


@pytest.fixture
def group(world: World, desk: User) -> Chat:
    boss = world.add_person("Boss")
    made = world.create_supergroup(boss.id, "Desk 1")
    world.set_forum(boss.id, made.id, True)
    world.promote(boss.id, made.id, desk.id, RIGHTS)
    return made


@pytest.fixture
def gateway(bot: Bot, texts: Texts, standings: Standings) -> BotGateway:
    return gateway_of(bot, texts, standings)


async def test_a_look_at_a_group_is_refused_plainly(gateway: BotGateway, group: Chat) -> None:
    outcome = await gateway.carry_out(LookAtGroup(group.id, GroupUse.DESK))
    assert isinstance(outcome, Rejected)
    assert outcome.cause is Cause.UNREADABLE
    assert outcome.reason.endswith(
        f": this Bot API server is older than the desk needs (at least {LEAST_BOT_API})"
    )


async def test_what_is_sent_is_done(gateway: BotGateway, group: Chat, customer: User) -> None:
    assert isinstance(await gateway.carry_out(SendText(customer.id, WELCOME)), Sent)
    assert isinstance(await gateway.carry_out(CreateTopic(group.id, 1, "Ann", "💬")), Sent)


async def test_doctor_says_it_in_one_line(bot: Bot, group: Chat) -> None:
    findings = await check_bot(bot, polling=True)
    (line,) = [finding for finding in findings if not finding.ok]
    older = said(Found.SERVER_OLDER, least=LEAST_BOT_API)
    assert line == ill(Found.CHECKED_BOT_SERVER, older)
    settings = Settings(desk_chat_ids=[group.id])
    (looked,) = await check_groups(bot, settings, [], [])
    assert not looked.ok
    [words] = looked.says
    assert words.key is Found.LINE
    assert "older than the desk needs" in str(words.values["line"])


async def updates(bot: Bot, offset: int) -> list[dict[str, Any]]:
    asked = GetRawUpdates(offset=offset, timeout=0, allowed_updates=list(ALLOWED_UPDATES))
    return await bot(asked)


async def test_updates_are_read_all_the_same(
    bot: Bot, world: World, group: Chat, desk: User, customer: User
) -> None:
    await updates(bot, -1)
    poll = {"question": "?", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [1]}
    world.send(customer.id, desk.id, Content(poll=poll))
    world.promote(group.creator_id, group.id, desk.id, RIGHTS[:2])
    world.invite(group.creator_id, group.id, [customer.id])
    world.restrict(group.creator_id, group.id, customer.id, {"can_send_messages"}, None)
    found = [read_update(raw) for raw in await updates(bot, 1)]
    kinds = [update.event_type for update in found]
    assert {"message", "my_chat_member", "chat_member"} <= set(kinds)
    said = next(u.message for u in found if u.message and u.message.poll)
    assert said.poll
    assert [option.text for option in said.poll.options] == ["a", "b"]
    mine = next(u.my_chat_member for u in found if u.my_chat_member)
    assert mine.new_chat_member.status == "administrator"


def test_what_is_no_update_is_still_none() -> None:
    with pytest.raises(ValueError, match="message"):
        read_update({"update_id": 1, "message": {"message_id": 1}})
    assert read_update({"update_id": 1, "novelty": {}}) == Update(update_id=1, novelty={})


def test_the_least_version_is_the_librarys() -> None:
    assert aiogram.__api_version__ == LEAST_BOT_API
    assert LEAST_BOT_API in str(Settings.model_fields["bot_api_url"].description)

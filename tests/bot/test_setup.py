"""The bot's connection, its commands, and what `doctor` is told."""

import pytest
from aiogram import Bot

from bot.profile import BotProfile
from bot.setup import check_bot, make_bot, set_commands
from bot.texts import Texts
from core.model.findings import Found, Said, ill, said, well
from core.model.people import Role
from core.model.profile_text_keys import ProfileKey
from core.model.texts import Text
from core.staff import rules as staff_rules
from sandbox.bot_api.server import BotApiServer
from sandbox.faults import Face, Faults
from sandbox.state.model import User
from tests.bot.conftest import TOKEN


@pytest.mark.parametrize("token", ["", "abc", "12:3 4", "x:y"])
def test_a_token_that_cannot_be_one_is_refused_without_being_told(token: str) -> None:
    with pytest.raises(ValueError, match="123456:ABC") as caught:
        make_bot(token)
    assert caught.value.__cause__ is None


async def test_without_an_address_it_speaks_with_telegram() -> None:
    bot = make_bot(TOKEN)
    assert bot.session.api.base.startswith("https://api.telegram.org/")


def names(desk: User) -> dict[str, list[str]]:
    return {
        scope: [command["command"] for command in given] for scope, given in desk.commands.items()
    }


async def test_commands_are_set_by_role_and_language(
    bot: Bot, texts: Texts, desk: User, customer: User, api: BotApiServer
) -> None:
    await set_commands(bot, texts, {customer.id: Role.OPERATOR})
    given = names(desk)
    assert len(given) == 9
    assert sorted(map(tuple, given.values())) == sorted(
        [staff_rules.CUSTOMER] * 3 + [staff_rules.IN_GROUP] * 3 + [staff_rules.OPERATOR] * 3
    )
    said = {command["description"] for menu in desk.commands.values() for command in menu}
    assert {"My panel", "Моя панель"} <= said


async def test_a_refused_command_changes_nothing_else(
    bot: Bot, texts: Texts, desk: User, customer: User, faults: Faults
) -> None:
    faults.error(Face.BOT_API, "setMyCommands", 400, "chat not found")
    await set_commands(bot, texts, {customer.id: Role.SUPERVISOR})
    menus = [*map(tuple, names(desk).values())]
    assert menus == [staff_rules.IN_GROUP] * 3 + [staff_rules.SUPERVISOR] * 3


async def test_all_is_well(bot: Bot) -> None:
    findings = await check_bot(bot, polling=True)
    assert [finding.ok for finding in findings] == [True] * 5
    known = said(Found.BOT_IS, username="desk_bot", id=4242)
    assert findings[0] == well(Found.CHECKED_BOT_TOKEN, known)


async def test_the_doctor_says_whether_inline_mode_is_on(bot: Bot, desk: User) -> None:
    for is_on, says in ((False, Found.INLINE_OFF), (True, Found.INLINE_ON)):
        desk.is_inline = is_on
        assert well(Found.CHECKED_BOT_INLINE, says) in await check_bot(bot, polling=True)


async def test_a_webhook_is_named(bot: Bot) -> None:
    await bot.set_webhook("https://8.8.8.8/never")
    findings = await check_bot(bot, polling=True)
    assert any(Said(Found.WEBHOOK_TAKEN) in finding.says for finding in findings)
    await bot.delete_webhook()


async def test_a_wrong_token_is_named(api: BotApiServer) -> None:
    bot = make_bot("4243:NOBODYS-made-up-token-at-all-here", api.url)
    (finding,) = await check_bot(bot, polling=True)
    await bot.session.close()
    assert finding == ill(Found.CHECKED_BOT_TOKEN, Found.TOKEN_UNKNOWN)


async def test_a_server_that_is_away_is_named(bot: Bot, api: BotApiServer) -> None:
    await api.stop()
    (finding,) = await check_bot(bot, polling=True)
    assert not finding.ok
    [away] = finding.says
    assert away.key is Found.API_AWAY
    assert TOKEN not in str(away.values)


async def test_trouble_on_the_way_is_named(bot: Bot, faults: Faults) -> None:
    faults.error(Face.BOT_API, "getWebhookInfo", 500, "sorry")
    assert not (await check_bot(bot, polling=True))[-1].ok


async def test_the_bot_is_described_in_the_owners_words_and_else_as_at_botfather(
    bot: Bot, texts: Texts
) -> None:
    async def described(language: str | None) -> tuple[str, str]:
        long = await bot.get_my_description(language)
        return long.description, (await bot.get_my_short_description(language)).short_description

    def words(key: ProfileKey, language: str) -> str:
        return texts.plain(Text(key, language), 512)

    await bot.set_my_description("As the owner said to BotFather")
    profile = BotProfile(bot, texts)
    await profile.set_all()
    assert await described(None) == (
        "As the owner said to BotFather",
        words(ProfileKey.ABOUT, "en"),
    )
    own = {"en": {"bot-description": "The <b>Corner</b> Shop &amp; friends"}}
    for given in (own, {}):
        texts.use(given)
        profile.hear(given)
        await profile.set_all()
        shown = "The Corner Shop & friends" if given else words(ProfileKey.DESCRIPTION, "en")
        assert (await described(None))[0] == shown
    assert (await described("uk"))[1] == words(ProfileKey.ABOUT, "uk")

"""What the gateway does for staff, over the sandbox's Bot API: menus, transcripts, deletions."""

from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.types import MenuButtonWebApp, WebAppInfo

from bot.gateway import BotGateway
from bot.mini_app import app_url
from bot.texts import Texts
from core.model.effects import DeleteMessage, SendTranscript, SetCommands
from core.model.outcomes import Rejected, Sent, Unreachable
from core.model.room_effects import SetRoomCommands
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.staff import rules as staff_rules
from sandbox.faults import Face, Faults
from sandbox.state.model import Content, User
from sandbox.state.world import World
from tests.bot.relaying import gateway_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CAPTION = Text(TextKey.HISTORY, "en", {"customer": "Ann <3"})


class Written:
    """The transcript of customer 5 alone."""

    async def plain(self, customer_id: int, *, with_phone: bool) -> str | None:
        """With the phone if that may be."""
        phone = ", +380501" if with_phone else ""
        return f"Customer 5: Ann{phone}\n" if customer_id == 5 else None


@pytest.fixture
def gateway(bot: Bot, texts: Texts) -> BotGateway:
    return gateway_of(bot, texts, transcripts=Written())


def menus(desk: User) -> dict[str, tuple[str, ...]]:
    return {scope: tuple(each["command"] for each in menu) for scope, menu in desk.commands.items()}


async def test_a_menu_follows_the_role_and_goes(
    gateway: BotGateway, desk: User, customer: User
) -> None:
    scopes = [f"chat:{customer.id}|{code}" for code in ("", "uk", "ru")]
    for role, menu in (
        ("operator", staff_rules.OPERATOR),
        ("supervisor", staff_rules.SUPERVISOR),
    ):
        assert await gateway.carry_out(SetCommands(customer.id, role)) == Sent()
        assert menus(desk) == dict.fromkeys(scopes, menu)
    assert await gateway.carry_out(SetCommands(customer.id, None)) == Sent()
    assert menus(desk) == {}


async def test_staffs_menu_button_opens_the_page_and_goes_with_the_role(
    bot: Bot, texts: Texts, customer: User
) -> None:
    url = app_url("https://desk.example.com")
    assert url is not None
    gateway = gateway_of(bot, texts, app_url=url)
    await gateway.carry_out(SetCommands(customer.id, "operator"))
    button = await bot.get_chat_menu_button(customer.id)
    page = MenuButtonWebApp(text="Switchboard", web_app=WebAppInfo(url=url))
    assert button.model_dump() == page.model_dump()
    assert (await bot.get_chat_menu_button()).type == "commands", "customers have none"
    await gateway.carry_out(SetCommands(customer.id, None))
    assert (await bot.get_chat_menu_button(customer.id)).type == "default"


def test_telegram_opens_https_alone_and_of_a_whole_name() -> None:
    assert app_url("https://desk.example.com:8443") == "https://desk.example.com:8443/app"
    for none in (None, "http://desk.example.com", "https://desk"):
        assert app_url(none) is None


async def test_whoever_never_wrote_to_the_bot_has_no_menu(
    gateway: BotGateway, world: World
) -> None:
    assert isinstance(await gateway.carry_out(SetCommands(999, "operator")), Unreachable)


async def test_a_rooms_menu_is_one_members_own(
    gateway: BotGateway, world: World, desk: User, customer: User
) -> None:
    owner = world.add_person("Owner")
    room = world.create_supergroup(owner.id, "Support")
    world.promote(owner.id, room.id, desk.id, {"can_delete_messages"})
    assert await gateway.carry_out(SetRoomCommands(room.id, customer.id, "uk")) == Sent()
    assert menus(desk) == {f"chat_member:{room.id}:{customer.id}|": staff_rules.IN_ROOM}
    said = {each["description"] for menu in desk.commands.values() for each in menu}
    assert "Закрити звернення" in said
    assert await gateway.carry_out(SetRoomCommands(room.id, customer.id, None)) == Sent()
    assert menus(desk) == {}
    # Somebody else's message goes too, and one that is gone is gone.
    note = world.send(owner.id, room.id, Content("/note x"))
    for _ in range(2):
        assert await gateway.carry_out(DeleteMessage(room.id, note.id)) == Sent()
    assert all(message.id != note.id for message in world.history(owner.id, room.id))


async def test_a_message_that_may_not_be_deleted_is_refused(
    gateway: BotGateway, faults: Faults, customer: User
) -> None:
    faults.error(Face.BOT_API, "deleteMessage", 400, "message can't be deleted")
    refused = await gateway.carry_out(DeleteMessage(customer.id, 1))
    assert isinstance(refused, Rejected)


@pytest.mark.parametrize("with_phone", [True, False])
async def test_a_transcript_comes_as_a_file(
    gateway: BotGateway, world: World, desk: User, customer: User, with_phone: bool
) -> None:
    outcome = await gateway.carry_out(SendTranscript(customer.id, 5, CAPTION, with_phone))
    assert isinstance(outcome, Sent)
    sent = world.history(desk.id, customer.id, limit=1)[0].content
    assert sent.text == "Everything said with Ann <3 so far. For staff only."
    assert sent.file is not None
    assert sent.file.name == "transcript-5.txt"
    assert (b"+380501" in sent.file.data) is with_phone


async def test_nobodys_transcript_is_refused(gateway: BotGateway, customer: User) -> None:
    outcome = await gateway.carry_out(SendTranscript(customer.id, 6, CAPTION))
    assert outcome == Rejected("nobody is known as 6")

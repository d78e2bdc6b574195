"""The sandbox's page: a person and a bot."""

from collections.abc import AsyncIterator

import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from playwright.async_api import expect

from sandbox.people import Person
from sandbox.remote import RemoteSandbox
from tests.browser.conftest import NUMBERS, Newcomers, Tab
from tests.support.waiting import eventually


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: RemoteSandbox) -> AsyncIterator[Bot]:
    """A bot of this test's own, over the Bot API."""
    number = next(NUMBERS)
    account = await sandbox.people.add_bot(f"Teapot {number}", f"teapot_{number}_bot")
    addresses = sandbox.addresses
    server = TelegramAPIServer.from_base(addresses.bot_api_url)
    async with Bot(account.token or "", session=AiohttpSession(api=server)) as made:
        yield made


async def heard(bot: Bot) -> list[Update]:
    """What the bot was told, once there is something."""
    return await eventually(lambda: bot.get_updates(timeout=5))


async def pressed(bot: Bot, offset: int) -> CallbackQuery:
    """The button that was pressed after what was heard before."""
    [update] = await eventually(lambda: bot.get_updates(offset=offset, timeout=5))
    assert update.callback_query is not None
    return update.callback_query


@pytest_asyncio.fixture(loop_scope="session")
async def ann(tab: Tab, newcomers: Newcomers, bot: Bot) -> Person:
    """Ann, who has pressed Start on her phone."""
    [ann] = await newcomers("Ann")
    await tab.open(ann)
    me = await bot.me()
    await tab.phone(ann).get_by_role("button", name="New chat").click()
    await tab.page.get_by_role("menuitem", name=me.full_name).click()
    await tab.phone(ann).get_by_role("button", name="Start").click()
    await expect(tab.phone(ann).get_by_text("/start")).to_be_visible()
    return ann


async def test_buttons_turn_until_the_bot_answers(tab: Tab, bot: Bot, ann: Person) -> None:
    [started] = await heard(bot)
    keys = [
        InlineKeyboardButton(text="Toast", callback_data="toast"),
        InlineKeyboardButton(text="Alert", callback_data="alert"),
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=[keys])
    await bot.send_message(
        ann.id, "<b>Which?</b> <i>Choose</i>", parse_mode="HTML", reply_markup=markup
    )
    phone = tab.phone(ann)
    await expect(phone.locator(".text strong")).to_have_text("Which?")

    toast = phone.get_by_role("button", name="Toast")
    await toast.click()
    await expect(toast).to_have_attribute("aria-busy", "true")
    query = await pressed(bot, started.update_id + 1)
    await query.answer("Crisp!").as_(bot)
    await expect(tab.page.get_by_text("Crisp!")).to_be_visible()
    await expect(toast).not_to_have_attribute("aria-busy", "true")

    await phone.get_by_role("button", name="Alert").click()
    query = await pressed(bot, started.update_id + 2)
    await query.answer("Too <b>hot</b>", show_alert=True).as_(bot)
    await expect(tab.page.get_by_role("dialog")).to_contain_text("Too <b>hot</b>")


async def test_the_keyboard_shares_ones_number_and_commands_are_sent(
    tab: Tab, bot: Bot, ann: Person
) -> None:
    [started] = await heard(bot)
    rows = [[KeyboardButton(text="Share my number", request_contact=True)]]
    markup = ReplyKeyboardMarkup(keyboard=rows)
    await bot.set_my_commands([BotCommand(command="help", description="What there is")])
    await bot.send_message(ann.id, "Who are you?", reply_markup=markup)
    phone = tab.phone(ann)
    await phone.get_by_role("button", name="Share my number").click()
    [shared] = await eventually(lambda: bot.get_updates(offset=started.update_id + 1, timeout=5))
    assert shared.message is not None
    assert shared.message.contact is not None
    assert shared.message.contact.phone_number == ann.account.phone

    await phone.get_by_role("button", name="Commands").click()
    await tab.page.get_by_role("menuitem", name="/help").click()
    [asked] = await eventually(lambda: bot.get_updates(offset=shared.update_id + 1, timeout=5))
    assert asked.message is not None
    assert asked.message.text == "/help"


async def test_who_blocks_the_bot_may_start_it_again(tab: Tab, bot: Bot, ann: Person) -> None:
    phone = tab.phone(ann)
    await phone.get_by_role("button", name="About this chat").click()
    await tab.page.get_by_role("button", name="Block", exact=True).click()
    await tab.page.get_by_role("button", name="Close").click()
    await phone.get_by_role("button", name="Restart bot").click()
    await expect(phone.locator(".bubble").filter(has_text="/start")).to_have_count(2)
    kinds = [update.event_type for update in await heard(bot)]
    assert kinds == ["message", "my_chat_member", "my_chat_member", "message"]


async def test_new_messages_ring_and_nothing_else_does(tab: Tab, bot: Bot, ann: Person) -> None:
    phone = tab.phone(ann)

    async def rang(times: str) -> None:
        await expect(phone.get_by_role("button", name=f"Bell: rang {times}")).to_be_visible()

    said = await bot.send_message(ann.id, "It boils")
    await rang("once")
    await bot.edit_message_text("It whistles", chat_id=ann.id, message_id=said.message_id)
    await bot.send_message(ann.id, "Hush", disable_notification=True)
    await expect(phone.locator(".bubble").filter(has_text="It whistles")).to_be_visible()
    await expect(phone.locator(".bubble").last.get_by_title("Sent without sound")).to_be_visible()
    await rang("once")
    await bot.send_message(ann.id, "Tea!")
    await rang("2 times")

    await phone.get_by_role("button", name="About this chat").click()
    await tab.page.get_by_role("button", name="Mute: ring no more").click()
    await tab.page.get_by_role("button", name="Close").click()
    await phone.get_by_role("button", name="Back").click()
    await bot.send_message(ann.id, "Nobody hears me")
    await expect(phone.locator(".chat-row")).to_contain_text("Nobody hears me")
    await expect(phone.locator(".chat-row .unread")).to_have_text("1")
    await phone.get_by_role("button", name="Bell: rang 2 times").click()
    await expect(tab.page.locator(".rung-row").first).to_contain_text("Tea!")
    await rang("never")


async def test_what_a_bot_offers_is_chosen_while_one_types(
    tab: Tab, bot: Bot, ann: Person, sandbox: RemoteSandbox
) -> None:
    me = await bot.me()
    await sandbox.people.set_inline(me.id)
    [started] = await heard(bot)
    phone = tab.phone(ann)
    box = phone.get_by_role("textbox", name="Message")
    await box.fill(f"@{me.username} tea")
    [update] = await eventually(lambda: bot.get_updates(offset=started.update_id + 1, timeout=5))
    assert update.inline_query is not None
    assert (update.inline_query.query, update.inline_query.chat_type) == ("tea", "sender")
    content = InputTextMessageContent(message_text="Tea is ready")
    offer = InlineQueryResultArticle(
        id="1", title="Tea", description="ready", input_message_content=content
    )
    await bot.answer_inline_query(update.inline_query.id, [offer])
    await phone.get_by_role("group", name="What the bot offers").get_by_role("button").click()
    await expect(phone.locator(".bubble").filter(has_text="Tea is ready")).to_be_visible()
    await expect(box).to_have_value("")

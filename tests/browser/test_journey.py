"""The journey of a newcomer, who plays tickets from /start to the stars by hand."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.conftest import Tab, tab_in
from tests.browser.playing import (
    ANN,
    BOT,
    OLENA,
    PATIENCE,
    SAM,
    ask,
    begin,
    begin_again,
    enter_the_room,
    go_back_to_the_bot,
    go_to,
    look_at_three_phones,
    played,
    press,
    sees,
    send_a_photo,
    start_shift,
)


async def test_a_newcomer_plays_tickets_from_start_to_the_stars_on_three_phones(
    browser: Browser, tmp_path: Path
) -> None:
    async with played(tmp_path) as address, tab_in(browser, address) as tab:
        await look_at_three_phones(tab)
        await start_shift(tab)
        await in_a_room(tab)
        await at_a_desk(tab)
        await in_a_thread(tab)


async def in_a_room(tab: Tab) -> None:
    """Ann is let in, Olena is invited, and they talk; Ann gives two stars, of which Sam hears."""
    await begin(tab)
    await ask(tab, "My order (in a room)")
    await enter_the_room(tab)
    await tab.write(ANN, "My kettle does not boil.")
    await sees(tab, OLENA, "My kettle does not boil.")
    await tab.write(OLENA, "Is it plugged in?")
    await sees(tab, ANN, "Is it plugged in?")
    await send_a_photo(tab, ANN)
    photo = tab.phone(OLENA).get_by_role("img", name="Photo from Ann")
    await expect(photo).to_be_visible(timeout=PATIENCE)

    await go_back_to_the_bot(tab, OLENA)
    await press(tab, OLENA, "Close the ticket")
    await press(tab, OLENA, "Yes, close")
    await tab.enter(ANN, BOT)  # from her chats: the room is cleared, and she is out of it
    await press(tab, ANN, "2 ⭐")
    await sees(tab, ANN, "You gave us ★★☆☆☆")
    await tab.write(ANN, "It was not plugged in.")
    await sees(tab, SAM, "Ticket #1 was rated ★★☆☆☆")
    await sees(tab, SAM, "It was not plugged in.")


async def at_a_desk(tab: Tab) -> None:
    """Ann stays with the bot, and Olena answers in a group by a reply; what she says there without
    one stays there. Sam hears that not all was clear."""
    await begin_again(tab, "It is broken (at a desk)")
    await tab.write(ANN, "My pan is bent.")
    await go_to(tab, OLENA, "#2")  # what the group is called while Ann is served there
    await sees(tab, OLENA, "My pan is bent.")
    await tab.write(OLENA, "Who knows about pans?")
    menu = await tab.menu(OLENA, "My pan is bent.")
    await menu.get_by_role("menuitem", name="Reply").click()
    await tab.write(OLENA, "We send you a new one.")
    await sees(tab, ANN, "We send you a new one.")
    await expect(tab.phone(ANN).get_by_text("Who knows about pans?")).to_have_count(0)

    await press(tab, OLENA, "Close the ticket")
    await press(tab, OLENA, "Yes")
    await press(tab, ANN, "No")
    await sees(tab, SAM, "Ticket #2")
    await expect(tab.phone(OLENA).locator(".bubble")).to_have_count(0)  # the group is cleared


async def in_a_thread(tab: Tab) -> None:
    """Ann stays with the bot, and whatever Olena says in Ann's topic of the forum goes to her."""
    await begin_again(tab, "Advice (in a thread)")
    await tab.write(ANN, "Which kettle should I buy?")
    await go_to(tab, OLENA, "Staff forum")
    topics = tab.phone(OLENA).get_by_role("list", name="Topics")
    await topics.locator(".chat-row").filter(has_text="Ann").click(timeout=PATIENCE)
    await sees(tab, OLENA, "Which kettle should I buy?")
    await tab.write(OLENA, "The red one.")
    await sees(tab, ANN, "The red one.")
    await press(tab, OLENA, "Close the ticket")
    await press(tab, OLENA, "Yes, close")
    await sees(tab, ANN, "Have you found out everything")
    await press(tab, ANN, "Yes")
    await sees(tab, ANN, "We are glad that we could help!")

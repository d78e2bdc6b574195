"""The journey of a newcomer, who plays a ticket from /start to the stars by hand."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.conftest import tab_in
from tests.browser.playing import (
    ANN,
    BOT,
    OLENA,
    PATIENCE,
    SAM,
    ask,
    begin,
    enter_the_room,
    go_back_to_the_bot,
    look_at_three_phones,
    played,
    press,
    sees,
    send_a_photo,
    start_shift,
)


async def test_a_newcomer_plays_a_ticket_from_start_to_the_stars_on_three_phones(
    browser: Browser, tmp_path: Path
) -> None:
    with played(tmp_path) as address:
        async with tab_in(browser, address) as tab:
            await look_at_three_phones(tab)
            await start_shift(tab)

            # In a room: Ann is let in, Olena is invited, and they talk.
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

            # Olena closes the ticket; Ann gives two stars and says why; Sam hears of it.
            await go_back_to_the_bot(tab, OLENA)
            await press(tab, OLENA, "Close the ticket")
            await press(tab, OLENA, "Yes, close")
            await tab.enter(ANN, BOT)  # from her chats: the room is cleared, and she is out of it
            await press(tab, ANN, "2 ⭐")
            await sees(tab, ANN, "You gave us ★★☆☆☆")
            await tab.write(ANN, "It was not plugged in.")
            await sees(tab, SAM, "Ticket #1 was rated ★★☆☆☆")
            await sees(tab, SAM, "It was not plugged in.")

            # In a thread: Ann stays with the bot, Olena answers in Ann's topic of the forum.
            await tab.write(ANN, "/start")
            await press(tab, ANN, "Advice (in a thread)")
            await sees(tab, ANN, "write your question")
            await tab.write(ANN, "Which kettle should I buy?")
            await press(tab, OLENA, "Back")
            forum = tab.phone(OLENA).locator('.chat-row[aria-label^="Staff forum"]')
            await forum.click()
            topics = tab.phone(OLENA).get_by_role("list", name="Topics")
            await topics.locator(".chat-row").filter(has_text="Ann").click(timeout=PATIENCE)
            await sees(tab, OLENA, "Which kettle should I buy?")
            await tab.write(OLENA, "The red one.")
            await sees(tab, ANN, "The red one.")

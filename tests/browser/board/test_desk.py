"""The page Desk: what the desk goes by, without its secrets, and what the doctor says."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from core.configuration.change import give_back, set_entry
from core.model.configuration import EntryKind, Named, text_entry
from stories.acts import come
from tests.browser.board.conftest import ServedDesk, is_taken, sign_in
from tests.browser.conftest import Tab
from tests.support.waiting import eventually


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def as_it_was(desk: ServedDesk) -> AsyncIterator[None]:
    """Nothing that a test has set is left: one desk serves all of them."""
    yield
    async with desk.stage.container.work() as work:
        entries = await work.uow.configuration.entries()
        for entry in entries:
            await work.uow.configuration.remove(entry.name)
        if entries:
            await work.uow.configuration.next_revision()
    await is_taken(desk)


async def test_a_supervisor_reads_what_the_desk_goes_by_and_asks_the_doctor(
    desk: ServedDesk, board: Tab
) -> None:
    """In her own language, also what the doctor says."""
    await sign_in(board, desk, await desk.member("Дора", language="uk"))
    page = board.page
    await page.get_by_role("navigation").get_by_text("Служба").click()
    topics = page.get_by_role("table", name="Теми й години")
    await expect(topics.get_by_role("row")).to_have_count(len(desk.stage.settings.topics) + 1)
    settings = page.get_by_role("table", name="Налаштування", exact=True)
    token = settings.get_by_role("row").filter(has_text="BOT_TOKEN")
    await expect(token).to_contain_text("задано, приховано")
    listen = settings.get_by_role("row").filter(has_text="WEB_LISTEN")
    await expect(listen).to_contain_text(desk.stage.settings.web_listen or "nowhere")
    await page.get_by_role("button", name="Перевірити").click()
    doctor = page.get_by_role("table", name="Перевірка")
    await expect(doctor).to_contain_text("актуальна", timeout=30_000)
    await expect(doctor).to_contain_text("його можна додавати до кімнат")
    await expect(doctor).to_contain_text("працює: планувальник")
    assert desk.stage.settings.plain_token.partition(":")[2] not in await page.content()


async def test_what_a_supervisor_sets_is_what_customers_meet_until_it_is_given_back(
    desk: ServedDesk, board: Tab
) -> None:
    dasha = await desk.member("Dasha")
    await sign_in(board, desk, dasha)
    page = board.page
    ann = await desk.stage.people.add("Ann <b>A</b>", language_code="en")
    await page.goto(f"{desk.address}/desk")

    # Today it is open at all hours, but that it is a holiday; then in three days again.
    today = desk.stage.container.clock().date()
    names = [f"{today + timedelta(days=days):%a}" for days in (0, 3)]
    hours = page.get_by_role("group", name="Hours")
    await hours.get_by_role("button", name="Change the hours").click()
    form = page.get_by_role("dialog")
    await form.get_by_text("These").click()
    await form.get_by_role("textbox", name=names[0]).fill("00:00-24:00")
    await form.get_by_role("textbox", name=names[1]).fill("10:15-9")
    await form.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("“10:15-9” is no span of time")).to_be_visible()
    await form.get_by_role("textbox", name=names[1]).fill("10:15-19:00")
    await form.get_by_role("button", name="Save").click()
    await expect(hours).to_contain_text("10:15–19:00")
    holidays = page.get_by_role("group", name="Holidays")
    await holidays.get_by_role("button", name="Change the holidays").click()
    await form.get_by_role("button", name="Add a date").click()
    await form.get_by_label("Date", exact=True).fill(today.isoformat())
    await form.get_by_role("button", name="Save").click()
    await expect(holidays).to_contain_text(f"{today} closed")
    await expect(page.get_by_role("table", name="Topics and hours")).to_contain_text("opens")

    # A text, in words of the owner's own.
    await page.get_by_role("link", name="Read and change the texts").click()
    text = page.get_by_role("article", name="card-queued-closed")
    await text.get_by_role("button", name="Change").click()
    words = form.get_by_role("textbox", name="Words")
    await words.fill("Holidays, { $nobody }! <script>")
    await expect(form.get_by_role("status")).to_contain_text("There is no { $nobody }")
    await form.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("There is no { $nobody }").last).to_be_visible()
    await words.fill("A holiday! Back at { $clock } <b>sharp</b>, we’ll see")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_have_count(0)
    await expect(text).to_contain_text("set here")

    await is_taken(desk)
    ticket = await desk.waiting(ann)
    await ann.sees(lambda seen: seen.text == "A holiday! Back at 10:15 sharp, we’ll see")
    await text.get_by_role("button", name="to me").click()
    await dasha.sees(lambda seen: seen.text == "A holiday! Back at 09:00 sharp, we’ll see")
    await desk.cancels(ann, ticket)

    # And the file's again; until then the doctor says where page and file differ.
    await text.get_by_role("button", name="Back to the file").click()
    await page.get_by_role("dialog").get_by_role("button", name="Back to the file").click()
    await expect(text).to_contain_text("as delivered")
    await page.goto(f"{desk.address}/desk")
    await page.get_by_role("button", name="Ask the doctor").click()
    doctor = page.get_by_role("table", name="Doctor").get_by_role("row")
    differs = doctor.filter(has_text="page, holidays of the whole desk")
    await expect(differs).to_contain_text("other than what is delivered", timeout=30_000)
    for entry in (hours, holidays):
        await entry.get_by_role("button", name="Back to the file").click()
        await page.get_by_role("dialog").get_by_role("button", name="Back to the file").click()
        await expect(entry).to_contain_text("as delivered")
    changes = page.get_by_role("table", name="Changes").get_by_role("row")
    await expect(changes.filter(has_text="Dasha").first).to_contain_text("the file’s")


@pytest.mark.every_database
async def test_what_another_process_sets_is_what_the_bot_says_within_seconds(
    desk: ServedDesk,
) -> None:
    """As the page does when it runs by itself: this process is not the bot's."""
    boss = await desk.member("Dina")
    live = desk.stage.container.live
    name = Named(EntryKind.TEXT, text_entry("en", "ask-contact"))
    async with desk.stage.container.work() as work:
        words = "Hi { $name }, <i>we are quick</i>"
        await set_entry(work, boss.id, live.ground, live.wording, name, words, 0)
        [entry] = [each for each in await work.uow.configuration.entries() if each.name == name]

    async def says(words: str) -> bool:
        meg = await desk.stage.people.add("Meg <b>M</b>", language_code="en")
        await meg.start()
        await meg.sees(lambda seen: "Meg <b>M</b>" in seen.text)
        return any(words in each.text for each in await meg.messages(desk.stage.settings.bot_id))

    await eventually(lambda: says("Hi Meg <b>M</b>, we are quick"), within=10)
    async with desk.stage.container.work() as work:
        await give_back(work, boss.id, live.ground, live.wording, name, entry.revision)
    await eventually(lambda: says("This is our support desk"), within=10)


async def test_topics_that_a_supervisor_adds_and_switches_off(desk: ServedDesk, board: Tab) -> None:
    await sign_in(board, desk, await desk.member("Dana"))
    page = board.page
    await page.goto(f"{desk.address}/desk")
    topics = page.get_by_role("table", name="Topics and hours").get_by_role("row")
    form = page.get_by_role("dialog")
    await page.get_by_role("button", name="Add a topic").click()
    await form.get_by_label("Key").fill("Bills")
    await form.get_by_label("Title in English").fill("Bills <b>&</b> refunds")
    await form.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("The key has to be")).to_be_visible()
    await form.get_by_label("Key").fill("bills")
    await form.get_by_role("button", name="Save").click()
    row = topics.filter(has_text="Bills <b>&</b> refunds")
    await expect(row).to_contain_text("set here")
    await row.get_by_role("button", name="Move Bills <b>&</b> refunds up").click()
    await expect(topics.nth(1)).to_contain_text("Bills")

    await is_taken(desk)
    moe = await desk.stage.people.add("Moe", language_code="en")
    await come(moe)
    question = await moe.sees(lambda seen: "What is it about" in seen.text)
    assert moe.buttons(question)[0] == "Bills <b>&</b> refunds"
    await moe.press(question, "talk:bills")
    await moe.sees(lambda seen: "Ticket #" in seen.text)

    await row.get_by_role("button", name="Change Bills").click()
    await form.get_by_role("switch", name="Offered to customers").click()
    await form.get_by_role("button", name="Save").click()
    await expect(row).to_contain_text("switched off")
    await is_taken(desk)
    zoe = await desk.stage.people.add("Zoe", language_code="en")
    other = await desk.waiting(zoe)  # without a question: there is one topic left
    [ticket] = await desk.stage.rows(
        "SELECT id, topic FROM tickets WHERE customer_id = :who AND closed_at IS NULL", who=moe.id
    )
    assert ticket["topic"] == "bills"
    await desk.cancels(moe, ticket["id"])
    await desk.cancels(zoe, other)


async def test_a_supervisor_keeps_a_canned_reply_changes_and_removes_it(
    desk: ServedDesk, board: Tab
) -> None:
    await sign_in(board, desk, await desk.member("Rita"))
    page = board.page
    await page.goto(f"{desk.address}/desk")
    form = page.get_by_role("dialog")
    await page.get_by_role("button", name="Add a canned reply").click()
    await form.get_by_role("textbox", name="Shortcut").fill("Refund")
    words = form.get_by_role("textbox", name="Words")
    await words.fill("{customer}, <b>3 days</b>")
    await form.get_by_role("button", name="Save").click()
    kept = page.get_by_role("table", name="Canned replies").get_by_role("row")
    row = kept.filter(has_text="!refund")
    await expect(row).to_contain_text("{customer}, <b>3 days</b>")
    await expect(row).to_contain_text("never")
    await row.get_by_role("button", name="Change !refund").click()
    await words.fill("In 3 days")
    await form.get_by_role("button", name="Save").click()
    await expect(row).to_contain_text("In 3 days")
    await row.get_by_role("button", name="Remove !refund").click()
    await form.get_by_role("button", name="Remove").click()
    await expect(row).to_have_count(0)


async def test_tags_that_a_supervisor_makes_mark_tickets_which_are_found_by_them(
    desk: ServedDesk, board: Tab
) -> None:
    """And what she notes on a customer stands on their page."""
    await sign_in(board, desk, await desk.member("Dilara"), "/desk")
    page = board.page
    tags = page.get_by_role("region", name="Tags")
    box = tags.get_by_label("New tag, then Enter")
    for tag in ("refund <i>", "bug"):
        await box.fill(tag)
        await box.press("Enter")
        await expect(tags.get_by_text(tag, exact=True)).to_be_visible()
    await tags.get_by_role("button", name="Take “bug” off the list").click()
    await page.get_by_role("dialog").get_by_role("button", name="Take off").click()
    await expect(tags.get_by_text("bug", exact=True)).to_have_count(0)
    words = page.get_by_role("group", name="Words of customers that do not pass")
    box = words.get_by_label("New word, then Enter")
    await box.fill("casino <i>*")
    await box.press("Enter")
    await words.get_by_role("button", name="Take “casino <i>*” off the list").click()
    await page.get_by_role("dialog").get_by_role("button", name="Take off").click()
    await expect(words.get_by_text("casino")).to_have_count(0)
    switch = page.get_by_role("switch", name="Ask before a card number goes to a customer")
    await switch.click()
    await expect(page.get_by_role("table", name="Changes")).to_contain_text("patterns")
    await is_taken(desk)
    await is_let_in_by_a_token_until_it_is_revoked(desk, board)
    links = page.get_by_role("region", name="Links")
    await links.get_by_label("Name of a new link, then Enter").fill("spring-sale")
    await links.get_by_label("Name of a new link, then Enter").press("Enter")
    picture = page.get_by_role("dialog").get_by_role("img", name="Picture of the link for cameras")
    await expect(picture).to_be_visible()
    link = await page.get_by_role("dialog").get_by_text("?start=spring-sale").inner_text()

    taggy = await desk.stage.people.add("Taggy", language_code="en")
    await taggy.open_link(link)
    ticket = await desk.waiting(taggy)
    await page.goto(f"{desk.address}/tickets/{ticket}")
    mark = page.get_by_role("region", name="Tags").get_by_role("button", name="refund <i>")
    await mark.click()
    await expect(mark).to_have_attribute("aria-pressed", "true")
    notes = page.get_by_role("region", name="Notes on the customer")
    await notes.get_by_role("button", name="Write one").click()
    await page.get_by_role("dialog").get_by_role("textbox").fill("pays <b>late</b>")
    await page.get_by_role("dialog").get_by_role("button", name="Write one").click()
    await expect(notes).to_contain_text("pays <b>late</b>")

    await page.goto(f"{desk.address}/tickets?tag=refund+%3Ci%3E")
    listed = page.get_by_role("table", name="Tickets").get_by_role("row")
    await expect(listed).to_have_count(2)
    await expect(listed.nth(1)).to_contain_text("#refund <i>")
    await expect(listed.nth(1)).to_contain_text("spring-sale")
    await page.goto(f"{desk.address}/tickets?source=spring-sale")
    await expect(listed).to_have_count(2)
    await page.goto(f"{desk.address}/customers/{taggy.id}")
    await expect(notes).to_contain_text("pays <b>late</b>")
    await notes.get_by_role("button", name="Remove the note of Dilara").click()
    await page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(notes).not_to_contain_text("pays")
    await page.goto(f"{desk.address}/reports?days=today")
    await expect(page.get_by_role("region", name="Tags")).to_be_visible()
    await desk.cancels(taggy, ticket)


async def is_let_in_by_a_token_until_it_is_revoked(desk: ServedDesk, board: Tab) -> None:
    """A program of the owner's, by a token that a supervisor makes on the page Desk."""
    page = board.page
    tokens = page.get_by_role("region", name="Tokens of the API")
    await tokens.get_by_role("button", name="New token").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What it is called").fill("CRM <i>")
    await form.get_by_role("button", name="Make it").click()
    secret = await form.get_by_text("swb_").inner_text()

    async def status() -> int:
        """What the program is answered."""
        headers = {"authorization": f"Bearer {secret}"}
        answer = await page.request.get(f"{desk.address}/api/v1/queue", headers=headers)
        return answer.status

    assert await status() == 200
    await form.get_by_role("button", name="Close").click()
    await expect(tokens.get_by_text("CRM <i>")).to_be_visible()
    await tokens.get_by_role("button", name="Revoke CRM <i>").click()
    await form.get_by_role("button", name="Revoke").click()
    await expect(tokens.get_by_text("CRM <i>")).to_have_count(0)
    assert await status() == 401

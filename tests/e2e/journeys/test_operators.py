"""What operators may do, as they do it: the parts of their day that the story does not show."""

from core.model.actions import Verb
from core.model.people import Role
from core.staff import rules as staff_rules
from core.staff.members import remove_operator, set_role
from sandbox.people import Person, Seen
from stories import acts
from stories.pictures import JPEG, OGG, WEBP
from tests.e2e.journeys.day import PATIENCE, Day


def menu(day: Day, scope: str, language: str = "") -> list[str] | None:
    """The commands that the bot has set for a scope."""
    bot = day.sandbox.world.users[day.stage.settings.bot_id]
    found = bot.commands.get(f"{scope}|{language}")
    return None if found is None else [each["command"] for each in found]


async def asked(day: Day, person: Person, command: str, verb: Verb) -> Seen:
    """What a command in private brings."""
    said = await person.say(day.stage.settings.bot_id, command)
    return await person.sees(acts.carries(verb), since=said, timeout=PATIENCE)


async def test_menus_follow_the_role_while_the_desk_runs(day: Day) -> None:
    olga = await day.staff("Olga")
    scope = f"chat:{olga.id}"
    await day.quiet()
    for language in ("", "uk", "ru"):
        assert menu(day, scope, language) == list(staff_rules.OPERATOR)
    assert menu(day, "all_private_chats") == list(staff_rules.CUSTOMER)
    # In a room each member of staff has a menu, and the customer has none.
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    await day.quiet()
    inside = f"chat_member:{talk.room}:{olga.id}"
    assert menu(day, inside) == list(staff_rules.IN_ROOM)
    await day.closes(talk)
    await day.quiet()
    assert menu(day, inside) is None
    async with day.stage.container.work() as work:
        await set_role(work, olga.id, Role.SUPERVISOR)
    await day.quiet()
    assert menu(day, scope, "ru") == list(staff_rules.SUPERVISOR)
    async with day.stage.container.work() as work:
        await remove_operator(work, olga.id)
    await day.quiet()
    for language in ("", "uk", "ru"):
        assert menu(day, scope, language) is None


async def words_of_bot(day: Day, person: Person, room: int) -> list[int]:
    """The messages of the bot in a room that are no service messages."""
    bot = day.stage.settings.bot_id
    said = await person.messages(room)
    return [seen.message_id for seen in said if seen.sender_id == bot and seen.kind != "service"]


async def test_the_bot_says_nothing_in_rooms_but_to_staff_who_ask(day: Day) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    await day.quiet()
    before = await words_of_bot(day, olga, talk.room)
    assert len(before) == 1  # the pinned card
    for person in (ann.person, olga):
        for words in ("/start", "/help", "/panel", "/queue", "hello", "/nothing"):
            await person.say(talk.room, words)
        await person.send_photo(talk.room, JPEG, "/start")
        await person.send_voice(talk.room, OGG)
        await person.send_sticker(talk.room, WEBP, "🙏")
    for words in ("/close", "/note mine"):
        await ann.person.say(talk.room, words)
    await day.quiet()
    assert await words_of_bot(day, olga, talk.room) == before
    history = [seen.text for seen in await olga.messages(talk.room)]
    assert "/note mine" in history  # a customer's words are nobody's to delete
    # Nor does the bot hear commands of its private chat there: no shift has ended.
    assert (await day.operator(olga))["user_id"] == olga.id
    await olga.say(talk.room, "/shift_end")
    await day.quiet()
    assert await day.stage.rows("SELECT id FROM shifts WHERE ended_at IS NOT NULL") == []


async def test_a_stale_button_answers_kindly(any_day: Day) -> None:
    day = any_day
    olga = await day.staff("Olga", capacity=1)
    omar = await day.staff("Omar", capacity=1, on_shift=False)
    first = await day.visitor("First")
    talk = await day.talks(first, [olga])
    ann = await day.visitor("Ann")
    await day.waits(ann)
    number = (await day.open_tickets(ann.person))[0]["id"]
    waiting = await olga.sees(acts.carries(Verb.TAKE), timeout=PATIENCE)
    query = await olga.press(waiting, f"take:{number}")
    assert "as many tickets as you can take" in ((await olga.answered(query, PATIENCE)).text or "")
    # Off shift one sees the queue too, and is told what is missing.
    await omar.start()
    queue = await asked(day, omar, "/take", Verb.TAKE)
    query = await omar.press(queue, f"take:{number}")
    assert "not on shift" in ((await omar.answered(query, PATIENCE)).text or "")
    card = await acts.staff_card(olga, talk.room, Verb.TRANSFER, patience=PATIENCE)
    given = acts.data_of(card, Verb.TRANSFER)
    await acts.close_ticket(olga, talk.room, patience=PATIENCE)
    await ann.person.sees(acts.has_link, timeout=PATIENCE)
    # The list that was shown before the ticket was somebody's is stale now.
    query = await omar.press(queue, f"take:{number}")
    assert "A colleague was faster" in ((await omar.answered(query, PATIENCE)).text or "")
    assert given == f"transfer:{talk_number(given)}"
    assert await day.loads() == {olga.id: 1, omar.id: 0}


def talk_number(action: str) -> int:
    """The ticket in a button's data."""
    return int(action.partition(":")[2])

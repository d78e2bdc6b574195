"""A room is used again only when nothing of those before can be found in it."""

from pathlib import Path

from core.model.places import PlaceState
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.waiting import eventually

SECRET = "my card is 4242 4242 4242 4242"


async def test_a_room_that_cannot_be_proved_empty_is_never_used_again(day: Day) -> None:
    from sandbox.faults import Face

    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    first = await day.talks(ann, [olga])
    await ann.person.say(first.room, SECRET)
    # Telegram says nothing against it, but the history stays where it is.
    refuses = day.sandbox.faults.error(
        Face.MTPROTO, "channels.deleteHistory", 400, "CHAT_ADMIN_REQUIRED", times=None
    )
    with refuses:
        await day.closes(first)
        await day.quiet()
    second = await day.talks(await day.visitor("Bob"), [olga])
    assert second.room != first.room
    assert first.room not in [chat.id for chat in await day.stage.userbot.chats()]


async def test_a_room_is_there_before_anybody_asks(tmp_path: Path, desk_url: str) -> None:
    async with a_day(tmp_path, desk_url, room_pool=1, room_pool_seconds=0.3) as day:

        async def clean_rooms() -> list[int]:
            async with day.stage.container.work() as work:
                places = await work.uow.places.all_live()
            return [each.chat_id or 0 for each in places if each.state is PlaceState.CLEAN]

        olga = await day.staff("Olga")
        (ready,) = await eventually(clean_rooms, within=PATIENCE, every=0.05)
        talk = await day.talks(await day.visitor("Ann"), [olga])
        assert talk.room == ready


async def test_a_canned_reply_is_sent_by_inline_mode_and_recorded_as_the_operators(
    day: Day,
) -> None:
    olga = await day.staff("Olga")
    ann = await day.visitor("Ann")
    talk = await day.talks(ann, [olga])
    async with day.stage.container.work() as work:
        await work.uow.replies.add("hello", "", "en", "{customer}, I am {operator}", 1, work.now)
    await day.people.set_inline(day.stage.settings.bot_id)
    (hello,) = await olga.types_to_bot(talk.room, "hel")
    await olga.chooses(talk.room, hello)
    await ann.person.sees("Ann, I am Olga", chat=talk.room)
    (kept,) = await day.keeps(ann.person, "Ann, I am Olga")
    assert kept["role"] == "operator"

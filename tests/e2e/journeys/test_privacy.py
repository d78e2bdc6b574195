"""Stars, own data, being forgotten and the archive, as people meet them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.model import actions
from core.model.actions import Verb
from core.model.people import Role
from core.privacy.views import YES
from sandbox.faults import Face
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day, Visitor
from tests.support.waiting import eventually

SECRETS = ("kettle", "secret.bin", "Zinaida", "zinaida_q")


@pytest.fixture
async def archived_day(tmp_path: Path, desk_url: str) -> AsyncIterator[tuple[Day, int]]:
    """A desk with an archive's chat, on SQLite and on PostgreSQL in turn."""
    async with premises(tmp_path, desk_url) as found:
        bot = found.sandbox.people.bot
        assert bot is not None
        chat = await found.userbot.create_group("Archive", [bot])
        async with found.desk(archive_chat_id=chat, room_pool=0) as stage:
            yield Day(stage), chat


async def test_forgotten_in_the_middle_of_a_talk(archived_day: tuple[Day, int]) -> None:
    day, _ = archived_day
    boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
    olga = await day.staff("Olga")
    ann = await day.visitor("Zinaida", username="zinaida_q")
    await boss.start()
    talk = await day.talks(ann, [olga])
    await talk.customer.say(talk.room, "nobody may know of my kettle")
    day.sandbox.faults.delay(Face.MTPROTO, "upload.getFile", 0.5, times=1)
    await talk.customer.send_document(talk.room, b"secret kettle", "secret.bin")
    erasure = await asks_to_be_forgotten(day, ann, boss)

    before, told = await boss.now(), await ann.person.now()
    await boss.press(erasure, erasure.buttons[0].data or "")
    sure = await boss.sees("cannot be undone", since=before, timeout=PATIENCE)
    for _ in range(3):
        await boss.press(sure, sure.buttons[0].data or "")
    await ann.person.sees("are erased", since=told, timeout=PATIENCE)
    await ann.person.gets_out_of(talk.room, PATIENCE)
    await day.quiet()
    folder = day.folder(ann.person)
    await eventually(lambda: not folder.exists(), within=PATIENCE)
    for table in ("messages", "message_versions", "inbox", "outbox", "customers", "ticket_events"):
        rows = str(await day.stage.rows(f"SELECT * FROM {table}"))  # noqa: S608
        assert not [
            word for word in ("kettle", "secret.bin", "Zinaida", "zinaida_q") if word in rows
        ], table
    (ticket,) = await day.stage.rows("SELECT status, close_reason FROM tickets")
    assert (ticket["status"], ticket["close_reason"]) == ("closed", "forgotten")
    assert await day.stage.rows("SELECT * FROM archives") == []
    await eventually(lambda: not left_on_disk(day, b"nobody may know", b"zinaida"), within=PATIENCE)
    assert await day.loads() == {olga.id: 0, boss.id: 0}
    assert (await day.stage.rows("SELECT granted FROM erasures"))[0]["granted"]

    started = await ann.person.start()
    await ann.person.sees(acts.asks_contact, since=started, timeout=PATIENCE)
    assert not folder.exists()


def left_on_disk(day: Day, *words: bytes) -> list[tuple[str, bytes]]:
    """Which of the words stand in which file of SQLite's. What PostgreSQL keeps is its server's."""
    url = day.stage.container.database.url
    if url.get_backend_name() != "sqlite":
        return []
    path = Path(str(url.database))
    files = [each for each in path.parent.iterdir() if each.name.startswith(path.name)]
    assert path in files
    return [
        (file.name, word) for file in files for word in words if word in file.read_bytes().lower()
    ]


async def asks_to_be_forgotten(day: Day, visitor: Visitor, boss: Person) -> Seen:
    """They mean it; the supervisor's card."""
    said = await visitor.person.say(day.stage.settings.bot_id, "/forget")
    question = await visitor.person.sees(acts.carries(Verb.FORGET), since=said, timeout=PATIENCE)
    heard = await boss.now()
    await visitor.person.press(question, actions.press(Verb.FORGET, YES))
    return await boss.sees(acts.carries(Verb.ERASURE), since=heard, timeout=PATIENCE)

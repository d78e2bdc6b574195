"""Several user accounts, what Telegram allows them, and what the next customer can find out."""

import pytest
from pyrogram.errors import RPCError

from sandbox.state.model import Refused
from stories.pictures import JPEG
from tests.e2e.journeys.day import PATIENCE, Day
from tests.e2e.journeys.spy import Spy, plain_client

CARD = "my card is 4242 4242 4242 4242"


async def test_the_next_customer_finds_nothing_over_mtproto(day: Day) -> None:
    olga = await day.staff("Olga", capacity=1)
    ann = await day.visitor("Ann", last_name="Secretive", username="ann_secret")
    first = await day.talks(ann, [olga])
    await ann.person.say(first.room, CARD)
    await ann.person.send_photo(first.room, JPEG, "receipt")
    await ann.person.send_document(first.room, b"secret bytes", "secret.txt")
    await ann.person.send_contact(first.room, "+4912345", "Ann's mother")
    await olga.say(first.room, "noted")
    async with plain_client(day, ann.person) as client:
        hers = Spy(client, first.room)
        seen = await hers.everything()
        # The spy is worth something: as Ann it finds what is there.
        for trace in (CARD, "secret.txt", "receipt", "ann_secret", "Ann's mother"):
            assert trace in seen
        (location,) = await hers.documents()
        assert await hers.fetch(location) == b"secret bytes"
    await day.closes(first)
    await ann.person.gets_out_of(first.room, PATIENCE)
    with pytest.raises(Refused):
        await ann.person.messages(first.room)
    await day.quiet()

    bob = await day.visitor("Bob")
    second = await day.talks(bob, [olga])
    assert second.room == first.room
    await day.quiet()
    async with plain_client(day, bob.person) as client:
        his = Spy(client, second.room)
        seen = await his.everything()
        assert "Bob" in seen
        for trace in (
            CARD,
            "secret.txt",
            "receipt",
            "Ann",
            "ann_secret",
            "Secretive",
            str(ann.person.id),
            "#1",
            "noted",
        ):
            assert trace not in seen, trace
        # Links, and who was put out, are for administrators; nobody else may even ask.
        assert "CHAT_ADMIN_REQUIRED" in his.refused["messages.GetExportedChatInvites"]
        with pytest.raises(RPCError, match="FILE_REFERENCE"):
            await his.fetch(location)

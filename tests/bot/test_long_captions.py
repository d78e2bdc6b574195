"""Premium lets people write captions that no bot may write."""

from dataclasses import dataclass

import pytest

from core.model.places import PlaceKind
from core.model.rules import Topic
from sandbox.people import Attachment, Person
from sandbox.state.world import World
from stories.pictures import JPEG
from tests.bot.desk import Desk

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
LONG = " ".join(["It fails"] * 200)


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    return (BUGS,)


@dataclass(frozen=True)
class Talk:
    """Dana at her desk, and Ann, who has Premium."""

    ann: Person
    dana: Person
    group: int


@pytest.fixture
async def talk(office: Desk, ann: Person, dana: Person, group: int, world: World) -> Talk:
    await dana.say(group, "/desk")
    await office.settle()
    world.users[ann.id].is_premium = True
    await ann.start()
    await office.settle()
    return Talk(ann, dana, group)


async def test_a_reply_to_the_caption_that_came_by_itself_answers_the_photo(
    office: Desk, talk: Talk
) -> None:
    ann, dana, group = talk.ann, talk.dana, talk.group
    photo = await ann.send_photo(BOT, JPEG, LONG)
    await office.settle()
    words = next(seen for seen in await dana.messages(group) if seen.text == LONG)
    picture = next(seen for seen in await dana.messages(group) if seen.kind == "photo")
    assert words.reply_to == picture.message_id
    await dana.say(group, "Restart it", reply_to=words)
    await office.settle()
    answer = await ann.last(BOT)
    assert answer is not None
    assert (answer.text, answer.reply_to) == ("Restart it", photo.message_id)
    assert await office.set_aside() == []


async def test_a_spoiler_and_a_caption_above_stay_however_it_is_carried(
    office: Desk, talk: Talk
) -> None:
    ann, dana, group = talk.ann, talk.dana, talk.group
    photo = Attachment("photo", JPEG, size=(1, 1), spoiler=True, caption_above=True)
    copied = await ann.send_file(BOT, photo, "It fails")
    await ann.send_file(BOT, photo, LONG)  # said again, with the caption by itself
    await ann.send_album(BOT, [photo, photo], ["both of them"])
    await office.settle()
    await ann.edit(copied, "It fails here", file=photo)
    await office.settle()
    carried = [seen for seen in await dana.messages(group) if seen.kind == "photo"]
    assert [seen.text for seen in carried] == ["It fails here", "", "both of them", ""]
    assert all(seen.spoiler and seen.caption_above for seen in carried)

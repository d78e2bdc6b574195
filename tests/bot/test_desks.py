"""What is said and pressed about the staff's groups, and by whom."""

import pytest

from core.model.people import Role
from core.model.places import StaffGroup
from sandbox.people import People, Person
from tests.bot.desk import Desk

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)

BOT = 4242


async def groups_of(office: Desk) -> list[StaffGroup]:
    async with office.database.unit_of_work() as uow:
        return await uow.groups.all()


async def said(office: Desk, who: Person, chat: int, text: str) -> str:
    """Somebody says it; what stands there then."""
    await who.say(chat, text)
    await office.settle()
    answer = await who.last(chat)
    assert answer is not None
    return answer.text


@pytest.mark.parametrize("words", ["/desk", "/DESK@desk_bot", "/overflow", "/desk off", "/forum x"])
async def test_only_supervisors_say_what_a_group_is_for(
    office: Desk, people: People, dana: Person, group: int, words: str
) -> None:
    nina = await people.add("Nina")
    await office.staff(nina)
    await dana.invite(group, nina.id)
    await office.settle()
    assert "Only a supervisor" in await said(office, nina, group, words)
    assert await groups_of(office) == []


async def test_who_writes_as_the_group_is_asked_to_show_themselves(
    office: Desk, people: People, dana: Person, group: int
) -> None:
    nina = await people.add("Nina")
    await office.staff(nina, Role.SUPERVISOR)
    await dana.invite(group, nina.id)
    await dana.promote(group, nina.id, anonymous=True)
    answer = await said(office, nina, group, "/desk")
    assert "Remain anonymous" in answer
    assert await groups_of(office) == []


async def test_a_supervisor_takes_a_group_into_use_and_out(
    office: Desk, dana: Person, group: int
) -> None:
    assert "is a desk now" in await said(office, dana, group, "/desk@desk_bot")
    [desk] = await groups_of(office)
    assert (desk.chat_id, desk.added_by, desk.title) == (group, dana.id, "Desk 1")
    await dana.rename(group, "Reception")
    await office.settle()
    assert (await groups_of(office))[0].title == "Reception"
    assert "no tickets any more" in await said(office, dana, group, "/desk off")
    assert "as it is" in await said(office, dana, group, "/desk off")
    await dana.remove(group, BOT)
    await office.settle()
    assert not (await groups_of(office))[0].is_usable

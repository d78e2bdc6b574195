"""Supervisors set entries on the page, and give them back; of two at once, one is told."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from core.configuration.change import give_back, set_entry
from core.model.audit import AuditFilter, AuditSubject
from core.model.configuration import Entry, EntryKind, Ground, Mistake, Named
from core.model.configuration_text_keys import ConfigurationKey
from core.model.people import Role
from core.model.text_keys import Key
from core.model.texts import DeskError, StaffOnly
from tests.core.desk import Desk

BOSS, OTHER_BOSS, OLGA = 8, 9, 7
FILE = Ground(
    ({"key": "orders", "title": "Orders"}, {"key": "bugs", "title": "Bugs"}), "UTC", is_file=True
)
HOURS = Named(EntryKind.HOURS)
ON_PAGE = AuditFilter(subject=AuditSubject.PAGE)
WEEK = {"mon-fri": "09:00-18:00"}
WELCOME = Named(EntryKind.TEXT, "en:welcome")


class AnyWords:
    """All words can be used but one."""

    def delivered(self, language: str) -> dict[str, str]:
        return {"welcome": language}

    def check(self, language: str, key: str, source: str) -> None:
        if source == "wrong":
            raise Mistake(ConfigurationKey.WORDING_VALUE, f"{language}: {key}", value=key)

    def preview(self, language: str, key: str, source: str) -> str:
        return f"{language} {key} {source}"


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    """Two supervisors and an operator."""
    for number in (BOSS, OTHER_BOSS):
        await desk.staff(number, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA, on_shift=False)
    return desk


async def sets(
    desk: Desk, name: Named, value: Any, *, seen: int = 0, actor: int = BOSS, ground: Ground = FILE
) -> None:
    await desk.do(set_entry, actor, ground, AnyWords(), name, value, seen)


async def refused(desk: Desk, name: Named, value: Any, **more: Any) -> Key:
    """Why it is not set; nothing was."""
    before = await entries(desk)
    with pytest.raises(DeskError) as caught:
        await sets(desk, name, value, **more)
    assert await entries(desk) == before
    return caught.value.key


async def entries(desk: Desk) -> list[Entry]:
    async with desk.work() as work:
        return await work.uow.configuration.entries()


async def changes(desk: Desk) -> list[tuple[str, int | None, Any, Any]]:
    async with desk.work() as work:
        found = [each.entry for each in await work.uow.audit.newest(ON_PAGE, 10)]
    return [(each.kind.value, each.actor_id, each.before, each.after) for each in found]


async def test_what_is_set_is_kept_with_who_and_when(office: Desk) -> None:
    await sets(office, HOURS, WEEK)
    [kept] = await entries(office)
    assert (kept.name, kept.value, kept.actor_id, kept.at) == (HOURS, WEEK, BOSS, office.now)
    office.later(hours=1)
    await sets(office, HOURS, "always", seen=kept.revision, actor=OTHER_BOSS)
    await sets(office, HOURS, "always", seen=kept.revision + 1)  # nothing new, nothing kept
    assert await changes(office) == [
        ("hours", OTHER_BOSS, WEEK, "always"),
        ("hours", BOSS, None, WEEK),
    ]


async def test_what_is_given_back_is_the_files_again(office: Desk) -> None:
    await sets(office, WELCOME, "Hi")
    [kept] = await entries(office)
    await office.do(give_back, BOSS, FILE, AnyWords(), WELCOME, kept.revision)
    assert await entries(office) == []
    assert (await changes(office))[0] == ("text", BOSS, "Hi", None)


async def test_only_supervisors_change_anything(office: Desk) -> None:
    for actor in (OLGA, 100):
        with pytest.raises(StaffOnly):
            await sets(office, HOURS, WEEK, actor=actor)
        with pytest.raises(StaffOnly):
            await office.do(give_back, actor, FILE, AnyWords(), HOURS, 0)
    assert await entries(office) == []


async def test_the_second_of_two_is_told_and_changes_nothing(office: Desk) -> None:
    await sets(office, HOURS, WEEK)
    other = await refused(office, HOURS, "always", actor=OTHER_BOSS)
    assert other is ConfigurationKey.CHANGED_MEANWHILE
    with pytest.raises(DeskError):
        await office.do(give_back, OTHER_BOSS, FILE, AnyWords(), HOURS, 0)
    assert [each.value for each in await entries(office)] == [WEEK]


async def test_of_two_at_the_same_moment_one_is_told(office: Desk) -> None:
    outcomes = await asyncio.gather(
        *(sets(office, HOURS, {"mon": f"0{number}:00-09:00"}, actor=BOSS) for number in range(5)),
        return_exceptions=True,
    )
    refusals = [each.key for each in outcomes if isinstance(each, DeskError)]
    assert refusals == [ConfigurationKey.CHANGED_MEANWHILE] * 4
    assert len(await entries(office)) == len(await changes(office)) == 1


async def test_two_who_each_switch_off_another_topic_leave_one_on(office: Desk) -> None:
    outcomes = await asyncio.gather(
        *(
            sets(office, Named(EntryKind.TOPIC, key), {"title": key, "off": True})
            for key in ("orders", "bugs")
        ),
        return_exceptions=True,
    )
    [refusal] = [each.key for each in outcomes if isinstance(each, DeskError)]
    assert refusal is ConfigurationKey.NO_TOPIC


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        (HOURS, {}, ConfigurationKey.NO_DAY),
        (HOURS, {"mon": "9-10"}, ConfigurationKey.WRONG_SPAN),
        (HOURS, {"mon": "9:00-11:00, 10:00-12:00"}, ConfigurationKey.SPANS_OVERLAP),
        (Named(EntryKind.HOLIDAYS), {"25.12.": "closed"}, ConfigurationKey.WRONG_DATE),
        (Named(EntryKind.HOLIDAYS), {"2026-12-25": "22:00-02:00"}, ConfigurationKey.WRONG_SPAN),
        (Named(EntryKind.HOURS, "gone"), WEEK, ConfigurationKey.NO_SUCH_TOPIC),
        (Named(EntryKind.TOPIC, "Ä"), {"title": "A"}, ConfigurationKey.WRONG_KEY),
        (Named(EntryKind.TOPIC, "bugs"), {"title": " "}, ConfigurationKey.WRONG_TITLE),
        (
            Named(EntryKind.TOPIC, "bugs"),
            {"title": "B", "skill": " "},
            ConfigurationKey.WRONG_SKILL,
        ),
        (
            Named(EntryKind.TOPIC, "bugs"),
            {"title": "B", "priority": 1.5},
            ConfigurationKey.WRONG_PRIORITY,
        ),
        (Named(EntryKind.TOPIC, "bugs"), {"title": "B", "colour": 1}, ConfigurationKey.WRONG_VALUE),
        (Named(EntryKind.TOPIC, "bugs"), "Bugs", ConfigurationKey.WRONG_VALUE),
        (Named(EntryKind.ORDER), "bugs", ConfigurationKey.WRONG_VALUE),
        (WELCOME, "wrong", ConfigurationKey.WORDING_VALUE),
        (WELCOME, 3, ConfigurationKey.WORDING_EMPTY),
    ],
)
async def test_what_cannot_be_used_is_refused(
    office: Desk, name: Named, value: Any, why: ConfigurationKey
) -> None:
    assert await refused(office, name, value) is why


async def test_a_topic_of_the_page_cannot_be_taken_away(office: Desk) -> None:
    """Its tickets name it: it is switched off instead."""
    new = Named(EntryKind.TOPIC, "new")
    await sets(office, new, {"title": "New"})
    with pytest.raises(DeskError) as caught:
        await office.do(give_back, BOSS, FILE, AnyWords(), new, 1)
    assert caught.value.key is ConfigurationKey.NO_SUCH_TOPIC
    await sets(office, new, {"title": "New", "off": True}, seen=1)


async def test_giving_back_may_not_undo_what_others_stand_on(office: Desk) -> None:
    """The file has one topic on; the page has switched the other on, and the first one off."""
    first, second = FILE.topics
    ground = Ground((first, {**second, "off": True}), "UTC", is_file=True)
    await sets(office, Named(EntryKind.TOPIC, "bugs"), {"title": "Bugs"}, ground=ground)
    off = {"title": "Orders", "off": True}
    await sets(office, Named(EntryKind.TOPIC, "orders"), off, ground=ground)
    with pytest.raises(DeskError) as caught:
        await office.do(give_back, BOSS, ground, AnyWords(), Named(EntryKind.TOPIC, "bugs"), 1)
    assert caught.value.key is ConfigurationKey.NO_TOPIC


async def test_what_the_changed_file_has_made_useless_stands_in_nobodys_way(office: Desk) -> None:
    """Hours of a topic that is not in the file any more are left out, and others can be set."""
    await sets(office, Named(EntryKind.HOURS, "bugs"), WEEK)
    shorter = Ground(FILE.topics[:1], "UTC", is_file=True)
    await sets(office, HOURS, WEEK, ground=shorter)
    await office.do(give_back, BOSS, shorter, AnyWords(), HOURS, 2)
    await office.do(give_back, BOSS, shorter, AnyWords(), Named(EntryKind.HOURS, "bugs"), 1)
    assert await entries(office) == []


async def test_a_topic_of_the_page_that_cannot_be_used_can_be_taken_away(office: Desk) -> None:
    """As an older version may have let it be set."""
    new = Entry(EntryKind.TOPIC, "new", {"title": "New", "colour": "red"}, 1, office.now, BOSS)
    async with office.work() as work:
        await work.uow.configuration.next_revision()
        await work.uow.configuration.put(new)
    await office.do(give_back, BOSS, FILE, AnyWords(), new.name, 1)
    assert await entries(office) == []

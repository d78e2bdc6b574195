"""A supervisor watches a ticket unnoticed, whispers to its operator, and takes it over."""

from dataclasses import replace

import pytest
import pytest_asyncio

from core.conversations.copies import relay_edit
from core.conversations.withdraw import withdraw
from core.model.audit import AuditFilter, AuditKind
from core.model.desk_effects import React
from core.model.messages import Media, MessageKind
from core.model.outcomes import Cause, Unreachable
from core.model.people import Role
from core.model.text_keys import Key
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import TicketEventKind
from core.model.watch_effects import MirrorMessage, SendWhisper
from core.model.watch_text_keys import WatchKey
from core.model.watching import Mirrored
from core.privacy.views import own_data_json
from core.staff.members import set_role
from core.supervision.rooms import step_in
from core.supervision.watching import unwatch, watch
from core.supervision.whisper import reply_in_mirror, whisper
from core.tickets.end import close_ticket
from db.reads import Reads
from tests.core.desk import Desk, person
from tests.core.relayed import Relayed, open_up
from tests.support.present import present

ANN, OLENA, BOSS = 100, 7, 8


@pytest_asyncio.fixture(loop_scope="session")
async def desk_of(desk: Desk) -> Relayed:
    """Ann talks with Olena, at a desk; a supervisor is there."""
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLENA)
    await open_up(desk)
    return Relayed(desk, person(ANN, "Ann"))


async def talk(desk_of: Relayed) -> int:
    ticket_id = await desk_of.opens(ANN, "It does not work")
    await desk_of.answers(ticket_id, OLENA, "What does it say?")
    await desk_of.desk.settle_all()
    return ticket_id


def mirrored(desk: Desk, who: int = BOSS) -> list[MirrorMessage]:
    """What the supervisor was shown, in order."""
    return [
        each for each in desk.settled if isinstance(each, MirrorMessage) and each.chat_id == who
    ]


def told(desk: Desk, who: int = BOSS) -> list[Key]:
    return [each.text.key for each in mirrored(desk, who)]


async def watches(desk: Desk, ticket_id: int) -> None:
    await desk.done(watch, BOSS, ticket_id)


async def test_what_is_said_is_mirrored_with_what_was_said_before(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    before = len(desk.settled)
    await watches(desk, ticket_id)
    assert {type(each) for each in desk.settled[before:]} == {MirrorMessage}  # nobody else hears
    await desk_of.says(ANN, "It says <b>no</b>")
    photo = {"kind": MessageKind.PHOTO, "media": Media("image/jpeg", file_id="F")}
    said = await desk_of.answers(ticket_id, OLENA, "Like this?", **photo)
    await desk.settle_all()
    head, earlier, word, answer = mirrored(desk)
    assert head.text.values["operator"] == f"Op {OLENA}"
    lines = earlier.text.values["list"]
    assert isinstance(lines, tuple)
    assert [line.values["words"] for line in lines] == ["It does not work", "What does it say?"]
    assert (word.text.key, word.text.values["words"]) == (WatchKey.BY_CUSTOMER, "It says <b>no</b>")
    assert answer.text.key is WatchKey.BY_STAFF
    assert answer.has_file
    assert (answer.from_chat_id, answer.message_id) == (said.chat_id, said.message_id)
    edit = replace(said, text="Like that?", edited_at=desk.now)
    await desk.done(relay_edit, edit)
    assert mirrored(desk)[-1].text.key is WatchKey.EDITED


async def test_a_ticket_that_nobody_watches_costs_nothing(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    assert not (await desk.ticket(ticket_id)).watched
    await watches(desk, ticket_id)
    assert (await desk.ticket(ticket_id)).watched
    await desk.done(unwatch, BOSS, ticket_id)
    assert not (await desk.ticket(ticket_id)).watched
    await desk_of.says(ANN, "Hello?")
    await desk.settle_all()
    assert told(desk)[-1] is WatchKey.STOPPED


async def test_only_a_supervisor_watches_an_open_ticket_of_somebody_else(
    desk_of: Relayed,
) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    with pytest.raises(StaffOnly):
        await desk.do(watch, OLENA, ticket_id)
    with pytest.raises(DeskError, match="watch-no-ticket"):
        await desk.do(watch, BOSS, 99)
    await watches(desk, ticket_id)
    with pytest.raises(DeskError, match="watch-already"):
        await desk.do(watch, BOSS, ticket_id)
    with pytest.raises(StaffOnly):
        await desk.do(whisper, OLENA, ticket_id, "psst")


async def test_it_ends_with_the_ticket_and_with_the_role(desk_of: Relayed) -> None:
    desk = desk_of.desk
    other = 9
    await desk.staff(other, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await talk(desk_of)
    await watches(desk, ticket_id)
    await desk.done(watch, other, ticket_id)
    await desk.done(set_role, other, Role.OPERATOR, actor_id=BOSS)
    await desk_of.says(ANN, "And now?")
    await desk.settle_all()
    assert WatchKey.BY_CUSTOMER in told(desk)
    assert WatchKey.BY_CUSTOMER not in told(desk, other)
    await desk.done(close_ticket, BOSS, ticket_id)
    assert told(desk)[-1] is WatchKey.OVER
    assert await desk.kept.watches.by(BOSS) == []
    entries = await desk.kept.audit.newest(AuditFilter(frozenset({AuditKind.WATCH})), 10)
    kept = [(each.entry.actor_id, each.entry.after) for each in reversed(entries)]
    assert kept == [(BOSS, "watched"), (other, "watched"), (BOSS, None), (BOSS, None)]


async def test_who_takes_it_over_watches_no_more(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    await watches(desk, ticket_id)
    await desk.done(step_in, BOSS, ticket_id)
    assert await desk.kept.watches.by(BOSS) == []
    assert (await desk.ticket(ticket_id)).operator_id == BOSS


async def test_who_blocked_the_bot_watches_no_more(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    await desk.do(watch, BOSS, ticket_id)
    await desk.settle_kind(MirrorMessage, Unreachable("blocked", Cause.BLOCKED))
    assert not (await desk.ticket(ticket_id)).watched


async def at_last(desk: Desk, who: int) -> Mirrored:
    """The last message that mirrors something for them."""
    found = await desk.rows_of(
        f"SELECT message_id FROM mirrored WHERE chat_id = {who} ORDER BY message_id DESC"  # noqa: S608
    )
    return present(await desk.kept.watches.at(who, found[0]["message_id"]))


async def test_a_whisper_reaches_the_operator_alone_and_is_answered(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    await watches(desk, ticket_id)
    before = len(desk.settled)
    said = desk_of.said(BOSS, BOSS, "Offer a refund")
    await desk.done(reply_in_mirror, said, await at_last(desk, BOSS))
    answer = desk_of.said(OLENA, OLENA, "I will")
    await desk.done(reply_in_mirror, answer, await at_last(desk, OLENA))
    heard, mark, back, marked = desk.settled[before:]
    assert isinstance(heard, SendWhisper)
    assert isinstance(back, SendWhisper)
    assert (heard.chat_id, heard.text.values["words"]) == (OLENA, "Offer a refund")
    assert (back.chat_id, back.text.values["words"]) == (BOSS, "I will")
    assert mark == React(BOSS, said.message_id, "👍")
    assert marked == React(OLENA, answer.message_id, "👍")
    events = await desk.kept.oversight.history(ticket_id)
    notes = [each.details for each in events if each.kind is TicketEventKind.NOTED]
    assert notes == [{"note": "Offer a refund", "to": OLENA}, {"note": "I will", "to": BOSS}]
    own = present(await Reads(desk.database).own_data(ANN))
    assert "refund" not in own_data_json(own, desk.now)


async def test_a_whisper_that_does_not_arrive_is_told(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    await desk.do(whisper, BOSS, ticket_id, "Offer a refund")
    await desk.settle_kind(SendWhisper, Unreachable("blocked", Cause.BLOCKED))
    assert WatchKey.WHISPER_LOST in await desk.told(BOSS)
    with pytest.raises(DeskError, match="whisper-not-started"):
        await desk.do(whisper, BOSS, ticket_id, "Are you there?")
    waiting = await desk_of.opens(ANN + 1, "Me too")
    with pytest.raises(DeskError, match="whisper-nobody"):
        await desk.do(whisper, BOSS, waiting, "Take it")
    for words, refusal in (("  ", "whisper-empty"), ("a" * 1_001, "whisper-too-long")):
        with pytest.raises(DeskError, match=refusal):
            await desk.do(whisper, BOSS, ticket_id, words)


async def test_what_is_taken_back_is_mirrored(desk_of: Relayed) -> None:
    desk = desk_of.desk
    ticket_id = await talk(desk_of)
    await watches(desk, ticket_id)
    said = await desk_of.answers(ticket_id, OLENA, "A mistake")
    await desk.settle_all()
    await desk.done(withdraw, OLENA, said.chat_id, ticket_id, said.message_id)
    assert told(desk)[-2:] == [WatchKey.BY_STAFF, WatchKey.DELETED]

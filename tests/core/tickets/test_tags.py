"""Supervisors make tags; staff puts them on tickets, and sees them on its cards."""

from dataclasses import replace
from pathlib import Path

import pytest_asyncio

from core.configuration.tags import add_tag, desk_tags, drop_tag, show_or_add_tag
from core.model.actions import Verb
from core.model.audit import AuditFilter, AuditKind
from core.model.cards import Card
from core.model.effects import SendText, ShowCard
from core.model.find_text_keys import FindKey
from core.model.people import Role
from core.model.relay_text_keys import RelayKey
from core.model.tags import LONGEST_TAG, tag_word
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.model.tickets import TicketEventKind
from core.supervision.rooms import explain
from core.tickets.end import close_ticket, keep_open, show_card_here
from core.tickets.tags import mark, set_tag, show_tags
from tests.core.desk import Desk
from tests.core.operators import BOSS, actions_of, card, events, refused
from tests.core.relayed import DESKS, FORUM, Relayed, open_up
from tests.core.transcripts.archive import Archive

ANN, OP, IRA = 900, 7, 55
TAGGING = (TicketEventKind.TAGGED, TicketEventKind.UNTAGGED)
REFUND, BUG = tag_word("refund"), tag_word("bug")


@pytest_asyncio.fixture(loop_scope="session")
async def tagging(desk: Desk) -> Desk:
    """A desk with two tags, an operator and a supervisor."""
    desk.rules = replace(desk.rules, tags=("refund", "bug"))
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return desk


def tags_on(shown: ShowCard) -> str | None:
    """Which tags a card shows."""
    if shown.text.key is not FindKey.CARD_MARKED:
        return None
    [line] = shown.text.values["list"] if isinstance(shown.text.values["list"], tuple) else ()
    return str(line.values["tags"])


def card_of(shown: ShowCard) -> Text:
    """What it shows above them."""
    inner = shown.text.values["card"]
    assert isinstance(inner, Text)
    return inner


async def tags_of(desk: Desk, ticket: int) -> list[str]:
    return await desk.kept.tags.of(ticket)


async def test_supervisors_make_tags_and_take_them_off_the_list(desk: Desk) -> None:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(show_or_add_tag, BOSS, "  #Refund \n asked ")
    await desk.do(add_tag, BOSS, "bug")
    async with desk.work() as work:
        assert await desk_tags(work) == ("Refund asked", "bug")
    await refused(desk, TextKey.STAFF_ONLY, add_tag, OP, "mine")
    await refused(desk, TextKey.STAFF_ONLY, drop_tag, OP, BUG)
    await refused(desk, FindKey.TAG_KNOWN, add_tag, BOSS, "BUG")
    for wrong in (" # ", "x" * (LONGEST_TAG + 1), "a\x00b"):
        await refused(desk, FindKey.TAG_WRONG, add_tag, BOSS, wrong)
    shown = await card(desk, Card.DIALOG.of(BOSS))
    assert actions_of(shown) == [f"tag-gone:{tag_word('Refund asked')}"]
    await desk.do(drop_tag, BOSS, BUG)
    await refused(desk, FindKey.TAG_UNKNOWN, drop_tag, BOSS, BUG)
    async with desk.work() as work:
        log = await work.uow.audit.newest(AuditFilter(kinds=frozenset({AuditKind.TAGS})), 9)
    assert [(each.entry.actor_id, each.entry.after) for each in log] == [
        (BOSS, ["Refund asked"]),
        (BOSS, ["Refund asked", "bug"]),
        (BOSS, ["Refund asked"]),
    ]


async def test_an_operator_puts_tags_on_a_ticket_and_sees_them_on_their_card(
    tagging: Desk, tmp_path: Path
) -> None:
    ticket = await tagging.talk(ANN)
    await tagging.settle_all()
    before = len(tagging.settled)
    await tagging.do(show_tags, OP, OP, ticket)
    choice = await card(tagging, Card.DIALOG.of(OP))
    assert actions_of(choice)[:2] == [f"tag-on:{ticket}:{REFUND}", f"tag-on:{ticket}:{BUG}"]
    await tagging.done(mark, OP, OP, ticket, REFUND, on=True)
    await tagging.done(mark, OP, OP, ticket, REFUND, on=True)
    shown = [each for each in tagging.settled[before:] if isinstance(each, ShowCard)]
    assert {each.chat_id for each in shown} == {OP}, "the customer hears nothing of it"
    own = [each for each in shown if each.card == Card.OPERATOR.of(ticket, OP)]
    assert [tags_on(each) for each in own] == ["refund"]
    assert card_of(own[0]).key is TextKey.OPERATOR_TICKET
    assert f"tags:{ticket}" in actions_of(own[0])
    assert f"tag-off:{ticket}:{REFUND}" in actions_of(shown[-1])
    await refused(tagging, FindKey.TAG_UNKNOWN, mark, OP, OP, ticket, tag_word("x"), on=True)
    await tagging.done(close_ticket, OP, ticket)
    await tagging.done(mark, OP, OP, ticket, BUG, on=True)
    assert await tags_of(tagging, ticket) == ["refund", "bug"], "also when it has ended"
    await tagging.done(set_tag, BOSS, ticket, "refund", on=False)
    assert await tags_of(tagging, ticket) == ["bug"]
    history = await tagging.rows_of("SELECT tag, put_by, taken_by FROM ticket_tags ORDER BY id")
    assert [tuple(row.values()) for row in history] == [("refund", OP, BOSS), ("bug", OP, None)]
    told = await events(tagging, ANN, *TAGGING)
    assert [(each.kind, each.actor_id, each.details["tag"]) for each in told] == [
        (TicketEventKind.TAGGED, OP, "refund"),
        (TicketEventKind.TAGGED, OP, "bug"),
        (TicketEventKind.UNTAGGED, BOSS, "refund"),
    ]
    await Archive(tagging, tmp_path).writes()
    transcript = (tmp_path / str(ANN) / "transcript.txt").read_text()
    assert f'-- untagged: "refund", by Op {BOSS}' in transcript, "it is in the ticket's chain"
    await tagging.do(explain, BOSS, ticket)
    lines = (await card(tagging, Card.DIALOG.of(BOSS))).text.values["list"]
    assert isinstance(lines, tuple)
    why = [line.key for line in lines if "tag" in line.values]
    assert why == [FindKey.WHY_TAGGED, FindKey.WHY_TAGGED, FindKey.WHY_UNTAGGED]


async def test_tags_are_for_who_serves_the_ticket(tagging: Desk) -> None:
    ticket = await tagging.talk(ANN)
    await tagging.staff(8)
    await refused(tagging, TextKey.NOT_YOUR_TICKET, mark, 8, 8, ticket, BUG, on=True)
    await refused(tagging, TextKey.STAFF_ONLY, mark, ANN, ANN, ticket, BUG, on=True)
    await refused(tagging, TextKey.NOT_YOUR_TICKET, show_tags, OP, OP, 99)
    await refused(tagging, FindKey.TAG_UNKNOWN, set_tag, BOSS, ticket, "made up", on=True)
    assert await tags_of(tagging, ticket) == []


async def test_a_desk_without_tags_has_no_button_for_them(desk: Desk) -> None:
    await desk.staff(OP)
    ticket = await desk.talk(ANN)
    await desk.settle_all()
    shown = [each for each in desk.settled if isinstance(each, ShowCard | SendText)]
    assert not [each for each in shown if f"tags:{ticket}" in actions_of(each)]


async def test_whoever_sits_at_a_desk_tags_on_its_card(tagging: Desk) -> None:
    bugs = Relayed(await open_up(tagging))
    ticket = await bugs.opens(ANN, "It fails")
    here = DESKS - 1
    await tagging.done(show_tags, here, IRA, ticket)
    await tagging.done(mark, here, IRA, ticket, BUG, on=True)
    await tagging.done(show_card_here, here, ticket)
    shown = [each for each in tagging.settled if isinstance(each, ShowCard)]
    asked, chosen, shown_again = [each for each in shown if each.card == Card.DESK.of(ticket)][-3:]
    assert asked.text.key is FindKey.TAGS_OF_TICKET
    assert f"tag-off:{ticket}:{BUG}" in actions_of(chosen)
    assert f"{Verb.DESK_CLOSE_NO}:{ticket}" in actions_of(chosen)
    assert tags_on(shown_again) == "bug"
    assert card_of(shown_again).key is RelayKey.DESK_CARD
    await refused(tagging, RelayKey.DESK_WENT_ELSEWHERE, show_tags, here - 5, IRA, ticket)


async def test_in_a_forum_its_staff_tags_on_the_topics_card(tagging: Desk) -> None:
    forum = Relayed(await open_up(tagging, desks=0, forum=True))
    ticket = await forum.opens(ANN, "Which plan?", "plans")
    await tagging.done(mark, FORUM, OP, ticket, BUG, on=True)
    await refused(tagging, TextKey.STAFF_ONLY, mark, FORUM, IRA, ticket, REFUND, on=True)
    await tagging.done(keep_open, OP, ticket, Card.ROOM.of(ticket))
    shown = [each for each in tagging.settled if isinstance(each, ShowCard)]
    on_topic = [each for each in shown if each.card == Card.DESK.of(ticket)]
    assert f"{Verb.CLOSE_NO}:{ticket}" in actions_of(on_topic[-2])
    assert tags_on(on_topic[-1]) == "bug"
    assert card_of(on_topic[-1]).key is RelayKey.THREAD_CARD

"""What was said goes some days after its ticket ended, once a supervisor saw how much that is and
agreed; never of a ticket that is held. What counts stays."""

from dataclasses import replace

import pytest
import pytest_asyncio

from core.feedback.ratings import rate_ticket
from core.model.audit import AuditFilter, AuditKind
from core.model.effects import ShowCard
from core.model.people import Role
from core.model.retention import Agreed, Preview, Terms
from core.model.retention_text_keys import RetentionKey
from core.model.room_effects import EraseExpired
from core.model.rules import Topic
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import CloseReason
from core.privacy.retention import (
    agree,
    ask_to_agree,
    hold_command,
    hold_ticket,
    release_from_card,
    release_ticket,
    retention_due,
    show_retention,
)
from core.tickets.end import finish
from db.reads import Reads
from tests.core.desk import Desk
from tests.support.erasing import forget
from tests.support.present import present

ANN, BEN = 5_000_100, 5_000_101
OP, BOSS, CHIEF = 1, 2, 3
DAYS = 90
WORDS = "my parcel is a secret"


@pytest_asyncio.fixture(loop_scope="session")
async def kept(desk: Desk) -> Desk:
    """A desk that keeps words for ninety days, and those of billing for a year."""
    billing = Topic("billing", "Billing", keep_days=365)
    desk.rules = replace(
        desk.rules, keep_days=DAYS, topics=(*desk.rules.topics, billing), keep_at_least=7
    )
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(CHIEF, role=Role.SUPERVISOR, on_shift=False)
    return desk


async def talked(desk: Desk, customer: int, topic: str = "general") -> int:
    """A ticket that ended, with words, stars and a comment."""
    ticket = await desk.talk(customer, topic)
    await desk.says(ticket, customer, WORDS)
    await desk.done(finish, ticket, OP, CloseReason.SOLVED)
    await desk.do(rate_ticket, customer, ticket, 5)
    return ticket


async def agreed(desk: Desk) -> None:
    await desk.done(show_retention, BOSS)
    await desk.do(ask_to_agree, BOSS)
    await desk.done(agree, BOSS)


async def words_of(desk: Desk, customer: int) -> list[str]:
    return [
        row.said.text for row in await desk.kept.messages.of_customer(customer) if row.said.text
    ]


async def entries(desk: Desk, customer: int) -> str:
    rows = await desk.rows_of(f"SELECT body FROM journal WHERE customer_id = {customer}")  # noqa: S608
    return str(rows)


async def test_nothing_goes_before_a_supervisor_saw_how_much_and_agreed(kept: Desk) -> None:
    desk = kept
    old = await talked(desk, ANN)
    await talked(desk, BEN)
    await forget(desk.database, BEN, desk.now)  # and so nothing of theirs is there to agree on
    assert await desk.do(retention_due) == [], "there is nothing to agree on yet"
    desk.later(days=DAYS + 1)
    new = await talked(desk, ANN)
    assert (await desk.ticks())["retention"] == []
    cards = [card for card in await desk.waiting(ShowCard) if card.text.key is RetentionKey.PREVIEW]
    assert {card.chat_id for card in cards} == {BOSS, CHIEF}
    values = cards[0].text.values
    assert (values["tickets"], values["customers"], values["messages"]) == (1, 1, 1)
    await desk.settle_all()
    assert await desk.do(retention_due) == [], "they are asked once"
    assert await words_of(desk, ANN) == [WORDS, WORDS]

    await desk.do(ask_to_agree, BOSS)
    await desk.done(agree, BOSS)
    assert (await desk.ticks())["retention"] == [0]
    assert (await desk.ticket(old)).expired_at == desk.now
    assert (await desk.ticket(new)).expired_at is None
    assert await desk.waiting(EraseExpired) == [EraseExpired(ANN)]
    assert RetentionKey.GONE in await desk.told(CHIEF)
    await desk.settle_all()
    assert await words_of(desk, ANN) == [WORDS]
    assert (await entries(desk, ANN)).count(WORDS) == 1
    feedback = {each.ticket_id: each.stars for each in await desk.kept.feedback.of_customer(ANN)}
    assert feedback == {old: 5, new: 5}, "what counts stays"
    record = present(await Reads(desk.database).customer_record(ANN))
    assert [each.id for each in record.tickets] == [new], "nobody is shown it, its files go"
    assert record.customer.name

    assert await desk.do(retention_due) == [], "until the next night"
    desk.later(days=1)
    assert await desk.do(retention_due) == [0]


async def test_a_ticket_that_is_held_stays_until_it_is_released(kept: Desk) -> None:
    desk = kept
    held, other = await talked(desk, ANN), await talked(desk, BEN)
    await desk.do(hold_command, CHIEF, f"#{held} the court asks for it")
    await desk.settle_all()
    desk.later(days=DAYS)
    await agreed(desk)
    await desk.ticks()
    await desk.settle_all()
    assert (await words_of(desk, ANN), await words_of(desk, BEN)) == ([WORDS], [])
    hold = present(await desk.kept.retention.hold_of(held))
    assert (hold.held_by, hold.reason) == (CHIEF, "the court asks for it")
    preview = await desk.kept.retention.preview(desk.rules.terms, desk.now)
    assert (preview.tickets, preview.held) == (0, 1)
    with pytest.raises(DeskError) as late:
        await desk.do(hold_ticket, CHIEF, other, "too late")
    assert late.value.key is RetentionKey.TOO_LATE

    await desk.do(release_from_card, CHIEF, held)
    assert not await desk.do(release_ticket, None, held)
    desk.later(days=1)
    await desk.ticks()
    await desk.settle_all()
    assert await words_of(desk, ANN) == []


async def test_a_topic_has_days_of_its_own_and_other_terms_are_agreed_on_anew(kept: Desk) -> None:
    desk = kept
    assert desk.rules.terms == Terms(DAYS, {"billing": 365})
    await talked(desk, ANN, "billing")
    await agreed(desk)
    desk.later(days=DAYS + 1)
    await desk.ticks()
    assert await words_of(desk, ANN) == [WORDS]
    desk.rules = replace(desk.rules, keep_days=3, topics=desk.rules.topics[:1])
    assert desk.rules.terms == Terms(7), "what came and went is kept for as long"
    assert await desk.do(retention_due) == [0]
    assert (await desk.ticks())["retention"] == []
    assert await words_of(desk, ANN) == [WORDS]
    cards = [each.text.key for each in await desk.waiting(ShowCard) if each.chat_id == BOSS]
    assert cards[-1] is RetentionKey.PREVIEW
    desk.rules = replace(desk.rules, keep_days=8)
    with pytest.raises(DeskError) as changed:
        await desk.do(agree, BOSS)
    assert changed.value.key is RetentionKey.CHANGED
    await agreed(desk)
    async with desk.work() as work:
        log = await work.uow.audit.oldest(AuditFilter(kinds=frozenset({AuditKind.RETENTION})), 9)
    assert [(each.entry.actor_id, each.entry.before, each.entry.after) for each in log] == [
        (BOSS, None, f"{DAYS} billing=365"),
        (BOSS, f"{DAYS} billing=365", "8"),
    ]


async def test_only_supervisors_agree_and_hold(kept: Desk) -> None:
    desk = kept
    ticket = await talked(desk, ANN)
    await desk.done(show_retention, BOSS)
    for refused in (
        desk.do(agree, OP),
        desk.do(ask_to_agree, OP),
        desk.do(hold_command, OP, f"{ticket} mine"),
        desk.do(release_ticket, OP, ticket),
    ):
        with pytest.raises(StaffOnly):
            await refused
    assert (await desk.kept.retention.agreed()).agreed is None


async def test_what_is_kept_for_ever_asks_nobody(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    desk.later(days=10_000)
    assert (await desk.ticks())["retention"] == []
    assert await desk.kept.retention.agreed() == Agreed()
    assert await desk.kept.retention.preview(Terms(), desk.now) == Preview()

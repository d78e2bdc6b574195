"""Words of the staff that are asked about before they go to a customer."""

from dataclasses import replace

import pytest
import pytest_asyncio

from core.configuration.words import add_word
from core.conversations.copies import relay_edit
from core.conversations.held_answers import decide_from_page, decide_on_answer
from core.conversations.incoming import receive_in_group
from core.conversations.page_answers import answer_from_page, edit_from_page
from core.conversations.record import record_said
from core.model.actions import Verb
from core.model.audience_effects import TellSupervisors
from core.model.audit import DROPPED, SENT, AuditFilter, AuditKind
from core.model.cards import Card
from core.model.desk_effects import EditCopy
from core.model.messages import MessageKind, Said
from core.model.moderation import Held, WordList, WordRules
from core.model.moderation_text_keys import HeldKey
from core.model.people import Role
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.tickets import TicketEventKind
from core.model.webhooks import HookEvent, PostEvent, Subscription, Subscriptions
from core.moderation.patterns import cards, wallets
from core.moderation.rules import why_asked
from tests.core.desk import Desk, person
from tests.core.operators import BOSS, actions_of, card, refused, room_of
from tests.core.relayed import DESKS, Relayed, open_up
from tests.support.present import present

ANN, OP = 900, 7
GROUP = DESKS - 1
CARD = "4111 1111 1111 1111"
BASE58 = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
BECH32 = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
ETHEREUM = "0x52908400098527886E0F7030069857D2E4169EE7"
LISTS = WordRules(
    staff=("idiot*",), patterns=("card", "wallet"), own=("5500005555555559", BASE58, ETHEREUM)
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"card: {CARD}.", ["4111111111111111"]),
        ("4111111111111111", ["4111111111111111"]),
        (f"{CARD} 12/27, Kyiv", ["4111111111111111"]),
        ("3782 822463 10005", ["378282246310005"]),
        ("4111 1111 1111 1112", []),  # one digit is wrong
        ("order 1111-2222-3333-4444, 12345678901234567890123", []),
        ("+380 50 111 22 33, 2026-11-30 12:00:00", []),
        ("UA23 3223 1330 7986 8307 8485 3194 1", []),  # an account, which looks like one
        (ETHEREUM, []),  # so does this
    ],
)
def test_card_numbers_are_told_by_their_check_sum(text: str, found: list[str]) -> None:
    assert list(cards(text)) == found


@pytest.mark.parametrize("address", [BASE58, TRON, BECH32, BECH32.upper(), TAPROOT, ETHEREUM])
def test_wallets_are_told_by_their_check_sums(address: str) -> None:
    found = address if address in {BASE58, TRON} else address.lower()
    assert wallets(f"to {address}, please") == (found,)
    wrong = address[:-1] + ("q" if address[-1] != "q" else "p")
    assert wallets(f"to {wrong}") == ()
    assert wallets(f"x{address}") == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"Pay to {CARD}", Held.CARD),
        ("Pay to 5500 0055 5555 5559", None),  # the desk's own
        (f"Pay to {BECH32}", Held.WALLET),
        (f"Pay to {BASE58}", None),
        (f"Pay to {ETHEREUM.lower()}", None),
        ("What an IDIOTIC question", Held.STAFF_WORD),
        ("What a question", None),
    ],
)
def test_why_words_are_asked_about(text: str, why: Held | None) -> None:
    assert why_asked(Rules(words=LISTS), text) is why
    assert why_asked(Rules(), text) is None


@pytest_asyncio.fixture(loop_scope="session")
async def at_desk(desk: Desk) -> Relayed:
    await open_up(desk)
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    desk.rules = replace(desk.rules, words=LISTS)
    return Relayed(desk)


async def holds(desk: Relayed, ticket_id: int, words: str) -> Said:
    """An answer that is held back."""
    place = await desk.place(ticket_id)
    there = await desk.desk.kept.copies.of_ticket(ticket_id, GROUP)
    said = desk.said(GROUP, OP, words, reply_to=there[-1].to_message_id)
    assert not await desk.desk.do(receive_in_group, said, place.thread_id)
    return said


async def decided(desk: Desk) -> list[tuple[int | None, str]]:
    async with desk.work() as work:
        log = await work.uow.audit.newest(AuditFilter(kinds=frozenset({AuditKind.ANSWER})), 9)
    return [(each.entry.actor_id, each.entry.after) for each in reversed(log)]


def posted(desk: Desk) -> list[HookEvent]:
    """What others' systems were told."""
    return [each.kind for each in desk.settled if isinstance(each, PostEvent)]


async def test_an_answer_waits_until_somebody_says_that_it_goes(at_desk: Relayed) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "Where do I pay?")
    all_kinds = Subscription(1, frozenset(HookEvent))
    desk.rules = replace(desk.rules, reports=Subscriptions((all_kinds,)))
    said = await holds(at_desk, ticket_id, f"To {CARD}")
    asked = await card(desk, Card.HELD_ANSWER.of(GROUP, said.message_id))
    pair = f"{ticket_id}:{said.message_id}"
    assert actions_of(asked) == [f"{Verb.HELD_SEND}:{pair}", f"{Verb.HELD_DROP}:{pair}"]
    assert CARD not in str(asked.text.values)
    await desk.settle_all()
    assert await at_desk.carried(ANN) == []
    assert posted(desk) == [], "others' systems are not told either"
    ticket = await desk.ticket(ticket_id)
    assert (ticket.staff_spoke_at, ticket.answered_at, ticket.operator_id) == (None, None, None)
    recorded = present(await desk.kept.messages.get(GROUP, said.message_id))
    assert recorded.said.details["held"] == "card"

    where = GROUP, ticket_id, said.message_id
    assert await desk.done(decide_on_answer, person(OP), *where, SENT) is TextKey.DONE
    assert await at_desk.carried(ANN) == [said.message_id]
    assert posted(desk)[:2] == [HookEvent.MESSAGE, HookEvent.ANSWERED]
    ticket = await desk.ticket(ticket_id)
    assert ticket.answered_at is not None
    assert ticket.operator_id == OP
    assert await desk.done(decide_on_answer, person(OP), *where, DROPPED) is HeldKey.DECIDED
    assert await decided(desk) == [(OP, SENT)]
    assert TicketEventKind.ANSWER_SENT_ANYWAY in await desk.events(ticket_id)


async def test_one_that_is_not_to_go_goes_once_it_was_changed(at_desk: Relayed) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "Why?")
    said = await holds(at_desk, ticket_id, "Because you are an idiot")
    await desk.done(decide_on_answer, person(OP), GROUP, ticket_id, said.message_id, DROPPED)
    assert await at_desk.carried(ANN) == []
    assert await decided(desk) == [(OP, DROPPED)]
    desk.later(seconds=1)
    worse = replace(said, text="Because of idiots", edited_at=desk.now)
    assert await desk.do(relay_edit, worse)
    await desk.settle_all()
    assert await at_desk.carried(ANN) == []
    desk.later(seconds=1)
    assert await desk.do(relay_edit, replace(said, text="Because", edited_at=desk.now))
    await desk.settle_all()
    assert await at_desk.carried(ANN) == [said.message_id]
    desk.later(seconds=1)  # whatever went before: other words are asked about anew
    assert await desk.do(relay_edit, replace(said, text="Idiots!", edited_at=desk.now))
    assert await desk.waiting(EditCopy) == []
    assert len(actions_of(await card(desk, Card.HELD_ANSWER.of(GROUP, said.message_id)))) == 2
    where = GROUP, ticket_id, said.message_id
    assert await desk.done(decide_on_answer, person(OP), *where, DROPPED) is TextKey.DONE

    desk.later(seconds=1)  # and what has gone is asked about when it is changed to that
    other = await at_desk.answers(ticket_id, OP, "Else")
    await desk.settle_all()
    assert await desk.do(relay_edit, replace(other, text="Idiot", edited_at=desk.now))
    assert await desk.waiting(EditCopy) == []
    await desk.do(decide_on_answer, person(OP), GROUP, ticket_id, other.message_id, SENT)
    assert [each.message_id for each in await desk.waiting(EditCopy)] == [other.message_id]


async def test_on_the_page_its_author_is_asked_before_it_goes(at_desk: Relayed) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "Where do I pay?")
    words = f"To {CARD}"
    await refused(desk, HeldKey.ASK_FIRST, answer_from_page, BOSS, ticket_id, words)
    await desk.done(answer_from_page, BOSS, ticket_id, words, anyway=True)
    assert len(await at_desk.carried(ANN)) == 1
    assert await decided(desk) == [(BOSS, SENT)]


async def test_on_the_page_what_is_held_is_sent_or_changed(at_desk: Relayed) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "Where do I pay?")
    said = await holds(at_desk, ticket_id, f"To {CARD}")
    where = ticket_id, GROUP, said.message_id
    await refused(desk, TextKey.STAFF_ONLY, decide_from_page, ANN, *where, SENT)
    await desk.done(decide_from_page, BOSS, *where, SENT)
    assert await at_desk.carried(ANN) == [said.message_id]
    await refused(desk, HeldKey.DECIDED, decide_from_page, BOSS, *where, DROPPED)
    assert await decided(desk) == [(BOSS, SENT)]

    desk.rules = replace(desk.rules, words=WordRules())  # the list comes while it is posted
    await desk.do(answer_from_page, BOSS, ticket_id, "An idiot said so")
    desk.rules = replace(desk.rules, words=LISTS)
    await desk.settle_all()
    assert len(await at_desk.carried(ANN)) == 1
    posted = (await desk.kept.messages.of_ticket(ticket_id, GROUP))[-1].said
    desk.later(seconds=1)
    await desk.done(edit_from_page, BOSS, ticket_id, GROUP, posted.message_id, "Somebody said so")
    assert await at_desk.carried(ANN) == [said.message_id, posted.message_id]


async def test_in_a_room_supervisors_are_told(desk: Desk) -> None:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await desk.talk(ANN)
    desk.rules = replace(desk.rules, words=LISTS)
    room = await room_of(desk, ticket_id)
    for number, words in ((901, "Hello"), (902, f"To {BECH32}")):
        said = Said(room, number, OP, "Op", desk.now, MessageKind.TEXT, words)
        assert await desk.do(record_said, said)
    told = [each for each in desk.settled if isinstance(each, TellSupervisors)]
    assert [each.text.key for each in told if isinstance(each.text.key, HeldKey)] == [
        HeldKey.ROOM_WALLET
    ]


async def test_there_are_two_patterns(desk: Desk) -> None:
    await desk.do(add_word, None, WordList.PATTERNS, "card")
    await refused(desk, HeldKey.PATTERN_UNKNOWN, add_word, None, WordList.PATTERNS, "phone")

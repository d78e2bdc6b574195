"""A supervisor looks for what was said, in the bot."""

from datetime import timedelta

import pytest

from core.model.effects import SendTranscript
from core.model.messages import MessageKind, Said, SenderRole
from sandbox.people import People, Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press, presses, registered
from tests.bot.telling import utc_now
from tests.support.present import present

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)


async def talked(office: Desk, customer: Person, *texts: str) -> int:
    """A ticket of the customer's in which they said that; its id."""
    async with office.work() as work:
        ticket = present(await work.uow.tickets.open(customer.id, "general", 0, utc_now()))
        for number, words in enumerate(texts, start=1):
            at = utc_now() - timedelta(minutes=len(texts) - number)
            said = Said(customer.id, number, customer.id, "Ann", at, MessageKind.TEXT, words)
            await work.uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, at)
    return ticket.id


async def test_what_was_said_is_listed_with_its_words_marked_and_leads_to_the_talk(
    office: Desk, dana: Person, ann: Person
) -> None:
    await registered(ann, office)
    before = [f"Line {number}" for number in range(6)]
    ticket = await talked(office, ann, *before, "My <b>refund</b> is\nlate, refunds are", "Hello?")
    await dana.say(4242, "/search REFUND late")
    await office.settle()
    listed = await last(dana)
    assert f"1. #{ticket} Ann" in listed.text
    assert "Ann: My <b>refund</b> is late, refunds are" in listed.text
    bold = [e for e in listed.entities if e.kind == "bold"]
    text = listed.text.encode("utf-16-le")
    marked = [text[e.offset * 2 : (e.offset + e.length) * 2].decode("utf-16-le") for e in bold]
    assert marked == ["REFUND late", f"#{ticket}", "refund", "late", "refunds"]

    await press(dana, office, "found:0:")
    talk = (await last(dana)).text.splitlines()
    assert [line[-6:] for line in talk[2:6]] == before[2:]
    assert talk[6].startswith("▶️")
    assert talk[7].endswith("Hello?")
    await press(dana, office, "search:0")
    assert f"1. #{ticket} Ann" in (await last(dana)).text
    await press(dana, office, "found:0:")
    await press(dana, office, f"found-file:{ticket}")
    sent = [effect for effect, _ in office.carried if isinstance(effect, SendTranscript)]
    assert [(one.chat_id, one.customer_id) for one in sent] == [(dana.id, ann.id)]


async def test_many_are_turned_over_and_a_search_of_nothing_says_how(
    office: Desk, dana: Person, ann: Person
) -> None:
    await registered(ann, office)
    await talked(office, ann, *(f"parcel {number}" for number in range(1, 11)))
    await dana.say(4242, "/search parcel")
    await office.settle()
    assert "1. " in (await last(dana)).text
    assert "parcel 10" in (await last(dana)).text
    await press(dana, office, "search:1")
    second = (await last(dana)).text
    assert "Page 2 of 2" in second
    assert second.splitlines()[3::2] == ["Ann: parcel 2", "Ann: parcel 1"]
    for words, answer in (
        ("", "Write what was said"),
        ("…", "Write what"),
        ("x" * 201, "too much"),
    ):
        await dana.say(4242, f"/search {words}")
        await office.settle()
        assert answer in (await last(dana)).text
    await dana.say(4242, "/search nonsense")
    await office.settle()
    assert "Nobody said “nonsense”" in (await last(dana)).text


async def test_filters_narrow_it_and_a_mistake_in_one_is_said(
    office: Desk, dana: Person, ann: Person, people: People
) -> None:
    for customer in (ann, await people.add("Bob")):
        await registered(customer, office)
        await talked(office, customer, "My parcel is late")
    today = utc_now()
    yesterday = today - timedelta(days=1)

    async def answer(words: str) -> str:
        await dana.say(4242, f"/search {words}")
        await office.settle()
        return (await last(dana)).text

    both = await answer(f"parcel from:{yesterday:%Y-%m-%d} late до:{today:%d.%m.%Y}")
    assert "2 messages" in both
    assert "2. #" in both
    of_ann = await answer(f"parcel customer:{ann.id} topic:general")
    assert "1 message" in of_ann
    assert "Ann" in of_ann
    nothing = await answer(f"parcel клієнт:{ann.id} to:{yesterday:%Y-%m-%d}")
    assert nothing == (f"Nobody said “parcel” there: customer:{ann.id} to:{yesterday:%Y-%m-%d}")
    for words, mistake in (
        ("from:2026-11-01", "Write what was said behind it"),
        ("parcel from:2026-13-01", "“2026-13-01” is no day"),
        ("parcel from:2026-11-02 to:2026-11-01", "before the first"),
        ("parcel to:", "Nothing stands behind to:"),
        ("parcel topic:a topic:b", "topic: stands there twice"),
        ('parcel topic:"Old bills"', "no topic “Old bills”. These are there: general ("),
        ("parcel operator:@nobody", "Nobody called “@nobody”"),
        (f"parcel operator:{ann.id}", "is or was on the staff"),
        (f"parcel customer:{dana.id}", "knows no customer"),
        ('"parcel from:2026-13-01"', 'Nobody said “"parcel from:2026-13-01"”'),
    ):
        assert mistake in await answer(words), words


async def test_it_is_for_supervisors(office: Desk, olena: Person, ann: Person) -> None:
    await registered(ann, office)
    ticket = await talked(office, ann, "parcel")
    for who in (olena, ann):
        await who.say(4242, "/search parcel")
        await office.settle()
        assert "parcel" not in (await last(who)).text
        for data in ("search:0", "found:0:1", f"found-file:{ticket}"):
            answer, _ = await presses(who, office, data)
            assert answer is not None
            assert answer.value == "staff-only"

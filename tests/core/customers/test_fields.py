"""A customer is asked for the owner's fields before their ticket is opened; staff sees and corrects
what they gave; it leaves with them."""

from dataclasses import replace

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as some

from core.customers.field_answers import choose_field, leave_fields, skip_field
from core.customers.request import open_ticket
from core.customers.start import cancel_request, greet
from core.model.effects import ShowCard
from core.model.field_text_keys import FieldKey
from core.model.fields import CustomerField, FieldType, is_quick
from core.model.people import Role
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError, NotYourTicket
from core.privacy.requests import confirm_forget, grant_erasure
from core.tickets.fields import field_at_desk, set_field
from db.reads import Reads
from tests.core.asking import ANNA, BUGS, DESK, OTHER, asks, card, hears, said, says, with_topics
from tests.core.desk import Desk, person
from tests.support.present import present

SERIAL = CustomerField("serial", "serial number", pattern="[A-Z]{2}-[0-9]+", required=True)
PLAN = CustomerField("plan", "plan", type=FieldType.CHOICE, choices=("Basic", "Full care"))
ORDER = CustomerField("order", "order", topics=("other",))
BOSS, IVAN = 900, 901


@pytest_asyncio.fixture(loop_scope="session")
async def asking(desk: Desk) -> Desk:
    """One desk, two topics, and fields: two for both topics, one for the other alone."""
    await with_topics(desk, BUGS, OTHER)
    desk.rules = replace(desk.rules, fields=(SERIAL, PLAN, ORDER))
    return desk


async def test_each_is_asked_for_in_turn_and_the_ticket_waits_for_them(asking: Desk) -> None:
    await asking.do(greet, person(ANNA))
    await hears(asking)
    await asking.do(open_ticket, person(ANNA), "bugs")
    assert (await hears(asking))[-1] is FieldKey.FIELD_ASK
    assert not await says(asking, 1, "below the lid")
    assert (await hears(asking))[-1] is FieldKey.FIELD_WRONG_TEXT
    assert not await says(asking, 2, "  KT-4711 ")
    assert (await hears(asking))[-1] is FieldKey.FIELD_ASK_CHOICE
    await asking.do(choose_field, person(ANNA), "serial", 0)  # an old button says nothing
    await asking.do(choose_field, person(ANNA), "plan", 1)
    assert (await hears(asking))[-1] is RelayKey.ASK_QUESTION
    assert await asking.kept.fields.of(ANNA) == {"serial": "KT-4711", "plan": "Full care"}
    assert await says(asking, 3, "It fails")
    ticket = present(await asking.kept.tickets.open_of(ANNA))
    await card(asking, ticket.id)
    shown = [one for one in asking.settled if isinstance(one, ShowCard) and one.chat_id == DESK]
    lines = shown[-1].text.values["list"]
    assert [line.values["value"] for line in lines] == ["KT-4711", "Full care"]  # type: ignore[union-attr]


async def test_what_need_not_be_given_is_skipped_once_and_all_may_be_left(asking: Desk) -> None:
    await asking.do(greet, person(ANNA))
    await asking.do(open_ticket, person(ANNA), "other")
    await asking.do(skip_field, person(ANNA), "serial")
    assert (await asking.kept.fields.asking(ANNA)).field == "serial"  # type: ignore[union-attr]
    await says(asking, 1, "KT-1")
    await asking.do(skip_field, person(ANNA), "plan")
    assert (await asking.kept.fields.asking(ANNA)).field == "order"  # type: ignore[union-attr]
    await hears(asking)
    await asking.do(leave_fields, person(ANNA))
    assert await hears(asking) == [RelayKey.QUESTION_CANCELLED]
    await asking.do(open_ticket, person(ANNA), "other")
    assert (await asking.kept.fields.asking(ANNA)).field == "plan"  # type: ignore[union-attr]
    await hears(asking)
    await asking.do(cancel_request, person(ANNA), 5)
    assert await hears(asking) == [RelayKey.QUESTION_CANCELLED]
    assert await asking.kept.fields.asking(ANNA) is None
    assert await asking.kept.tickets.open_of(ANNA) is None


async def test_staff_corrects_and_it_is_theirs_to_see_and_to_have_erased(asking: Desk) -> None:
    await asking.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await asking.staff(IVAN)
    asking.rules = replace(asking.rules, fields=())
    ticket = await asks(asking)
    asking.rules = replace(asking.rules, fields=(SERIAL, PLAN, ORDER))
    await asking.settle_all()
    await asking.do(
        field_at_desk, replace(said(asking, 9, sender=IVAN), chat_id=DESK), "serial KT-2"
    )
    assert (await hears(asking, DESK))[-1] is FieldKey.FIELDS_OF
    for wrong, key in (("serial 4711", FieldKey.FIELD_REFUSED), ("colour", FieldKey.FIELD_UNKNOWN)):
        await asking.do(field_at_desk, replace(said(asking, 9, sender=IVAN), chat_id=DESK), wrong)
        assert (await hears(asking, DESK))[-1] is key
    await asking.do(field_at_desk, replace(said(asking, 9, sender=IVAN), chat_id=DESK), "serial")
    assert (await hears(asking, DESK))[-1] is FieldKey.FIELDS_OF
    await asking.do(set_field, BOSS, ticket, "plan", "basic")
    with pytest.raises(NotYourTicket):
        await asking.do(set_field, IVAN, ticket, "plan", "Basic")
    with pytest.raises(DeskError):
        await asking.do(set_field, BOSS, ticket, "plan", "Gold")
    assert await asking.kept.fields.of(ANNA) == {"serial": "KT-2", "plan": "Basic"}
    await asking.do(field_at_desk, replace(said(asking, 9, sender=IVAN), chat_id=DESK), "plan -")
    assert await asking.kept.fields.of(ANNA) == {"serial": "KT-2"}
    own = present(await Reads(asking.database).own_data(ANNA))
    assert own.fields == {"serial": "KT-2"}
    await asking.do(confirm_forget, ANNA)
    (erasure,) = await asking.kept.erasures.waiting(9)
    await asking.do(grant_erasure, BOSS, erasure.id)
    assert await asking.rows_of("SELECT * FROM customer_fields") == []


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        (CustomerField("n", "n", type=FieldType.NUMBER), " 1 200,50 ", "1200,50"),
        (CustomerField("n", "n", type=FieldType.NUMBER), "twelve", None),
        (CustomerField("e", "e", type=FieldType.EMAIL), "ann@example.com", "ann@example.com"),
        (CustomerField("e", "e", type=FieldType.EMAIL), "ann at example", None),
        (CustomerField("p", "p", type=FieldType.PHONE), "+38 050 111-22-33", "+380501112233"),
        (CustomerField("p", "p", type=FieldType.PHONE), "ask me", None),
        (PLAN, "full CARE", "Full care"),
        (PLAN, "Gold", None),
        (SERIAL, "KT-1\nKT-2", None),
        (ORDER, "x" * 201, None),
    ],
)
def test_what_is_given_is_read_by_the_fields_type(
    field: CustomerField, words: str, value: str | None
) -> None:
    assert field.read(words) == value


@given(some.text(max_size=300))
def test_whatever_is_given_is_one_line_of_bounded_length_or_nothing(words: str) -> None:
    for kind in FieldType:
        read = CustomerField("k", "k", type=kind, choices=("a", "b")).read(words)
        assert read is None or (0 < len(read) <= 200 and len(read.splitlines()) == 1)


def test_a_pattern_that_could_hold_up_everybody_is_none() -> None:
    assert all(map(is_quick, ("[0-9]{6}", "[A-Z]{2}-[0-9]+", r"\d+[.]\d+")))
    assert not any(map(is_quick, ("(a+)+", "(a|aa)*b", "a*b*c*d*", "(?:x+)y", "(x){9}")))

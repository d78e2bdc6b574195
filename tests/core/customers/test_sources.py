"""By which link somebody came."""

from datetime import timedelta

import pytest

from core.customers.profile import register_contact
from core.customers.sources import came_by_link
from core.customers.start import greet
from core.model.board import TicketFilter, TicketOrder
from core.model.effects import ShowCard
from core.model.find_text_keys import FindKey
from core.model.people import Role
from core.model.sources import Link, SendStartLink, read_source
from core.model.texts import DeskError, Text
from core.privacy.requests import confirm_forget, grant_erasure
from core.supervision.links import show_or_make_link
from core.tickets.end import cancel_ticket
from db.board import SqlBoard
from tests.core.desk import Desk, person
from tests.support.present import present

ANNA, DANA, IVAN = person(7, "Anna"), person(8, "Dana"), person(900, "Ivan")


async def lines_of_card(desk: Desk, staff: int) -> list[Text]:
    """What stands below the newest card of a ticket that somebody of staff was shown."""
    shown = [*desk.settled, *await desk.waiting(ShowCard)]
    cards = [one.text for one in shown if isinstance(one, ShowCard) and one.chat_id == staff]
    marked = [one for one in cards if one.key is FindKey.CARD_MARKED]
    return [] if not marked else list(marked[-1].values["list"])  # type: ignore[arg-type]


async def test_a_customer_comes_by_a_link_and_is_known_to_have_until_they_are_forgotten(
    desk: Desk,
) -> None:
    await desk.staff(ANNA.id)
    await desk.staff(DANA.id, role=Role.SUPERVISOR)
    await desk.do(came_by_link, IVAN, "spring-sale")
    await desk.do(greet, IVAN)
    await desk.do(register_contact, IVAN, IVAN.id, "+1", False)
    ticket = present(await desk.kept.tickets.open_of(IVAN.id))
    assert ticket.source == "spring-sale"
    customer = present(await desk.kept.customers.get(IVAN.id))
    assert (customer.source, customer.came_by) == ("spring-sale", None)

    # A link that is opened while they are served brings them to no second ticket.
    await desk.do(came_by_link, IVAN, "poster")
    await desk.do(cancel_ticket, IVAN.id, ticket.id)
    again = await desk.ticket(await desk.ask(IVAN.id))
    assert again.source is None
    await desk.do(cancel_ticket, IVAN.id, again.id)

    await desk.do(came_by_link, IVAN, "poster")
    newest = await desk.ticket(await desk.talk(IVAN.id))
    assert newest.source == "poster"
    lines = await lines_of_card(desk, ANNA.id)
    assert [line.key for line in lines] == [FindKey.CARD_SOURCE, FindKey.CARD_SOURCE_FIRST]

    async with SqlBoard(desk.database).looking() as look:
        listed = await look.rows.tickets(
            TicketFilter(source="poster"), TicketOrder(), None, 9, desk.now
        )
        assert [(one.id, one.source) for one, _ in listed] == [(newest.id, "poster")]
    since = desk.now - timedelta(days=1)
    until = desk.now + timedelta(days=1)
    links = desk.kept.links
    assert {one.source: (one.customers, one.tickets) for one in await links.all(9)} == {
        "spring-sale": (1, 1),
        "poster": (0, 1),
    }
    assert await links.counts(since, until) == [("poster", 1), ("spring-sale", 1)]

    await desk.do(confirm_forget, IVAN.id)
    (erasure,) = await desk.kept.erasures.waiting(9)
    await desk.do(grant_erasure, DANA.id, erasure.id)
    assert await links.all(9) == []
    assert present(await desk.kept.customers.get(IVAN.id)).source is None


async def test_staff_who_try_a_link_came_by_none(desk: Desk) -> None:
    await desk.staff(ANNA.id)
    await desk.do(came_by_link, ANNA, "spring-sale")
    assert await desk.kept.links.all(9) == []


async def test_a_supervisor_makes_links_and_sees_how_many_came(desk: Desk) -> None:
    await desk.staff(DANA.id, role=Role.SUPERVISOR)
    await desk.do(show_or_make_link, DANA.id, "")
    await desk.do(show_or_make_link, DANA.id, " spring-sale ")
    await desk.do(show_or_make_link, DANA.id, "spring-sale")
    assert [one.source for one in await desk.waiting(SendStartLink)] == ["spring-sale"] * 2
    assert await desk.kept.links.all(9) == [Link("spring-sale", desk.now)]
    await desk.do(show_or_make_link, DANA.id, "")
    assert (await desk.told(DANA.id))[-1] is FindKey.LINKS_LIST
    for wrong in ("spring sale", "весна", "a" * 65):
        assert read_source(wrong) is None
        with pytest.raises(DeskError) as refused:
            await desk.do(show_or_make_link, DANA.id, wrong)
        assert refused.value.key is FindKey.LINK_WRONG

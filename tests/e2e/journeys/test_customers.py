"""What a customer sees of their ticket: one question, one card, whatever they tap."""

from pathlib import Path

from core.domain.actions import Verb
from sandbox.people import Person, Seen
from stories import acts
from tests.e2e.journeys.day import PATIENCE, Day, a_day

TOPICS = """
[[topics]]
key = "orders"
title = "Orders"

[[topics]]
key = "billing"
title = "Billing"
"""
TAPS = 10


async def live_cards(day: Day, person: Person) -> list[Seen]:
    """Messages that one could press something of a ticket on."""
    chat = await person.messages(day.stage.settings.bot_id)
    return [seen for seen in chat if acts.carries(Verb.CANCEL)(seen) or acts.has_link(seen)]


async def test_one_ticket_and_one_card_whatever_is_tapped(tmp_path: Path, file_url: str) -> None:
    (tmp_path / "topics.toml").write_text(TOPICS)
    async with a_day(tmp_path, file_url) as day:
        visitor = await day.visitor("Ann")
        ann = visitor.person
        before = await day.asks(visitor)
        question = await ann.sees("What is it about", since=before, timeout=PATIENCE)
        assert ann.buttons(question) == ["Orders", "Billing"]
        for _ in range(TAPS):
            await ann.press(question, "Billing")
            await ann.start()
        await day.quiet()
        (ticket,) = await day.open_tickets(ann)
        rows = await day.stage.rows("SELECT topic FROM tickets WHERE id = :id", id=ticket["id"])
        assert rows == [{"topic": "billing"}]
        (card,) = await live_cards(day, ann)
        assert "number 1 in line" in card.text

        # Whoever let the bot in again has not seen what it wrote: the card comes again, alone.
        await ann.block()
        back = await ann.start()
        again = await ann.sees(acts.carries(Verb.CANCEL), since=back, timeout=PATIENCE)
        await ann.sees_gone(card, timeout=PATIENCE)

        # The link rings: it is a card of its own, from there to the operator's name to the end.
        olga = await day.staff("Olga")
        linked = await ann.sees(acts.has_link, since=back, timeout=PATIENCE)
        await ann.sees_gone(again, timeout=PATIENCE)
        room = await acts.enter_room(ann, 0, patience=PATIENCE)
        await acts.operator_in_room(ann, room, [olga], patience=PATIENCE)
        named = await ann.sees("Olga is with you", since=back, timeout=PATIENCE)
        moment = await ann.now()
        await acts.close_ticket(olga, room, patience=PATIENCE)
        bot = day.stage.settings.bot_id
        closed = await ann.sees("This ticket is closed", bot, since=moment, timeout=PATIENCE)
        assert linked.message_id == named.message_id == closed.message_id
        assert await live_cards(day, ann) == []

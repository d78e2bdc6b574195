"""Plays a conversation in each kind of place, as the people there see it."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from core.groups.lifecycle import add_group
from core.model.actions import Verb, parse
from core.model.places import GroupUse, PlaceKind
from sandbox.people import NotSeenError, Person, Seen
from sandbox.state.model import Refused
from stories import acts
from stories.conversations import Conversation, as_kept
from stories.stage import Stage
from stories.steps import Untrue

DESKS = 6
"""Fewer than customers at once, so that the overflow group has work, too."""


CLOSE = (Verb.CLOSE, Verb.DESK_CLOSE)
YES = (Verb.CLOSE_YES, Verb.DESK_CLOSE_YES)


def offers(seen: Seen, verbs: Sequence[Verb]) -> str | None:
    """Return the callback data of the message's button of one of those verbs."""
    found = (acts.data_of(seen, verb) for verb in verbs if acts.carries(verb)(seen))
    return next(found, None)


def _ticket(seen: Seen, verbs: Sequence[Verb]) -> int | None:
    """Return which ticket the message's button of one of those verbs is about."""
    action = parse(offers(seen, verbs))
    return None if action is None else action.ticket_id


def _saying(text: str) -> Callable[[Seen], bool]:
    return lambda seen: as_kept(seen.text) == text


class Way(Protocol):
    """Plays one conversation as one ticket."""

    async def play(self, customer: Person, conversation: Conversation) -> None:
        """Play from the customer's first message to the ticket's end."""


class RoomWay:
    """Customer and operator in a room of the user account's."""

    def __init__(self, operators: Sequence[Person]) -> None:
        self._operators = operators

    async def play(self, customer: Person, conversation: Conversation) -> None:
        """The customer comes by the link, the operator is brought in."""
        before = await acts.come(customer)
        room = await acts.enter_room(customer, before)
        operator = await acts.operator_in_room(customer, room, self._operators)
        for turn in conversation.turns:
            speaker = customer if turn.by == "customer" else operator
            await speaker.say(room, turn.text)
        talked = await customer.now()
        await acts.close_ticket(operator, room)
        await acts.is_thanked(customer, talked)


class RelayedWay:
    """The customer in the bot's private chat, staff in its groups: desks, or a forum's topics."""

    def __init__(
        self,
        stage: Stage,
        operators: Sequence[Person],
        groups: Sequence[int],
        patience: float = acts.PATIENCE,
    ) -> None:
        self._patience = patience
        self._stage = stage
        self._staff = operators[0]
        self._operators = {each.id: each for each in operators}
        self._groups = tuple(groups)

    async def play(self, customer: Person, conversation: Conversation) -> None:
        """Each waits for what the other said, and answers that."""
        bot = self._stage.settings.bot_id
        await self._choose_topic(customer)
        eye = self.eye(customer)
        since, told = await self._staff.now(), await customer.now()
        heard: Seen | None = None
        for turn in conversation.turns:
            text = as_kept(turn.text)
            if turn.by == "customer":
                await customer.say(bot, turn.text)
                eye.waits_for(text)
                heard = await self._staff.sees(eye, since=since, timeout=self._patience)
                since = heard.moment
            else:
                await self._answer(heard or eye.card, turn.text)
                seen = await customer.sees(_saying(text), bot, since=told, timeout=self._patience)
                told = seen.moment
        await self._close(customer, eye, since)

    def eye(self, customer: Person) -> "Eye":
        """Return what staff looks for, when that customer writes."""
        return Eye(customer, self._groups)

    async def _choose_topic(self, customer: Person) -> None:
        started = await customer.start()
        asked = await customer.sees(since=started, timeout=self._patience)
        if acts.carries(Verb.TALK)(asked):
            await customer.press(asked, acts.data_of(asked, Verb.TALK))
            await customer.sees(
                lambda seen: not acts.carries(Verb.TALK)(seen), since=asked, timeout=self._patience
            )

    async def _answer(self, heard: Seen | None, text: str) -> None:
        if heard is None:
            raise Untrue("staff answers a question that nobody asked")
        await self._staff.say(heard.chat_id, text, reply_to=heard)

    async def _close(self, customer: Person, eye: "Eye", since: int) -> None:
        """By the card where it stands by now: a desk that became free may have taken the ticket,
        and then what was pressed elsewhere did nothing."""
        before = await customer.now()
        eye.waits_for(None)
        pressed: set[tuple[int, str]] = set()

        async def closed() -> bool:
            row = await self._ticket_of(customer)
            if row["status"] == "closed":
                return True
            await self._look(eye, since)
            # What an operator holds, nobody else ends.
            holder = self._operators.get(row["operator_id"] or 0, self._staff)
            card = eye.card
            button = None if card is None else offers(card, (*YES, *CLOSE))
            if card is not None and button is not None and (card.moment, button) not in pressed:
                pressed.add((card.moment, button))
                # The card has changed just now: looked at again. Telegram says DATA_INVALID then.
                with suppress(NotSeenError, Refused):
                    await holder.press(card, button)
            return False

        await self._staff.until(closed, f"the end of {customer}'s ticket", self._patience)
        await customer.sees(lambda seen: bool(seen.buttons), since=before, timeout=self._patience)

    async def _look(self, eye: "Eye", since: int) -> None:
        """Show the eye all that came."""
        with suppress(NotSeenError):
            while True:
                since = (await self._staff.sees(eye, since=since, timeout=0)).moment

    async def _ticket_of(self, customer: Person) -> dict[str, Any]:
        rows = await self._stage.rows(
            "SELECT status, operator_id FROM tickets WHERE customer_id = :customer ORDER BY id",
            customer=customer.id,
        )
        return rows[-1]


class Eye:
    """Matches what staff looks for: the card of that customer's ticket, wherever it goes, and below
    it the text that is waited for. None waits for the card alone."""

    def __init__(self, customer: Person, groups: Sequence[int]) -> None:
        # By name, and no longer one: "Customer 1" is not meant by "Customer 12".
        self._named = re.compile(rf"(^|\W){re.escape(customer.account.name)}($|\W)", re.MULTILINE)
        self._groups, self._overflow = groups, groups[-1]
        self._text: str | None = None
        self._cards: dict[tuple[int, int | None], Seen] = {}

    @property
    def card(self) -> Seen | None:
        """The card where it came last; one that says that its ticket went elsewhere is none any
        more. The overflow group may be told so late of a ticket that a desk has it by then."""
        newest = [*reversed(self._cards.values())]
        own = (card for card in newest if card.chat_id != self._overflow)
        return next(own, newest[0] if newest else None)

    def __str__(self) -> str:
        where = "no card yet" if self.card is None else f"the card in {self.card.chat_id}"
        return f"{self._text!r}, {where}"

    def waits_for(self, text: str | None) -> None:
        """Wait for that text from now on."""
        self._text = text

    def __call__(self, seen: Seen) -> bool:
        if seen.chat_id not in self._groups or seen.own:
            return False
        where = (seen.chat_id, seen.topic)
        known = self._cards.get(where)
        if self._is_card(seen, known):
            self._cards.pop(where, None)
            self._cards[where] = seen
            return self._text is None
        if known is not None and known.message_id == seen.message_id:
            del self._cards[where]
        return self._text is not None and as_kept(seen.text) == self._text and self._is_theirs(seen)

    def _is_card(self, seen: Seen, known: Seen | None) -> bool:
        is_named = self._named.search(seen.text) is not None
        if offers(seen, YES) is not None and known is not None:
            # Another message where a kill left two: of the first one nobody knows any more.
            return seen.message_id == known.message_id or is_named
        return offers(seen, CLOSE) is not None and is_named

    def _is_theirs(self, seen: Seen) -> bool:
        """Tell whether a message is below the card: in its topic, in its desk, or, where several
        stand side by side, with the button that says of which ticket it is."""
        card = self._cards.get((seen.chat_id, seen.topic))
        if card is None:
            return False
        ticket = _ticket(seen, (Verb.ADDRESSEE,))
        if ticket is not None:
            return ticket == _ticket(card, (*YES, *CLOSE))
        return seen.reply_to in (None, card.message_id) or seen.topic is not None


async def way_for(stage: Stage, place: PlaceKind, operators: Sequence[Person]) -> Way:
    """Return how to play in places of that kind, whose groups are made as an owner makes them."""
    if place is PlaceKind.ROOM:
        return RoomWay(operators)
    return RelayedWay(stage, operators, await groups_for(stage, place, operators))


async def groups_for(stage: Stage, place: PlaceKind, operators: Sequence[Person]) -> list[int]:
    """Make the staff groups for places of that kind as an owner makes them: desks with the overflow
    group behind them, or a forum. Raises Untrue without a topic that is served there."""
    if all(topic.place is not place for topic in stage.settings.topics):
        raise Untrue(f"no topic of this desk's has place = {place.value!r} (topics.toml)")
    desks = [*([GroupUse.DESK] * DESKS), GroupUse.OVERFLOW]
    uses = desks if place is PlaceKind.DESK else [GroupUse.FORUM]
    return [await _group(stage, use, number, operators) for number, use in enumerate(uses, 1)]


async def _group(stage: Stage, use: GroupUse, number: int, staff: Sequence[Person]) -> int:
    title = f"{use.value.title()} {number}"
    bot = stage.settings.bot_id
    owner, *others = staff
    members = [bot, *(each.id for each in others)]
    chat = await owner.create_group(title, members, forum=use is GroupUse.FORUM)
    await owner.promote(chat, bot)
    async with stage.container.work() as work:
        await add_group(work, chat, use, title, owner.id)
    return chat


def write_topics(home: Path, place: PlaceKind) -> None:
    """Write a file of one topic, which is talked about there."""
    if place is not PlaceKind.ROOM:
        lines = ["[[topics]]", 'key = "general"', 'title = "General"', f'place = "{place.value}"']
        (home / "topics.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")

"""Conversations played without pause by people who have patience: what each said, and what each
saw."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby

from core.model.places import PlaceKind
from sandbox.people import MessageFilter, NotSeenError, Person, Seen
from sandbox.state.model import Refused
from stories import acts
from stories.conversations import LONGEST, Conversation, Turn, as_kept
from stories.replay_ways import RelayedWay, groups_for
from stories.stage import Stage
from stories.steps import Untrue

PATIENCE = 240.0
"""Seconds that people wait for each other: more than all faults together may take."""
DATA_CENTRES = 5
PIECE, PIECES = 40_000, (1, 1, 30)
"""Bytes of a file, by the conversation: one in three is fetched in several pieces."""
SCREEN = 1000  # messages of a chat that are looked at


@dataclass(slots=True)
class Talk:
    """A conversation as it went. `said` is in the order of saying; a screen is what one side saw of
    it in one chat, in the order of coming."""

    conversation: Conversation
    customer: Person | None = None
    said: list[Seen] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    rooms: list[list[Turn]] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    is_over: bool = False
    broke_off: str | None = None

    @property
    def customer_id(self) -> int:
        """Whose it is; 0 before somebody came."""
        return 0 if self.customer is None else self.customer.id

    @property
    def turns(self) -> list[Turn]:
        """What was said."""
        return [Turn(by, seen.text) for by, seen in zip(self.by, self.said, strict=True)]

    def note(self, by: str, seen: Seen) -> None:
        """Something was said."""
        self.by.append(by)
        self.said.append(seen)


def tagged(conversation: Conversation) -> list[Turn]:
    """Each text with the conversation's name behind it, so that it is known on every screen whose
    it is; equal texts of one conversation stay equal."""
    tag = f" ·{conversation.id}"
    return [
        Turn(turn.by, text if len(text) > LONGEST - len(tag) else text + tag)
        for turn in conversation.turns
        for text in [turn.text.strip()]
    ]


def data_centre(number: int) -> int:
    """Where somebody's account lives: theirs are all over the world."""
    return 1 + number % DATA_CENTRES


def file_of(conversation: Conversation) -> bytes:
    """What is sent in the middle of it: the same in each run, and like none of another one's."""
    chance = random.Random(f"file {conversation.id}")  # noqa: S311 - made up to be made up again
    return chance.randbytes(PIECE * chance.choice(PIECES))


def runs(turns: Sequence[Turn]) -> Iterator[tuple[str, list[str]]]:
    """What each says before the other answers."""
    for by, run in groupby(turns, key=lambda turn: turn.by):
        yield by, [turn.text for turn in run]


class InRooms:
    """Customer and operator in a room, both speaking as they like."""

    def __init__(self, operators: Sequence[Person]) -> None:
        self._operators = operators

    async def play(self, customer: Person, talk: Talk) -> None:
        """From the first word to the end."""
        before = await acts.come(customer, patience=PATIENCE)
        room = await acts.enter_room(customer, before, patience=PATIENCE)
        operator = await acts.operator_in_room(customer, room, self._operators, patience=PATIENCE)
        turns = tagged(talk.conversation)
        for number, turn in enumerate(turns):
            speaker = customer if turn.by == "customer" else operator
            talk.note(turn.by, await speaker.say(room, turn.text))
            if number == len(turns) // 2:
                talk.files.append(file_of(talk.conversation))
                await speaker.send_document(room, talk.files[-1], "file.bin")
        for person in (customer, operator):
            talk.rooms.append(await self._screen(person, room, customer))
        talked = await customer.now()
        await acts.close_ticket(operator, room, patience=PATIENCE)
        await acts.is_thanked(customer, talked, patience=PATIENCE)

    async def _screen(self, person: Person, room: int, customer: Person) -> list[Turn]:
        staff = {operator.id for operator in self._operators}
        return [
            Turn("customer" if seen.sender_id == customer.id else "operator", seen.text)
            for seen in await person.messages(room, SCREEN)
            if seen.kind == "text" and seen.sender_id in {customer.id, *staff}
        ]


class Relayed(RelayedWay):
    """The customer in the bot's chat; both say what they have to say before the other answers."""

    async def talk(self, customer: Person, talk: Talk) -> None:
        """From the first word to the end."""
        await self._choose_topic(customer)
        eye = self.eye(customer)
        since, seen_until = await self._staff.now(), await customer.now()
        question: Seen | None = None
        for by, texts in runs(tagged(talk.conversation)):
            if by == "customer":
                for text in texts:
                    said = await customer.say(self._stage.settings.bot_id, text)
                    talk.note(by, said)
                eye.waits_for(as_kept(texts[-1]))
                question = await self._staff.sees(eye, since=since, timeout=PATIENCE)
                since = question.moment
            else:
                where = question or eye.card
                if where is None:
                    raise Untrue("staff answers a question that nobody asked")
                for text in texts:
                    talk.note(by, await self._staff.say(where.chat_id, text, reply_to=where))
                bot = self._stage.settings.bot_id
                seen = await customer.sees(
                    MessageFilter(text=texts[-1]), bot, since=seen_until, timeout=PATIENCE
                )
                seen_until = seen.moment
        await self._close(customer, eye, since)


class Players:
    """Customers who come one after another for as long as they are let, several at once.

    Args:
        staff: the operators; the first one sees all of the staff's groups.
        words: the conversations to play; a torture that lasts longer than they do ends early.
    """

    def __init__(
        self,
        stage: Stage,
        staff: Sequence[Person],
        groups: Sequence[int],
        words: Iterator[Conversation],
    ) -> None:
        self._stage, self._staff, self._words = stage, staff, words
        self._groups = groups
        relayed = Relayed(stage, staff, groups, PATIENCE) if groups else None
        self._play = relayed.talk if relayed is not None else InRooms(staff).play
        self._over = asyncio.Event()
        self.talks: list[Talk] = []

    async def come(self, at_once: int) -> None:
        """Play until `stop`, then bring what was begun to its end."""
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(self._come())

    def stop(self) -> None:
        """Nobody new comes."""
        self._over.set()

    async def one(self, conversation: Conversation) -> Talk:
        """One customer's conversation; that it broke off is noted and not raised."""
        talk = Talk(conversation)
        self.talks.append(talk)
        try:
            name, dc = f"Customer {conversation.id}", data_centre(len(self.talks))
            customer = await self._stage.people.add(name, dc=dc)
            talk.customer = customer
            await self._play(customer, talk)
            talk.is_over = True
        except (NotSeenError, Refused, Untrue) as error:
            # One conversation that breaks off must not hide how the others went.
            talk.broke_off = str(error)
        return talk

    async def _come(self) -> None:
        while not self._over.is_set():
            conversation = next(self._words, None)
            if conversation is None:
                return
            await self.one(conversation)


async def follow_links(operator: Person) -> None:
    """Go wherever the desk sends one by a link, until cancelled."""
    moment = 0
    while True:
        with suppress(NotSeenError, Refused):
            seen = await operator.sees(acts.has_link, since=moment, timeout=30)
            moment = seen.moment
            await operator.open_link(acts.link_of(seen) or "")


class Watcher:
    """Whatever the staff's groups show, as it comes: a desk is cleared when its ticket ends."""

    def __init__(self, staff: Person, groups: Sequence[int]) -> None:
        self._staff, self._groups = staff, frozenset(groups)
        self._seen: dict[tuple[int, int], Seen] = {}

    async def watch(self) -> None:
        """Until cancelled."""
        moment = 0
        while True:
            came = await self._staff.watch(moment, 20.0)
            moment = came.moment
            for seen in came.seen:
                if seen.chat_id in self._groups and not seen.own:
                    self._seen.setdefault((seen.chat_id, seen.message_id), seen)

    def seen(self) -> list[Seen]:
        """All of it, in order."""
        return list(self._seen.values())


async def staff_groups(stage: Stage, place: PlaceKind, staff: Sequence[Person]) -> list[int]:
    """The groups in which that kind of place is; none for rooms."""
    return [] if place is PlaceKind.ROOM else await groups_for(stage, place, staff)

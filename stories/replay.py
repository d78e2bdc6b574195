"""Plays conversations through the whole desk, each as one ticket, and judges them by their
transcripts."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.people import NotSeenError, Person
from sandbox.state.model import Refused
from stories import acts
from stories.conversations import Conversation, Difference, Turn, as_kept, compare
from stories.replay_ways import Way
from stories.stage import Stage
from stories.transcripts import messages_in

SETTLES_WITHIN = 60.0  # seconds for the desk to write down the last words


@dataclass(slots=True)
class Played:
    """One conversation after it was played: the customer's id, and why it broke off if it did."""

    conversation: Conversation
    customer_id: int = 0
    broke_off: str | None = None


@dataclass(slots=True)
class Verdict:
    """The result of a replay; `seconds` is the playing without bringing the desk up."""

    tickets: int = 0
    turns: int = 0
    difference: Difference = field(default_factory=Difference)
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        found = self.difference
        return (
            f"{self.tickets} tickets, {self.turns} turns, {found.missing} missing,"
            f" {found.duplicated} duplicated, {found.reordered} reordered, {self.seconds:.1f} s"
        )


async def staff_for(stage: Stage, count: int) -> list[Person]:
    """Return operators whom the user account can find by name; an earlier replay's if there are."""
    staff: list[Person] = []
    for number in range(1, count + 1):
        username = f"operator_{number}"
        try:
            operator = await stage.people.person(f"@{username}")
        except Refused:
            operator = await stage.people.add(f"Operator {number}", username=username)
        await stage.add_operator(operator)
        staff.append(operator)
    return staff


class Replay:
    """Plays conversations on a stage, several customers at once."""

    def __init__(
        self,
        stage: Stage,
        operators: Sequence[Person],
        at_once: int,
        way: Way,
        progress: Callable[[], None] = lambda: None,
    ) -> None:
        self._stage = stage
        self._way = way
        self._operators = operators
        self._room_for = asyncio.Semaphore(at_once)
        self._progress = progress

    async def run(self, conversations: Sequence[Conversation]) -> Verdict:
        """Play all, then compare every transcript with what was said."""
        begun = time.monotonic()
        for operator in self._operators:
            await acts.start_shift(operator)
        played = await asyncio.gather(*(self._one(each) for each in conversations))
        await self._stage.is_quiet(SETTLES_WITHIN)
        verdict = Verdict(
            tickets=len(played),
            turns=sum(len(each.conversation.turns) for each in played),
            seconds=time.monotonic() - begun,
        )
        for each in played:
            self._judge(each, verdict)
        return verdict

    async def _one(self, conversation: Conversation) -> Played:
        played = Played(conversation)
        async with self._room_for:
            try:
                await self._play(played)
            except (NotSeenError, Refused) as error:
                # One conversation that breaks off must not hide how the others went.
                played.broke_off = str(error)
        self._progress()
        return played

    async def _play(self, played: Played) -> None:
        customer = await self._stage.people.add(f"Customer {played.conversation.id}")
        played.customer_id = customer.id
        await self._way.play(customer, played.conversation)

    def _judge(self, played: Played, verdict: Verdict) -> None:
        name = played.conversation.id
        if played.broke_off is not None:
            verdict.troubles.append(f"{name} broke off: {played.broke_off}")
        said = [Turn(turn.by, as_kept(turn.text)) for turn in played.conversation.turns]
        found = compare(said, _kept(self._stage.settings.logs_dir, played.customer_id))
        if not found.none:
            verdict.troubles.append(f"{name} differs: {found}")
        verdict.difference += found


def _kept(logs: Path, customer_id: int) -> list[Turn]:
    """Return what the customer's transcript has of customer and operators."""
    return [
        Turn("customer" if row["role"] == "customer" else "operator", as_kept(row["text"]))
        for row in messages_in(logs / str(customer_id) / "transcript.jsonl")
        if row["kind"] == "text" and row["role"] in _SPEAKERS
    ]


_SPEAKERS = frozenset({"customer", "operator", "supervisor", "stranger"})

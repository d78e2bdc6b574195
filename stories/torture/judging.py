"""Judges whether what was said was seen and kept, and whether each repetition has its reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from core.model.messages import MessageKind, in_order, visible
from core.model.records import CustomerRecord
from sandbox.people import Seen
from stories.conversations import Difference, Turn, compare
from stories.torture.injection import Struck
from stories.torture.kept import FORMS, SIDES, kept
from stories.torture.talking import Talk

View = tuple[str, list[Turn], list[Turn]]
"""A name, what should be there, and what is there."""


@dataclass(slots=True)
class Found:
    """The findings of the comparison, with a line for each thing that is not as it should be.

    A turn that is missing in several views is missing once; `duplicated` counts every repetition,
    `unexplained` those without a reason.
    """

    difference: Difference = field(default_factory=Difference)
    unexplained: int = 0
    troubles: list[str] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Word:
    """A turn as the tables have it, and which message it was there: in a private chat the bot
    numbers messages by itself, so that those who spoke know other numbers."""

    turn: Turn
    message: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery of a message: when it was asked for, and when it was noted as done."""

    message: tuple[int, int]
    wanted: datetime
    noted: datetime


class Judge:
    """Compares talks with all that is left of them.

    Args:
        shown: what the staff's groups showed, in order.
        deliveries: of messages, by effects.
        excuses: strikes after which something may have been said twice.
    """

    def __init__(
        self,
        logs: Path,
        shown: Sequence[Seen],
        rows: Mapping[int, Sequence[Word]],
        deliveries: Iterable[Delivery],
        excuses: Sequence[Struck],
    ) -> None:
        self._logs, self._rows, self._excuses = logs, rows, excuses
        self._shown: dict[str, list[Seen]] = defaultdict(list)
        for seen in shown:
            self._shown[seen.text].append(seen)
        self._deliveries: dict[tuple[int, int], list[Delivery]] = defaultdict(list)
        for each in deliveries:
            self._deliveries[each.message].append(each)

    def judge(self, talk: Talk, chat: Sequence[Seen], found: Found) -> None:
        """Judge one talk. `chat`: what the customer's chat with the bot shows; what is wrong is
        added to `found`."""
        differences: list[Difference] = []
        for view, said, seen in self._views(talk, chat):
            difference = compare(said, seen)
            if difference.none:
                continue
            differences.append(difference)
            where = f"{talk.conversation.id} {view}"
            if difference.missing or difference.reordered:
                found.troubles.append(f"{where}: {difference} {_first_gap(said, seen)}")
            for turn, times in (Counter(seen) - Counter(said)).items():
                self._explain(talk, f"{where}: {turn.text!r:.60}", turn, times, view, found)
        lost = self._lost_files(talk)
        if lost:
            found.troubles.append(f"{talk.conversation.id}: {lost} of its files are not kept")
        found.difference += Difference(lost)
        found.difference += Difference(
            max((each.missing for each in differences), default=0),
            sum(each.duplicated for each in differences),
            max((each.reordered for each in differences), default=0),
        )

    def _lost_files(self, talk: Talk) -> int:
        """Count the files that were sent and are not in the archive, byte by byte."""
        folder = self._logs / str(talk.customer_id)
        there = {_digest(file.read_bytes()) for file in folder.rglob("*") if file.is_file()}
        return sum(_digest(sent) not in there for sent in talk.files)

    def _views(self, talk: Talk, chat: Sequence[Seen]) -> list[View]:
        said = talk.turns
        customer = talk.customer_id
        views = [
            ("in the tables", said, [word.turn for word in self._rows.get(customer, ())]),
            *(("in the room", said, screen) for screen in talk.rooms),
        ]
        seen_by_number = [Turn(turn.by, visible(turn.text)) for turn in said]
        for name, (form, by_number) in FORMS.items():
            wanted = seen_by_number if by_number else said
            has = kept(self._logs / str(customer), name)
            if by_number:
                has = [turn for turn in has if turn in wanted or not _is_a_note(turn)]
            views.append((f"in the {form}", wanted, has))
        if not talk.rooms:
            views += self._screens(talk, chat)
        return views

    def _screens(self, talk: Talk, chat: Sequence[Seen]) -> list[View]:
        """What the bot showed: the customer's chat, and each place that the ticket was in. One
        of them has all of it; of those which it left, or came to too late, a part is
        enough."""
        answers = [turn for turn in talk.turns if turn.by == "operator"]
        questions = [turn for turn in talk.turns if turn.by == "customer"]
        answer_texts = {turn.text for turn in answers}
        screen = [
            Turn("operator", each.text)
            for each in chat
            if not each.own and each.text in answer_texts
        ]
        places: dict[tuple[int, int | None], list[Seen]] = defaultdict(list)
        question_texts = {turn.text for turn in questions}
        theirs = sorted(
            (s for text in question_texts for s in self._shown[text]), key=lambda s: s.moment
        )
        for seen in theirs:
            places[seen.chat_id, seen.topic].append(seen)
        views = [("on the customer's screen", answers, screen)]
        there = {
            place: [Turn("customer", each.text) for each in seen] for place, seen in places.items()
        }
        # Of equal ones the last: by then the others were left.
        whole = max(reversed(there), key=lambda at: len(_of(questions, there[at])), default=None)
        for place, texts in there.items():
            wanted = questions if place == whole else _of(questions, texts)
            views.append((f"on staff's screen {place}", wanted, texts))
        if not places and questions:
            views.append(("on staff's screen", questions, []))
        return views

    def _explain(
        self, talk: Talk, where: str, turn: Turn, times: int, view: str, found: Found
    ) -> None:
        if "screen" in view:
            for word in self._rows.get(talk.customer_id, ()):
                reason = self._reason(word) if word.turn == turn else None
                if reason is not None:
                    found.explained.append(f"{where} {times} times more: {reason}")
                    return
        found.unexplained += times
        found.troubles.append(f"{where} {times} times more than it was said, for no reason")

    def _reason(self, word: Word) -> str | None:
        """Return the strike at which a send was under way: wanted before it was over, and not noted
        as done when it began."""
        for delivery in self._deliveries[word.message]:
            for struck in self._excuses:
                if struck.meets(delivery.wanted, delivery.noted):
                    return struck.kind.name
        return None


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _is_a_note(turn: Turn) -> bool:
    """What was no text stands there in words of the transcript's own, in parentheses."""
    return turn.text.startswith("(") and turn.text.endswith(")")


def _of(said: Sequence[Turn], seen: Sequence[Turn]) -> list[Turn]:
    """Those which were seen, as often as they were said at most."""
    left = Counter(seen)
    part = []
    for turn in said:
        if left[turn]:
            left[turn] -= 1
            part.append(turn)
    return part


def _first_gap(said: Sequence[Turn], seen: Sequence[Turn]) -> str:
    gone = Counter(said) - Counter(seen)
    for number, turn in enumerate(said, 1):
        if gone[turn]:
            return f"(turn {number} of {len(said)}: {turn.text!r:.60})"
    return ""


def words_of(record: CustomerRecord) -> list[Word]:
    """What the tables have of a customer, as all transcripts order it."""
    return [
        Word(Turn(SIDES[row.role], row.said.text), (row.said.chat_id, row.said.message_id))
        for row in in_order(record.messages)
        if row.said.kind is MessageKind.TEXT and row.role in SIDES
    ]

"""What staff is shown of its answers: what became of them, and which may be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.actions import Verb, press
from core.domain.messages import MessageKind, Recorded
from core.domain.pages import part, turning
from core.domain.texts import Button, Key, RelayKey, Rows, Text, Value
from core.domain.views import Shown, text

WORDS = 30
"""Letters of an answer in a list."""

_WITHOUT_WORDS = (
    MessageKind.PHOTO,
    MessageKind.VIDEO,
    MessageKind.VIDEO_NOTE,
    MessageKind.VOICE,
    MessageKind.AUDIO,
    MessageKind.ANIMATION,
    MessageKind.STICKER,
    MessageKind.DOCUMENT,
    MessageKind.CONTACT,
    MessageKind.LOCATION,
    MessageKind.POLL,
)
"""Texts choose by numbers: these are 1 and so on, 0 is an answer with words, 99 any other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or a whole album; `message_id` is its first message's."""

    message_id: int
    name: str
    kind: MessageKind
    words: str


def answer_of(recorded: Recorded) -> Answer:
    """As it is told apart from others."""
    said = recorded.said
    return Answer(said.message_id, said.sender_name, said.kind, short(said.text))


def short(words: str) -> str:
    """The first words of it, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS].rstrip() + "…"


def withdraw_row(ticket_id: int) -> tuple[Button, ...]:
    """The card's button that lists the answers."""
    action = press(Verb.WITHDRAW, ticket_id, 0)
    return (Button(RelayKey.BUTTON_WITHDRAW, action=action),)


def notice(key: Key, language: str, again: int | None, reason: str) -> Shown:
    """What became of an answer; with `again` it may be sent once more."""
    values: dict[str, Value] = {"reason": reason} if reason else {}
    shown = text(key, language, **values)
    if again is None:
        return Shown(shown)
    return Shown(
        shown, ((Button(RelayKey.BUTTON_SEND_AGAIN, action=press(Verb.SEND_AGAIN, again)),),)
    )


def unseen(key: Key, language: str, recorded: Recorded) -> Shown:
    """What a customer said that did not come here, as far as words tell it."""
    said = recorded.said
    whole = Answer(said.message_id, said.sender_name, said.kind, said.text)
    return Shown(text(key, language, what=text(RelayKey.ANSWER_LINE, language, **_values(whole))))


def withdrawing(
    ticket_id: int,
    answers: Sequence[Answer],
    page: int,
    language: str,
    outcome: Text | None = None,
) -> Shown:
    """A page of the answers that stand in the customer's chat, the newest first; above it what
    came of the last wish."""
    key = RelayKey.WITHDRAW_WHICH if answers else RelayKey.WITHDRAW_NOTHING
    shown = text(key, language, ticket=ticket_id)
    if outcome is not None:
        shown = text(RelayKey.WITHDRAW_AFTER, language, outcome=outcome, question=shown)
    rows: Rows = tuple((_button(ticket_id, each),) for each in part(answers, page))
    done = Button(RelayKey.BUTTON_WITHDRAW_DONE, action=press(Verb.WITHDRAW_DONE, ticket_id))
    turns = turning(page, len(answers), Verb.WITHDRAW, ticket_id)
    return Shown(shown, (*rows, *turns, (done,)))


def what(answer: Answer, language: str) -> Text:
    """Which answer is meant, in a line."""
    return text(RelayKey.ANSWER_LINE, language, **_values(answer))


def _button(ticket_id: int, answer: Answer) -> Button:
    return Button(
        RelayKey.BUTTON_ANSWER,
        action=press(Verb.WITHDRAW_THIS, ticket_id, answer.message_id),
        values=_values(answer),
    )


def _values(answer: Answer) -> dict[str, str | int]:
    kind = 0
    if not answer.words:
        known = answer.kind in _WITHOUT_WORDS
        kind = _WITHOUT_WORDS.index(answer.kind) + 1 if known else 99
    return {"name": short(answer.name), "kind": kind, "words": answer.words}

"""Makes up conversations by a seed, in several scripts, with texts that have hurt before."""

import random
from collections.abc import Iterator, Sequence

from core.model.places import PlaceKind
from stories.conversations import SPEAKERS, Conversation, Turn

TURNS = {PlaceKind.ROOM: (60, 110), PlaceKind.DESK: (14, 30), PlaceKind.THREAD: (14, 30)}
"""From and to. In rooms people talk without the desk, as fast as they like."""
SAME_SPEAKER = 0.6
"""How often somebody says a second thing before the other answers."""
LONG = 0.03

ASKED: Sequence[str] = (
    "Hello, my parcel has not come",
    "Order {n}: the box was empty",
    "Добрий день, не можу увійти",
    "Ничего не грузится уже {n} минут",
    "ok",
    "?",
    "It says <b>error {n}</b> & stops",
    "line one\nline two\n\nline four",
    "👩‍👩‍👧‍👦 all of us wait",
    "שלום, יש לי שאלה {n}",
    "مرحبا {n}",
    "https://example.org/?a=1&b=2#{n}",
    "*not bold* _nor this_ `nor that`",
    "#1 2026-11-20 10:31:05 operator: I am a header",
    "one\u2028two {n}",
    "-1001234567890 is not my card",
    "да",
    "{n}",
)
ANSWERED: Sequence[str] = (
    "Let me look",
    "It is on its way, number {n}",
    "ok",
    "Вже дивлюся",
    "Перезайдите, пожалуйста, код {n}",
    "Please try <i>again</i> & tell me",
    "1) open it\n2) wait {n} s\n3) close it",
    "🙏",
    "Which version? {n}",
    "> you said this\nyes",
    "Done",
    "!",
)


def conversations(seed: int, place: PlaceKind) -> Iterator[Conversation]:
    """Yield conversations without end; the same for the same seed. The customer speaks first."""
    chance = random.Random(f"words {seed}")  # noqa: S311 - made up to be made up again
    number = 0
    while True:
        number += 1
        yield Conversation(f"c{number}", tuple(_turns(chance, TURNS[place])))


def flood(seed: int, count: int) -> Conversation:
    """Return the messages of somebody who says very much before anybody can answer."""
    said = [Turn("customer", f"{number} of {count}!") for number in range(1, count + 1)]
    return Conversation(f"flood{seed}", (*said, Turn("operator", "Please slow down")))


def _turns(chance: random.Random, how_many: tuple[int, int]) -> Iterator[Turn]:
    by = 0
    for number in range(chance.randint(*how_many)):
        if number and chance.random() > SAME_SPEAKER:
            by = 1 - by
        pattern = chance.choice((ASKED, ANSWERED)[by])
        text = pattern.format(n=chance.randrange(1, 10_000))
        if chance.random() < LONG:
            text = f"{text} {'and so on, ' * chance.randint(20, 300)}end"
        yield Turn(SPEAKERS[by], text)

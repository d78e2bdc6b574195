"""What is said on a sandbox's Telegram, as a story's reader sees it in the terminal."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from sandbox.people import People, Person
from sandbox.state.model import Content
from sandbox.state.world import World
from stories.bubbles import Bubbles
from stories.steps import Steps, StoryError

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "yes"}, {"text": "No", "callback_data": "no"}],
        [{"text": "Later", "url": "https://example.org"}],
    ]
}


class Evening:
    """A bot and two people, and a reader of what they say."""

    def __init__(self) -> None:
        self.world = World(lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))
        self.people = People(self.world)
        self.bubbles = Bubbles(self.world)
        self.page = io.StringIO()
        console = Console(file=self.page, width=70, highlight=False, soft_wrap=True)
        self.steps = Steps(console, self.bubbles.take)

    async def begin(self, ann: str = "Ann", bob: str = "Bob") -> tuple[Person, Person]:
        """People come, the bot is Desk."""
        self.bot = (await self.people.add_bot("Desk", "desk_bot")).id
        self.people.bot = self.bot
        return await self.people.add(ann), await self.people.add(bob)

    def lines(self) -> list[str]:
        """What stands on the page, without the time that a step took."""
        return [line.rstrip() for line in self.page.getvalue().splitlines()]


@pytest.fixture
def evening() -> Evening:
    """One that has not begun."""
    return Evening()


async def test_each_thing_said_stands_once_below_its_step(evening: Evening) -> None:
    ann, bob = await evening.begin()
    async with evening.steps.step("they talk"):
        group = await ann.create_group("Tea", (bob.id, evening.bot))
        said = await ann.say(group, "Milk?")
        await bob.say(group, "Please", reply_to=said)
        await ann.edit(said, "Milk, Bob?")
        await bob.react(said, "👍")
    assert evening.lines()[1:] == [
        "  ╭─ Ann → Tea ─╮",
        "  │ Milk?       │",
        "  ╰─────────────╯",
        "  ╭─ Bob → Tea ─╮",
        "  │ ↩ Milk?     │",
        "  │ Please      │",
        "  ╰─────────────╯",
        "  ╭─ Ann → Tea, edited ─╮",
        "  │ Milk, Bob?          │",
        "  ╰─────────────────────╯",
        "  Bob reacts 👍 to “Milk, Bob?”",
    ]


async def test_buttons_stand_in_their_rows_and_a_press_and_its_answer_are_told(
    evening: Evening,
) -> None:
    ann, _ = await evening.begin()
    async with evening.steps.step("a question"):
        await ann.start()
        evening.world.send(evening.bot, ann.id, Content("Well?", markup=KEYBOARD))
        question = await ann.sees("Well?")
        query = evening.world.press(ann.id, evening.bot, question.message_id, "yes")
        evening.world.answer(evening.bot, query.id, "Good", alert=False)
    assert evening.lines()[1:] == [
        "  ╭─ Ann → Desk ─╮",
        "  │ /start       │",
        "  ╰──────────────╯",
        "  ╭─ Desk → Ann ────╮",
        "  │ Well?           │",
        "  │ [ Yes ]  [ No ] │",
        "  │ [ Later ]       │",
        "  ╰─────────────────╯",
        "  Ann presses [ Yes ]",
        "  ╭─ Desk → Ann, over the chat ─╮",
        "  │ Good                        │",
        "  ╰─────────────────────────────╯",
    ]


async def test_names_and_words_are_neither_markup_nor_orders_to_a_terminal(
    evening: Evening,
) -> None:
    name, words = "[red]Ann\x1b[2J[/]", "[bold]hi[/bold] [/] \x1b]0;title\x07 \x9b2J \\["
    ann, _ = await evening.begin(ann=name)
    async with evening.steps.step("she writes"):
        await ann.say(evening.bot, words)
    page = evening.page.getvalue()
    assert "[red]Ann␛[2J[/] → Desk" in page
    assert "[bold]hi[/bold] [/] ␛]0;title␇ <U+009B>2J \\[" in page
    assert not {"\x1b", "\x07", "\x9b"} & set(page)


async def test_a_step_that_fails_shows_what_was_said_until_then(evening: Evening) -> None:
    ann, bob = await evening.begin()

    async def play() -> None:
        async with evening.steps.step("Bob answers"):
            await ann.say(bob.id, "Are you there?")
            await bob.sees("Yes", timeout=0)

    with pytest.raises(StoryError):
        await play()
    assert evening.lines() == [
        "✗ Bob answers",
        "  ╭─ Ann → Bob ────╮",
        "  │ Are you there? │",
        "  ╰────────────────╯",
    ]


async def test_a_sign_in_code_is_not_shown(evening: Evening) -> None:
    ann, _ = await evening.begin()
    async with evening.steps.step("Ann logs in"):
        evening.world.tell_login_code(ann.id)
    assert len(evening.lines()) == 1

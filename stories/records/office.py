"""Who plays the story `records`, and where: rooms, and an archive's chat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.records_key import make_key
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Premises, Stage

ARCHIVE = "Archive"


@dataclass(slots=True)
class Office:
    """The desk whose record it is."""

    stage: Stage
    boss: Person  # a supervisor, as is the other
    other: Person
    olga: Person

    @property
    def bot(self) -> int:
        """The chat with the bot."""
        return self.stage.settings.bot_id

    @property
    def archive(self) -> int:
        """The owner's own chat."""
        return self.stage.settings.archive_chat_id or 0

    def folder(self, customer: Person) -> Path:
        """Where the customer's transcript is."""
        return self.stage.settings.logs_dir / str(customer.id)

    async def talks(self, customer: Person) -> int:
        """Let a customer ask for the operator; returns the room."""
        menu = await acts.register(customer)
        room = await acts.enter_room(customer, await acts.ask_for_operator(customer, menu))
        await acts.operator_in_room(customer, room, [self.olga])
        return room

    async def closes(self, customer: Person, room: int) -> tuple[int, Seen]:
        """Let the operator close the ticket; returns its number, and what the customer reads."""
        before = await customer.now()
        number = await acts.close_ticket(self.olga, room)
        thanks = await acts.is_thanked(customer, before)
        await self.stage.is_quiet()
        return number, thanks

    async def finds(self, words: str) -> Seen:
        """Let the supervisor search in the bot; returns what is found."""
        asked = await self.boss.say(self.bot, f"/search {words}")
        return await self.boss.sees(lambda seen: not seen.own, self.bot, since=asked)

    def passes(self, days: int) -> None:
        """Let so many days have passed since the story began, as far as the desk knows."""
        clock = self.stage.settings.sandbox_clock
        if clock is None:
            raise ValueError("the desk has the machine's clock")
        _pass_days(clock, days)


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make the archive's chat, the key that signs, and a clock that can be moved."""
    bot = premises.sandbox.people.bot
    await premises.userbot.create_group(ARCHIVE, [bot] if bot else [])
    make_key(_key(premises))
    return await _choices(premises)


async def the_next_day(premises: Premises) -> Mapping[str, Any]:
    """Let midnight pass."""
    _pass_days(_clock(premises), 1)
    return await _choices(premises)


async def _choices(premises: Premises) -> Mapping[str, Any]:
    chats = await premises.userbot.chats()
    return {
        "archive_chat_id": next(chat.id for chat in chats if chat.title == ARCHIVE),
        "conversation_to_customers": True,
        "records_key_file": _key(premises),
        "sandbox_clock": _clock(premises),
        "sweep_seconds": 1,
        "retention_days": 30,
    }


def _key(premises: Premises) -> Path:
    return premises.home / "keys" / "records.pem"


def _clock(premises: Premises) -> Path:
    return premises.home / "ahead"


def _pass_days(clock: Path, days: int) -> None:
    clock.write_text(str(timedelta(days=days).total_seconds()), encoding="ascii")


async def begin(stage: Stage, name: str) -> Office:
    """Put two supervisors and an operator to work; `name` tells their @names from others'."""
    people = stage.people
    boss = await people.add("Sofia", username=f"sofia_{name}")
    other = await people.add("Simon", username=f"simon_{name}")
    olga = await people.add("Olga", username=f"olga_{name}")
    for person in (boss, other):
        async with stage.container.work() as work:
            who = StaffPerson(person.id, person.account.name, person.account.username, "en")
            await add_operator(work, who, role=Role.SUPERVISOR)
        await person.start()
    await stage.add_operator(olga)
    await acts.start_shift(olga)
    return Office(stage, boss, other, olga)

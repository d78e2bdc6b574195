"""Tables that lead from presses and commands to use cases, and routers of commands' tables."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.pressed import Pressed
from bot.routers.filters import in_private, is_command, person_of, written_by_person
from bot.routers.middlewares import begin_anew, note_presence
from core.model.actions import Action, Verb, whole_number
from core.model.people import Person
from core.model.text_keys import Key, TextKey
from core.ports import Work
from core.staff.shifts import operator_present

_Value = TypeVar("_Value")


class UnreadableError(Exception):
    """The callback data is no button's of ours, or not from a person: nothing follows."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press as rows read it. A part that is missing, or of another kind, raises UnreadableError:
    whoever presses may send any callback data."""

    work: Work
    pressed: Pressed
    action: Action

    @property
    def who(self) -> int:
        """The id of who pressed."""
        return self.pressed.person.id

    @property
    def person(self) -> Person:
        """Who pressed, as Telegram shows them right now."""
        return self.pressed.person

    @property
    def chat(self) -> int:
        """The chat; the bot's private chat with them when Telegram does not say."""
        return self.who if self.pressed.chat_id is None else self.pressed.chat_id

    @property
    def message_id(self) -> int:
        """The message below which the button stands."""
        return _readable(self.pressed.message_id)

    @property
    def number(self) -> int:
        """The argument as a number, as a ticket's id is one."""
        return _readable(self.action.ticket_id)

    @property
    def pair(self) -> tuple[int, int]:
        """The argument as two numbers."""
        match self.action.numbers:
            case (first, second):
                return first, second
        raise UnreadableError

    @property
    def page(self) -> tuple[int, ...]:
        """The argument's first number, if there is one."""
        return (self.action.numbers or ())[:1]

    @property
    def words(self) -> tuple[str, ...]:
        """The argument's parts."""
        return self.action.arguments

    @property
    def word(self) -> str:
        """The argument, of a single part."""
        match self.action.arguments:
            case (word,):
                return word
        raise UnreadableError

    def number_and(self, read: Callable[[str], _Value]) -> tuple[int, _Value]:
        """Return the argument as a number and what `read` makes of the word behind it. A ValueError
        or a KeyError of `read` means that it is none."""
        match self.action.arguments:
            case (first, second):
                try:
                    return _readable(whole_number(first)), read(second)
                except (ValueError, KeyError):
                    raise UnreadableError from None
        raise UnreadableError


@dataclass(frozen=True, slots=True)
class CommandMessage:
    """A command as rows read it."""

    work: Work
    message: Message
    arguments: str

    @property
    def chat(self) -> int:
        """The chat; in private its id is also the author's."""
        return self.message.chat.id

    @property
    def person(self) -> Person:
        """Who gave the command. Raises UnreadableError for what is only in a chat's name."""
        return person_of(_readable(self.message.from_user))


PressRow = Callable[[Press], Awaitable[object]]
"""The `Key` that it returns, if it is one, is the answer to the press."""

CommandRow = Callable[[CommandMessage], Awaitable[object]]


def answering(key: Key, row: PressRow) -> PressRow:
    """Wrap a row, so that `key` answers the press."""

    async def with_answer(it: Press) -> Key:
        await row(it)
        return key

    return with_answer


def done(row: PressRow) -> PressRow:
    """Wrap a row, so that "done" answers the press."""
    return answering(TextKey.DONE, row)


def by_word(rows: Mapping[str, PressRow]) -> PressRow:
    """Choose the row that the argument names."""

    async def named(it: Press) -> object:
        return await _readable(rows.get(it.action.argument or ""))(it)

    return named


def by_value(without: PressRow, with_value: PressRow) -> PressRow:
    """Choose one row for an argument of one part, another for two parts."""
    return lambda it: (with_value if len(it.action.arguments) > 1 else without)(it)


def by_operators(rows: Mapping[Verb, PressRow]) -> Mapping[Verb, PressRow]:
    """Wrap rows of what operators do, so that it shows that they are there: what they lost may be
    offered to them again. The use cases refuse everybody else."""

    def noted(row: PressRow) -> PressRow:
        async def with_note(it: Press) -> object:
            given = await row(it)
            await operator_present(it.work, it.who)
            return given

        return with_note

    return {verb: noted(row) for verb, row in rows.items()}


def table_router(
    name: str,
    *message_filters: Callable[..., Awaitable[object]],
    commands: Mapping[str, CommandRow],
) -> Router:
    """Make a router that calls the row of a command, where all of the filters hold for its
    message."""
    router = Router(name=name)
    if message_filters:
        router.message.filter(*message_filters)

    async def command_given(message: Message, command: CommandObject, work: Work) -> None:
        with suppress(UnreadableError):
            it = CommandMessage(work, message, command.args or "")
            await commands[command.command](it)

    router.message.register(command_given, Command(*commands))
    return router


def operators_router(name: str, commands: Mapping[str, CommandRow]) -> Router:
    """Make a router of what operators do in private. The use cases refuse everybody else."""
    router = table_router(name, in_private, is_command, written_by_person, commands=commands)
    router.message.middleware(begin_anew)
    router.message.middleware(note_presence)
    return router


def _readable(value: _Value | None) -> _Value:
    if value is None:
        raise UnreadableError
    return value

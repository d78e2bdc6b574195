"""Makes routers from tables that lead from presses and commands to use cases."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.routers.filters import in_private, is_command, person_of, written_by_person
from bot.routers.middlewares import begin_anew, note_presence
from core.model.actions import Action, Verb, whole_number
from core.model.people import Person
from core.model.text_keys import Key, TextKey
from core.ports import Work

_Value = TypeVar("_Value")


class UnreadableError(Exception):
    """The callback data is no button's of ours, or not from a person: nothing follows."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press as rows read it. A part that is missing, or of another kind, raises UnreadableError:
    whoever presses may send any callback data."""

    work: Work
    query: CallbackQuery
    action: Action

    @property
    def who(self) -> int:
        """The id of who pressed."""
        return self.query.from_user.id

    @property
    def person(self) -> Person:
        """Who pressed, as Telegram shows them right now."""
        return person_of(self.query.from_user)

    @property
    def chat(self) -> int:
        """The chat; the bot's private chat with them when Telegram does not say."""
        return self.query.message.chat.id if self.query.message else self.who

    @property
    def message_id(self) -> int:
        """The message below which the button stands."""
        if self.query.message is None:
            raise UnreadableError
        return self.query.message.message_id

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


def table_router(
    name: str,
    *message_filters: Callable[..., Awaitable[object]],
    commands: Mapping[str, CommandRow] | None = None,
    presses: Mapping[Verb, PressRow] | None = None,
) -> Router:
    """Make a router that calls the row of a command, where all of the filters hold for its message,
    and of a press's verb, wherever that is."""
    router = Router(name=name)
    if message_filters:
        router.message.filter(*message_filters)
    command_rows, press_rows = commands or {}, presses or {}

    async def command_given(message: Message, command: CommandObject, work: Work) -> None:
        with suppress(UnreadableError):
            it = CommandMessage(work, message, command.args or "")
            await command_rows[command.command](it)

    async def has_row(_query: CallbackQuery, action: Action | None) -> bool:
        return action is not None and action.verb in press_rows

    async def pressed(query: CallbackQuery, action: Action, work: Work) -> object:
        with suppress(UnreadableError):
            return await press_rows[action.verb](Press(work, query, action))
        return None

    if command_rows:
        router.message.register(command_given, Command(*command_rows))
    router.callback_query.register(pressed, has_row)
    return router


def operators_router(
    name: str, commands: Mapping[str, CommandRow], presses: Mapping[Verb, PressRow]
) -> Router:
    """Make a router of what operators do in private. The use cases refuse everybody else."""
    filters = in_private, is_command, written_by_person
    router = table_router(name, *filters, commands=commands, presses=presses)
    router.message.middleware(begin_anew)
    router.message.middleware(note_presence)
    router.callback_query.middleware(note_presence)
    return router


def _readable(value: _Value | None) -> _Value:
    if value is None:
        raise UnreadableError
    return value

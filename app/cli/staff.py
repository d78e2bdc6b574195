"""Adds, lists, changes and removes operators: `switchboard operators`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.errors import CommandError
from core.model.people import (
    LARGEST_ID,
    LONGEST_NAME,
    NOT_PEOPLE,
    Operator,
    Person,
    Role,
    read_name,
    read_phone,
    read_username,
)

if TYPE_CHECKING:
    from core.ports import Work

app = typer.Typer(help="Add, list, change and remove operators.", no_args_is_help=True)

_A = {Role.OPERATOR: "an operator", Role.SUPERVISOR: "a supervisor"}


@asynccontextmanager
async def _work(*, only_looks: bool = False) -> AsyncIterator["Work"]:
    """Open a transaction. Where there is no desk yet, its database is made, but not by who
    `only_looks`."""
    # Imported late: the libraries behind it would make every command and `--help` slow.
    from app.container import open_container, open_existing
    from app.settings import load_settings

    opened = open_existing if only_looks else open_container
    async with opened(load_settings()) as container, container.work() as work:
        yield work


class Language(StrEnum):
    """The languages that the bot speaks."""

    EN = "en"
    UK = "uk"
    RU = "ru"


TelegramId = Annotated[int, typer.Argument(help="Telegram user id.", min=1, max=LARGEST_ID)]
MOST = 100  # tickets at once, as CAPACITY has it


@app.command("add")
def add(
    operator_id: TelegramId,
    name: Annotated[str, typer.Argument(help="Name that customers see.")],
    username: Annotated[
        str | None, typer.Option(help="@username, by which the user account finds them.")
    ] = None,
    phone: Annotated[str | None, typer.Option(help="Phone, the other way to find them.")] = None,
    supervisor: Annotated[bool, typer.Option("--supervisor", help="May also manage.")] = False,
    capacity: Annotated[
        int | None,
        typer.Option(help="Most tickets at once; CAPACITY unless given.", min=1, max=MOST),
    ] = None,
    skill: Annotated[list[str] | None, typer.Option(help="May be given several times.")] = None,
    language: Annotated[Language, typer.Option(help="In which they read.")] = Language.EN,
) -> None:
    """Add somebody to staff, or change what they are."""
    from app.settings import load_settings
    from core.cards.lookup import is_ours
    from core.staff.members import add_operator

    settings = load_settings()
    wanted = frozenset(word.strip() for word in skill or () if word.strip())
    tag = None if username is None else read_username(username)
    number = None if phone is None else read_phone(phone)
    shown = read_name(name)
    problems = [*_unknown_skills(wanted)]
    if not name.strip():
        problems.append("NAME is empty: customers see it.")
    elif shown is None:
        most = f"customers see it, and read {LONGEST_NAME} characters at most"
        problems.append(f"NAME cannot be shown: {most}.")
    if username is not None and tag is None:
        problems.append(f"--username: {username} is no person's @username on Telegram.")
    if phone is not None and number is None:
        problems.append(f"--phone: {phone} is no phone number with its country code.")
    if operator_id == settings.bot_id:
        problems.append(f"{operator_id} is the bot itself.")
    if operator_id in NOT_PEOPLE:
        problems.append(f"{operator_id} is an account of Telegram's own, no person.")
    if problems or shown is None:
        raise CommandError("\n".join(problems))
    person = Person(operator_id, shown, tag, language.value)

    async def body() -> None:
        async with _work() as work:
            if await is_ours(work, operator_id):
                raise CommandError(f"{operator_id} is a user account of the desk itself.")
            await add_operator(
                work,
                person,
                role=Role.SUPERVISOR if supervisor else Role.OPERATOR,
                capacity=capacity,
                phone=number,
                skills=wanted,
            )

    asyncio.run(body())
    _say(f"{shown} ({operator_id}) is on staff.")


@app.command("list")
def show() -> None:
    """List staff, with shifts and loads."""

    async def body() -> list[Operator]:
        async with _work(only_looks=True) as work:
            return await work.uow.operators.all()

    table = Table("id", "name", "tag", "role", "shift", "load", "skills")
    for operator in asyncio.run(body()):
        table.add_row(
            str(operator.id),
            escape(operator.name),
            escape(operator.tag),
            operator.role.value,
            "on" if operator.on_shift else "off",
            f"{operator.load}/{operator.capacity}",
            escape(", ".join(sorted(operator.skills))),
        )
    Console().print(table)


@app.command("remove")
def remove(operator_id: TelegramId) -> None:
    """Take somebody off staff; tickets that they hold stay with them to the end."""
    from core.staff.members import remove_operator

    _change(operator_id, lambda work: remove_operator(work, operator_id))
    _say(f"{operator_id} is off staff.")


@app.command("capacity")
def capacity(
    operator_id: TelegramId,
    most: Annotated[int, typer.Argument(help="Most tickets at once.", min=1, max=MOST)],
) -> None:
    """Set how many tickets somebody may hold at once."""
    from core.staff.members import set_capacity

    _change(operator_id, lambda work: set_capacity(work, operator_id, most))
    _say(f"{operator_id} may hold {most} tickets at once.")


@app.command("role")
def role(
    operator_id: TelegramId,
    what: Annotated[Role, typer.Argument(help="What they may do.")],
) -> None:
    """Make somebody a supervisor, or an operator."""
    from core.staff.members import set_role

    _change(operator_id, lambda work: set_role(work, operator_id, what))
    _say(f"{operator_id} is {_A[what]} now.")


@app.command("skills")
def skills(
    operator_id: TelegramId,
    skill: Annotated[
        list[str] | None, typer.Argument(help="All that they have from now on; none if none given.")
    ] = None,
) -> None:
    """Set somebody's skills, in place of what they were."""
    from core.staff.members import set_skills

    known = frozenset(word.strip() for word in skill or () if word.strip())
    problems = [*_unknown_skills(known)]
    if problems:
        raise CommandError("\n".join(problems))
    _change(operator_id, lambda work: set_skills(work, operator_id, known))
    _say(f"{operator_id} has {', '.join(sorted(known)) or 'no skills'} now.")


def _unknown_skills(wanted: Collection[str]) -> Iterator[str]:
    """Return a line for each skill that no topic asks for, of the file or of the page."""
    if not wanted:
        return

    async def body() -> tuple[str, ...]:
        async with _work() as work:
            return work.rules.skills

    asked_for = asyncio.run(body())
    there = f"they ask for {', '.join(asked_for)}" if asked_for else "none asks for a skill"
    for skill in sorted(set(wanted) - set(asked_for)):
        yield f"{skill}: no topic asks for that skill; {there}."


def _change(operator_id: int, usecase: "Callable[[Work], Awaitable[bool]]") -> None:
    """Change a member of staff. Raises CommandError for somebody who is not on staff."""

    async def body() -> bool:
        async with _work() as work:
            return await usecase(work)

    if not asyncio.run(body()):
        raise CommandError(f"{operator_id} is not on staff.", code=1)


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(escape(text))

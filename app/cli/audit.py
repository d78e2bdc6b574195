"""Who changed what: `switchboard audit`."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.cli.options import DAYS, midnight, person
from app.errors import CommandError
from core.model.audit import OWNER, AuditFilter, AuditKind, AuditSubject

if TYPE_CHECKING:
    from core.model.audit import ListedAudit
    from core.ports import Work

app = typer.Typer(help="Read and export who changed what about the desk.", no_args_is_help=True)

_OWNER = "owner"
PAGE = 1_000
"""Entries that are read and written together."""

First = Annotated[
    datetime | None, typer.Option("--from", formats=DAYS, help="Changed that day or later.")
]
Last = Annotated[
    datetime | None, typer.Option("--to", formats=DAYS, help="Changed that day or before.")
]
Kinds = Annotated[
    list[AuditKind] | None, typer.Option("--kind", help="What; may be given several times.")
]
By = Annotated[
    str | None,
    typer.Option(help=f'By whom: an id, an @username, or "{_OWNER}" (the command line).'),
]


class Form(StrEnum):
    """As what it is written."""

    CSV = "csv"
    JSONL = "jsonl"


@app.command("list")
def show(
    first: First = None,
    last: Last = None,
    kind: Kinds = None,
    by: By = None,
    limit: Annotated[int, typer.Option(help="How many to show.", min=1, max=PAGE)] = 50,
) -> None:
    """List the newest changes."""
    from app.container import open_existing
    from app.settings import load_settings

    settings = load_settings()
    zone = ZoneInfo(settings.time_zone)

    async def body() -> tuple[list["ListedAudit"], int]:
        async with open_existing(settings) as container, container.looking() as work:
            where = await _filter(work, first, last, kind, by, zone)
            return await work.uow.audit.newest(where, limit), await work.uow.audit.count(where)

    entries, count = asyncio.run(body())
    console = Console(highlight=False, soft_wrap=True)
    if not entries:
        console.print("Nothing was changed.")
        return
    table = Table("at", "by", "what", "of", "before", "after")
    for one in entries:
        table.add_row(*(escape(cell) for cell in _cells(one, zone)))
    console.print(table)
    if count > len(entries):
        console.print(f"The newest {len(entries):,} of {count:,}.")


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to write it.", dir_okay=False)],
    first: First = None,
    last: Last = None,
    kind: Kinds = None,
    by: By = None,
    form: Annotated[Form | None, typer.Option("--as", help="Else as FILE ends.")] = None,
) -> None:
    """Write changes into a file, the oldest first: for spreadsheets, or a JSON object a line."""
    from app.settings import load_settings

    made = form or _form_of(file)
    settings = load_settings()
    zone = ZoneInfo(settings.time_zone)

    async def body() -> int:
        from app.container import open_existing
        from archive.files import written_whole
        from core.supervision.audit_sheets import audit_lines, audit_sheet

        async with open_existing(settings) as container:
            count = after = 0
            with _told(file), written_whole(file) as out:
                async with container.looking() as work:
                    where = await _filter(work, first, last, kind, by, zone)
                    while page := await work.uow.audit.oldest(where, PAGE, after):
                        text = (
                            audit_sheet(page, zone.key, goes_on=count > 0)
                            if made is Form.CSV
                            else audit_lines(page)
                        )
                        out.write(text.encode())
                        count, after = count + len(page), page[-1].id
                if not count:
                    raise CommandError("Nothing was changed.", code=1)
            async with container.work() as work:
                what = {"as": made.value, "entries": count}
                work.audit(None, AuditKind.EXPORT, "", None, what, AuditSubject.LOG)
        return count

    count = asyncio.run(body())
    Console(highlight=False, soft_wrap=True).print(escape(f"{file}: {count:,} entries."))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"{error.strerror}: {file}", code=1) from error


async def _filter(
    work: "Work",
    first: datetime | None,
    last: datetime | None,
    kinds: list[AuditKind] | None,
    by: str | None,
    zone: tzinfo,
) -> AuditFilter:
    """Return what was asked for. Raises CommandError."""
    if first is not None and last is not None and last < first:
        raise CommandError("--to is before --from.")
    return AuditFilter(
        frozenset(kinds or ()),
        await _actor(work, by),
        since=midnight(first, zone),
        until=midnight(last, zone, after=1),
    )


async def _actor(work: "Work", named: str | None) -> int | None:
    if named is None:
        return None
    return OWNER if named == _OWNER else await person(work.uow.oversight, named)


def _form_of(file: Path) -> Form:
    """Tell by its name what a file is to be. Raises CommandError."""
    for form in Form:
        if file.suffix.lower() == f".{form}":
            return form
    raise CommandError("Give --as csv or --as jsonl, or a FILE that ends so.")


def _cells(one: "ListedAudit", zone: tzinfo) -> Iterator[str]:
    """Return an entry as a row; of words that others wrote nothing moves a terminal."""
    from core.model.messages import level
    from core.supervision.audit_sheets import value_words

    entry = one.entry
    yield f"{entry.at.astimezone(zone):%F %T}"
    yield _OWNER if entry.actor_id is None else level(one.actor or str(entry.actor_id))
    yield entry.kind.value
    yield level(f"{entry.subject.value} {one.member or entry.key}".strip())
    yield level(value_words(entry.before)) or "–"
    yield level(value_words(entry.after)) or "–"

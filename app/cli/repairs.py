"""Mends what a fault left behind: `switchboard updates` and `switchboard transcripts`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.errors import CommandError
from core.model.people import LARGEST_ID

updates_app = typer.Typer(
    help="Updates that were set aside because a bug met them.", no_args_is_help=True
)
transcripts_app = typer.Typer(help="The files in LOGS_DIR.", no_args_is_help=True)
HASH_SIZE = 32
Number = Annotated[
    int, typer.Argument(help="As `updates list` shows it.", min=1, max=(1 << 63) - 1)
]


@updates_app.command("list")
def list_updates() -> None:
    """Show what was set aside, the newest first."""
    from app.container import open_existing
    from app.settings import load_settings
    from core.model.board import SetAside
    from db.reads import Reads

    async def body() -> list[SetAside]:
        async with open_existing(load_settings()) as container:
            return await Reads(container.database).failed_updates(100)

    table = Table("number", "of", "set aside (UTC)", "because")
    failed = asyncio.run(body())
    for update in failed:
        row = (str(update.id), update.source, f"{update.at:%F %T}", escape(update.error))
        table.add_row(*row)
    console = Console(highlight=False, soft_wrap=True)
    console.print(table if failed else "Nothing was set aside.")


@updates_app.command("retry")
def retry(number: Number) -> None:
    """Handle an update again, when the bug is mended."""
    _decide(number, again=True)


@updates_app.command("forget")
def forget(number: Number) -> None:
    """Drop an update; it counts as done with."""
    _decide(number, again=False)


def _decide(number: int, *, again: bool) -> None:
    from app.container import open_existing
    from app.settings import load_settings

    async def body() -> bool:
        async with open_existing(load_settings()) as container, container.work() as work:
            inbox = work.uow.inbox
            return await (inbox.again(number) if again else inbox.discard(number, work.now))

    if not asyncio.run(body()):
        raise CommandError(f"Number {number} is not set aside.", code=1)
    done = "is worked through again" if again else "is done with"
    Console(highlight=False).print(f"Number {number} {done}.")


@transcripts_app.command("rebuild")
def rebuild(
    customer: Annotated[
        list[int] | None,
        typer.Argument(help="Customers' ids; everybody unless given.", min=1, max=LARGEST_ID),
    ] = None,
) -> None:
    """Write the files again from the database; media stay as they are."""
    from app.container import open_existing
    from app.files_role import rebuild as rebuild_files
    from app.settings import load_settings

    settings = load_settings()

    async def body() -> int:
        async with open_existing(settings) as container:
            return await rebuild_files(container, customer)

    try:
        written = asyncio.run(body())
    except OSError as error:
        raise CommandError(f"LOGS_DIR: {error.strerror}: {settings.logs_dir}", code=1) from error
    Console(highlight=False, soft_wrap=True).print(
        escape(f"{written} transcripts were written to {settings.logs_dir}.")
    )
    if customer is None:
        missing = asyncio.run(_count_missing())
        if missing:
            Console(highlight=False, soft_wrap=True).print(
                f"{missing} files that people sent are not there: they are on the machine that"
                " saved them, or lost."
            )


@transcripts_app.command("verify")
def verify(
    customer: Annotated[
        list[int] | None,
        typer.Argument(help="Customers' ids; everybody unless given.", min=1, max=LARGEST_ID),
    ] = None,
    public_key: Annotated[
        list[Path] | None,
        typer.Option(help="A key that has signed ledgers, as `transcripts key` prints it."),
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(help="Hash of a ledger, as it was posted.", metavar="HASH"),
    ] = None,
) -> None:
    """Prove that the record is what was sealed; the desk may run meanwhile."""
    from app.container import open_existing
    from app.proof import Anchors, proof_words, prove
    from app.proof_files import prove_files
    from app.settings import load_settings
    from core.model.proof import Proof

    anchors = Anchors([_public(file) for file in public_key or ()], _hash(head))

    async def body() -> Proof:
        settings = load_settings()
        async with open_existing(settings) as container:
            proof = await prove(container.database, customer or (), anchors)
            await prove_files(container.database, settings, proof, customer or ())
            return proof

    proof = asyncio.run(body())
    console = Console(highlight=False, soft_wrap=True)
    for line in proof_words(proof):
        console.print(escape(line))
    if proof.count:
        raise typer.Exit(1)


@transcripts_app.command("key")
def key() -> None:
    """Show the public key of RECORDS_KEY_FILE, which signs ledgers; made if there is none yet."""
    from app.records_key import load_key, make_key
    from app.settings import load_settings

    file = load_settings().records_key_file
    if file is None:
        raise CommandError("RECORDS_KEY_FILE is not set: name a file that no backup has")
    try:
        made = load_key(file) if file.exists() else make_key(file)
    except OSError as error:
        raise CommandError(f"RECORDS_KEY_FILE: {error.strerror}: {file}", code=1) from error
    if made is not None:
        typer.echo(made.public_pem, nl=False)


def _public(file: Path) -> bytes:
    from app.records_key import read_public

    try:
        return read_public(file)
    except OSError as error:
        raise CommandError(f"--public-key: {error.strerror}: {file}") from error
    except ValueError as error:
        raise CommandError(f"--public-key: {file} is no Ed25519 public key") from error


def _hash(written: str | None) -> bytes | None:
    if written is None:
        return None
    try:
        found = bytes.fromhex(written)
    except ValueError:
        found = b""
    if len(found) != HASH_SIZE:
        raise CommandError("--head: a hash has 64 digits, as in the caption of a posted ledger")
    return found


async def _count_missing() -> int:
    from app.container import open_container
    from app.files_folder import all_is_here
    from app.settings import load_settings

    async with open_container(load_settings()) as container:
        return await all_is_here(container)

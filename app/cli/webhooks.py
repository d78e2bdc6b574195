"""Where events are posted to: `switchboard webhooks`."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from app.errors import CommandError

if TYPE_CHECKING:
    from app.container import Container
    from app.settings import Settings
    from app.webhooks.key import WebhooksKey
    from core.model.webhooks import Webhook
    from core.ports import Work

T = TypeVar("T")

app = typer.Typer(
    help="Addresses to which events are posted: tickets and messages.", no_args_is_help=True
)
Number = Annotated[int, typer.Argument(help="The webhook's number.", min=1, max=(1 << 63) - 1)]
PATIENCE = 40.0
"""Seconds; who posts notices a test within one, and waits 15 for an answer."""
LOOK_EVERY = 0.25
_KEEP = "Keep it now: it is not shown again. `webhooks rotate` makes another."


@app.command("add")
def add(
    address: Annotated[str, typer.Argument(help="As https://example.com/hook.")],
    event: Annotated[
        list[str] | None,
        typer.Option(help="Which events, as ticket.opened; may be given several times; else all."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(help="Only of tickets about it; may be given several times."),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Messages with what they say.")] = False,
) -> None:
    """Post events there from now on, and show the secret by which the receiver knows them."""
    from core.model.webhooks import SUBSCRIBABLE
    from core.webhooks.manage import Wanted, add_webhook

    events = event or [kind.value for kind in SUBSCRIBABLE]
    wanted = Wanted(address, events, topic or (), with_text=text)
    settings = _settings()
    sealed, secret = _key(settings).new()

    async def body(work: "Work") -> "Webhook":
        return await add_webhook(work, None, wanted, sealed)

    made = _do(body, settings, makes=True)
    _say(f"Webhook {made.id} posts {', '.join(made.events)}.")
    _say(secret)
    _say(_KEEP)


@app.command("list")
def show() -> None:
    """List webhooks, and what could not be posted."""

    from core.webhooks.manage import webhooks_seen

    seen = _do(lambda work: webhooks_seen(work.uow.webhooks))
    console = Console(highlight=False, soft_wrap=True)
    if not seen.webhooks:
        console.print("There is no webhook.")
        return
    table = Table("id", "address", "events", "topics", "text", "state", "last success")
    for one in seen.webhooks:
        table.add_row(
            str(one.id),
            escape(one.address),
            escape(", ".join(one.events)),
            escape(", ".join(one.topics) or "all"),
            "yes" if one.with_text else "no",
            escape(_state(one)),
            "" if one.last_success_at is None else f"{one.last_success_at:%Y-%m-%d %H:%M:%S}",
        )
    console.print(table)
    if seen.failed:
        table = Table("webhook", "event", "what", "ticket", "tries", "last", "next try", "why")
        for each in seen.failed:
            table.add_row(
                str(each.webhook_id),
                each.event_id,
                escape(each.kind),
                "" if each.ticket_id is None else str(each.ticket_id),
                str(each.tries),
                f"{each.at:%Y-%m-%d %H:%M:%S}",
                "given up" if each.next_at is None else f"{each.next_at:%Y-%m-%d %H:%M:%S}",
                escape(each.reason),
            )
        console.print(table)


@app.command("remove")
def remove(number: Number) -> None:
    """Post nothing there any more, neither what waits."""
    from core.webhooks.manage import remove_webhook

    _do(lambda work: remove_webhook(work, None, number))
    _say(f"Webhook {number} is removed.")


@app.command("on")
def switch_on(number: Number) -> None:
    """Post events there again, from now on."""
    from core.webhooks.manage import switch_webhook

    _do(lambda work: switch_webhook(work, None, number, is_on=True))
    _say(f"Webhook {number} is on.")


@app.command("off")
def switch_off(number: Number) -> None:
    """Post no events there for a while; what waits is dropped."""
    from core.webhooks.manage import switch_webhook

    _do(lambda work: switch_webhook(work, None, number, is_on=False))
    _say(f"Webhook {number} is off.")


@app.command("rotate")
def rotate(number: Number) -> None:
    """Make another secret, and show it; the old one signs, too, for a day."""
    from core.webhooks.manage import rotate_secret

    settings = _settings()
    sealed, secret = _key(settings).new()
    _do(lambda work: rotate_secret(work, None, number, sealed), settings)
    _say(f"Webhook {number} has another secret. For 24 hours the old one signs, too.")
    _say(secret)
    _say(_KEEP)


@app.command("again")
def again(number: Number) -> None:
    """Post all that failed there at once, also what was given up."""
    from core.webhooks.manage import post_again

    count = _do(lambda work: post_again(work, None, number))
    _say(f"Posted again: {count}.")


@app.command("test")
def test(number: Number) -> None:
    """Post an event that says nothing there, by the desk that runs, and wait for the answer."""
    why = asyncio.run(_tested(_settings(), number))
    if why is not None:
        raise CommandError(f"Webhook {number}: {why}", code=1)
    _say(f"Webhook {number} took it.")


async def _tested(settings: "Settings", number: int) -> str | None:
    """Return why it was not taken; None: it was."""
    from app.container import open_existing
    from core.webhooks.manage import MOST_SHOWN, test_webhook

    async with open_existing(settings) as container:
        begun = container.clock()
        event_id = await _asked(container, lambda work: test_webhook(work, None, number))
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    async with container.looking() as work:
                        webhook = await work.uow.webhooks.get(number)
                        failed = await work.uow.webhooks.failures(number, MOST_SHOWN)
                    for one in failed:
                        if one.event_id == event_id:
                            return one.reason
                    if webhook and webhook.last_success_at and webhook.last_success_at >= begun:
                        return None
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            return "nobody posts: is the desk's scheduler running?"


def _state(webhook: "Webhook") -> str:
    if not webhook.is_on:
        return "off" if webhook.off_reason is None else f"off: {webhook.off_reason}"
    if webhook.failing_since is None:
        return "on"
    return f"fails since {webhook.failing_since:%Y-%m-%d %H:%M:%S}"


def _settings() -> "Settings":
    # Imported late: the libraries behind it would make every command and `--help` slow.
    from app.settings import load_settings

    return load_settings()


def _key(settings: "Settings") -> "WebhooksKey":
    from app.webhooks.key import webhooks_key

    return webhooks_key(settings.webhooks_key_file)


def _do(
    usecase: "Callable[[Work], Awaitable[T]]",
    settings: "Settings | None" = None,
    *,
    makes: bool = False,
) -> T:
    """Run a use case. Raises CommandError with what it refuses. Where there is no desk yet, its
    database is made if the command `makes` something."""
    from app.container import open_container, open_existing

    opened = open_container if makes else open_existing

    async def body() -> T:
        async with opened(settings or _settings()) as container:
            return await _asked(container, usecase)

    return asyncio.run(body())


async def _asked(container: "Container", usecase: "Callable[[Work], Awaitable[T]]") -> T:
    from core.model.texts import DeskError, Text

    try:
        async with container.work() as work:
            return await usecase(work)
    except DeskError as refusal:
        said = Text(refusal.key, "en", refusal.values)
        raise CommandError(container.texts.plain(said), code=1) from None


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(escape(text))

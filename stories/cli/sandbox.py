"""`switchboard sandbox`: a Telegram on this machine, for whoever tries the desk or clients."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.logs import configure_logs
from stories.cli.folders import home_folder

BOT_TOKEN = "4000000001:a-token-for-the-bot-of-the-sandbox"  # noqa: S105 - no bot of Telegram's


class ServerName(StrEnum):
    """The Bot API servers that the sandbox can play."""

    TELEGRAM = "telegram"
    OWN = "own"
    LOCAL = "local"


def sandbox(
    home: Annotated[
        Path, typer.Option(help="Folder for the sandbox's key and the settings that lead to it.")
    ] = Path("sandbox-data"),
    bot_api_port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8081,
    mtproto_port: Annotated[int, typer.Option(help="0 takes a free one.", min=0, max=65535)] = 8443,
    control_port: Annotated[
        int, typer.Option(help="Where stories play persons.", min=0, max=65535)
    ] = 8083,
    bot_token: Annotated[str, typer.Option(help="The token that the bot shall have.")] = BOT_TOKEN,
    phone: Annotated[str, typer.Option(help="Phone of the user account.")] = "+99966100000",
    password: Annotated[str | None, typer.Option(help="Its two-step password, if any.")] = None,
    code: Annotated[str, typer.Option(help="Sign-in code of every account.")] = "12345",
    server: Annotated[
        ServerName,
        typer.Option(help="Whose Bot API server it plays; `local` is the program with --local."),
    ] = ServerName.TELEGRAM,
    version: Annotated[
        str, typer.Option(help="Bot API version that it plays, as in 9.0: what came later lacks.")
    ] = "",
    page_port: Annotated[
        int | None,
        typer.Option(
            help="Where people are played in a browser; no page unless given. 0: free.",
            min=0,
            max=65535,
        ),
    ] = None,
    no_limits: Annotated[
        bool,
        typer.Option("--no-limits", help="Let user accounts do in a minute what takes days."),
    ] = False,
) -> None:
    """Run a Telegram on this machine until told to stop; prints the settings that lead to it."""
    from stories.sandbox_process import SandboxChoices, keep_sandbox

    configure_logs("INFO")
    choices = SandboxChoices(
        home_folder(home),
        bot_api_port,
        mtproto_port,
        control_port,
        bot_token,
        phone,
        password,
        code,
        server.value,
        version,
        not no_limits,
        page_port,
    )
    asyncio.run(keep_sandbox(choices, Console(highlight=False, soft_wrap=True, markup=False)))

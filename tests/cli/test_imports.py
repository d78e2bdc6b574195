"""A process loads the libraries of what it does alone: they are what a start costs."""

import subprocess
import sys

LISTS = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def loaded_by(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{LISTS}"], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_what_reads_the_command_line_alone() -> None:
    loaded = loaded_by("from app.cli import command_line; command_line()")
    assert "typer" in loaded
    heavy = {"aiogram", "aiohttp", "alembic", "pydantic", "pyrogram", "sqlalchemy", "structlog"}
    assert loaded & heavy == set()


def test_a_desk_without_account_redis_and_page_loads_none_of_their_libraries() -> None:
    parts = "run, container, bot_role, files_role, scheduler, without_account"
    loaded = loaded_by(f"from app import {parts}")
    assert {"aiogram", "sqlalchemy"} <= loaded
    others = {"alembic", "board", "matplotlib", "nicegui", "numpy", "pyrogram", "redis", "simpy"}
    assert loaded & others == set()

"""Words that are held back: `switchboard words`."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from app.cli.retention import in_desk
from app.errors import CommandError
from core.model.moderation import WordList

app = typer.Typer(help="Lists of words that are held back.", no_args_is_help=True)
Which = Annotated[WordList, typer.Argument(help="The list.")]
Words = Annotated[
    list[str], typer.Argument(help="What is looked for; with * at its end it begins a word.")
]


@app.command("list")
def show() -> None:
    """Show what is on each list."""
    from core.configuration.words import desk_words

    found = in_desk(desk_words)
    console = Console(highlight=False, soft_wrap=True)
    for which in WordList:
        words = found.on(which)
        console.print(f"{which.value}: {escape(', '.join(words)) or 'nothing'}")


@app.command()
def add(which: Which, words: Words) -> None:
    """Put a word on a list."""
    from core.configuration.words import add_word

    word = " ".join(words)
    in_desk(lambda work: add_word(work, None, which, word))
    Console(highlight=False).print(escape(f"“{word}” is on the list {which.value}."))


@app.command()
def drop(which: Which, words: Words) -> None:
    """Take a word off a list."""
    from core.configuration.words import drop_word

    word = " ".join(words)
    in_desk(lambda work: drop_word(work, None, which, word))
    Console(highlight=False).print(escape(f"“{word}” is off the list {which.value}."))


@app.command("try")
def try_words(
    which: Which, words: Annotated[list[str], typer.Argument(help="What somebody says.")]
) -> None:
    """Say what of a list is found in these words; exit status 1 when nothing is."""
    from core.configuration.words import desk_words
    from core.moderation.rules import found_pattern
    from core.moderation.words import found_word

    lists, said = in_desk(desk_words), " ".join(words)
    is_pattern = which is WordList.PATTERNS
    found = found_pattern(lists, said) if is_pattern else found_word(lists.on(which), said)
    if found is None:
        raise CommandError("Nothing of the list is in it.", code=1)
    Console(highlight=False).print(escape(f"“{found}” is in it."))

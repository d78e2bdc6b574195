"""Words of staff in the bot's private chat that are the answer to what it asked."""

from core.domain.commands import looks_like_command
from core.domain.people import Person
from core.ports import Work
from core.usecases.transfer_ticket import take_note


async def hear_staff(work: Work, person: Person, words: str) -> bool:
    """Take them as that. False when nothing was asked, for a command, and for other people."""
    if looks_like_command(words) or await work.operator(person.id) is None:
        return False
    return await take_note(work, person.id, words)

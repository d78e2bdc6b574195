"""What staff writes among the words of a talk, and means for staff only."""

from core.domain.commands import looks_like_command
from core.domain.messages import Said
from core.ports import Work


def is_command(said: Said) -> bool:
    """It is meant for a bot, whether ours knows that command or not."""
    return looks_like_command(said.text)


def is_internal(work: Work, said: Said) -> bool:
    """It begins as the owner's rules say, or it is a command, `/note` among them."""
    prefix = work.rules.internal_prefix
    return is_command(said) or (bool(prefix) and said.text.startswith(prefix))

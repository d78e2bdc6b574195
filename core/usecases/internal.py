"""What staff writes among the words of a talk, and means for staff only."""

import re

from core.domain.messages import Said
from core.ports import Work

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(\s|$)")
"""https://core.telegram.org/bots/features#commands; a path that begins with a slash is none."""


def is_command(said: Said) -> bool:
    """It is meant for the bot, whether the bot knows that command or not."""
    return _COMMAND.match(said.text) is not None


def is_internal(work: Work, said: Said) -> bool:
    """It begins as the owner's rules say, or it is a command, `/note` among them."""
    prefix = work.rules.internal_prefix
    return is_command(said) or (bool(prefix) and said.text.startswith(prefix))

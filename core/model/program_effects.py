"""Effects of what programs say by the API."""

from core.model.effects import BotMessage, effect
from core.model.report_text_keys import FailureKey
from core.model.texts import Text


@effect(FailureKey.MESSAGE)
class SayWords(BotMessage):
    """Say to a customer, in the bot's chat and in the bot's name, what a program says: `text` has
    its `words`. `program`: what its token is called; `said_at`: when it did, in ISO 8601. Outcome:
    message_id."""

    text: Text
    words: str
    program: str
    said_at: str

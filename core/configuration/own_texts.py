"""Supervisors look at what customers are told, in the owner's words where there are some, as
customers get it: in the bot, and sent there from the page."""

from core.cards.send import PROMPT_LASTS, say, show_dialog
from core.cards.views import own_texts as views
from core.model.configuration_text_keys import ConfigurationKey
from core.model.customer_texts import CUSTOMER_TEXTS, OWN_WORDS, text_of, topic_of
from core.model.text_keys import TextKey
from core.model.texts import LANGUAGES, DeskError, key_of
from core.ports import Work
from core.staff.access import supervisor


async def show_moments(work: Work, actor_id: int, *, fresh: bool = False) -> None:
    """Show the moments at which customers are told something. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    await show_dialog(work, actor_id, views.moments(actor.language), fresh=fresh)


async def show_texts(work: Work, actor_id: int, moment: str, language: str, page: int) -> None:
    """Show a page of that moment's texts. Raises StaffOnly, DeskError(WORDING_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    if moment not in CUSTOMER_TEXTS or language not in LANGUAGES:
        raise DeskError(ConfigurationKey.WORDING_UNKNOWN, key=moment)
    await show_dialog(work, actor_id, views.of_moment(moment, language, page, actor.language))


async def send_preview(work: Work, actor_id: int, language: str, name: str) -> None:
    """Send one to whoever asks, as a customer with that language gets it; `name` as the text's own
    words have it. Raises StaffOnly, DeskError(WORDING_UNKNOWN, START_BOT_FIRST)."""
    actor = await supervisor(work, actor_id)
    key = text_of(name)
    if key not in OWN_WORDS or language not in LANGUAGES:
        raise DeskError(ConfigurationKey.WORDING_UNKNOWN, key=name)
    if not actor.started_bot:
        raise DeskError(TextKey.START_BOT_FIRST)
    shown = views.preview(key_of(key), language, topic_of(name))
    await say(work, actor_id, shown, lasts=PROMPT_LASTS)

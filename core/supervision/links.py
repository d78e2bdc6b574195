"""Supervisors make links to the bot that tell where customers came from, and see how many came."""

from collections.abc import Sequence
from io import BytesIO

from core.cards.send import PROMPT_LASTS, say
from core.model.find_text_keys import FindKey
from core.model.sources import LONGEST_SOURCE, MOST_LISTED, Link, SendStartLink, read_source
from core.model.texts import DeskError, Shown, Text, text
from core.ports import Work
from core.staff.access import supervisor

_SHOWN = 40
"""Links in a message."""

DOT = 12
"""Pixels of a picture's smallest square: cameras read it from a screen, and it can be printed."""


async def show_or_make_link(work: Work, actor_id: int, words: str) -> None:
    """Send the link with that name, and its picture; without a name, which links there are. Raises
    as `make_link`."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    if not words.strip():
        links = await work.uow.links.all(MOST_LISTED)
        await say(work, actor_id, Shown(_list(links, actor.language)), lasts=PROMPT_LASTS)
        return
    source = await make_link(work, actor_id, words)
    caption = text(FindKey.LINK_MADE, actor.language, source=source)
    await work.tell(SendStartLink(actor_id, source, caption), lasts=PROMPT_LASTS)


async def make_link(work: Work, actor_id: int, words: str) -> str:
    """Keep that there is a link of that name, and return it. Raises StaffOnly,
    DeskError(LINK_WRONG)."""
    await supervisor(work, actor_id)
    source = read_source(words.strip())
    if source is None:
        raise DeskError(FindKey.LINK_WRONG, most=LONGEST_SOURCE)
    await work.uow.links.make(source, actor_id, work.now)
    return source


def _list(links: Sequence[Link], language: str) -> Text:
    if not links:
        return text(FindKey.LINKS_NONE, language)
    lines = [
        text(
            FindKey.LINKS_LINE,
            language,
            source=link.source,
            customers=link.customers,
            tickets=link.tickets,
        )
        for link in links[:_SHOWN]
    ]
    if len(links) > _SHOWN:
        lines.append(text(FindKey.LINKS_MORE, language, count=len(links) - _SHOWN))
    return text(FindKey.LINKS_LIST, language, list=tuple(lines))


def picture_of(link: str) -> bytes:
    """Draw the picture (a QR code) by which cameras open a link, as PNG."""
    import segno  # loaded when the first link is made

    drawn = BytesIO()
    segno.make_qr(link).save(drawn, kind="png", scale=DOT)
    return drawn.getvalue()

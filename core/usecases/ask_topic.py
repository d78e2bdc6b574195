"""What a ticket is to be about: asked by buttons where the owner has several topics."""

from core.domain import cards, views
from core.domain.people import Customer
from core.domain.rules import Topic
from core.domain.texts import TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.telling import show


async def topic_for(work: Work, customer: Customer, key: str | None) -> Topic | None:
    """The topic of that key, or the only one there is; None when it has to be asked first, which
    is done."""
    topics = work.rules.topics
    if len(topics) == 1:
        return topics[0]
    found = next((topic for topic in topics if topic.key == key), None)
    if found is None:
        await ask_topic(work, customer, gone=key is not None)
    return found


async def answer_topic(work: Work, customer: Customer, topic: Topic) -> None:
    """Take the buttons off the question, if it was asked."""
    card = cards.topics(customer.id)
    if await work.uow.cards.find(card) is None:
        return
    told = views.text(
        TextKey.TOPIC_CHOSEN, customer.language, topic=topic.titled(customer.language)
    )
    await show(work, customer.id, card, Shown(told))


async def ask_topic(
    work: Work, customer: Customer, *, page: int | None = None, gone: bool = False
) -> None:
    """Ask at the chat's end, or, for another page, where the question stands; `gone`: they chose
    what is not there any more."""
    shown = views.topic_question(
        work.rules.topics, customer.language, customer.name, page or 0, gone=gone
    )
    await show(work, customer.id, cards.topics(customer.id), shown, fresh=page is None)

"""What a ticket is to be about: asked by buttons where the owner has several topics."""

from core.domain import asking_views, cards, views
from core.domain.people import Customer
from core.domain.rules import Topic
from core.domain.texts import RelayKey, TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.telling import prompt, show
from core.usecases.whereabouts import serves_in_bot

CHOOSING = "topic"
"""The step of who was greeted with that question, since they are served in the bot's chat."""


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
    question = views.topic_question
    if await serves_in_bot(work):
        question = asking_views.topics_greeting
        await work.uow.steps.set(customer.id, CHOOSING)
    shown = question(work.rules.topics, customer.language, customer.name, page or 0, gone=gone)
    await show(work, customer.id, cards.topics(customer.id), shown, fresh=page is None)


async def topic_is_asked_by_button(
    work: Work, customer: Customer, message_id: int | None = None
) -> None:
    """Something else was sent than one of the question's buttons."""
    buttons = asking_views.topic_buttons(work.rules.topics, customer.language)
    key = RelayKey.CHOOSE_TOPIC_BY_BUTTON
    await prompt(work, customer, key, buttons, reply_to=message_id)


async def end_choosing(work: Work, customer: Customer) -> None:
    """They changed their mind: the question is none any more."""
    shown = views.text(RelayKey.QUESTION_CANCELLED, customer.language)
    buttons = asking_views.ask_again_buttons()
    card = cards.topics(customer.id)
    await show(work, customer.id, card, Shown(shown, buttons), fresh=True, each=True)

"""The step of a customer who is to write the question."""

from core.ports import Work

QUESTION = "question"
"""Its word; the topic's key follows."""


async def forget_question(work: Work, person_id: int) -> None:
    """None is awaited any more. The step may outlive the ticket that came of it where it is kept in
    Redis, which is told after the commit: what they write next would be a question again."""
    verb, _, _ = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb == QUESTION:
        await work.uow.steps.clear(person_id)

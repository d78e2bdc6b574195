"""The chapters of the story `desks`, in the order in which they are told."""

from app.stories.chapters import Chapter
from app.stories.desks import first_question

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("A question and its answer", first_question.tell, prepare=first_question.prepare),
)

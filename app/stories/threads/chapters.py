"""The chapters of the story `threads`, in the order in which they are told."""

from app.stories.chapters import Chapter

CHAPTERS: tuple[Chapter, ...] = ()

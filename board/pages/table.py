"""All pages, in the order of the navigation. A new one is a module beside this and a row here."""

from board.page import Subject
from board.pages import now

SUBJECTS: tuple[Subject, ...] = (Subject("now", "/", now.draw, icon="monitor_heart"),)

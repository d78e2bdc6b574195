"""All pages, in the order of the navigation. A new one is a module beside this and a row here."""

from board.page import Subject
from board.pages import now, staff

SUBJECTS: tuple[Subject, ...] = (
    Subject("now", "/", now.draw, icon="monitor_heart"),
    Subject("staff", "/staff", staff.draw, icon="groups", for_supervisors=True),
)

"""What the author of an announcement sees of it."""

from core.domain.actions import Verb, press
from core.domain.announcements import Announcement, AnnouncementState, Audience
from core.domain.texts import Button, TextKey
from core.domain.views import Shown, text

_SURE = {
    Audience.OPERATORS: TextKey.ANNOUNCE_SURE_OPERATORS,
    Audience.CUSTOMERS: TextKey.ANNOUNCE_SURE_CUSTOMERS,
}
_STATES = {
    AnnouncementState.SENDING: TextKey.ANNOUNCE_SENDING,
    AnnouncementState.DONE: TextKey.ANNOUNCE_DONE,
    AnnouncementState.STOPPED: TextKey.ANNOUNCE_STOPPED,
}


def to_whom(announcement: Announcement, language: str) -> Shown:
    """For which audience?"""
    rows = tuple(
        (Button(label, action=press(Verb.AUDIENCE, announcement.id, audience.value)),)
        for label, audience in (
            (TextKey.BUTTON_TO_OPERATORS, Audience.OPERATORS),
            (TextKey.BUTTON_TO_CUSTOMERS, Audience.CUSTOMERS),
        )
    )
    shown = text(TextKey.ANNOUNCE_TO_WHOM, language, text=announcement.text)
    return Shown(shown, (*rows, (_no(announcement),)))


def sure(announcement: Announcement, count: int, language: str) -> Shown:
    """What will be sent, and to how many: yes or no?"""
    yes = Button(TextKey.BUTTON_YES_SEND, action=press(Verb.ANNOUNCE_YES, announcement.id))
    key = _SURE[announcement.audience]
    shown = text(key, language, count=count, text=announcement.text)
    return Shown(shown, ((yes, _no(announcement)),))


def progress(announcement: Announcement, language: str) -> Shown:
    """How far it has come; one that was dropped before it began says so."""
    if announcement.started_at is None:
        return Shown(text(TextKey.ANNOUNCE_DROPPED, language))
    stop = Button(TextKey.BUTTON_STOP, action=press(Verb.ANNOUNCE_STOP, announcement.id))
    shown = text(
        _STATES[announcement.state],
        language,
        sent=announcement.sent,
        failed=announcement.failed,
        count=announcement.total,
    )
    return Shown(shown, ((stop,),) if announcement.state is AnnouncementState.SENDING else ())


def _no(announcement: Announcement) -> Button:
    return Button(TextKey.BUTTON_NO, action=press(Verb.ANNOUNCE_STOP, announcement.id))

"""The words of a talk for its customer, by the texts of the desk, in three languages."""

from collections.abc import Callable

from archive.pdf_parts import Words
from core.model.export_text_keys import ExportKey
from core.model.text_keys import Key
from core.model.texts import Text, text

Say = Callable[[Text], str]
"""Writes a text of the desk, without markup."""

_SUPPORT = ("operator", "supervisor", "userbot")


def words_in(language: str, say: Say) -> Words:
    """Return them in that language."""

    def said(key: Key, *values: str) -> str:
        # What stands for a value is put in when the line is written.
        return say(text(key, language, **{value: f"{{{value}}}" for value in values}))

    return Words(
        page=said(ExportKey.TALK_PAGE, "page", "pages"),
        ticket=said(ExportKey.TALK_TICKET, "ticket", "topic"),
        opened=said(ExportKey.TALK_OPENED, "day", "clock"),
        reply=said(ExportKey.TALK_REPLY, "words"),
        before=said(ExportKey.TALK_BEFORE, "day", "clock", "words"),
        deleted=said(ExportKey.TALK_DELETED, "day", "clock"),
        undelivered=said(ExportKey.TALK_UNDELIVERED, "reason"),
        too_many=said(ExportKey.TALK_TOO_MANY),
        unpictured=said(ExportKey.TALK_UNPICTURED),
        missing=said(ExportKey.TALK_MISSING),
        title=said(ExportKey.TALK_TITLE, "ticket"),
        made=said(ExportKey.TALK_MADE),
        times=said(ExportKey.TALK_TIMES),
        roles={
            "customer": said(ExportKey.TALK_CUSTOMER),
            **dict.fromkeys(_SUPPORT, said(ExportKey.TALK_SUPPORT)),
            "bot": said(ExportKey.TALK_BOT),
            "stranger": said(ExportKey.TALK_STRANGER),
        },
    )

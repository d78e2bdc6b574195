"""Whatever may be changed can be told in the bot and on the page."""

from dataclasses import replace
from datetime import UTC
from itertools import product

from board.texts import say
from bot.texts import Texts
from core.model.audit import AuditEntry, AuditKind, AuditSubject, ListedAudit
from core.model.texts import LANGUAGES
from core.supervision.audit_views import audit_list
from tests.support.desk import NOW


def test_each_kind_of_change_has_words_in_the_bot_and_on_the_page() -> None:
    for kind, language in product(AuditKind, LANGUAGES):
        subject = kind.subject or AuditSubject.LOG
        entry = AuditEntry(NOW, 1, kind, subject, "1", None, "x")
        for each in (entry, replace(entry, before="x", after=None)):
            shown = audit_list([ListedAudit(1, each, "Dana", None)], 0, 1, language, UTC)
            assert "Dana" in Texts().plain(shown.text)
        assert say(f"audit-kind-{kind.value}", language)

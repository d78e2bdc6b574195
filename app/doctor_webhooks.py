"""Looks at webhooks, for `switchboard doctor`."""

from collections.abc import Iterable
from pathlib import Path

from app.errors import SettingsError
from app.webhooks.key import WebhooksKey, load_webhooks_key
from core.model.findings import Finding, Found, Said, ill, said, well
from core.model.webhooks import FailedPost, Webhook
from core.webhooks.manage import WebhooksSeen
from core.webhooks.rules import shown_address


def webhooks_of(seen: WebhooksSeen, key_file: Path) -> Iterable[Finding]:
    """Report each webhook. Nothing is posted to see how it is: what was posted last tells."""
    if not seen.webhooks:
        return
    key: WebhooksKey | None = None
    unsigned: Said | None = None
    try:
        key = load_webhooks_key(key_file)
    except SettingsError as error:
        unsigned = said(Found.LINE, line=error.lines[0])
    for one in seen.webhooks:
        what = said(Found.CHECKED_HOOK, number=one.id, address=shown_address(one.address))
        is_other = key is not None and key.mark(one.seed) != one.mark
        trouble = said(Found.HOOK_OTHER_KEY, file=str(key_file)) if is_other else unsigned
        if one.is_on and trouble is not None:
            yield ill(what, trouble)
        else:
            yield _state(what, one, seen.failed)


def _state(what: Said, one: Webhook, failed: Iterable[FailedPost]) -> Finding:
    if not one.is_on:
        if one.off_reason is None:
            return well(what, Found.HOOK_OFF)
        return ill(what, said(Found.HOOK_SWITCHED_OFF, reason=one.off_reason))
    if one.failing_since is not None:
        why = next((each.reason for each in failed if each.webhook_id == one.id), "–")
        since = f"{one.failing_since:%Y-%m-%d %H:%M:%S}"
        return ill(what, said(Found.HOOK_FAILS, since=since, count=one.failures, reason=why))
    if one.last_success_at is None:
        return well(what, Found.HOOK_NEW)
    return well(what, said(Found.HOOK_TAKES, at=f"{one.last_success_at:%Y-%m-%d %H:%M:%S}"))

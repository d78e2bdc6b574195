"""Supervisors, and the owner at the command line, say where events are posted to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.model import effect_rows
from core.model.audit import AuditKind
from core.model.effects import Priority
from core.model.texts import DeskError
from core.model.webhook_text_keys import WebhookKey
from core.model.webhooks import (
    MOST_WEBHOOKS,
    SUBSCRIBABLE,
    FailedPost,
    HookEvent,
    PostEvent,
    Webhook,
)
from core.ports import Work
from core.ports.webhooks import Webhooks
from core.staff.access import supervisor
from core.webhooks.rules import KEPT_FOR, OLD_SECRET_FOR, shown_address, wrong_address

TEST_LASTS = timedelta(minutes=1)
MOST_SHOWN = 50
"""Of what could not be posted."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A new secret, as it is kept: `seed` is what it is made of, `mark` by which it is known."""

    seed: str
    mark: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a webhook is to be: an address, events and topics (none: all of them), and whether with
    what was said."""

    address: str
    events: Sequence[str] = ()
    topics: Sequence[str] = ()
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class WebhooksSeen:
    """All webhooks, and what could not be posted to them, the newest first."""

    webhooks: tuple[Webhook, ...]
    failed: tuple[FailedPost, ...]


async def webhooks_seen(kept: Webhooks) -> WebhooksSeen:
    """Return all there is to see of them."""
    failed = await kept.failures(None, MOST_SHOWN)
    return WebhooksSeen(tuple(await kept.all()), tuple(failed))


async def add_webhook(work: Work, actor_id: int | None, wanted: Wanted, sealed: Sealed) -> Webhook:
    """Have events posted to an address from now on. `actor_id` None: the owner. Raises StaffOnly,
    DeskError with what is wrong."""
    await _may(work, actor_id)
    address = wanted.address.strip()
    wrong = wrong_address(address, allows_private=work.rules.reports_to_private)
    if wrong is not None:
        raise DeskError(wrong)
    events = _events(wanted.events)
    topics = tuple(dict.fromkeys(wanted.topics))
    known = {topic.key for topic in work.rules.topics}
    for topic in topics:
        if topic not in known:
            raise DeskError(WebhookKey.TOPIC_UNKNOWN, topic=topic)
    await _changes(work)
    if len(await work.uow.webhooks.all()) >= MOST_WEBHOOKS:
        raise DeskError(WebhookKey.FULL, most=MOST_WEBHOOKS)
    made = await work.uow.webhooks.add(
        address, events, topics, sealed.seed, sealed.mark, work.now, with_text=wanted.with_text
    )
    _log(work, actor_id, made, None, _as_logged(made))
    return made


async def remove_webhook(work: Work, actor_id: int | None, webhook_id: int) -> None:
    """Post nothing there any more, neither what waits. Raises StaffOnly, DeskError(GONE)."""
    await _may(work, actor_id)
    await _changes(work)
    webhook = await _kept(work, webhook_id)
    await work.uow.webhooks.drop(webhook_id, work.now, "removed")
    await work.uow.webhooks.remove(webhook_id)
    _log(work, actor_id, webhook, _as_logged(webhook), None)


async def rotate_secret(
    work: Work, actor_id: int | None, webhook_id: int, sealed: Sealed
) -> Webhook:
    """Sign with another secret from now on; the old one signs, too, for a day. Raises StaffOnly,
    DeskError(GONE)."""
    await _may(work, actor_id)
    webhook = await _kept(work, webhook_id)
    until = work.now + OLD_SECRET_FOR
    await work.uow.webhooks.set_secret(webhook_id, sealed.seed, sealed.mark, webhook.seed, until)
    _log(work, actor_id, webhook, webhook.mark, sealed.mark)
    return webhook


async def switch_webhook(work: Work, actor_id: int | None, webhook_id: int, *, is_on: bool) -> None:
    """Switch it on, or off: what waits then is dropped. Raises StaffOnly, DeskError(GONE)."""
    await _may(work, actor_id)
    webhook = await _kept(work, webhook_id)
    if is_on:
        await _changes(work)
        await work.uow.webhooks.switch(webhook_id, is_on=True)
    else:
        await switch_off(work, webhook)
    _log(work, actor_id, webhook, _state(webhook.is_on), _state(is_on))


async def switch_off(work: Work, webhook: Webhook, reason: str | None = None) -> None:
    """Post nothing there until somebody switches it on; `reason`: why by itself."""
    await _changes(work)
    await work.uow.webhooks.switch(webhook.id, is_on=False, reason=reason)
    await work.uow.webhooks.drop(webhook.id, work.now, "switched off")


async def test_webhook(work: Work, actor_id: int | None, webhook_id: int) -> str:
    """Post an event that says nothing, once, and whatever has failed there. Returns its id. Raises
    StaffOnly, DeskError(GONE)."""
    await _may(work, actor_id)
    webhook = await _kept(work, webhook_id)
    event_id = f"evt_{work.new_marker()}"
    test = PostEvent(webhook.id, event_id, HookEvent.TEST, work.now, {"webhook_id": webhook.id})
    await work.tell(test, lasts=TEST_LASTS)
    return event_id


async def post_again(work: Work, actor_id: int | None, webhook_id: int) -> int:
    """Post all that failed at once, also what was given up, with the same ids. Returns how much
    that is. Raises StaffOnly, DeskError(GONE)."""
    await _may(work, actor_id)
    await _kept(work, webhook_id)
    await work.uow.webhooks.resume(webhook_id)
    failed = await work.uow.webhooks.take_failed(webhook_id)
    for one in failed:
        await _tell_again(work, one)
    return len(failed)


async def _tell_again(work: Work, failed: FailedPost) -> None:
    effect = effect_rows.from_json(PostEvent.__name__, dict(failed.fields))
    await work.tell(effect, failed.ticket_id, priority=Priority.BOARD, lasts=KEPT_FOR)


async def _may(work: Work, actor_id: int | None) -> None:
    if actor_id is not None:
        await supervisor(work, actor_id)


async def _kept(work: Work, webhook_id: int) -> Webhook:
    webhook = await work.uow.webhooks.get(webhook_id)
    if webhook is None:
        raise DeskError(WebhookKey.GONE)
    return webhook


async def _changes(work: Work) -> None:
    """Have all parts notice what is wanted now: they look whether anything was set."""
    await work.uow.configuration.next_revision()


def _events(named: Sequence[str]) -> tuple[str, ...]:
    known = [kind.value for kind in SUBSCRIBABLE]
    for word in named:
        if word not in known:
            raise DeskError(WebhookKey.EVENT_UNKNOWN, event=word, known=", ".join(known))
    if not named:
        raise DeskError(WebhookKey.NO_EVENTS)
    return tuple(word for word in known if word in named)


def _as_logged(webhook: Webhook) -> dict[str, object]:
    return {
        "events": list(webhook.events),
        "topics": list(webhook.topics),
        "text": webhook.with_text,
    }


def _state(is_on: bool) -> str:
    return "on" if is_on else "off"


def _log(work: Work, actor_id: int | None, webhook: Webhook, before: object, after: object) -> None:
    key = f"{webhook.id} {shown_address(webhook.address)}"
    work.audit(actor_id, AuditKind.WEBHOOK, key, before, after)

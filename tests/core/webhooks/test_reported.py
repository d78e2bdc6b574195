"""Others' systems are told what happens, as far as they asked for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.feedback.ratings import rate_ticket
from core.model.audit import AuditFilter, AuditKind
from core.model.effects import SendText
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Outcome, Sent, Unreachable
from core.model.people import Role
from core.model.texts import DeskError, StaffOnly
from core.model.webhook_text_keys import WebhookKey
from core.model.webhooks import SUBSCRIBABLE, FailedPost, HookEvent, PostEvent, subscriptions_of
from core.tickets.end import close_ticket
from core.webhooks import manage
from core.webhooks.manage import Sealed, Wanted
from core.webhooks.rules import KEPT_FOR, is_public, wrong_address
from tests.core.desk import Desk
from tests.support.present import present

ANN, OLGA, SAM = 500, 100, 900
SEALED = Sealed("seed", "mark")
ADDRESS = "https://crm.example.com/hook?token=1"
EVERYTHING = [kind.value for kind in SUBSCRIBABLE]
AWAY = Unreachable("answered 503", Cause.RECEIVER_FAILS)


async def subscribe(
    desk: Desk, *events: str, topics: tuple[str, ...] = (), with_text: bool = False
) -> int:
    wanted = Wanted(ADDRESS, events or EVERYTHING, topics, with_text)
    made = await desk.do(manage.add_webhook, None, wanted, SEALED)
    await looks_again(desk)
    return made.id


async def looks_again(desk: Desk) -> None:
    """As each part does once a second."""
    async with desk.work() as work:
        found = subscriptions_of(await work.uow.webhooks.all())
    desk.rules = replace(desk.rules, reports=found)


async def post(desk: Desk, outcome: Outcome) -> int:
    """The relay's part, of whatever is due; how many calls that were."""
    calls = 0
    for row in await desk.rows():
        is_due = row.not_before is None or row.not_before <= desk.now
        webhook = await desk.kept.webhooks.get(getattr(row.effect, "webhook_id", 0))
        if not isinstance(row.effect, PostEvent) or not is_due:
            continue
        if webhook is None or not webhook.is_on:
            continue
        if webhook.paused_until is None or webhook.paused_until <= desk.now:
            calls += 1
            await desk.settle(row, outcome)
    return calls


async def failures(desk: Desk) -> list[FailedPost]:
    return await desk.kept.webhooks.failures(None, 100)


async def test_a_ticket_is_told_from_its_opening_to_the_stars(desk: Desk) -> None:
    everything = await subscribe(desk, with_text=True)
    other = await desk.do(
        manage.add_webhook, None, Wanted(ADDRESS, ["ticket.closed", "ticket.message"]), SEALED
    )
    await looks_again(desk)
    await desk.staff(OLGA)
    ticket = await desk.talk(ANN)
    for who, words in ((ANN, "where is my parcel"), (OLGA, "on its way"), (OLGA, "anything else")):
        desk.later(seconds=20)
        await desk.says(ticket, who, words)
    await desk.do(close_ticket, OLGA, ticket)
    await desk.settle_all()
    await desk.do(rate_ticket, ANN, ticket, 5)
    told = [it for it in desk.settled if isinstance(it, PostEvent)]
    told += await desk.waiting(PostEvent)
    first = [it for it in told if it.webhook_id == everything]
    assert [it.kind for it in first] == [
        HookEvent.OPENED,
        HookEvent.ASSIGNED,  # a slot is kept for the customer …
        HookEvent.ASSIGNED,  # … who is there
        HookEvent.MESSAGE,
        HookEvent.MESSAGE,
        HookEvent.ANSWERED,
        HookEvent.MESSAGE,
        HookEvent.CLOSED,
        HookEvent.RATED,
    ]
    assert {(it.data["ticket_id"], it.data["customer_id"]) for it in first} == {(ticket, ANN)}
    assert [first[1].data["status"], first[2].data["status"]] == ["offered", "active"]
    assert first[1].data["operator_id"] == OLGA
    assert (first[3].data["role"], first[3].data["kind"]) == ("customer", "text")
    assert "text" not in first[3].data, "words are read when it is posted"
    assert present(first[3].message)[0] == first[3].data["chat_id"]
    assert (first[7].data["status"], first[7].data["reason"]) == ("closed", "solved")
    assert str(first[7].data["closed_at"]).endswith("Z")
    assert first[8].data["stars"] == 5
    assert len({it.event_id for it in first}) == len(first)
    second = [it for it in told if it.webhook_id == other.id]
    assert [it.kind for it in second] == [HookEvent.MESSAGE] * 3 + [HookEvent.CLOSED]
    assert {it.message for it in second} == {None}
    assert second[-1].event_id == first[7].event_id


async def test_nothing_is_told_of_other_topics_nor_to_whom_is_off(desk: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        await subscribe(desk, topics=("bugs",))
    assert refused.value.key is WebhookKey.TOPIC_UNKNOWN
    number = await subscribe(desk, "ticket.opened", topics=("general",))
    await desk.ask(ANN)
    assert len(await desk.waiting(PostEvent)) == 1
    await desk.do(manage.switch_webhook, None, number, is_on=False)
    assert await desk.waiting(PostEvent) == [], "what waits is dropped"
    await looks_again(desk)
    await desk.ask(ANN + 1)
    assert await desk.waiting(PostEvent) == []


async def test_a_dead_receiver_gets_few_calls_and_is_switched_off_in_the_end(desk: Desk) -> None:
    number = await subscribe(desk, "ticket.opened")
    await desk.staff(SAM, role=Role.SUPERVISOR)
    for customer in range(ANN, ANN + 20):
        await desk.ask(customer)
    await desk.settle_kind(SendText)
    ids = {it.event_id for it in await desk.waiting(PostEvent)}
    assert len(ids) == 20
    begun, calls = desk.now, 0
    webhook = present(await desk.kept.webhooks.get(number))
    while webhook.is_on:
        assert await post(desk, AWAY) == 1, "not once for each event that waits"
        calls += 1
        assert {one.event_id for one in await failures(desk)} <= ids
        webhook = present(await desk.kept.webhooks.get(number))
        desk.now = webhook.paused_until or desk.now
    assert calls <= 13
    assert webhook.off_reason == "answered 503"
    assert desk.now - begun >= KEPT_FOR
    assert NoticeKey.WEBHOOK_OFF in await desk.told(SAM)
    assert await desk.waiting(PostEvent) == []


async def test_what_failed_is_posted_again_with_the_same_id(desk: Desk) -> None:
    number = await subscribe(desk, "ticket.opened")
    await desk.ask(ANN)
    (first,) = await desk.waiting(PostEvent)
    assert await post(desk, AWAY) == 1
    (failed,) = await failures(desk)
    assert (failed.event_id, failed.tries) == (first.event_id, 1)
    assert timedelta(seconds=5) <= present(failed.next_at) - desk.now <= timedelta(seconds=6)
    assert await post(desk, AWAY) == 0, "not before its time"
    desk.later(seconds=6)
    assert await post(desk, AWAY) == 1
    desk.later(seconds=30)
    assert await post(desk, AWAY) == 0, "five minutes now"
    assert await desk.do(manage.post_again, None, number) == 1
    rows = [row for row in await desk.rows() if isinstance(row.effect, PostEvent)]
    await desk.settle(rows[-1], Sent())
    again = rows[-1].effect
    assert again.destination == first.destination
    assert isinstance(again, PostEvent)
    assert (again.event_id, again.data, again.at) == (first.event_id, first.data, first.at)
    assert again.supersedes == rows[0].effect.supersedes
    assert await failures(desk) == []
    webhook = present(await desk.kept.webhooks.get(number))
    assert (webhook.failures, webhook.failing_since) == (0, None)
    assert webhook.last_success_at == desk.now


async def test_a_receiver_that_is_gone_is_switched_off_at_once(desk: Desk) -> None:
    number = await subscribe(desk, "ticket.opened")
    await desk.ask(ANN)
    await post(desk, Unreachable("answered 410: gone", Cause.RECEIVER_GONE))
    assert not (present(await desk.kept.webhooks.get(number))).is_on
    assert await desk.waiting(PostEvent) == []


async def test_supervisors_say_where_and_it_is_in_the_audit_log(desk: Desk) -> None:
    await desk.staff(OLGA)
    await desk.staff(SAM, role=Role.SUPERVISOR)
    wanted = Wanted(ADDRESS, ["ticket.rated", "ticket.opened"])
    for usecase in (
        desk.do(manage.add_webhook, OLGA, wanted, SEALED),
        desk.do(manage.remove_webhook, OLGA, 1),
        desk.do(manage.rotate_secret, OLGA, 1, SEALED),
        desk.do(manage.switch_webhook, OLGA, 1, is_on=False),
        desk.do(manage.test_webhook, OLGA, 1),
        desk.do(manage.post_again, OLGA, 1),
    ):
        with pytest.raises(StaffOnly):
            await usecase
    made = await desk.do(manage.add_webhook, SAM, wanted, SEALED)
    assert made.events == ("ticket.opened", "ticket.rated")
    await desk.do(manage.rotate_secret, SAM, made.id, Sealed("other", "another"))
    kept = present(await desk.kept.webhooks.get(made.id))
    assert (kept.seed, kept.old_seed) == ("other", "seed")
    assert kept.old_until == desk.now + timedelta(days=1)
    await desk.do(manage.test_webhook, SAM, made.id)
    await desk.do(manage.remove_webhook, SAM, made.id)
    with pytest.raises(DeskError):
        await desk.do(manage.test_webhook, SAM, made.id)
    async with desk.work() as work:
        logged = await work.uow.audit.newest(AuditFilter(frozenset({AuditKind.WEBHOOK})), 10)
    assert len(logged) == 3
    assert {one.entry.actor_id for one in logged} == {SAM}
    assert "token" not in repr(logged)


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://example.com/hook?a=b", None),
        ("http://example.com/hook", WebhookKey.ADDRESS_NOT_HTTPS),
        ("ftp://example.com", WebhookKey.ADDRESS_NOT_HTTPS),
        ("https://", WebhookKey.ADDRESS_WRONG),
        ("https://me:secret@example.com", WebhookKey.ADDRESS_WRONG),
        ("https://example.com:99999", WebhookKey.ADDRESS_WRONG),
        ("https://exa mple.com", WebhookKey.ADDRESS_WRONG),
        ("https://localhost/hook", WebhookKey.ADDRESS_PRIVATE),
        ("https://127.0.0.1/hook", WebhookKey.ADDRESS_PRIVATE),
        ("https://[::1]/hook", WebhookKey.ADDRESS_PRIVATE),
        ("https://169.254.169.254/latest", WebhookKey.ADDRESS_PRIVATE),
    ],
)
def test_an_address_is_looked_at_before_it_is_kept(address: str, wrong: WebhookKey | None) -> None:
    assert wrong_address(address, allows_private=False) is wrong
    if wrong is WebhookKey.ADDRESS_PRIVATE:
        assert wrong_address(address, allows_private=True) is None


def test_what_looks_public_and_leads_within_is_known() -> None:
    for address in (
        "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "0.0.0.1", "224.0.0.1", "fe80::1%2",
        "fd00::1", "::", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::1", "240.0.0.1",
    ):  # fmt: skip
        assert not is_public(address), address
    for address in ("1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"):
        assert is_public(address), address

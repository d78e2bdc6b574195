"""Who is let in, to what, and how fast."""

from typing import Any

import requests

from core.access.tokens import revoke_token
from core.model.audit import AuditFilter, AuditKind
from core.privacy.requests import confirm_forget, grant_erasure
from tests.api.conftest import ANN, BEN, BOSS, PICTURE, READS, SECRET, WRITES, Served

PROBLEM = "application/problem+json"


def asked(served: Served, path: str, secret: str | None = SECRET, **more: Any) -> Any:
    headers = {} if secret is None else {"authorization": f"Bearer {secret}"}
    return requests.get(f"{served.address}/api/v1{path}", headers=headers, timeout=10, **more)


def test_without_a_token_that_works_nothing_is_told_not_even_what_there_is(served: Served) -> None:
    for secret in (None, "", "swb_", "swb_guessed", SECRET[:-1]):
        for path in ("/tickets", "/tickets/1", "/nowhere"):
            answer = asked(served, path, secret)
            assert (answer.status_code, answer.headers["content-type"]) == (401, PROBLEM)
            assert answer.headers["www-authenticate"] == "Bearer"
    assert asked(served, "/openapi.json", None).status_code == 200


def test_a_token_does_what_it_may(served: Served) -> None:
    assert asked(served, "/tickets", READS).status_code == 200
    refused = asked(served, "/tickets", WRITES)
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:switchboard:problem:no-right",
    )


def test_what_cannot_be_done_there_is_answered_by_what_can(served: Served) -> None:
    headers = {"authorization": f"Bearer {SECRET}"}
    for path, allowed in (("/tickets", "GET, POST"), ("/tickets/1/messages", "GET, POST")):
        refused = requests.options(f"{served.address}/api/v1{path}", headers=headers, timeout=10)
        assert (refused.status_code, refused.headers["allow"]) == (405, allowed)


def test_one_that_was_revoked_or_has_expired_works_no_more(served: Served) -> None:
    secret = served.token("for-a-day", days=1)
    assert asked(served, "/queue", secret).status_code == 200
    served.desk.later(days=1)
    assert asked(served, "/queue", secret).status_code == 401
    other = served.token("revoked")
    assert asked(served, "/queue", other).status_code == 200

    async def revoke() -> list[Any]:
        async with served.desk.work() as work:
            await revoke_token(work, None, "revoked")
        async with served.desk.work() as work:
            where = AuditFilter(frozenset({AuditKind.API}))
            return [one.entry for one in await work.uow.audit.newest(where, 2)]

    ended, made = served.run(revoke)
    assert asked(served, "/queue", other).status_code == 401
    assert (ended.key, ended.before, ended.after) == ("revoked", ["read"], None)
    assert (made.key, made.before, made.after) == ("revoked", None, ["read"])


def test_each_token_has_a_pace_and_is_told_how_long_to_wait(served: Served) -> None:
    secret = served.token("fast")
    served.per_minute(3)
    try:
        for _ in range(3):
            assert asked(served, "/operators", secret).status_code == 200
        refused = asked(served, "/operators", secret)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
        assert asked(served, "/operators", served.token("other")).status_code == 200
        served.seconds += 20
        assert asked(served, "/operators", secret).status_code == 200
    finally:
        served.per_minute(1_000_000)


def test_a_talk_is_read_with_its_edits_and_its_file(served: Served) -> None:
    ticket, other = served.tickets
    listed = asked(served, "/tickets").json()
    assert [one["number"] for one in listed["tickets"]] == [other, ticket]
    page = asked(served, "/tickets", params={"limit": 1}).json()
    assert (page["next"], page["count"]) == (other, 2)
    behind = asked(served, "/tickets", params={"after": other}).json()
    assert [one["number"] for one in behind["tickets"]] == [ticket]
    tagged = asked(served, "/tickets", params={"tag": "vip", "state": "active"}).json()
    assert [one["number"] for one in tagged["tickets"]] in ([other], [])
    said = asked(served, f"/tickets/{ticket}/messages").json()["messages"]
    assert [one["role"] for one in said] == ["customer", "customer", "operator"]
    assert said[0]["text"] == "Where is my red parcel?"
    assert [one["text"] for one in said[0]["versions"]] == ["Where is my parcel?"]
    file = requests.get(
        served.address + said[1]["file"], headers={"authorization": f"Bearer {SECRET}"}, timeout=10
    )
    assert file.content == PICTURE
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    events = asked(served, f"/tickets/{ticket}").json()["events"]
    assert events[0]["kind"] == "opened"


def test_of_somebody_forgotten_nothing_is_told(served: Served) -> None:
    _, theirs = served.tickets

    async def forget() -> None:
        await served.desk.done(confirm_forget, BEN)
        async with served.desk.work() as work:
            [wish] = await work.uow.erasures.waiting(10)
        await served.desk.done(grant_erasure, BOSS, wish.id)

    served.run(forget)
    for path in (f"/tickets/{theirs}", f"/tickets/{theirs}/messages"):
        assert asked(served, path).status_code == 404
    names = [asked(served, f"/customers/{one}").json()["name"] for one in (ANN, BEN)]
    assert names == [f"Person {ANN}", ""]


def test_a_ticket_is_opened_and_words_are_said_once_however_often_it_is_asked(
    served: Served,
) -> None:
    def done(path: str, body: dict[str, Any], key: str, secret: str = WRITES) -> Any:
        headers = {"authorization": f"Bearer {secret}", "idempotency-key": key}
        return requests.post(
            f"{served.address}/api/v1{path}", json=body, headers=headers, timeout=10
        )

    wanted = {"customer": 1060, "topic": "bugs", "text": "Your parcel waits."}
    first = done("/tickets", wanted, "a")
    assert first.status_code == 201
    number = first.json()["ticket"]
    assert first.headers["location"] == f"/api/v1/tickets/{number}"
    assert done("/tickets", wanted, "a").json() == first.json()
    other = done("/tickets", {**wanted, "topic": "plans"}, "a")
    assert (other.status_code, other.json()["type"]) == (409, "urn:switchboard:problem:key-used")
    refused = done("/tickets", wanted, "b")
    assert (refused.status_code, refused.json()["ticket"]) == (409, number)
    assert refused.json()["type"] == "urn:switchboard:problem:has-ticket"
    for _ in range(2):
        said = done(f"/tickets/{number}/messages", {"text": "At the door."}, "c")
        assert (said.status_code, said.json()) == (202, {"ticket": number})
    served.run(served.desk.settle_all)
    words = asked(served, f"/tickets/{number}/messages").json()["messages"]
    assert [(one["role"], one["text"]) for one in words] == [
        ("bot", "Your parcel waits."),
        ("bot", "At the door."),
    ]
    assert words[0]["sender"]["name"] == "one-that-writes"
    assert done("/tickets", wanted, "d", READS).status_code == 403
    assert done("/tickets", {**wanted, "customer": 77}, "e").status_code == 404

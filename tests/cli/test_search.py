"""`switchboard transcripts search`."""

from datetime import UTC, datetime

from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import run_apart
from tests.support.present import present

EVENING = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # the next day in Kyiv


def _prepare(url: str) -> None:
    async def body() -> None:
        await upgrade(url)
        database = await SqlDatabase.connect(url)
        async with database.unit_of_work() as uow:
            for customer, topic in ((5001, "general"), (5002, "bugs")):
                await uow.customers.seen(Person(customer, "Ann", f"ann{customer}", "en"), EVENING)
                ticket = present(await uow.tickets.open(customer, topic, 0, EVENING))
                words = "My [bold]refund\x1b[2J\nis late"
                said = Said(customer, 7, customer, "Ann\x07", EVENING, MessageKind.TEXT, words)
                await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, EVENING)
        await database.close()

    run_apart(body)


def test_messages_are_found_by_words_people_topics_and_days(
    switchboard: Command, database_url: str
) -> None:
    _prepare(database_url)

    def found(*words: str) -> list[str]:
        ended = switchboard(
            "transcripts", "search", *words, DATABASE_URL=database_url, TIME_ZONE="Europe/Kyiv"
        )
        assert ended.code == 0, ended.said
        return ended.out.splitlines()

    assert found("refunds", "late") == [
        "#2 2026-11-21 00:30 5002 Ann␇: My [bold]refund␛[2J is late",
        "#1 2026-11-21 00:30 5001 Ann␇: My [bold]refund␛[2J is late",
        "2 messages have these words.",
    ]
    assert found("ref*", "--limit", "1")[1] == (
        "2 messages have these words; the newest 1 are above."
    )
    for only in (
        ("--customer", "5001"),
        ("--customer", "@ANN5001"),
        ("--topic", "general"),
    ):
        assert [line.split()[0] for line in found("refund", *only)] == ["#1", "1"]
    assert len(found("refund", "--from", "2026-11-21", "--to", "2026-11-21")) == 3
    for none in (("--to", "2026-11-20"), ("--from", "2026-11-22"), ("--operator", "77")):
        assert found("refund", *none) == ["Nothing was found."]


def test_what_cannot_be_looked_for_is_said_in_one_line(
    switchboard: Command, database_url: str
) -> None:
    _prepare(database_url)
    for words, code, told in (
        (("…",), 2, "There is no word in that."),
        (("a", "--customer", "@nobody"), 1, "The desk knows nobody called @nobody."),
    ):
        ended = switchboard("transcripts", "search", *words, DATABASE_URL=database_url)
        assert (ended.code, ended.lines) == (code, [told])

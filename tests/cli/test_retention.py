"""`switchboard retention`, on one of the two databases: rows are the repository's matter."""

from datetime import UTC, datetime, timedelta

from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import run_apart
from tests.support.either import either
from tests.support.present import present

__all__ = ["either"]  # a fixture


def _prepare(url: str) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=100)

    async def body() -> None:
        await upgrade(url)
        database = await SqlDatabase.connect(url)
        async with database.unit_of_work() as uow:
            for customer in (5001, 5002):
                await uow.customers.seen(Person(customer, "Ann", None, "en"), long_ago)
                ticket = present(await uow.tickets.open(customer, "general", 0, long_ago))
                said = Said(customer, 7, customer, "Ann", long_ago, MessageKind.TEXT, "hello")
                await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, long_ago)
                await uow.tickets.close(ticket.id, long_ago, customer, CloseReason.SOLVED)
        await database.close()

    run_apart(body)


async def _open_anew(url: str) -> None:
    database = await SqlDatabase.connect(url)
    async with database.unit_of_work() as uow:
        assert present(await uow.tickets.open(5001, "general", 0, datetime.now(UTC))).id == 3
    await database.close()


def test_an_owner_sees_what_would_go_and_holds_a_ticket(
    switchboard: Command, database_url: str
) -> None:
    _prepare(database_url)

    def said(*words: str, days: int = 90) -> str:
        ended = switchboard(
            "retention", *words, DATABASE_URL=database_url, RETENTION_DAYS=str(days)
        )
        return ended.said

    assert "for ever" in said("preview", days=0)
    seen = said("preview")
    assert "all else: 90 days" in seen
    assert "2 tickets of 2 customers, with 2 messages and 0 files" in seen
    assert "Nothing goes before a supervisor agrees" in seen
    assert said("hold", "1", "the", "court") == "Ticket 1 is held.\n"
    assert "There is no ticket #77" in said("hold", "77", "why")
    assert "1 tickets of 1 customers" in said("preview")
    assert "the court" in said("holds")
    assert said("release", "1") == "Ticket 1 is held no more.\n"
    assert "Ticket 1 is not held." in said("release", "1")
    assert said("holds") == "No ticket is held.\n"
    refused = switchboard("tickets", "reopen", "1", DATABASE_URL=database_url).said
    assert "Ticket #1 ended too long ago to be opened again." in refused


def test_an_owner_reminds_of_a_ticket(switchboard: Command, database_url: str) -> None:
    _prepare(database_url)

    def said(*words: str) -> str:
        return switchboard("tickets", *words, DATABASE_URL=database_url, TIME_ZONE="UTC").said

    assert "This ticket is closed already." in said("remind", "1", "in 2 h")
    assert "There is no ticket #77" in said("remind", "77", "in 2 h")
    run_apart(lambda: _open_anew(database_url))
    assert "I cannot read the time" in said("remind", "3", "some day")
    assert said("remind", "3", "tomorrow 9:00", "call", "[back]").endswith(" 09:00.\n")
    listed = said("reminders")
    assert listed.startswith("1  ")
    assert listed.endswith(" 09:00  ticket 3  call [back]\n")
    assert said("reminders", "--remove", "1") == "No reminder is set.\n"
    assert "gone already" in said("reminders", "--remove", "1")


def test_an_owner_keeps_the_lists_of_words(switchboard: Command, database_url: str) -> None:
    run_apart(lambda: upgrade(database_url))

    def said(*words: str, code: int = 0) -> str:
        ended = switchboard("words", *words, DATABASE_URL=database_url)
        assert ended.code == code, ended
        return ended.said

    said("add", "customers", "free", "[money]")
    assert "customers: free [money]" in said("list")
    assert "“free [money]” is in it" in said("try", "customers", "FREE, money!")
    said("add", "patterns", "card")
    assert "“card” is in it" in said("try", "patterns", "4111 1111", "1111 1111")

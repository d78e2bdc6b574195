"""What was said is found by its words: alike on both databases, and only while it stands there."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from core.model.board import SearchFilter
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.records import Overwritten
from core.model.search import marked, read_wish
from core.model.tickets import CloseReason, TicketStatus
from db import engine
from db.database import SqlDatabase
from db.errors import DatabaseUnavailableError
from db.migrations import upgrade
from db.repositories import board_search
from db.repositories.board_search import SqlSaid
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator, add_ticket
from tests.support.erasing import erase
from tests.support.present import present

SAID = (
    "Where is my order number 12345?",  # 1
    "The deliveries are late again, I'm running out of time",  # 2
    "It doesn’t work. DOES IT WORK for you?",  # 3
    "John's parcel was delivered to O'Neil, naïve café",  # 4
    "Refund, please: 1 000,50 USD on card 4111-1111",  # 5
    "Здравствуйте! Где мои деньги? Денег нет уже ещё с мая",  # 6
    "Заказ не пришёл, верните оплату на карту",  # 7
    "Курьер опоздал, а заказчик ждал за́мок и ёлку",  # 8
    "Оплатила картой, но доставка не оформлена",  # 9
    "Добрий день! Де моє замовлення? Немає вже тиждень",  # 10
    "У замовленні бракує м'яча, а в доставці — книги",  # 11
    "Поверніть гроші, будь ласка, об’єкт розбито",  # 12
    "Дякую за доставку! М'яч прийшов",  # 13
    "mail me: ann.b@example.org, see https://example.org/a_b?x=1",  # 14
    "😀 100% 'quoted' \x00 <b>bold</b> & \"double\" OR NOT NEAR(a b)",  # 15
    "ß Straße STRASSE",  # 16
    "й и̇ й",  # 17
    "",  # 18
)

FOUND: Sequence[tuple[str, set[int]]] = (
    ("order", {1}),
    ("ORDERS", {1}),
    ("12345", {1}),
    ("1234*", {1}),
    ("1234", set()),
    ("delivery", {2}),
    ("deliver", {4}),
    ("deliver*", {2, 4}),
    ("run", {2}),
    ("work", {3}),
    ('"does it work"', {3}),
    ('"it does work"', set()),
    ("doesn't", {3}),
    ("doesn`t", {3}),
    ("o’neil john", {4}),
    ("naïve", {4}),
    ("CAFÉ", {4}),
    ("café", {4}),
    ("1 000,50", {5}),
    ('"card 4111"', {5}),
    ('"4111 card"', set()),
    ("деньги", {6}),
    ("деньгами нет", {6}),
    ("еще", {6}),
    ("заказ", {7}),
    ("заказ*", {7, 8}),
    ("пришел", {7}),
    ('"не пришёл"', {7}),
    ('"пришёл не"', set()),
    ("замок елка", {8}),
    ("карта", {7, 9}),
    ("картой", {7, 9}),
    ("оплат*", {7, 9}),
    ("замовлення", {10, 11}),
    ("замовленні", {10, 11}),
    ("замовлень", {10, 11}),
    ("доставка", {9, 13}),
    ("доставці", {9, 11, 13}),
    ("мʼяч", {11, 13}),
    ("м'ячами", {11, 13}),
    ("“м'яч прийшов”", {13}),
    ("гроші поверніть", {12}),
    ("гроші*", {12}),
    ("об'єкту", {12}),
    ("«будь ласка»", {12}),
    ("example.org", {14}),
    ("ann.b@example.org", {14}),
    ("a_b", {14, 15}),
    ("100%", {15}),
    ("or not near", {15}),
    ('bold "double or"', {15}),
    ("quoted", {15}),
    ("strasse", {16}),
    ("Straße", {16}),
    ("й", {17}),
    ("де моє", {10}),
    ("where order café", set()),
    ("nothing", set()),
)


async def say(database: SqlDatabase, texts: Sequence[str], chat: int = CUSTOMER) -> int:
    """A ticket in which they were said, as messages 1, 2, …; its id."""
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, chat)
        for number, words in enumerate(texts, start=1):
            await uow.messages.add(
                ticket.id, None, SenderRole.CUSTOMER, said(words, number, chat), NOW
            )
    return ticket.id


def said(words: str, number: int = 1, chat: int = CUSTOMER) -> Said:
    at = NOW + timedelta(seconds=number)
    return Said(chat, number, chat, "Ann", at, MessageKind.TEXT, words)


async def find(
    database: SqlDatabase,
    words: str,
    where: SearchFilter = SearchFilter(),  # noqa: B008 - frozen
) -> list[str]:
    """The texts in which the words stand, the newest first."""
    wish = present(read_wish(words))
    async with database.reading() as transaction:
        hits, count = await SqlSaid(transaction).search(wish, where, None, 100)
    assert count == len(hits)
    return [hit.text for hit in hits]


async def test_both_databases_find_the_same(database: SqlDatabase) -> None:
    await say(database, SAID)
    for words, numbers in FOUND:
        wanted = [SAID[number - 1] for number in sorted(numbers, reverse=True)]
        assert await find(database, words) == wanted, words


@pytest.mark.parametrize(("words", "numbers"), FOUND)
def test_what_is_found_is_marked_and_nothing_else(words: str, numbers: set[int]) -> None:
    wish = present(read_wish(words))
    assert {at for at, one in enumerate(SAID, start=1) if marked(one, wish)} == numbers


@pytest.mark.parametrize(
    ("said", "words", "shown"),
    [
        ("Где мои деньги? Денег нет", "деньги мой", ["мои", "деньги"]),
        ("Does it work? IT works, it does", '"it work"', ["it work", "IT works"]),
        ("Доставили в доставке", "доставк*", ["доставке"]),
        ("за́мок & <b>замок</b>", "замок", ["за́мок", "замок"]),
        ("a b a b a", '"a b a"', ["a b a b a"]),
        ("У м’яча", "мʼяч", ["м’яча"]),
    ],
)
def test_a_hit_shows_its_words_in_place(said: str, words: str, shown: list[str]) -> None:
    wish = present(read_wish(words))
    ranges = present(marked(said, wish))
    assert [said[start:end] for start, end in ranges] == shown


@pytest.mark.parametrize("words", ["", "  ", "***", '""', "— ?!", "'"])
def test_who_says_no_word_looks_for_nothing(words: str) -> None:
    assert read_wish(words) is None


async def test_an_edit_is_found_by_its_new_words_alone(database: SqlDatabase) -> None:
    await say(database, ["the first words"])
    async with database.unit_of_work() as uow:
        assert await uow.messages.edit(CUSTOMER, 1, said("then others"), NOW)
    assert await find(database, "others") == ["then others"]
    assert await find(database, "first") == []


async def test_what_was_deleted_in_telegram_is_found_and_says_so(database: SqlDatabase) -> None:
    await say(database, ["never mind"])
    async with database.unit_of_work() as uow:
        await uow.messages.delete(CUSTOMER, [1], NOW)
    wish = present(read_wish("mind"))
    async with database.reading() as transaction:
        [hit], _count = await SqlSaid(transaction).search(wish, SearchFilter(), None, 9)
    assert (hit.deleted_at, hit.marked) == (NOW, ((6, 10),))


async def test_what_is_rolled_back_is_not_found(database: SqlDatabase) -> None:
    number = await say(database, ["it stays"])

    async def fail() -> None:
        async with database.unit_of_work() as uow:
            await uow.messages.add(number, None, SenderRole.CUSTOMER, said("it goes", 2), NOW)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        await fail()
    assert await find(database, "it") == ["it stays"]


async def test_a_search_goes_on_behind_the_last_hit(database: SqlDatabase) -> None:
    await say(database, [f"word {number}" for number in range(5)])
    wish = present(read_wish("word"))
    seen: list[str] = []
    before = None
    async with database.reading() as transaction:
        for _ in range(3):
            hits, count = await SqlSaid(transaction).search(wish, SearchFilter(), before, 2)
            assert count == 5
            seen += [hit.text for hit in hits]
            before = hits[-1].message_row
    assert seen == [f"word {number}" for number in (4, 3, 2, 1, 0)]


async def test_a_search_goes_on_beyond_what_is_counted(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_search, "MOST_COUNTED", 2)
    await say(database, [f"word {number}" for number in range(5)])
    wish = present(read_wish("word"))
    async with database.reading() as transaction:
        for before, wanted in ((None, "432"), (3, "10"), (4, "210"), (1, "")):
            hits, count = await SqlSaid(transaction).search(wish, SearchFilter(), before, 3)
            assert ("".join(hit.text[-1] for hit in hits), count) == (wanted, 3)


async def test_the_talk_around_a_message_is_its_own_tickets_until_it_is_forgotten(
    database: SqlDatabase,
) -> None:
    await say(database, ["one", "two", "three", "four"])
    await say(database, ["five"], CUSTOMER + 1)
    wish = present(read_wish("three"))

    async def around(row: int) -> list[tuple[str, bool]]:
        async with database.reading() as transaction:
            found = await SqlSaid(transaction).said_around(wish, row, 1)
        return [(hit.text, bool(hit.marked)) for hit in found]

    assert await around(3) == [("two", False), ("three", True), ("four", False)]
    assert await around(4) == [("three", True), ("four", False)]
    assert await around(99) == []
    async with database.unit_of_work() as uow:
        await uow.erasures.forget(CUSTOMER, NOW + timedelta(hours=1))
    assert await around(3) == []
    assert await around(5) == [("five", False)]


async def test_a_search_is_narrowed(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
    mine = await say(database, ["word of mine", "word again"])
    theirs = await say(database, ["word of theirs"], CUSTOMER + 1)
    async with database.unit_of_work() as uow:
        for number in (mine, theirs):
            await uow.tickets.activate(number, OPERATOR if number == mine else None, NOW)
        await uow.tickets.close(mine, NOW, OPERATOR, CloseReason.SOLVED)
    both = ["word of theirs", "word again", "word of mine"]
    late = NOW + timedelta(seconds=2)
    for where, wanted in (
        (SearchFilter(topic="general"), both),
        (SearchFilter(topic="other"), []),
        (SearchFilter(customer_id=CUSTOMER + 1), both[:1]),
        (SearchFilter(ticket_id=mine), both[1:]),
        (SearchFilter(operator_id=OPERATOR), both[1:]),
        (SearchFilter(only_of=OPERATOR), both[1:]),
        (SearchFilter(only_of=OPERATOR + 1), []),
        (SearchFilter(since=late), both[1:2]),
        (SearchFilter(until=late), [both[0], both[2]]),
    ):
        assert await find(database, "word", where) == wanted, where


@pytest.mark.parametrize("looked_through", [1, 20_000])
async def test_words_are_searched_with_any_filters_together(
    database: SqlDatabase, monkeypatch: pytest.MonkeyPatch, looked_through: int
) -> None:
    """What is not among the newest is found as well."""
    monkeypatch.setattr(board_search, "LOOKED_THROUGH", looked_through)
    async with database.unit_of_work() as uow:
        await add_operator(uow)
    for number in range(4):
        ticket = await say(database, [f"a word, by {number}"], CUSTOMER + number)
        async with database.unit_of_work() as uow:
            await uow.tickets.activate(ticket, OPERATOR if number % 2 else None, NOW)
            if number < 3:
                await uow.tickets.close(ticket, NOW, OPERATOR, CloseReason.SOLVED)
                stars = 5 - number
                await uow.feedback.rate(ticket, CUSTOMER + number, stars, NOW, NOW)
    closed, active = (frozenset({one}) for one in (TicketStatus.CLOSED, TicketStatus.ACTIVE))
    for where, wanted in (
        (SearchFilter(statuses=closed), [2, 1, 0]),
        (SearchFilter(statuses=active), [3]),
        (SearchFilter(statuses=closed | active, operator_id=OPERATOR), [3, 1]),
        (SearchFilter(stars=frozenset({5})), [0]),
        (SearchFilter(stars=frozenset({4, 5})), [1, 0]),
        (SearchFilter(closed, frozenset({3, 4}), "general", OPERATOR), [1]),
        (SearchFilter(closed, frozenset({3}), customer_id=CUSTOMER + 2, since=NOW), [2]),
        (SearchFilter(active, frozenset({3})), []),
    ):
        found = await find(database, "word", where)
        assert found == [f"a word, by {number}" for number in wanted], where


SECRET = "Zwieback"


async def test_forgotten_words_leave_the_index_and_its_file(database: SqlDatabase) -> None:
    await say(database, [f"buy {SECRET} now", "and this"])
    await say(database, ["something else"], CUSTOMER + 1)
    async with database.unit_of_work() as uow:
        assert await uow.messages.edit(CUSTOMER, 2, said(f"{SECRET} too", 2), NOW)
        assert await uow.messages.edit(CUSTOMER, 2, said("no more", 2), NOW)
    assert await find(database, SECRET) == [f"buy {SECRET} now"]
    assert SECRET.lower()[:-1].encode() in await raw_bytes(database)
    async with database.unit_of_work() as uow:
        await uow.erasures.forget(CUSTOMER, NOW + timedelta(hours=1))
    assert await find(database, SECRET) == [], "it is not erased yet, and nobody finds it"
    assert await find(database, "something") == ["something else"]
    await erase(database, CUSTOMER, NOW)
    assert await find(database, SECRET) == []
    assert await find(database, "something") == ["something else"]
    assert await database.overwrite_erased(at_once=0) is not Overwritten.IN_USE
    assert await find(database, "something") == ["something else"]
    left = await raw_bytes(database)
    assert b"zwieback" not in left.lower()
    assert b"anoth" not in left


async def raw_bytes(database: SqlDatabase) -> bytes:
    """What stands in SQLite's files; of PostgreSQL, what its rows and its index have."""
    if database.is_postgresql:
        async with database.reading() as transaction:
            rows = await transaction.connection.execute(
                text("SELECT text || ' ' || words FROM messages")
            )
            return " ".join(rows.scalars()).encode()
    async with database.engine.connect() as connection:
        await connection.rollback()
        plain = present((await connection.get_raw_connection()).driver_connection)
        async with plain.execute("PRAGMA wal_checkpoint(TRUNCATE)") as done:
            assert (await done.fetchone())[0] == 0
    path = Path(str(database.url.database))
    return b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name)
    )


async def test_a_row_that_goes_takes_its_words_along(database: SqlDatabase) -> None:
    await say(database, ["will be gone", "will stay"])
    async with database.writing() as connection:
        await connection.execute(text("DELETE FROM messages WHERE message_id = 1"))
    assert await find(database, "will") == ["will stay"]


async def test_customers_names_are_kept_for_search(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.customers.seen(Person(1, "Олёна О’Ніл"), NOW)
        await uow.customers.seen(Person(2, "Ann"), NOW)
        await uow.customers.seen(Person(2, "Ann-Marie"), NOW)
        await uow.customers.shown(Person(2, "Ann Zoë"))
    async with database.reading() as transaction:
        rows = await transaction.connection.execute(
            text("SELECT name_words FROM customers ORDER BY id")
        )
        assert list(rows.scalars()) == [" олена оʼніл", " ann zoë"]


@pytest.mark.parametrize("begin", [upgrade, SqlDatabase.connect])
async def test_a_python_whose_sqlite_cannot_search_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[str], Awaitable[object]]
) -> None:
    monkeypatch.setattr(engine, "_searches", lambda: False)
    path = tmp_path / "desk.db"
    with pytest.raises(DatabaseUnavailableError, match="made without FTS5") as told:
        await begin(f"sqlite:///{path}")
    assert "\n" not in str(told.value)
    assert not path.exists()

"""Who somebody is and which language the desk speaks with them: as Telegram shows it, unless they
chose otherwise."""

from dataclasses import replace
from datetime import UTC

import pytest

from core.cards.send import language_for
from core.customers.profile import (
    ask_language,
    choose_language,
    mark_reachable,
    register_contact,
    update_profile,
)
from core.customers.start import greet
from core.model.effects import SendText, ShowCard
from core.model.people import Customer, Person, Role
from core.model.text_keys import TextKey
from core.staff.members import add_operator
from core.supervision.rooms import explain
from core.tickets.end import close_desk
from core.transcripts.views.text import transcript_text
from db.reads import Reads
from tests.core.desk import Desk, person
from tests.core.relayed import DESKS, Relayed, open_up
from tests.support.present import present

IVAN = person(900, "Ivan")
RENAMED = replace(IVAN, name="Ivan the Great", username="great", language="uk")


async def customer(desk: Desk, number: int = IVAN.id) -> Customer:
    return present(await desk.kept.customers.get(number))


async def test_a_customer_is_called_what_telegram_shows(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    assert await desk.do(update_profile, RENAMED)
    known = await customer(desk)
    assert (known.name, known.username, known.language) == ("Ivan the Great", "great", "uk")
    assert known.phone == "+38050900"
    assert not await desk.do(update_profile, RENAMED)
    await desk.do(update_profile, replace(RENAMED, username=None, language=None))
    known = await customer(desk)
    assert (known.username, known.language) == (None, "uk")


async def test_so_is_staff_and_whoever_is_both(desk: Desk) -> None:
    await desk.customer(7)
    await desk.staff(7)
    assert await desk.do(update_profile, replace(RENAMED, id=7))
    assert (await desk.operator(7)).name == (await customer(desk, 7)).name == "Ivan the Great"
    assert (await desk.operator(7)).language == "uk"
    assert not await desk.do(update_profile, replace(RENAMED, id=7))


async def test_to_be_seen_in_a_room_is_not_to_have_unblocked_the_bot(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    await desk.do(mark_reachable, IVAN.id, False)
    await desk.do(update_profile, RENAMED)
    assert not (await customer(desk)).reachable


async def test_strangers_stay_strangers(desk: Desk) -> None:
    assert not await desk.do(update_profile, IVAN)
    assert await desk.kept.customers.get(IVAN.id) is None


async def test_a_contact_shared_later_is_the_new_phone(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    assert await desk.do(register_contact, IVAN, IVAN.id, "+49 30 1234", False)
    assert (await customer(desk)).phone == "+49301234"


async def test_the_question_calls_each_language_by_its_own_name(desk: Desk) -> None:
    await desk.do(ask_language, replace(IVAN, language="ru"))
    (card,) = await desk.waiting(ShowCard)
    assert (card.text.key, card.text.language) == (TextKey.ASK_LANGUAGE, "ru")
    assert [row[0].action for row in card.buttons] == ["language:en", "language:uk", "language:ru"]


async def test_what_is_chosen_holds_whatever_telegram_shows(desk: Desk) -> None:
    ticket = await desk.ask(IVAN.id)
    await desk.done(ask_language, IVAN)
    await desk.do(choose_language, IVAN, "uk")
    shown = {card.card: card.text for card in await desk.waiting(ShowCard)}
    assert shown[f"language:{IVAN.id}"].key is TextKey.LANGUAGE_CHOSEN
    assert {text.language for text in shown.values()} == {"uk"}
    assert f"ticket:{ticket}" in shown
    for saw in (greet, update_profile):
        await desk.do(saw, replace(IVAN, language="ru"))
        assert (await customer(desk)).language == "uk"
    assert await desk.do(language_for, IVAN) == "uk"


async def test_somebody_new_may_choose_first(desk: Desk) -> None:
    await desk.do(choose_language, IVAN, "ru")
    asked = await desk.waiting(SendText)
    assert [(one.text.key, one.text.language) for one in asked] == [(TextKey.ASK_CONTACT, "ru")]


async def test_staff_choose_too(desk: Desk) -> None:
    await desk.staff(7)
    await desk.settle_all()
    await desk.do(choose_language, person(7), "ru")
    assert {card.text.language for card in await desk.waiting(ShowCard)} == {"ru"}
    await desk.do(greet, person(7))
    assert (await desk.operator(7)).language == "ru"
    assert await desk.do(language_for, person(7)) == "ru"


@pytest.mark.parametrize("code", ["de", "", "en-US"])
async def test_a_language_that_is_none_of_ours_changes_nothing(desk: Desk, code: str) -> None:
    await desk.customer(IVAN.id)
    await desk.settle_all()
    await desk.do(choose_language, IVAN, code)
    assert not (await customer(desk)).language_chosen
    assert (await desk.told(IVAN.id)) == [TextKey.ASK_LANGUAGE]


async def test_staff_who_is_on_no_list_is_called_as_they_were_seen(desk: Desk) -> None:
    """Somebody of the group answers and closes, whom nobody ever put on staff."""
    groups = Relayed(await open_up(desk))
    await desk.staff(1, role=Role.SUPERVISOR, on_shift=False)
    ticket = await groups.opens(900, "It fails")
    lena = Person(500, "Lena of the group", "lena_group")
    assert await desk.do(update_profile, lena, DESKS - 1)
    assert not await desk.do(update_profile, lena, DESKS - 1)
    await desk.do(close_desk, DESKS - 1, 500, ticket)
    await desk.do(explain, 1, ticket, fresh=True)
    why = next(each for each in await desk.shown(1) if each.text.key is TextKey.WHY_TICKET)
    closed = why.text.values["list"][-1]  # type: ignore[index]
    assert closed.values["operator"] == "Lena of the group"  # type: ignore[union-attr]
    assert "by Lena of the group (@lena_group)" in await transcript(desk, 900)

    await desk.do(update_profile, replace(lena, name="Lena Married"), DESKS - 1)
    assert "by Lena Married (@lena_group)" in await transcript(desk, 900)
    await desk.do(add_operator, replace(lena, name="Lena on staff"), role=Role.OPERATOR)
    assert "by Lena on staff (@lena_group)" in await transcript(desk, 900)


async def test_so_is_a_customer_of_old_who_sits_in_the_group(desk: Desk) -> None:
    groups = Relayed(await open_up(desk))
    ticket = await groups.opens(900, "It fails")
    await desk.do(greet, person(500, "Lena"))
    await desk.do(close_desk, DESKS - 1, 500, ticket)
    assert "by Lena (@p500)" in await transcript(desk, 900)


async def test_nobody_is_remembered_for_having_been_seen_elsewhere(desk: Desk) -> None:
    await open_up(desk)
    for chat_id in (None, 500, -1_002_999_999_999):
        assert not await desk.do(update_profile, person(500), chat_id)
    await desk.customer(IVAN.id)
    await desk.do(update_profile, IVAN, DESKS - 1)  # they are known anyway
    assert await desk.rows_of("SELECT * FROM colleagues") == []


async def test_who_is_forgotten_is_no_colleague_either(desk: Desk) -> None:
    await open_up(desk)
    await desk.do(update_profile, IVAN, DESKS - 1)
    await desk.customer(IVAN.id)
    await desk.kept.erasures.forget(IVAN.id, desk.now)
    await desk.do(update_profile, IVAN, DESKS - 1)
    assert await desk.rows_of("SELECT * FROM colleagues") == []


async def transcript(desk: Desk, customer_id: int) -> str:
    """As the archive writes it."""
    record = present(await Reads(desk.database).customer_record(customer_id))
    return transcript_text(record, UTC)

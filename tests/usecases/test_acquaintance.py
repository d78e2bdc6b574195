"""Who somebody is and which language the desk speaks with them: as Telegram shows it, unless they
chose otherwise."""

from dataclasses import replace

import pytest

from core.domain.effects import SendText, ShowCard
from core.domain.people import Customer
from core.domain.texts import TextKey
from core.usecases.choose_language import ask_language, choose_language, language_for
from core.usecases.greet import greet
from core.usecases.keep_acquaintance import keep_acquaintance
from core.usecases.mark_reachable import mark_reachable
from core.usecases.register_contact import register_contact
from tests.usecases.desk import Desk, person

IVAN = person(900, "Ivan")
RENAMED = replace(IVAN, name="Ivan the Great", username="great", language="uk")


async def customer(desk: Desk, number: int = IVAN.id) -> Customer:
    async with desk.work() as work:
        found = await work.uow.customers.get(number)
    assert found is not None
    return found


async def test_a_customer_is_called_what_telegram_shows(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    assert await desk.do(keep_acquaintance, RENAMED)
    known = await customer(desk)
    assert (known.name, known.username, known.language) == ("Ivan the Great", "great", "uk")
    assert known.phone == "+38050900"
    assert not await desk.do(keep_acquaintance, RENAMED)
    await desk.do(keep_acquaintance, replace(RENAMED, username=None, language=None))
    known = await customer(desk)
    assert (known.username, known.language) == (None, "uk")


async def test_so_is_staff_and_whoever_is_both(desk: Desk) -> None:
    await desk.customer(7)
    await desk.staff(7)
    assert await desk.do(keep_acquaintance, replace(RENAMED, id=7))
    assert (await desk.operator(7)).name == (await customer(desk, 7)).name == "Ivan the Great"
    assert (await desk.operator(7)).language == "uk"
    assert not await desk.do(keep_acquaintance, replace(RENAMED, id=7))


async def test_to_be_seen_in_a_room_is_not_to_have_unblocked_the_bot(desk: Desk) -> None:
    await desk.customer(IVAN.id)
    await desk.do(mark_reachable, IVAN.id, False)
    await desk.do(keep_acquaintance, RENAMED)
    assert not (await customer(desk)).reachable


async def test_strangers_stay_strangers(desk: Desk) -> None:
    assert not await desk.do(keep_acquaintance, IVAN)
    async with desk.work() as work:
        assert await work.uow.customers.get(IVAN.id) is None


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
    await desk.do(ask_language, IVAN)
    await desk.settle_all()
    await desk.do(choose_language, IVAN, "uk")
    shown = {card.card: card.text for card in await desk.waiting(ShowCard)}
    assert shown[f"language:{IVAN.id}"].key is TextKey.LANGUAGE_CHOSEN
    assert {text.language for text in shown.values()} == {"uk"}
    assert f"ticket:{ticket}" in shown
    for saw in (greet, keep_acquaintance):
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

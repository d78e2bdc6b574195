"""A supervisor proposes that a customer is forgotten, and another one agrees."""

import json
from collections.abc import Awaitable

import pytest
import pytest_asyncio

from core.customers.start import point_to_buttons
from core.model.people import Role
from core.model.records import Erasure
from core.model.room_effects import EraseTranscript
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.privacy.requests import (
    ask_forget,
    ask_to_erase,
    confirm_forget,
    grant_erasure,
    propose_erasure,
    refuse_erasure,
    show_erasures,
)
from core.privacy.views import own_data_json
from core.staff.members import remove_operator
from core.supervision import customers
from db.reads import Reads
from tests.core.desk import Desk, person
from tests.support.present import present

ANN, OP, BOSS, CHIEF = 900, 1, 2, 3
WHY = "asked us  by post"


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def staff(desk: Desk) -> None:
    await desk.staff(OP)
    for number in (BOSS, CHIEF):
        await desk.staff(number, role=Role.SUPERVISOR, on_shift=False)
    await desk.customer(ANN)
    await desk.settle_all()


async def proposed(desk: Desk) -> Erasure:
    await desk.do(propose_erasure, BOSS, ANN, WHY)
    return present(await desk.kept.erasures.waiting_of(ANN))


async def refuses(act: Awaitable[object], key: TextKey) -> None:
    with pytest.raises(DeskError) as refusal:
        await act
    assert refusal.value.key is key


async def test_another_supervisor_agrees_and_never_the_same(desk: Desk) -> None:
    erasure = await proposed(desk)
    assert (erasure.asked_by, erasure.reason) == (BOSS, "asked us by post")
    (own,), (others,) = await desk.shown(BOSS), await desk.shown(CHIEF)
    assert [button.action for row in own.buttons for button in row] == [
        f"erasure:{erasure.id}:refuse"
    ]
    assert others.text.key is TextKey.ERASURE_PROPOSED
    assert others.text.values["reason"] == "asked us by post"
    for act in (ask_to_erase, grant_erasure):
        await refuses(desk.do(act, BOSS, erasure.id), TextKey.ERASURE_OWN)
    assert not present(await desk.kept.customers.get(ANN)).is_forgotten
    assert await desk.told(ANN) == []
    await desk.do(ask_to_erase, CHIEF, erasure.id)
    await desk.do(grant_erasure, CHIEF, erasure.id)
    assert present(await desk.kept.customers.get(ANN)).is_forgotten
    await desk.settle_kind(EraseTranscript)
    assert await desk.told(ANN) == [TextKey.FORGOTTEN]
    done = present(await desk.kept.erasures.get(erasure.id))
    assert (done.granted, done.decided_by, done.asked_by, done.reason) == (True, CHIEF, BOSS, None)
    await refuses(desk.do(propose_erasure, BOSS, ANN, WHY), TextKey.NOTHING_TO_ERASE)


async def test_where_there_is_no_other_supervisor_it_waits_and_says_so(desk: Desk) -> None:
    await desk.do(remove_operator, CHIEF)
    erasure = await proposed(desk)
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.do(show_erasures, BOSS)
    (card,) = await desk.shown(BOSS)
    assert "ERASURE_NEEDS_SECOND" in repr(card.text.values)
    await refuses(desk.do(grant_erasure, BOSS, erasure.id), TextKey.ERASURE_OWN)
    await desk.staff(CHIEF, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(grant_erasure, CHIEF, erasure.id)
    assert present(await desk.kept.customers.get(ANN)).is_forgotten


async def test_what_is_dropped_changes_nothing_and_the_customer_hears_nothing(desk: Desk) -> None:
    for supervisor in (BOSS, CHIEF):  # takes it back; does not agree
        erasure = await proposed(desk)
        await desk.do(refuse_erasure, supervisor, erasure.id)
        assert (await desk.told(BOSS))[-1] is TextKey.ERASURE_DROPPED
        assert not present(await desk.kept.customers.get(ANN)).is_forgotten
    assert await desk.told(ANN) == []


async def test_the_customers_own_wish_takes_its_place(desk: Desk) -> None:
    """Then two people want it, and either supervisor may grant it; and they are told of a no."""
    erasure = await proposed(desk)
    await desk.do(ask_forget, person(ANN))
    await desk.do(confirm_forget, ANN)
    assert (await desk.told(ANN))[-1] is TextKey.FORGET_ASKED
    wish = present(await desk.kept.erasures.waiting_of(ANN))
    assert (wish.id, wish.asked_by, wish.reason) == (erasure.id, None, None)
    await refuses(desk.do(propose_erasure, CHIEF, ANN, WHY), TextKey.ERASURE_WAITS)
    await desk.do(grant_erasure, BOSS, erasure.id)
    assert present(await desk.kept.customers.get(ANN)).is_forgotten


async def test_only_supervisors_propose_and_for_a_reason(desk: Desk) -> None:
    for actor in (OP, ANN):
        for act in (
            desk.do(propose_erasure, actor, ANN, WHY),
            desk.do(customers.ask_why_erase, actor, ANN),
        ):
            with pytest.raises(StaffOnly):
                await act
    await refuses(desk.do(propose_erasure, BOSS, 12345, WHY), TextKey.CUSTOMER_UNKNOWN)
    await refuses(desk.do(propose_erasure, BOSS, ANN, "\n"), TextKey.GIVE_REASON)
    await proposed(desk)
    await refuses(desk.do(propose_erasure, CHIEF, ANN, WHY), TextKey.ERASURE_WAITS)


async def test_in_the_bot_it_is_written_why_and_their_data_say_who_asked(desk: Desk) -> None:
    await desk.do(customers.show_found, BOSS, str(ANN))
    (card,) = await desk.shown(BOSS)
    assert card.buttons[-1][0].action == f"erase:{ANN}"
    await desk.do(customers.ask_why_erase, BOSS, ANN)
    await desk.do(point_to_buttons, person(BOSS), None, WHY)
    erasure = present(await desk.kept.erasures.waiting_of(ANN))
    assert erasure.asked_by == BOSS
    card = (await desk.shown(BOSS))[-1]
    assert f"erase:{ANN}" not in repr(card.buttons)
    given = json.loads(own_data_json(present(await Reads(desk.database).own_data(ANN)), desk.now))
    (told,) = given["requests_to_be_forgotten"]
    assert told["asked_by"] == "desk"
    assert "post" not in str(given)

"""The effects of the user account, carried out in the sandbox and looked at from its other side."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from core.model.accounts import Complaint, Rest, Trouble
from core.model.effects import ResolveUsername, SendText
from core.model.outcomes import Cause, Rejected, RetryAt, Scope, Sent, Unreachable
from core.model.places import Place, PlaceState
from core.model.room_effects import CreateRoom, DiscardRoom
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import EffectGateway
from sandbox.faults import Face
from sandbox.state.model import Standing
from tests.userbot.conftest import TIMINGS, Desk, invite, rooms, utc_now
from userbot.account import Account
from userbot.accounts import AccountsGateway
from userbot.gateway import UserbotGateway


async def created(desk: Desk, gateway: UserbotGateway, place: Place) -> int:
    outcome = await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
    assert isinstance(outcome, Sent), outcome
    return int(outcome.value["chat_id"])


async def test_who_opens_a_rooms_page_reads_a_sentence(desk: Desk) -> None:
    words = "A private chat with our support. " * 20
    gateway = UserbotGateway(
        await desk.account(), desk.database, desk.archive, "desk_bot", utc_now, words=words
    )
    place = await desk.place()
    chat_id = await created(desk, gateway, place)
    (chat,) = rooms(desk)
    assert chat.about.startswith("A private chat with our support. A private")
    assert chat.about.endswith(f"\n\n{place.marker}")
    assert len(chat.about) <= 255
    # By its mark it is found again.
    assert await created(desk, gateway, place) == chat_id


async def test_a_room_is_made_with_the_bot_in_charge(desk: Desk) -> None:
    gateway = desk.gateway(await desk.account())
    chat_id = await created(desk, gateway, await desk.place())
    (chat,) = rooms(desk)
    assert (chat.id, chat.title, chat.about) == (chat_id, "Support", "marker-1")
    bot = chat.members[desk.bot.id]
    assert bot.standing is Standing.ADMINISTRATOR
    assert bot.rights >= {
        "can_change_info",
        "can_delete_messages",
        "can_restrict_members",
        "can_invite_users",
        "can_pin_messages",
    }
    assert "can_invite_users" not in chat.permissions


@pytest.mark.parametrize("way", ["lose_answer", "lose_call", "swallow"])
async def test_a_room_whose_answer_was_lost_is_made_once(desk: Desk, way: str) -> None:
    gateway = desk.gateway(await desk.account(replace(TIMINGS, answer=0.5)))
    place = await desk.place()
    if way == "swallow":
        desk.faults.swallow(Face.MTPROTO, "channels.createChannel", done=True)
    else:
        getattr(desk.faults, way)(Face.MTPROTO, "channels.createChannel")
    effect = CreateRoom(place.id, place.marker, place.title)
    outcome = await gateway.carry_out(effect)
    for _ in range(3):
        if isinstance(outcome, Sent):
            break
        assert isinstance(outcome, RetryAt), outcome
        outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, Sent)
    assert [chat.id for chat in rooms(desk)] == [outcome.value["chat_id"]]


async def test_a_room_made_before_a_kill_is_found_again(desk: Desk) -> None:
    account = await desk.account()
    place = await desk.place()
    first = await created(desk, desk.gateway(account), place)
    await desk.kill(account)  # before the outcome was kept
    again = desk.gateway(await desk.account())
    assert await created(desk, again, place) == first
    other = await desk.place("marker-2")
    second = await created(desk, again, other)
    assert {chat.id for chat in rooms(desk)} == {first, second}


async def test_a_room_that_was_given_up_unseen_is_found_and_deleted(desk: Desk) -> None:
    """The login ended halfway, and somebody else was asked for another one."""
    account = await desk.account()
    gateways: dict[str, EffectGateway] = {account.name: desk.gateway(account), "2": Mock()}
    both = AccountsGateway(gateways, desk.database, utc_now)
    place = await desk.place()
    effect = CreateRoom(place.id, place.marker, place.title)
    desk.faults.error(Face.MTPROTO, "channels.editAdmin", 401, "SESSION_REVOKED")
    outcome = await both.carry_out(effect)
    assert isinstance(outcome, Rejected), outcome
    assert outcome.unsure
    assert len(rooms(desk)) == 1
    await desk.move(place, PlaceState.DELETED)
    await desk.kill(account)
    again = desk.gateway(await desk.account())
    seek = DiscardRoom(place.id, place.marker, place.title)
    assert await again.carry_out(seek) == Sent({"found": True})
    assert rooms(desk) == []
    assert await again.carry_out(seek) == Sent({"found": False})


async def test_what_telegram_refused_to_make_is_not_sought(desk: Desk) -> None:
    gateway = desk.gateway(await desk.account())
    place = await desk.place()
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 406, "USER_RESTRICTED")
    outcome = await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
    assert isinstance(outcome, Rejected)
    assert not outcome.unsure


async def test_a_room_with_another_marker_is_not_taken(desk: Desk) -> None:
    foreign = desk.world.create_supergroup(desk.owner.id, "Support", "somebody else's")
    gateway = desk.gateway(await desk.account())
    assert await created(desk, gateway, await desk.place()) != foreign.id


async def test_what_keeps_a_room_from_being_made_is_told_with_what_is_there_of_it(
    desk: Desk,
) -> None:
    account = await desk.account()
    troubles: list[Complaint] = []

    async def troubled(complaint: Complaint) -> None:
        troubles.append(complaint)

    gateway = UserbotGateway(
        account, desk.database, desk.archive, "desk_bot", utc_now, troubled=troubled
    )
    place = await desk.place()
    effect = CreateRoom(place.id, place.marker, place.title)
    desk.faults.flood(Face.MTPROTO, "channels.createChannel", 61)
    outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, RetryAt)
    assert (outcome.cause, outcome.made) == (Cause.FLOOD_WAIT, None)
    assert rooms(desk) == []
    account.rests.end(Cause.FLOOD_WAIT)
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 400, "CHANNELS_TOO_MUCH")
    assert await gateway.carry_out(effect) == Rejected(
        "CHANNELS_TOO_MUCH", Cause.CHATS_FULL, Scope.ACCOUNT
    )
    account.rests.end(Cause.CHATS_FULL)
    # A room that is there all the same is named, so that it does not stay behind.
    desk.faults.flood(Face.MTPROTO, "channels.editAdmin", 3600)
    outcome = await gateway.carry_out(effect)
    (made,) = rooms(desk)
    assert isinstance(outcome, RetryAt)
    assert (outcome.cause, outcome.made) == (Cause.FLOOD_WAIT, made.id)
    hour = timedelta(hours=1)
    assert troubles == [
        Complaint(Trouble.FLOOD, timedelta(seconds=61)),
        Complaint(Trouble.TOO_MANY_CHATS, timedelta(days=1), Rest.MAKING),
        Complaint(Trouble.FLOOD, hour),
    ]


async def test_a_room_that_nobody_waits_for_is_found_by_its_marker_and_deleted(
    desk: Desk,
) -> None:
    gateway = desk.gateway(await desk.account())
    place = await desk.place()
    discard = DiscardRoom(place.id, place.marker, place.title)
    assert await gateway.carry_out(discard) == Sent({"found": False})
    desk.faults.flood(Face.MTPROTO, "channels.editAdmin", 3600)
    await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
    assert len(rooms(desk)) == 1
    assert await gateway.carry_out(discard) == Sent({"found": True})
    assert rooms(desk) == []


async def test_without_a_connection_everything_waits(desk: Desk) -> None:
    gateway = desk.gateway(await desk.account(replace(TIMINGS, patience=0.2)))
    place = await desk.place()
    desk.faults.refuse_connections()
    desk.cut()
    effect = CreateRoom(place.id, place.marker, place.title)
    outcomes = [await gateway.carry_out(effect) for _ in range(2)]
    assert all(isinstance(outcome, RetryAt) for outcome in outcomes)
    assert isinstance(outcomes[1], RetryAt)
    assert outcomes[1].scope is Scope.ACCOUNT


async def test_what_telegram_refuses_is_rejected_by_its_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    account = await desk.account()
    gateway = desk.gateway(account)
    place = await desk.place()
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 406, "CHANNELS_TOO_MUCH")
    outcome = await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
    assert outcome == Rejected("CHANNELS_TOO_MUCH", Cause.CHATS_FULL, Scope.ACCOUNT)
    account.rests.end(Cause.CHATS_FULL)
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 400, "NEVER_HEARD_OF")
    outcome = await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
    assert outcome == Rejected("NEVER_HEARD_OF")
    assert [*empty.iterdir()] == []  # kurigram's own note of it would be here


async def test_effects_of_others_are_refused(desk: Desk) -> None:
    gateway = desk.gateway(await desk.account())
    outcome = await gateway.carry_out(SendText(1, Text(TextKey.DONE, "en")))
    assert isinstance(outcome, Rejected)


async def test_operators_are_found_by_username_or_phone(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = desk.gateway(account)
    assert isinstance(await gateway.carry_out(invite(desk, room)), Unreachable)
    wrong = invite(desk, room, username="desk_bot", phone="+99966009999")
    assert isinstance(await gateway.carry_out(wrong), Unreachable)
    assert await gateway.carry_out(invite(desk, room, username="olga_helps")) == Sent()
    assert desk.operator.id in desk.world.chats[room.chat_id or 0].members
    # Met before, and there already.
    assert await gateway.carry_out(invite(desk, room)) == Sent()

    second = await desk.room(account, "marker-2")
    desk.operator = desk.world.add_person("Ivan", phone="99966000077")
    assert await gateway.carry_out(invite(desk, second, phone="+99966000077")) == Sent()
    assert desk.owner.contacts == set()
    assert desk.operator.id in desk.world.chats[second.chat_id or 0].members


async def test_who_is_found_as_a_contact_only_is_none_afterwards(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    desk.operator = desk.world.add_person("Ivan", phone="99966000077")
    hidden = desk.faults.error(Face.MTPROTO, "contacts.resolvePhone", 400, "PHONE_NOT_OCCUPIED")
    removed = desk.faults.delay(Face.MTPROTO, "contacts.deleteContacts", 0)
    outcome = await desk.gateway(account).carry_out(invite(desk, room, phone="+99966000077"))
    assert outcome == Sent()
    assert (hidden.hits, removed.hits) == (1, 1)
    assert desk.owner.contacts == set()
    assert desk.operator.id in desk.world.chats[room.chat_id or 0].members


async def test_a_username_is_a_persons_or_nobodys(desk: Desk) -> None:
    gateway = desk.gateway(await desk.account())
    nina = desk.world.add_person("Nina", last_name="B", username="nina_b")
    desk.world.create_supergroup(nina.id, "Nina's group")
    found = await gateway.carry_out(ResolveUsername("Nina_B", 8))
    assert found == Sent({"user_id": nina.id, "name": "Nina B"})
    nobody = await gateway.carry_out(ResolveUsername("nobody_has_it", 8))
    assert nobody == Rejected("USERNAME_NOT_OCCUPIED", Cause.NOBODY)
    bot = await gateway.carry_out(ResolveUsername(desk.bot.username or "", 8))
    assert bot == Rejected("USER_BOT")


async def test_an_address_that_is_not_good_any_more_is_asked_for_anew(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    await account.storage.update_peers([(desk.operator.id, 12345, "user", None)])
    gateway = desk.gateway(account)
    assert await gateway.carry_out(invite(desk, room)) == Unreachable(
        "USER_ID_INVALID", Cause.NO_ADDRESS
    )
    assert await gateway.carry_out(invite(desk, room, username="olga_helps")) == Sent()


@pytest.mark.parametrize(
    ("code", "tag", "cause"),
    [
        (403, "USER_PRIVACY_RESTRICTED", Cause.PRIVACY),
        (400, "USER_NOT_MUTUAL_CONTACT", Cause.PRIVACY),
        (403, "USER_CHANNELS_TOO_MUCH", Cause.PERSON_FULL),
    ],
)
async def test_who_does_not_let_themselves_be_added(
    desk: Desk, code: int, tag: str, cause: Cause
) -> None:
    account = await desk.account()
    room = await desk.room(account)
    desk.faults.error(Face.MTPROTO, "channels.inviteToChannel", code, tag)
    outcome = await desk.gateway(account).carry_out(invite(desk, room, username="olga_helps"))
    assert outcome == Unreachable(tag, cause)


async def test_a_restarted_account_looks_the_bot_up_no_more(desk: Desk) -> None:
    """Telegram answered with waits of 18 hours to who did it at each start."""

    def gateway(account: Account) -> UserbotGateway:
        return UserbotGateway(
            account, desk.database, desk.archive, "desk_bot", utc_now, bot_id=desk.bot.id
        )

    account = await desk.account()
    await created(desk, gateway(account), await desk.place())
    await account.stop()
    asked = desk.faults.delay(Face.MTPROTO, "contacts.resolveUsername", 0, times=None)
    for number in (2, 3):
        again = await desk.account()
        place = await desk.place(f"marker-{number}")
        await created(desk, gateway(again), place)
        await again.stop()
    assert asked.hits == 0

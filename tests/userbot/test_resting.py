"""An account that Telegram refuses as a whole is left alone by every kind of effect."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from pyrogram import raw

from core.model.accounts import Complaint, Rest, Trouble
from core.model.desk_effects import ClearGroup
from core.model.effects import Effect, ResolveUsername
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Sent, Unreachable
from core.model.places import Place
from core.model.room_effects import (
    CreateRoom,
    DeleteRoom,
    EmptyRoom,
    InviteOperator,
    InviteSupervisor,
    RemoveFromRoom,
    SaveMedia,
    WipeRoom,
)
from sandbox.faults import Face
from sandbox.state.model import Verdict
from tests.userbot.conftest import Desk, utc_now
from userbot import recount
from userbot.account import Account
from userbot.failures import LoginEnded
from userbot.gateway import UserbotGateway
from userbot.refusals import GONE, LOGGED_OUT, REFUSALS
from userbot.resting import Rests

DAY = timedelta(days=1)


class Watched:
    """A gateway whose complaints are kept."""

    def __init__(self, desk: Desk, account: Account) -> None:
        self.complaints: list[Complaint] = []
        self.gateway = UserbotGateway(
            account, desk.database, desk.archive, "desk_bot", utc_now, troubled=self._troubled
        )

    async def _troubled(self, complaint: Complaint) -> None:
        self.complaints.append(complaint)


async def effects_of(desk: Desk, room: Place) -> list[Effect]:
    """One of each kind that changes something."""
    chat_id, new = room.chat_id or 0, await desk.place("marker-2")
    ticket = room.ticket_id or 0
    return [
        RemoveFromRoom(room.id, chat_id, desk.customer.id),
        InviteOperator(room.id, ticket, chat_id, desk.operator.id, "olga_helps", "99966000003"),
        InviteSupervisor(room.id, ticket, chat_id, desk.operator.id, "olga_helps"),
        EmptyRoom(room.id, chat_id),
        WipeRoom(room.id, chat_id, "Support"),
        DeleteRoom(room.id, chat_id),
        CreateRoom(new.id, new.marker, new.title),
        ClearGroup(room.id, chat_id, (1,)),
    ]


def surely(outcome: Outcome) -> Outcome:
    """Leaving open whether the room may be there all the same: while the account rests nobody
    looks."""
    return replace(outcome, unsure=False) if isinstance(outcome, Rejected) else outcome


def asked_in_vain(desk: Desk) -> int:
    return sum(desk.face.services.ledger.refusals.values())


async def test_a_call_that_is_never_answered_holds_up_no_other() -> None:
    rests = Rests(utc_now, turn=0.05)
    room = raw.types.InputChannelEmpty()
    one, other = (raw.functions.channels.DeleteChannel(channel=room) for _ in range(2))
    async with rests.turn(one), asyncio.timeout(2), rests.turn(other):
        pass
    async with rests.turn(one):  # one by one again
        assert rests._turn.locked()


async def test_a_frozen_account_is_asked_once_whatever_waits_for_it(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    watched = Watched(desk, account)
    effects = await effects_of(desk, room)
    desk.world.judge(desk.owner.id, Verdict.FROZEN)
    outcomes: list[Outcome] = []
    for _ in range(3):
        outcomes = [await watched.gateway.carry_out(effect) for effect in effects]
    assert asked_in_vain(desk) == 1
    assert watched.complaints == [Complaint(Trouble.FROZEN, DAY, Rest.ALL)]
    # What can be done in another way is; what nobody else can do waits, and is not lost.
    why = ("FROZEN_METHOD_INVALID", Cause.RESTRICTED, Scope.ACCOUNT)
    by_kind = dict(zip(map(type, effects), outcomes, strict=True))
    assert surely(by_kind[CreateRoom]) == by_kind[ClearGroup] == Rejected(*why)
    assert by_kind[InviteOperator] == by_kind[InviteSupervisor] == Unreachable(*why)
    for kind in (RemoveFromRoom, EmptyRoom, WipeRoom, DeleteRoom):
        waits = by_kind[kind]
        assert isinstance(waits, RetryAt)
        assert timedelta(hours=23) < waits.at - utc_now() <= DAY
        assert waits.scope is Scope.DESTINATION
    # It still reads.
    assert not isinstance(
        await watched.gateway.carry_out(SaveMedia(room.id, room.chat_id or 0, 1, "1/a")), RetryAt
    )
    found = await watched.gateway.carry_out(ResolveUsername("kasia", 1))
    assert isinstance(found, Sent)


async def test_what_waits_at_once_goes_one_after_the_other(desk: Desk) -> None:
    account = await desk.account()
    places = [await desk.place(f"marker-{number}") for number in range(6)]
    gateway = Watched(desk, account).gateway
    desk.world.judge(desk.owner.id, Verdict.RESTRICTED)
    effects = [CreateRoom(each.id, each.marker, each.title) for each in places]
    outcomes = await asyncio.gather(*map(gateway.carry_out, effects))
    assert asked_in_vain(desk) == 1
    assert set(map(surely, outcomes)) == {
        Rejected("USER_RESTRICTED", Cause.RESTRICTED, Scope.ACCOUNT)
    }


async def test_a_spammer_makes_rooms_and_leaves_people_to_the_link(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = Watched(desk, account).gateway
    invite = InviteOperator(room.id, 1, room.chat_id or 0, desk.operator.id, "olga_helps")
    with desk.faults.error(
        Face.MTPROTO, "channels.inviteToChannel", 400, "PEER_FLOOD", times=None
    ) as standing:
        for _ in range(5):
            assert await gateway.carry_out(invite) == Unreachable(
                "PEER_FLOOD", Cause.SPAM, Scope.ACCOUNT
            )
        place = await desk.place("marker-2")
        made = await gateway.carry_out(CreateRoom(place.id, place.marker, place.title))
        assert isinstance(made, Sent)
        assert standing.hits == 1


async def test_a_room_that_is_refused_half_made_is_the_last_one(desk: Desk) -> None:
    account = await desk.account()
    watched = Watched(desk, account)
    with desk.faults.error(
        Face.MTPROTO, "channels.editAdmin", 400, "PEER_FLOOD", times=None
    ) as standing:
        for number in range(4):
            place = await desk.place(f"marker-{number}")
            outcome = await watched.gateway.carry_out(
                CreateRoom(place.id, place.marker, place.title)
            )
            assert isinstance(outcome, Rejected)
            assert (outcome.made is not None) == (number == 0)
        assert standing.hits == 1
    assert len([chat for chat in desk.world.chats_of(desk.owner.id) if chat.id < 0]) == 1
    assert watched.complaints == [Complaint(Trouble.PEER_FLOOD, DAY, Rest.GROWING)]


async def test_a_full_account_goes_on_when_it_has_left_a_chat(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = Watched(desk, account).gateway
    place = await desk.place("marker-2")
    create = CreateRoom(place.id, place.marker, place.title)
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 400, "CHANNELS_TOO_MUCH")
    for _ in range(2):
        assert surely(await gateway.carry_out(create)) == Rejected(
            "CHANNELS_TOO_MUCH", Cause.CHATS_FULL, Scope.ACCOUNT
        )
    assert await gateway.carry_out(DeleteRoom(room.id, room.chat_id or 0)) == Sent()
    assert isinstance(await gateway.carry_out(create), Sent)


@pytest.mark.parametrize(
    "method", ["channels.inviteToChannel", "contacts.resolveUsername", "channels.createChannel"]
)
async def test_a_flood_wait_for_what_telegram_counts_is_met_once(desk: Desk, method: str) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = Watched(desk, account).gateway
    place = await desk.place("marker-2")
    effect: Effect = {
        "channels.inviteToChannel": InviteOperator(
            room.id, 1, room.chat_id or 0, desk.operator.id, "olga_helps"
        ),
        "contacts.resolveUsername": ResolveUsername("kasia", 1),
        "channels.createChannel": CreateRoom(place.id, place.marker, place.title),
    }[method]
    with desk.faults.flood(Face.MTPROTO, method, 3600, times=None) as standing:
        for _ in range(3):
            outcome = await gateway.carry_out(effect)
            assert not isinstance(outcome, Sent)
            assert isinstance(outcome, RetryAt | Rejected)
            assert outcome.cause is Cause.FLOOD_WAIT
        assert standing.hits == 1


def test_whatever_telegram_refuses_an_account_for_good_has_a_rest() -> None:
    for name, refusal in REFUSALS.items():
        assert refusal.rest, name
        assert refusal.wait >= DAY, name


@pytest.mark.parametrize("name", sorted(REFUSALS))
async def test_each_refusal_of_the_table_is_met_once_and_told_with_its_rest(
    desk: Desk, name: str
) -> None:
    account = await desk.account()
    watched, refusal = Watched(desk, account), REFUSALS[name]
    code = 420 if name == "FROZEN_METHOD_INVALID" else 400
    with desk.faults.error(
        Face.MTPROTO, "channels.createChannel", code, name, times=None
    ) as standing:
        for number in range(4):
            place = await desk.place(f"marker-{number}")
            effect = CreateRoom(place.id, place.marker, place.title)
            outcome = await watched.gateway.carry_out(effect)
            assert surely(outcome) == Rejected(name, refusal.cause, Scope.ACCOUNT)
        assert standing.hits == 1
    assert watched.complaints == [refusal.complaint(making_room=True)]


ENDINGS = {
    "AUTH_KEY_UNREGISTERED": 401,
    "AUTH_KEY_INVALID": 401,
    "AUTH_KEY_PERM_EMPTY": 401,
    "AUTH_KEY_DUPLICATED": 406,
    "SESSION_REVOKED": 401,
    "SESSION_EXPIRED": 401,
    "USER_DEACTIVATED": 401,
    "USER_DEACTIVATED_BAN": 401,
    "PHONE_NUMBER_BANNED": 400,
}
"""With the codes of Telegram's table of errors."""


@pytest.mark.parametrize("name", sorted(LOGGED_OUT))
async def test_each_end_of_a_login_is_met_once_and_known_for_what_it_is(
    desk: Desk, name: str
) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = Watched(desk, account).gateway
    with desk.faults.error(
        Face.MTPROTO, None, ENDINGS[name], name, who=desk.owner.id, times=None
    ) as standing:
        outcome = await gateway.carry_out(RemoveFromRoom(room.id, room.chat_id or 0, 1))
        assert isinstance(outcome, RetryAt)
        assert outcome.cause is Cause.LOGGED_OUT
        with pytest.raises(LoginEnded, match=name) as ended:
            await asyncio.wait_for(account.ended(), 5)
        await account.stop()
        assert ended.value.is_gone == (name in GONE)
        assert standing.hits <= 3


async def test_a_full_account_goes_on_when_somebody_took_it_out_of_chats_by_hand(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "FIRST", 0.05)
    account = await desk.account()
    await desk.room(account)
    chat = desk.world.create_supergroup(desk.operator.id, "Nobody needs it", "")
    assert desk.world.invite(desk.operator.id, chat.id, [desk.owner.id]) == []
    gateway = Watched(desk, account).gateway
    place = await desk.place("marker-2")
    create = CreateRoom(place.id, place.marker, place.title)
    desk.faults.error(Face.MTPROTO, "channels.createChannel", 400, "CHANNELS_TOO_MUCH")
    counted = desk.faults.delay(Face.MTPROTO, "messages.getDialogs", 0, times=None)
    loop = asyncio.get_running_loop()
    left = asyncio.create_task(recount.chats_left(account))
    await gateway.carry_out(create)
    before, begun = counted.hits, loop.time()
    await counted.struck(before + 12)  # two or three for each count
    assert loop.time() - begun >= 0.05 + 0.1 + 0.2
    assert not left.done()
    desk.world.leave(desk.owner.id, chat.id)
    assert await asyncio.wait_for(left, 10) == 1
    assert isinstance(await gateway.carry_out(create), Sent)

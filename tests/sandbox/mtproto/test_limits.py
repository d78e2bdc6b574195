"""Limits that strike by themselves, and what moderation makes of an account."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pyrogram.raw import functions, types
from pyrogram.raw.core import TLObject

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.limits import UNLIMITED, Ledger, Limits
from sandbox.state.model import User, Verdict
from sandbox.state.world import World

CREATE = functions.channels.CreateChannel(title="Support", about="", megagroup=True)
LOOK_UP = functions.contacts.ResolveUsername(username="olga")
READ = functions.updates.GetState()


class Town:
    def __init__(self, limits: Limits) -> None:
        self.world = World(lambda: datetime(2026, 11, 28, 12, tzinfo=UTC))
        self.ledger = Ledger(self.world, limits)
        self.owner = self.world.add_person("Owner")
        self.group = self.world.create_supergroup(self.owner.id, "Support")

    def asks(self, query: TLObject[Any]) -> str:
        """What Telegram says; "" for yes."""
        try:
            self.ledger.check(self.owner, query)
        except RpcError as refusal:
            return refusal.tag
        self.ledger.done(self.owner, query)
        return ""

    def invites(self, person: User) -> TLObject[Any]:
        user = types.InputUser(user_id=person.id, access_hash=person.access_hash)
        channel = types.InputChannel(channel_id=1, access_hash=0)
        return functions.channels.InviteToChannel(channel=channel, users=[user])


@pytest.mark.parametrize(
    ("limits", "query"),
    [(Limits(groups=2), CREATE), (Limits(usernames=2), LOOK_UP)],
    ids=["groups", "usernames"],
)
def test_what_telegram_counts_has_to_wait_until_a_day_has_passed(
    limits: Limits, query: TLObject[Any]
) -> None:
    town = Town(limits)
    assert [town.asks(query) for _ in range(3)] == ["", "", "FLOOD_WAIT_86400"]
    town.world.pass_time(timedelta(hours=1))
    assert town.asks(query) == "FLOOD_WAIT_82800"
    assert town.ledger.refusals[town.owner.id, "FLOOD_WAIT_82800"] == 1
    town.world.pass_time(timedelta(hours=23))
    assert town.asks(query) == ""
    assert [Town(UNLIMITED).asks(query) for _ in range(300)] == [""] * 300


def test_who_invites_strangers_in_great_number_is_a_spammer() -> None:
    town = Town(Limits(strangers=2))
    strangers = [town.world.add_person(name) for name in ("Ann", "Bob", "Cid")]
    assert [town.asks(town.invites(each)) for each in strangers] == ["", "", "PEER_FLOOD"]
    # Again those whom it invited today, who know it, and who share a group with it.
    assert town.asks(town.invites(strangers[0])) == ""
    town.world.add_contact(strangers[2].id, town.owner.id)
    assert town.asks(town.invites(strangers[2])) == ""
    dan = town.world.add_person("Dan")
    town.world.invite(town.owner.id, town.group.id, [dan.id])
    assert town.asks(town.invites(dan)) == ""


def test_what_moderation_makes_of_an_account() -> None:
    town = Town(UNLIMITED)
    friend, stranger = town.world.add_person("Friend"), town.world.add_person("Stranger")
    town.world.add_contact(friend.id, town.owner.id)
    queries = (READ, LOOK_UP, CREATE, town.invites(friend), town.invites(stranger))
    expected = {
        Verdict.WELL: ["", "", "", "", ""],
        Verdict.RESTRICTED: ["", "", "USER_RESTRICTED", "", "PEER_FLOOD"],
        Verdict.FROZEN: ["", "", *["FROZEN_METHOD_INVALID"] * 3],
        Verdict.BANNED: ["USER_DEACTIVATED_BAN"] * 5,
    }
    for verdict, answers in expected.items():
        town.world.judge(town.owner.id, verdict)
        assert [town.asks(query) for query in queries] == answers, verdict

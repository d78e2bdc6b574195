"""Numbered changes: what a client would make of them is what is there."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.state.model import Box, Chat, Content, Happening, Kind, Refused, User
from sandbox.state.rights import INSIDE
from sandbox.state.world import World
from tests.sandbox.state.conftest import ADMIN, Clock, Town


def test_counts(town: Town) -> None:
    box = town.world.box(town.bob.id)
    sent = [town.say(town.ann, town.bob, str(i)) for i in range(3)]
    town.world.edit(town.ann.id, town.bob.id, sent[0].id, Content("edited"))
    town.world.delete(town.ann.id, town.bob.id, [m.id for m in sent])

    counts = [(c.kind, c.pts, c.pts_count) for c in box.changes]
    assert counts == [
        (Kind.NEW_MESSAGE, 2, 1),
        (Kind.NEW_MESSAGE, 3, 1),
        (Kind.NEW_MESSAGE, 4, 1),
        (Kind.EDIT_MESSAGE, 5, 1),
        (Kind.DELETE_MESSAGES, 8, 3),
    ]
    assert box.changes[-1].message_ids == (1, 2, 3)


def test_a_supergroups_change_is_one_for_all(town: Town) -> None:
    room = town.room(town.ann, town.bob)
    town.say(town.ann, room.id)
    told = [h for h in town.told if h.kind is Kind.NEW_MESSAGE]
    assert len({id(h.change) for h in told}) == 1
    assert {h.box for h in told} == {room.id}
    assert {h.recipient for h in town.told} == {
        town.owner.id,
        town.bot.id,
        town.ann.id,
        town.bob.id,
    }


def test_the_cause_travels_with_what_it_caused(town: Town) -> None:
    connection = object()
    room = town.world.create_supergroup(town.owner.id, "Room", cause=connection)
    town.world.send(town.owner.id, room.id, Content("hello"), cause=connection)
    told = [h for h in town.heard(town.owner) if h.kind is Kind.NEW_MESSAGE]
    assert [h.cause for h in told] == [connection, connection]


class Life:
    """Random acts of people in one world."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.world = World(Clock())
        self.told: list[Happening] = []
        self.world.subscribe(self.told.append)
        self.people: list[User] = [self.world.add_person(f"P{i}") for i in range(4)]
        self.bot = self.world.add_bot("Bot", "a_bot")
        owner = self.people[0].id
        everybody = [u.id for u in (*self.people, self.bot)]
        self.chats: list[Chat] = [
            self.world.create_supergroup(owner, "S"),
            self.world.create_basic_group(owner, "B", everybody),
        ]
        self.world.invite(owner, self.chats[0].id, everybody)
        self.world.promote(owner, self.chats[0].id, self.bot.id, ADMIN)

    def step(self) -> None:
        actor = self.random.choice([*self.people, self.bot]).id
        where = self.random.choice([c.id for c in self.chats] + [p.id for p in self.people])
        acts: list[Callable[[int, int], object]] = [
            self._say, self._say, self._edit, self._delete, self._leave, self._kick, self._return,
        ]  # fmt: skip
        try:
            self.random.choice(acts)(actor, where)
        except Refused:
            return

    def _some(self, actor: int, where: int) -> int:
        found = self.world.history(actor, where, limit=10)
        return self.random.choice(found).id if found else 1

    def _say(self, actor: int, where: int) -> None:
        self.world.send(actor, where, Content(f"text {self.random.random()}"))

    def _edit(self, actor: int, where: int) -> None:
        content = Content(f"edited {self.random.random()}")
        self.world.edit(actor, where, self._some(actor, where), content)

    def _delete(self, actor: int, where: int) -> None:
        ids = {self._some(actor, where) for _ in range(3)}
        self.world.delete(actor, where, ids, revoke=self.random.random() < 0.7)

    def _leave(self, actor: int, where: int) -> None:
        self.world.leave(actor, where)

    def _kick(self, actor: int, where: int) -> None:
        self.world.ban(actor, where, self.random.choice(self.people).id)

    def _return(self, actor: int, where: int) -> None:
        self.world.invite(actor, where, [self.random.choice(self.people).id])


def replayed(box: Box) -> set[int]:
    """The ids that a client has who followed all changes."""
    ids: set[int] = set()
    pts = 1
    for change in box.changes:
        assert change.pts == pts + change.pts_count
        pts = change.pts
        if change.kind is Kind.NEW_MESSAGE:
            assert change.message_id is not None
            ids.add(change.message_id)
        elif change.kind is Kind.DELETE_MESSAGES:
            assert change.pts_count == len(change.message_ids)
            ids -= set(change.message_ids)
    assert pts == box.pts
    return ids


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 120))
def test_following_changes_gives_what_is_there(seed: int, steps: int) -> None:
    life = Life(seed)
    for _ in range(steps):
        life.step()

    for owner, box in life.world.boxes.items():
        assert replayed(box) == set(box.messages)
        for chat_id, ids in box.by_chat.items():
            there = [m.id for m in box.messages.values() if m.chat_id == chat_id]
            assert ids == there
        if owner > 0:
            own = [h.change for h in life.told if h.recipient == owner and h.box == owner]
            assert own == box.changes, "everything in one's own box is told, in order"
    for user in life.people:
        inside = [c.id for c in life.chats if _is_in(life, user, c)]
        assert sorted(c.id for c in life.world.chats_of(user.id)) == sorted(inside)


def _is_in(life: Life, user: User, chat: Chat) -> bool:
    member = life.world.member(chat.id, user.id)
    return member is not None and member.standing in INSIDE


def test_pages_of_a_history(town: Town) -> None:
    sent = [town.say(town.ann, town.bob, str(i)) for i in range(10)]
    town.say(town.ann, town.bot)
    town.world.delete(town.ann.id, town.bob.id, [sent[3].id, sent[7].id])

    def page(**bounds: int) -> list[str]:
        found = town.world.history(town.ann.id, town.bob.id, **bounds)
        return [m.content.text for m in found]

    assert page(limit=3) == ["9", "8", "6"]
    assert page(limit=3, offset_id=sent[6].id) == ["5", "4", "2"]
    assert page(offset_id=sent[6].id, min_id=sent[2].id) == ["5", "4"]
    assert page(min_id=sent[9].id) == []


def test_the_list_of_chats(town: Town) -> None:
    room = town.room(town.ann)
    for other in (town.bob, town.bot):
        town.clock.move(minutes=1)
        town.say(town.ann, other)
    assert town.world.dialogs(town.ann.id) == [town.bot.id, town.bob.id, room.id]
    town.clock.move(minutes=1)
    town.say(town.owner, room.id)
    (said,) = town.world.history(town.ann.id, town.bot.id)
    town.world.delete(town.ann.id, town.bot.id, [said.id])
    assert town.world.dialogs(town.ann.id) == [room.id, town.bob.id]

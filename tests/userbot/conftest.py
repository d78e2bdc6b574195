"""A sandbox that speaks MTProto, a database, and a desk's user account between them."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from core.model.outcomes import Sent
from core.model.people import Person
from core.model.places import Place, PlaceKind, PlaceState
from core.model.room_effects import CreateRoom, InviteOperator
from core.ports import InboxUpdate
from db.database import SqlDatabase
from db.migrations import upgrade
from sandbox.faults import Face, Faults
from sandbox.mtproto.face import MTProtoFace
from sandbox.mtproto.keys import AuthKey, MemoryKeyStore
from sandbox.mtproto.rsa import ServerKey
from sandbox.state.model import Chat, Content, Message, User
from sandbox.state.world import World
from tests.support.databases import Backend, Databases, run_apart
from tests.support.places import bring
from tests.support.waiting import eventually
from userbot.account import Account, Timings
from userbot.gateway import UserbotGateway
from userbot.login import Asking, login
from userbot.payload import message_in
from userbot.pump import Pauses
from userbot.server import Credentials, server_from
from userbot.sessions import cancelled

SESSION = Path("session", "userbot.session")
TIMINGS = Timings(
    look=0.5,
    proof=10.0,
    again=3600,
    patience=10.0,
    answer=15.0,
    reconnect=0.05,
    pauses=Pauses(expect=0.02, again=0.05),
)


def utc_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def server_key() -> ServerKey:
    return ServerKey.generate()


@dataclass(frozen=True, slots=True)
class Login:
    """What a login leaves: the session file's content, and the key that the server knows."""

    session: bytes
    key: AuthKey


@pytest.fixture(scope="session")
def logged_in(server_key: ServerKey, tmp_path_factory: pytest.TempPathFactory) -> Login:
    """The owner's login, made once: in every test the same people are added in the same order."""
    keys = MemoryKeyStore()
    folder = tmp_path_factory.mktemp("login")

    async def make() -> None:
        face = MTProtoFace(World(utc_now), server_key, keys=keys)
        town = Town(face, folder, server_key)
        town.address = await face.start()
        try:
            await login(town.credentials, town.asking())
        finally:
            await face.stop()

    run_apart(make)
    (key,) = keys._keys.values()
    return Login((folder / SESSION).read_bytes(), key)


def log_in(desk: "Desk", made: Login) -> None:
    """Put the owner's login where the desk and its server look for it."""
    file = desk.credentials.session_file
    file.parent.mkdir(mode=0o700)
    file.touch(0o600)
    file.write_bytes(made.session)
    desk.face.services.keys.add(replace(made.key))


class Town:
    """The sandbox with its people, and how the owner logs in there."""

    def __init__(self, face: MTProtoFace, folder: Path, key: ServerKey) -> None:
        self.face, self.folder = face, folder
        self.world: World = face.services.world
        self.owner = self.world.add_person("Owner", username="desk_owner", phone="99966000001")
        self.bot = self.world.add_bot("Desk", "desk_bot")
        self.customer = self.world.add_person("Кася", username="kasia", phone="99966000002")
        self.operator = self.world.add_person("Olga", username="olga_helps", phone="99966000003")
        self._pem = folder / "server.pem"
        self._pem.write_bytes(key.public_pem())
        self.address = ("", 0)

    @property
    def credentials(self) -> Credentials:
        host, port = self.address
        return Credentials(
            api_id=1,
            api_hash="0" * 32,
            session_file=self.folder / SESSION,
            server=server_from(f"{host}:{port}", self._pem),
        )

    def asking(self, **changes: Callable[..., Any]) -> Asking:
        """A person who answers rightly, but for the changes."""

        async def phone() -> str:
            return f"+{self.owner.phone}"

        async def code(_where: str) -> str:
            return self.world.login_code

        async def password(_hint: str) -> str:
            return self.owner.password or ""

        return replace(Asking(phone, code, password), **changes)


class Desk(Town):
    """The same with the database and the account of one test."""

    def __init__(
        self,
        face: MTProtoFace,
        faults: Faults,
        database: SqlDatabase,
        folder: Path,
        key: ServerKey,
        logged_in: Login,
    ) -> None:
        super().__init__(face, folder, key)
        self.faults, self.database = faults, database
        self.archive = folder / "archive"
        self.accounts: list[Account] = []
        self._tickets = 0
        self._logged_in: Login | None = logged_in

    async def account(self, timings: Timings = TIMINGS) -> Account:
        """A started account; logged in when it was not yet."""
        credentials = self.credentials
        if not credentials.session_file.exists():
            if self._logged_in is None:
                await login(credentials, self.asking())
            else:
                log_in(self, self._logged_in)
        self._logged_in = None
        account = Account(
            credentials,
            database=self.database,
            clock=utc_now,
            timings=timings,
        )
        self.accounts.append(account)
        await account.start()
        return account

    async def kill(self, account: Account) -> None:
        """What SIGKILL leaves: nothing is said goodbye to, nothing is saved."""
        self.accounts.remove(account)
        tasks = [*account._tasks]
        session = account._client.session
        assert session is not None
        tasks += [task for task in (session.ping_task, session.recv_task) if task]
        session._must_stay_stopped = True
        await cancelled(tasks)
        writer = getattr(getattr(session.connection, "protocol", None), "writer", None)
        assert writer is not None
        writer.transport.abort()
        account.storage._unlock()  # as the system does for a dead process

    def gateway(self, account: Account) -> UserbotGateway:
        return UserbotGateway(account, self.database, self.archive, "desk_bot", utc_now)

    async def place(self, marker: str = "marker-1", customer: Person | None = None) -> Place:
        """A place whose room is to be made, with the ticket that holds it."""
        self._tickets += 1
        async with self.database.unit_of_work() as uow:
            person = customer or Person(1000 + self._tickets, "A customer")
            await uow.customers.seen(person, utc_now())
            ticket = await uow.tickets.open(person.id, "general", 0, utc_now())
            assert ticket is not None
            return await uow.places.create(PlaceKind.ROOM, marker, "Support", ticket.id, utc_now())

    async def room(
        self, account: Account, marker: str = "marker-1", customer: Person | None = None
    ) -> Place:
        """A ready room with the customer in it, followed by the account."""
        place = await self.place(marker, customer)
        gateway = self.gateway(account)
        outcome = await gateway.carry_out(CreateRoom(place.id, marker, "Support"))
        assert isinstance(outcome, Sent), outcome
        chat_id = int(outcome.value["chat_id"])
        async with self.database.unit_of_work() as uow:
            assert await uow.places.created(place.id, chat_id, utc_now())
            assert await uow.places.ready(place.id, "https://t.me/+link", utc_now())
        link = self.world.create_link(self.owner.id, chat_id)
        self.world.use_link(self.customer.id, link.url)
        await self.said(account, lambda found: f"new:{chat_id}:1" in found)
        async with self.database.unit_of_work() as uow:
            made = await uow.places.get(place.id)
        assert made is not None
        return made

    async def move(self, place: Place, to: PlaceState) -> None:
        async with self.database.unit_of_work() as uow:
            await bring(uow, place.id, to, utc_now())

    async def inbox(self, account: Account) -> list[InboxUpdate]:
        async with self.database.unit_of_work() as uow:
            return await uow.inbox.take(account.source, 10_000)

    async def said(
        self,
        account: Account,
        enough: Callable[[list[str]], bool],
        within: float = 10.0,
    ) -> list[InboxUpdate]:
        """The account's inbox, as soon as its keys are enough."""
        last: list[InboxUpdate] = []

        async def look() -> bool:
            last[:] = await self.inbox(account)
            return enough([update.key for update in last])

        await eventually(look, within=within, describe=lambda: [each.key for each in last])
        return last

    async def texts(self, account: Account, wanted: Sequence[str], within: float = 10.0) -> None:
        """Wait until exactly these texts are in the inbox as new messages, in order."""
        last: list[str] = []

        async def look() -> bool:
            last[:] = new_texts(await self.inbox(account))
            return len(last) >= len(wanted)

        await eventually(look, within=within, describe=lambda: last)
        assert last == list(wanted)

    def say(self, chat_id: int, text: str, who: User | None = None) -> Message:
        return self.world.send((who or self.customer).id, chat_id, Content(text=text))

    def cut(self) -> None:
        self.faults.cut(self.owner.id, Face.MTPROTO)


def new_texts(updates: Sequence[InboxUpdate]) -> list[str]:
    """The texts of people's new messages."""
    found = []
    for update in updates:
        if update.payload["type"] == "new" and update.key.startswith("new:"):
            text = getattr(message_in(update.payload), "message", "")
            if text:
                found.append(text)
    return found


@pytest.fixture
def backend() -> Backend:
    """The database of most tests; those about storing are run on each, by a parameter."""
    return "sqlite"


@pytest_asyncio.fixture
async def desk(
    server_key: ServerKey,
    logged_in: Login,
    backend: Backend,
    databases: Databases,
    tmp_path: Path,
) -> AsyncIterator[Desk]:
    url = databases.copy_of("userbot", backend, lambda made: run_apart(lambda: upgrade(made)))
    database = await SqlDatabase.connect(url)
    faults = Faults()
    face = MTProtoFace(World(utc_now), server_key, faults=faults.mtproto)
    faults.on_cut(Face.MTPROTO, lambda who: cut_all(face, who))
    faults.on_renew(face.forget_sessions)
    made = Desk(face, faults, database, tmp_path, server_key, logged_in)
    made.address = await face.start()
    yield made
    faults.clear()
    for account in made.accounts:
        await account.stop()
    await face.stop()
    await database.close()
    databases.drop(url)


def cut_all(face: MTProtoFace, who: int | None) -> int:
    """Cut an account's connections."""
    links = {
        session.link
        for server in face.servers.values()
        for session in server._sessions.values()
        if session.link is not None and who in (None, session.user_id)
    }
    for link in links:
        link.cut()
    return len(links)


def rooms(desk: Desk) -> list[Chat]:
    """The account's groups, but for those that were deleted."""
    return [
        chat
        for chat in desk.world.chats.values()
        if chat.creator_id == desk.owner.id and not chat.deleted
    ]


def invite(desk: Desk, room: Place, **address: Any) -> InviteOperator:
    """The operator whom the tests bring in."""
    assert room.chat_id is not None
    return InviteOperator(room.id, 1, room.chat_id, desk.operator.id, **address)

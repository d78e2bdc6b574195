"""Units of work on the database: they begin, commit and roll back transactions."""

import asyncio
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.ports import DatabaseRefusesError, UnitOfWork
from core.ports.people import Steps
from db.errors import busy
from db.repositories.access import SqlAccess
from db.repositories.accounts import SqlAccountStates, SqlBudgets
from db.repositories.announcements import SqlAnnouncements
from db.repositories.audiences import SqlAudiences
from db.repositories.base import Transaction
from db.repositories.candidates import SqlCandidates
from db.repositories.cards import SqlCards
from db.repositories.configuration import SqlConfiguration
from db.repositories.conversations import SqlCopies, SqlMessages
from db.repositories.customers import SqlCustomers, SqlSteps
from db.repositories.day_figures import SqlDayFigures
from db.repositories.deadlines import SqlDeadlines
from db.repositories.feedback import SqlFeedbacks
from db.repositories.groups import SqlStaffGroups, SqlTraces
from db.repositories.inbox import SqlInbox
from db.repositories.journal import SqlJournal, SqlTranscripts
from db.repositories.line import SqlLine
from db.repositories.outbox import SqlOutbox, SqlParts
from db.repositories.places import SqlPlaces
from db.repositories.privacy import SqlErasures
from db.repositories.staff import SqlOperators
from db.repositories.statistics import SqlBoards, SqlStatistics
from db.repositories.supervision import SqlOversight
from db.repositories.tickets import SqlTickets
from db.repositories.transcripts import SqlArchives
from db.wakeup import CHANNEL, LocalWakeup, PostgresWakeup

if TYPE_CHECKING:
    # Loaded where Redis is set.
    from db.steps import BufferedSteps, RedisSteps

_NOTIFY = select(func.pg_notify(CHANNEL, bindparam("payload")))


def repositories(transaction: Transaction, steps: Steps | None = None) -> UnitOfWork:
    """Make all repositories on an open transaction."""
    return UnitOfWork(
        customers=SqlCustomers(transaction),
        operators=SqlOperators(transaction),
        candidates=SqlCandidates(transaction),
        audiences=SqlAudiences(transaction),
        tickets=SqlTickets(transaction),
        line=SqlLine(transaction),
        deadlines=SqlDeadlines(transaction),
        places=SqlPlaces(transaction),
        messages=SqlMessages(transaction),
        journal=SqlJournal(transaction),
        transcripts=SqlTranscripts(transaction),
        feedback=SqlFeedbacks(transaction),
        erasures=SqlErasures(transaction),
        archives=SqlArchives(transaction),
        cards=SqlCards(transaction),
        steps=steps or SqlSteps(transaction),
        inbox=SqlInbox(transaction),
        outbox=SqlOutbox(transaction),
        accounts=SqlAccountStates(transaction),
        oversight=SqlOversight(transaction),
        announcements=SqlAnnouncements(transaction),
        budgets=SqlBudgets(transaction),
        boards=SqlBoards(transaction),
        statistics=SqlStatistics(transaction),
        figures=SqlDayFigures(transaction),
        copies=SqlCopies(transaction),
        traces=SqlTraces(transaction),
        groups=SqlStaffGroups(transaction),
        parts=SqlParts(transaction),
        access=SqlAccess(transaction),
        configuration=SqlConfiguration(transaction),
    )


class OneWriter:
    """A queue for SQLite's single write lock, served in order where SQLite itself would poll."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    async def acquire(self) -> None:
        """Wait for the write lock.

        Raises:
            RuntimeError: this task has it already and would wait for itself.
        """
        task = asyncio.current_task()
        if self._holder is task:
            raise RuntimeError("a unit of work inside a unit of work")
        await self._lock.acquire()
        self._holder = task

    def release(self) -> None:
        """Let the next one have the lock."""
        self._holder = None
        self._lock.release()


class OpenUnit:
    """A unit of work's `async with`: commits at the end, rolls back on an exception."""

    __slots__ = (
        "_connection",
        "_engine",
        "_redis",
        "_refused",
        "_steps",
        "_transaction",
        "_uow",
        "_wakeup",
        "_writer",
    )

    def __init__(
        self,
        engine: AsyncEngine,
        wakeup: LocalWakeup,
        writer: OneWriter | None,
        redis: "RedisSteps | None",
        refused: asyncio.Event,
    ) -> None:
        self._engine = engine
        self._refused = refused
        self._wakeup = wakeup
        self._writer = writer
        self._redis = redis
        self._steps: BufferedSteps | None = None

    async def __aenter__(self) -> UnitOfWork:
        if self._writer is not None:
            await self._writer.acquire()
        try:
            self._connection = await self._begin()
        except BaseException:
            self._leave()
            raise
        self._transaction = Transaction(self._connection, self._writer is None)
        if self._redis is not None:
            self._steps = self._redis.within_transaction()
        self._uow = repositories(self._transaction, self._steps)
        return self._uow

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                await self._commit()
            else:
                await _roll_back(self._connection)
                self._raise_if_busy(error)
                return
        finally:
            self._leave()
        if self._steps is not None:
            await self._steps.committed()
        for topic in self._transaction.woken:
            self._wakeup.wake(topic)

    async def _begin(self) -> AsyncConnection:
        connection = self._engine.connect()
        try:
            await connection.start()
            await connection.begin()
        except BaseException as failure:
            await _roll_back(connection)
            self._raise_if_busy(failure, connecting=True)
            raise
        return connection

    async def _commit(self) -> None:
        try:
            if self._uow.events:
                raise RuntimeError(f"nothing followed from {self._uow.events}")
            await self._transaction.flush()
            if self._transaction.woken and isinstance(self._wakeup, PostgresWakeup):
                payload = self._wakeup.announcement(self._transaction.woken)
                if payload is not None:
                    await self._connection.execute(_NOTIFY, {"payload": payload})
            if self._steps is not None:
                await self._steps.before_commit()
            await self._connection.commit()
        except BaseException as failure:
            await _roll_back(self._connection)
            self._raise_if_busy(failure)
            raise
        await self._connection.close()

    def _raise_if_busy(self, error: BaseException, *, connecting: bool = False) -> None:
        passing = busy(error, connecting=connecting)
        if isinstance(passing, DatabaseRefusesError):
            self._refused.set()
        if passing is not None:
            raise passing from error

    def _leave(self) -> None:
        if self._writer is not None:
            self._writer.release()


async def _roll_back(connection: AsyncConnection) -> None:
    # Shielded: who is cancelled a second time must not leave a transaction open in the pool.
    if connection.sync_connection is not None:
        await asyncio.shield(asyncio.ensure_future(connection.close()))

"""Units of work on the database: they begin, commit and roll back transactions."""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from core.ports import DatabaseRefusesError, UnitOfWork
from core.ports.people import Steps
from db.checkpoints import Checkpoints
from db.connections import Connections
from db.errors import busy
from db.executor import Executor
from db.repositories.access import SqlAccess
from db.repositories.accounts import SqlAccountStates, SqlBudgets
from db.repositories.announcements import SqlAnnouncements
from db.repositories.audiences import SqlAudiences
from db.repositories.audit import SqlAudit
from db.repositories.base import Transaction
from db.repositories.candidates import SqlCandidates
from db.repositories.cards import SqlCards
from db.repositories.configuration import SqlConfiguration
from db.repositories.conversations import SqlCopies, SqlMessages
from db.repositories.customers import SqlCustomers, SqlSteps
from db.repositories.day_figures import SqlDayFigures
from db.repositories.deadlines import SqlDeadlines
from db.repositories.feedback import SqlFeedbacks
from db.repositories.fields import SqlCustomerFields
from db.repositories.groups import SqlStaffGroups, SqlTraces
from db.repositories.inbox import SqlInbox
from db.repositories.journal import SqlJournal, SqlTranscripts
from db.repositories.line import SqlLine
from db.repositories.outbox import SqlOutbox, SqlParts
from db.repositories.places import SqlPlaces
from db.repositories.privacy import SqlErasures
from db.repositories.reminders import SqlReminders
from db.repositories.replies import SqlReplies
from db.repositories.retention import SqlRetention
from db.repositories.sources import SqlLinks
from db.repositories.staff import SqlOperators
from db.repositories.statistics import SqlBoards, SqlStatistics
from db.repositories.supervision import SqlOversight
from db.repositories.tags import SqlCustomerNotes, SqlTags
from db.repositories.targets import SqlTargets
from db.repositories.tickets import SqlTickets
from db.repositories.tokens import SqlTokens
from db.repositories.transcripts import SqlArchives
from db.repositories.watches import SqlWatches
from db.repositories.webhooks import SqlWebhooks
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
        retention=SqlRetention(transaction),
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
        reminders=SqlReminders(transaction),
        replies=SqlReplies(transaction),
        audit=SqlAudit(transaction),
        tags=SqlTags(transaction),
        targets=SqlTargets(transaction),
        customer_notes=SqlCustomerNotes(transaction),
        links=SqlLinks(transaction),
        watches=SqlWatches(transaction),
        tokens=SqlTokens(transaction),
        webhooks=SqlWebhooks(transaction),
        fields=SqlCustomerFields(transaction),
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
        # SQLite answers within the loop: who writes one thing after another would else let nobody
        # go on.
        await asyncio.sleep(0)
        await self._lock.acquire()
        self._holder = task

    def release(self) -> None:
        """Let the next one have the lock."""
        self._holder = None
        self._lock.release()


@dataclass(frozen=True, slots=True)
class Means:
    """With what a database makes its units of work.

    Args:
        checkpoints: is told of commits to SQLite's file.
        writer: the queue for SQLite's write lock; None for PostgreSQL.
        refused: is set by a write that was refused.
    """

    connections: Connections
    checkpoints: Checkpoints | None
    wakeup: LocalWakeup
    writer: OneWriter | None
    redis: "RedisSteps | None"
    refused: asyncio.Event


class OpenUnit:
    """A unit of work's `async with`: commits at the end, rolls back on an exception."""

    __slots__ = ("_executor", "_is_single", "_means", "_steps", "_transaction", "_uow")

    def __init__(self, means: Means, *, is_single: bool = False) -> None:
        self._means = means
        # On SQLite a single statement would wait for the write lock by itself.
        self._is_single = is_single and means.writer is None
        self._steps: BufferedSteps | None = None

    async def __aenter__(self) -> UnitOfWork:
        means = self._means
        if means.writer is not None:
            await means.writer.acquire()
        try:
            self._executor = await self._begin()
        except BaseException:
            self._leave()
            raise
        self._transaction = Transaction(self._executor, means.writer is None)
        if means.redis is not None:
            self._steps = means.redis.within_transaction()
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
                await self._means.connections.give_up(self._executor)
                self._raise_if_busy(error)
                return
        finally:
            self._leave()
        if self._steps is not None:
            await self._steps.committed()
        for topic in self._transaction.woken:
            self._means.wakeup.notify(topic)

    async def _begin(self) -> Executor:
        connections = self._means.connections
        try:
            executor = await connections.take()
        except BaseException as failure:
            self._raise_if_busy(failure, connecting=True)
            raise
        try:
            if not self._is_single:
                await executor.begin()
        except BaseException as failure:
            await connections.give_up(executor)
            self._raise_if_busy(failure, connecting=True)
            raise
        return executor

    async def _commit(self) -> None:
        wakeup = self._means.wakeup
        try:
            if self._uow.events:
                raise RuntimeError(f"nothing followed from {self._uow.events}")
            await self._transaction.flush()
            if self._transaction.woken and isinstance(wakeup, PostgresWakeup):
                payload = wakeup.announcement(self._transaction.woken)
                if payload is not None:
                    await self._executor.execute(_NOTIFY, {"payload": payload})
            if self._steps is not None:
                await self._steps.before_commit()
            if not self._is_single:
                await self._executor.commit()
                if self._means.checkpoints is not None:
                    self._means.checkpoints.committed()
            # At once: whoever looks for it from now on finds it, and must not be told afterwards.
            stored = self._transaction.effects.by_topic()
            for topic in self._transaction.woken:
                wakeup.keep(topic, stored.get(topic))
        except BaseException as failure:
            await self._means.connections.give_up(self._executor)
            self._raise_if_busy(failure)
            raise
        await self._means.connections.give_back(self._executor)

    def _raise_if_busy(self, error: BaseException, *, connecting: bool = False) -> None:
        passing = busy(error, connecting=connecting)
        if isinstance(passing, DatabaseRefusesError):
            self._means.refused.set()
        if passing is not None:
            raise passing from error

    def _leave(self) -> None:
        if self._means.writer is not None:
            self._means.writer.release()

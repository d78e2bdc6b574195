"""Keeps people who write to the bot, and the step each is at: core.ports.Customers and Steps."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    null,
    select,
    text,
    union,
    update,
)

from core.model.people import Block, Customer, Operator, Person, Standing
from core.model.places import PlaceKind
from core.model.texts import language_of
from db.models import customer_blocks, customers, feedback, operators, places, steps, tickets
from db.models.base import OPEN_TICKET, QUEUED_TICKET
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.repositories.line import QUEUE_LENGTH
from db.repositories.rows import (
    CUSTOMER,
    IS_OPEN,
    PLACE,
    TICKET,
    TicketRows,
    keep_chosen,
    keep_shown,
    name_words,
    values_of,
)
from db.repositories.staff import OPERATOR, operator_of
from db.sql import Either, one_of

_C = customers.c
_GET = select(*CUSTOMER).where(_C.id == bindparam("customer"))
_GET_ALL = select(*CUSTOMER).where(one_of(_C.id, "customers"))
_CUSTOMER_AT = len(TICKET) + len(PLACE)
_STEP_AT = _CUSTOMER_AT + len(CUSTOMER)
_PASSING = tickets.alias("passing")


def _standings(people: Subquery) -> Select[Any]:
    """Make the question what there is of people: their open ticket, its place, themselves, and what
    they are if they are on staff."""
    person, of_staff = people.c.id, operators.c.removed_at.is_(None)
    return select(
        *TICKET,
        *PLACE,
        *CUSTOMER,
        steps.c.step,
        exists().where(feedback.c.customer_id == person, feedback.c.comment.is_(None)),
        exists().where(
            text(f"passing.{QUEUED_TICKET}"),
            _PASSING.c.passed_over.is_not(None),  # by the index of these, however many wait
            _PASSING.c.passed_over == operators.c.id,
        ),
        *OPERATOR,
        person.label("person"),
    ).select_from(
        people.outerjoin(customers, _C.id == person)
        .outerjoin(tickets, and_(tickets.c.customer_id == _C.id, text(f"tickets.{OPEN_TICKET}")))
        .outerjoin(places, places.c.id == tickets.c.place_id)
        .outerjoin(steps, steps.c.person_id == person)
        .outerjoin(operators, and_(operators.c.id == person, of_staff))
    )


_STANDING = _standings(select(bindparam("person", type_=_C.id.type).label("id")).subquery("people"))
_STANDING_AND_QUEUE = _STANDING.add_columns(QUEUE_LENGTH.scalar_subquery().label("waiting"))
_STANDING_OF_ALL = _standings(
    union(*(select(its).where(one_of(its, "people")) for its in (_C.id, operators.c.id))).subquery(
        "people"
    )
)
# Always in the same order, so that two who lock some of the same never wait for each other. SQLite
# knows no such lock, and needs none: who writes is alone.
_HOLD_RELAYED = (
    select(tickets.c.id)
    .join(places, places.c.id == tickets.c.place_id)
    .where(
        one_of(tickets.c.customer_id, "people"),
        IS_OPEN,
        places.c.kind.in_([kind for kind in PlaceKind if kind.is_relayed]),
    )
    .order_by(tickets.c.id)
    .with_for_update(of=tickets, key_share=True)
)


def _seen(insert: Any) -> Any:
    new = insert(customers)
    return new.on_conflict_do_update(
        index_elements=[_C.id],
        set_={
            "name": new.excluded.name,
            "name_words": new.excluded.name_words,
            "username": new.excluded.username,
            "language": case((_C.language_chosen, _C.language), else_=new.excluded.language),
            "reachable": True,
            "unreachable_at": None,
        },
    ).returning(*CUSTOMER)


_SEEN = Either(_seen)
_REGISTER = (
    update(customers)
    .where(_C.id == bindparam("customer"))
    .values(
        phone=bindparam("number"),
        registered_at=func.coalesce(
            _C.registered_at, bindparam("now", type_=_C.registered_at.type)
        ),
    )
)
_CAME = (
    update(customers)
    .where(_C.id == bindparam("customer"))
    .values(source=func.coalesce(_C.source, bindparam("link", type_=_C.source.type)))
)
_CAME_TO_ASK = _CAME.values(came_by=bindparam("link", type_=_C.source.type))
_ASKED = update(customers).where(_C.id == bindparam("customer")).values(came_by=null())
_SHOWN = keep_shown(customers)
_CHOOSE_LANGUAGE = keep_chosen(customers)
_SET_REACHABLE = (
    update(customers)
    .where(_C.id == bindparam("customer"), _C.reachable != bindparam("can"))
    .values(reachable=bindparam("can"), unreachable_at=bindparam("since"))
)
_B = customer_blocks.c
_BEGIN_BLOCK = Either(
    lambda insert: insert(customer_blocks).on_conflict_do_nothing(
        index_elements=[_B.customer_id], index_where=_B.lifted_at.is_(None)
    )
)
_LIFT_BLOCK = (
    update(customer_blocks)
    .where(_B.customer_id == bindparam("customer"), _B.lifted_at.is_(None))
    .values(lifted_at=bindparam("now"), lifted_by=bindparam("who"))
)
_MARK = (
    update(customers)
    .where(_C.id == bindparam("customer"))
    .values(blocked_at=bindparam("since", type_=_C.blocked_at.type))
)
_BLOCKS = (
    select(*columns_of(customer_blocks, Block))
    .where(_B.customer_id == bindparam("customer"))
    .order_by(_B.id.desc())
)
_IS_BLOCKED = _C.blocked_at.is_not(None)
_BLOCKED = (
    select(*CUSTOMER)
    .where(_IS_BLOCKED)
    .order_by(_C.blocked_at.desc(), _C.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_BLOCKED_COUNT = select(func.count()).select_from(customers).where(_IS_BLOCKED)

_WAS_ANSWERED = (
    select(tickets.c.id)
    .where(tickets.c.customer_id == bindparam("customer"), tickets.c.answered_at.is_not(None))
    .limit(1)
)


def _customer(row: AnyRow) -> Customer:
    return Customer(*row)


class SqlCustomers(TicketRows):
    """Keeps people who write to the bot."""

    __slots__ = ()

    async def get(self, customer_id: int) -> Customer | None:
        known = self._memory.customers.get(customer_id)
        return known or await self._ask(customer_id)

    async def read(self, customer_ids: Collection[int]) -> None:
        unknown = [each for each in customer_ids if each not in self._memory.customers]
        if unknown:
            for row in await self._all(_GET_ALL, {"customers": unknown}):
                self._saw(_customer(row))

    async def _ask(self, customer_id: int) -> Customer | None:
        row = await self._one(_GET, {"customer": customer_id})
        return None if row is None else self._saw(_customer(row))

    def _saw(self, customer: Customer) -> Customer:
        self._memory.customers[customer.id] = customer
        return customer

    def _saw_standing(self, row: AnyRow, held: Collection[int] = ()) -> None:
        """Remember what there is of somebody."""
        memory, person, has_ticket = self._memory, row.person, row[0] is not None
        step, may_comment, passed_over, *staff = row[_STEP_AT:]
        operator = None if staff[0] is None else operator_of(staff)
        known: Customer | Operator | None = operator
        memory.steps[person], memory.operators[person] = step, operator
        memory.passed_over[person] = bool(passed_over)
        memory.standings[person] = None
        if has_ticket:
            self._saw_ticket(row, held)
        if row[_CUSTOMER_AT] is not None:
            customer = self._saw_customer(row)
            known = operator or customer
            is_staff = operator is not None
            memory.standings[person] = Standing(customer, is_staff, has_ticket, bool(may_comment))
        memory.languages[person] = None if known is None else known.language

    async def standing(self, customer_id: int) -> Standing | None:
        known = self._memory.standings
        if customer_id not in known:
            (row,) = await self._all(_STANDING, {"person": customer_id})
            self._saw_standing(row)
        return known[customer_id]

    async def prepare_panel(self, operator_id: int) -> None:
        (row,) = await self._all(_STANDING_AND_QUEUE, {"person": operator_id})
        self._saw_standing(row)
        self._memory.queue_length = int(row.waiting)

    async def prepare(self, customer_ids: Collection[int]) -> None:
        people = {"people": list(customer_ids)}
        held = {row.id for row in await self._all(_HOLD_RELAYED, people)}
        self._memory.waited()
        for row in await self._all(_STANDING_OF_ALL, people):
            self._saw_standing(row, held)
        for each in customer_ids:  # of whom nothing is known
            self._memory.standings.setdefault(each, None)
            self._memory.operators.setdefault(each, None)

    async def seen(self, person: Person, now: datetime) -> Customer:
        standing = self._memory.standings.get(person.id)  # nothing was written since
        known = await self._ask(person.id) if standing is None else standing.customer
        stays = known is not None and (person.language is None or known.language_chosen)
        language = known.language if known and stays else language_of(person.language)
        if known is not None and known == replace(
            known,
            name=person.name,
            username=person.username,
            language=language,
            reachable=True,
            unreachable_at=None,
        ):
            return known
        values = {
            "id": person.id,
            "name": person.name,
            "name_words": name_words(person.name),
            "username": person.username,
            "phone": None,
            "language": language,
            "reachable": True,
            "first_seen_at": now,
            "registered_at": None,
        }
        made = await self._execute(_SEEN[self._is_postgresql], values)
        return self._saw(_customer(made.one()))

    async def shown(self, person: Person) -> None:
        values = values_of(person) | {"words": name_words(person.name)}
        await self._execute(_SHOWN, values)

    async def choose_language(self, customer_id: int, language: str) -> None:
        await self._execute(_CHOOSE_LANGUAGE, {"person": customer_id, "code": language})

    async def register(self, customer_id: int, phone: str, now: datetime) -> None:
        await self._execute(_REGISTER, {"customer": customer_id, "number": phone, "now": now})

    async def came(self, customer_id: int, source: str, *, to_ask: bool) -> None:
        values = {"customer": customer_id, "link": source}
        await self._execute(_CAME_TO_ASK if to_ask else _CAME, values)

    async def asked(self, customer_id: int) -> None:
        await self._execute(_ASKED, {"customer": customer_id})

    async def set_reachable(self, customer_id: int, reachable: bool, now: datetime) -> bool:
        values = {"customer": customer_id, "can": reachable, "since": None if reachable else now}
        return await self._changed(_SET_REACHABLE, values)

    async def block(self, customer_id: int, by: int, reason: str, now: datetime) -> bool:
        row = {
            "customer_id": customer_id,
            "blocked_at": now,
            "blocked_by": by,
            "reason": reason,
            "lifted_at": None,
            "lifted_by": None,
        }
        if not await self._changed(_BEGIN_BLOCK[self._is_postgresql], row):
            return False
        return await self._changed(_MARK, {"customer": customer_id, "since": now})

    async def unblock(self, customer_id: int, by: int, now: datetime) -> bool:
        values = {"customer": customer_id, "who": by, "now": now}
        if not await self._changed(_LIFT_BLOCK, values):
            return False
        return await self._changed(_MARK, {"customer": customer_id, "since": None})

    async def blocks_of(self, customer_id: int) -> list[Block]:
        return [Block(*row) for row in await self._all(_BLOCKS, {"customer": customer_id})]

    async def was_answered(self, customer_id: int) -> bool:
        return await self._one(_WAS_ANSWERED, {"customer": customer_id}) is not None

    async def blocked(self, limit: int, offset: int = 0) -> list[Customer]:
        rows = await self._all(_BLOCKED, {"most": limit, "skipped": offset})
        return [_customer(row) for row in rows]

    async def blocked_count(self) -> int:
        count: int = (await self._execute(_BLOCKED_COUNT)).scalar_one()
        return count


_GET_STEP = select(steps.c.step).where(steps.c.person_id == bindparam("person"))
_CLEAR = delete(steps).where(steps.c.person_id == bindparam("person"))


def _set(insert: Any) -> Any:
    new = insert(steps)
    return new.on_conflict_do_update(
        index_elements=[steps.c.person_id], set_={"step": new.excluded.step}
    )


_SET = Either(_set)


class SqlSteps(Repository):
    """Keeps the step a person is at in a dialog with the bot."""

    __slots__ = ()

    async def get(self, person_id: int) -> str | None:
        known = self._memory.steps
        if person_id not in known:
            row = await self._one(_GET_STEP, {"person": person_id})
            known[person_id] = None if row is None else row.step
        return known[person_id]

    async def set(self, person_id: int, step: str) -> None:
        await self._execute(_SET[self._is_postgresql], {"person_id": person_id, "step": step})

    async def clear(self, person_id: int) -> None:
        await self._execute(_CLEAR, {"person": person_id})

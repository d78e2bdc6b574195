"""What a token with the right to write may have done: each under a key, if it names one, so that
whoever got no answer asks again, and it is done once."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Header, Request, Response

from api import asked, shapes
from api.given import Given
from api.guard import writer
from api.problems import Problem, refused
from api.reading import Stands
from core.conversations.programs import say_in_ticket
from core.customers.programs import open_for_customer
from core.model.texts import DeskError, NotYourTicket
from core.model.tokens import Token
from core.ports import Work

Writer = Annotated[Token, Depends(writer)]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=64,
        pattern=r"^[!-~]+$",
        description="The same under the same key is done once, and answered alike, for some days.",
    ),
]

router = APIRouter()


@router.post("/tickets", status_code=HTTPStatus.CREATED)
async def open_ticket(
    request: Request,
    response: Response,
    token: Writer,
    given: Stands,
    wanted: Annotated[shapes.NewTicket, Body()],
    key: Key = None,
) -> shapes.Done:
    """Open a ticket for a customer, as if they had asked for it, and say words in it."""

    async def act(work: Work) -> shapes.Done:
        ticket = await open_for_customer(
            work, token.name, wanted.customer, wanted.topic, wanted.text
        )
        return shapes.Done(ticket=ticket.id)

    done = await _once(given, token, key, (request.url.path, wanted.model_dump()), act)
    response.headers["location"] = f"/api/v1/tickets/{done.ticket}"
    return done


@router.post("/tickets/{number}/messages", status_code=HTTPStatus.ACCEPTED)
async def say(
    request: Request,
    token: Writer,
    given: Stands,
    number: asked.PathNumber,
    wanted: Annotated[shapes.NewMessage, Body()],
    key: Key = None,
) -> shapes.Done:
    """Say words to a ticket's customer, in the bot's name. They are on their way then; once they
    have arrived, they are among the messages."""

    async def act(work: Work) -> shapes.Done:
        await say_in_ticket(work, token.name, number, wanted.text)
        return shapes.Done(ticket=number)

    return await _once(given, token, key, (request.url.path, wanted.model_dump()), act)


async def _once(
    given: Given,
    token: Token,
    key: str | None,
    what: tuple[str, object],
    act: Callable[[Work], Awaitable[shapes.Done]],
) -> shapes.Done:
    """Have it done in one transaction with what is kept of its key; what is refused leaves
    nothing."""
    digest = sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()
    try:
        async with given.work() as work:
            tokens = work.uow.tokens
            if key is None:
                return await act(work)
            if not await tokens.begin(token.id, key, digest, work.now):
                before = await tokens.answer(token.id, key)
                if before is None or before[0] != digest:
                    detail = "Something else was asked for under this Idempotency-Key."
                    raise Problem(HTTPStatus.CONFLICT, "key-used", detail)
                return shapes.Done(**before[1])
            done = await act(work)
            await tokens.answered(token.id, key, done.model_dump())
            return done
    except NotYourTicket:
        raise
    except DeskError as error:
        raise refused(given.words, error) from None

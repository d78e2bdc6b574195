"""What came of an effect.

The relay keeps the row's own fate: it settles the row, or sets the time of the next try. Here is only what follows, in the
same transaction. `RetryAt` has no follow-up and need not be brought here. "told" = an event of the ticket, and supervisors
hear of it once for each ticket and kind of effect.

| effect         | Sent                                  | Unreachable                        | Rejected                     |
|----------------|---------------------------------------|------------------------------------|------------------------------|
| SendText       | –                                     | customer marked unreachable, event;| told                         |
|                |                                       | operator's link: supervisors told  |                              |
| ShowCard       | where it stands is kept               | as SendText                        | told                         |
| AnswerPress    | –                                     | –                                  | – (too late to matter)       |
| ApproveJoin    | – (they come in: `member_joined`)     | told                               | told, unless answered before |
| DeclineJoin    | –                                     | event                              | event, unless answered before|
| SetTitle       | –                                     | event                              | event, unless the same title |
| CreateRoom     | link asked for; ticket ended: emptied | place gone, another after a pause, told | the same                |
| CreateJoinLink | place ready, time counts from now;    | room deleted, another after a      | the same                     |
|                | ticket ended: revoked and emptied     | pause, told                        |                              |
| RevokeJoinLink | room emptied                          | room emptied                       | room emptied                 |
| InviteOperator | event                                 | link in private; that impossible:  | event, and as Unreachable    |
|                |                                       | event and supervisors told         |                              |
| RemoveFromRoom | –                                     | told                               | told, unless gone already    |
| SaveMedia      | path kept, transcript written         | why it is lost is kept, transcript | the same                     |
| EmptyRoom      | – (its sweep comes as an update)      | room deleted, told                 | the same                     |
| WipeRoom       | proved: clean; not proved: deleted    | room deleted, told                 | the same                     |
| DeleteRoom     | deleted                               | never used again, told             | the same                     |
| WriteTranscript| –                                     | told                               | told                         |

`Migrated`, for any of them: the place follows to the new id and the effect is asked for again there, so the relay settles
the old row and does nothing else.
"""

from dataclasses import replace
from typing import Any

from core.domain.effects import (
    AnswerPress,
    ApproveJoin,
    CreateJoinLink,
    CreateRoom,
    DeclineJoin,
    DeleteRoom,
    Effect,
    EmptyRoom,
    InviteOperator,
    RemoveFromRoom,
    RevokeJoinLink,
    SaveMedia,
    SendText,
    SetTitle,
    ShowCard,
    WipeRoom,
    WriteTranscript,
)
from core.domain.outcomes import Migrated, Outcome, Rejected, RetryAt, Unreachable
from core.ports import OutboxEffect, Work
from core.usecases import settle_people as people
from core.usecases import settle_place as place
from core.usecases.failures import report_failure


async def settle_effect(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Take the outcome in: state, events and the effects that follow, in the transaction that settles the row."""
    if isinstance(outcome, RetryAt):
        return
    if isinstance(outcome, Migrated):
        await _follow(work, row, outcome.chat_id)
        return
    effect = row.effect
    match effect:
        case CreateRoom():
            await place.room_created(work, row, effect, outcome)
        case CreateJoinLink():
            await place.link_created(work, row, effect, outcome)
        case RevokeJoinLink():
            await place.link_revoked(work, effect)
        case EmptyRoom():
            await place.room_emptied(work, row, effect, outcome)
        case WipeRoom():
            await place.room_wiped(work, row, effect, outcome)
        case DeleteRoom():
            await place.room_deleted(work, row, effect, outcome)
        case _:
            await _settle_people(work, row, effect, outcome)


async def _settle_people(work: Work, row: OutboxEffect, effect: Effect, outcome: Outcome) -> None:
    match effect:
        case ShowCard():
            await people.card_shown(work, row, effect, outcome)
        case SendText():
            await people.text_sent(work, row, effect, outcome)
        case InviteOperator():
            await people.operator_invited(work, row, effect, outcome)
        case SaveMedia():
            await people.media_settled(work, row, effect, outcome)
        case ApproveJoin() | DeclineJoin() | RemoveFromRoom() | SetTitle():
            await people.door_answered(work, row, effect, outcome)
        case WriteTranscript():
            if isinstance(outcome, Rejected | Unreachable):
                await report_failure(work, row, outcome.reason)
        case AnswerPress():
            pass
        case _:
            raise TypeError(f"no follow-up is known for {type(effect).__name__}")


async def _follow(work: Work, row: OutboxEffect, new_chat_id: int) -> None:
    """The group became a supergroup: its place and this effect go to the new id."""
    fields: dict[str, Any] = {"chat_id": new_chat_id}
    old_chat_id: int | None = getattr(row.effect, "chat_id", None)
    if old_chat_id is None or old_chat_id == new_chat_id:
        return
    await work.uow.places.migrated(old_chat_id, new_chat_id)
    await work.uow.outbox.add(
        replace(row.effect, **fields),
        now=work.now,
        priority=row.priority,
        ticket_id=row.ticket_id,
        expires_at=row.expires_at,
    )

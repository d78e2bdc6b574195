"""A shortcut becomes words to the customer: whose, in which language, once; and nothing of it goes
out where nobody knows what is meant."""

from dataclasses import replace

import pytest_asyncio

from core.conversations.page_answers import may_edit
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, PostAnswer
from core.model.effects import DeleteMessage, SendText, ShowCard
from core.model.messages import CANNED, Said
from core.model.outcomes import Sent
from core.model.people import Role
from core.model.places import GroupUse
from core.model.relay_text_keys import RelayKey
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.replies.answers import answer_by_shortcut, choose_reply, show_replies
from core.replies.keep import save_reply
from tests.core.desk import Desk, person
from tests.core.staff_groups import DESK, OVERFLOW, answers, asks, copy_of, open_groups, said

ANNA, BORIS, SAM, IRA = 100, 101, 7, 8


@pytest_asyncio.fixture(loop_scope="session")
async def bugs(desk: Desk) -> Desk:
    """A desk, an overflow group, and words under two shortcuts."""
    await open_groups(
        desk, **{"Desk 1": (DESK, GroupUse.DESK), "More": (OVERFLOW, GroupUse.OVERFLOW)}
    )
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    async with desk.work() as work:
        for shortcut, topic, language, words in (
            ("refund", "", "en", "{customer}, the money comes in 3 days. {operator}"),
            ("refund", "", "uk", "{customer}, гроші будуть за 3 дні."),
            ("hello", "sales", "en", "Hello from sales"),
        ):
            assert await work.uow.replies.add(shortcut, topic, language, words, SAM, desk.now)
    return desk


async def types(desk: Desk, words: str, chat_id: int = DESK, **more: int) -> Said:
    """Ira types that in a group."""
    typed = said(chat_id, desk.now, words, sender=IRA, name="Ira", **more)
    assert await desk.do(answer_by_shortcut, typed)
    return typed


async def replies_of(desk: Desk) -> dict[tuple[str, str], CannedReply]:
    async with desk.work() as work:
        return {(each.shortcut, each.language): each for each in await work.uow.replies.all()}


async def test_a_shortcut_is_replaced_by_its_words_and_they_go_to_the_customer(
    bugs: Desk,
) -> None:
    question = await asks(bugs, ANNA)
    typed = await types(bugs, "!Refund ", reply_to=await copy_of(bugs, question, DESK))
    (post,) = await bugs.waiting(PostAnswer)
    words = "Person 100, the money comes in 3 days. Ira"
    assert post.text.values == {"operator": "Ira", "shortcut": "refund", "words": words}
    assert post.reply_to == typed.reply_to
    assert DeleteMessage(DESK, typed.message_id) in await bugs.waiting(DeleteMessage)
    (row,) = [each for each in await bugs.rows() if isinstance(each.effect, PostAnswer)]
    for _ in range(2):  # a death after the post: it is settled once more
        await bugs.settle(row, Sent({"chat_id": DESK, "message_id": 4711}))
    assert await bugs.waiting(CopyMessage) == [
        CopyMessage(ANNA, DESK, 4711, reply_to=typed.reply_to, as_recorded=True)
    ]
    async with bugs.work() as work:
        (row_of_it,) = await work.uow.messages.of_ticket(1, DESK)
    assert (row_of_it.said.text, row_of_it.said.sender_name) == (words, "Ira")
    assert row_of_it.said.details == {CANNED: "refund"}
    assert may_edit(row_of_it, IRA)
    assert (await replies_of(bugs))["refund", "en"].uses == 1


async def test_they_are_in_the_customers_language_else_in_the_desks(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    async with bugs.work() as work:
        await work.uow.customers.choose_language(ANNA, "uk")
    await types(bugs, "!refund")
    async with bugs.work() as work:
        await work.uow.customers.choose_language(ANNA, "ru")
    await types(bugs, "!refund")
    assert [each.words.split(", ")[1] for each in await bugs.waiting(PostAnswer)] == [
        "гроші будуть за 3 дні.",
        "the money comes in 3 days. Ira",
    ]


async def test_what_nothing_fits_goes_to_nobody_and_the_nearest_are_named(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    for typed, near in (("!refun", "!refund"), ("!hello", None)):  # that is for another topic
        message = await types(bugs, typed)
        told = (await bugs.waiting(SendText))[-1]
        assert told.reply_to == message.message_id
        assert told.text.values.get("near") == near
    assert await bugs.waiting(PostAnswer) == []


async def test_it_may_be_words_where_nothing_is_kept_or_more_is_said(desk: Desk) -> None:
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    await asks(desk, ANNA)
    for words in ("!refund", "!!!", "!refund is what they want"):
        assert not await desk.do(answer_by_shortcut, said(DESK, desk.now, words))


async def test_where_several_tickets_stand_it_goes_by_the_reply(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    question = await asks(bugs, BORIS)
    await types(bugs, "!refund", OVERFLOW)
    assert (await bugs.waiting(SendText))[-1].text.key is ReplyKey.REPLY_BY_REPLY
    await types(bugs, "!refund", OVERFLOW, reply_to=await copy_of(bugs, question, OVERFLOW))
    (post,) = await bugs.waiting(PostAnswer)
    assert (post.chat_id, post.words.split(",")[0]) == (OVERFLOW, "Person 101")


async def test_a_button_under_the_card_lists_them_and_one_press_says_one(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(show_replies, DESK, 1, 0, 5)
    (listed,) = [each for each in await bugs.shown(DESK) if each.card == Card.REPLIES.of(1)]
    assert [each.action for row in listed.buttons for each in row] == [
        "reply:1:1",
        "replies-done:1",
    ]
    await bugs.settle_kind(ShowCard, Sent({"chat_id": DESK, "message_id": 900}))
    for _ in range(2):
        key = await bugs.do(choose_reply, person(IRA, "Ira"), DESK, 900, 1, 1)
        assert key is RelayKey.ANSWER_ON_ITS_WAY
    assert len(await bugs.waiting(PostAnswer)) == 1
    assert await bugs.waiting(DeleteMessage) == [DeleteMessage(DESK, 900)]


async def test_words_are_kept_by_a_reply_to_them_and_changed_by_supervisors(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    words = await answers(bugs, await copy_of(bugs, question, DESK), "Have you restarted it?")

    async def saves(by: int, arguments: str, what: Said | None) -> SendText:
        command = said(DESK, bugs.now, f"/save {arguments}", sender=by)
        await bugs.do(save_reply, command, arguments, what)
        return (await bugs.waiting(SendText))[-1]

    assert (await saves(IRA, "restart", words)).text.key is ReplyKey.REPLY_SAVED
    assert (await saves(IRA, "restart", words)).text.key is ReplyKey.REPLY_KNOWN
    better = replace(words, message_id=99_999, text="Please restart it")
    assert (await saves(SAM, "!restart", better)).text.key is ReplyKey.REPLY_CHANGED
    assert (await saves(SAM, "restart bugs uk", better)).text.key is ReplyKey.REPLY_SAVED
    assert (await saves(SAM, "restart nonsense", better)).text.key is ReplyKey.SAVE_WRONG
    assert (await saves(SAM, "restart", None)).text.key is ReplyKey.SAVE_HOW
    at_desk = replace(question, chat_id=DESK, message_id=await copy_of(bugs, question, DESK))
    assert (await saves(SAM, "theirs", at_desk)).text.key is ReplyKey.SAVE_NOT_OURS
    kept = await replies_of(bugs)
    assert kept["restart", "en"].words == "Please restart it"
    assert kept["restart", "uk"].topic == "bugs"

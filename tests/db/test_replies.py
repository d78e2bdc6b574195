"""Canned replies, as the database keeps them."""

from datetime import timedelta

from core.model.replies import CannedReply
from db.database import SqlDatabase
from tests.support.desk import NOW, OPERATOR

LATER = NOW + timedelta(minutes=5)


async def test_one_is_kept_for_each_shortcut_topic_and_language_and_its_uses_are_counted(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        for language in ("uk", "en"):
            assert await uow.replies.add("refund", "", language, "{customer} 👋", OPERATOR, NOW)
        assert await uow.replies.add("refund", "bugs", "en", "Other", OPERATOR, NOW)
        assert not await uow.replies.add("refund", "", "en", "Never", OPERATOR, NOW)
    async with database.unit_of_work() as uow:
        first, second, third = await uow.replies.all()
        assert first == CannedReply(first.id, "refund", "", "en", "{customer} 👋")
        assert (second.language, third.topic) == ("uk", "bugs")
        for at in (NOW, LATER):
            await uow.replies.used(first.id, at)
        assert await uow.replies.change(first.id, "Changed", OPERATOR, LATER)
        assert await uow.replies.remove(second.id)
        assert not await uow.replies.remove(second.id)
        assert not await uow.replies.change(second.id, "Gone", OPERATOR, LATER)
        await uow.replies.used(second.id, LATER)
    async with database.unit_of_work() as uow:
        found = await uow.replies.get(first.id)
        assert found == CannedReply(first.id, "refund", "", "en", "Changed", 2, LATER)
        assert await uow.replies.get(second.id) is None
        assert await uow.replies.remove(first.id)
        assert await uow.replies.counts(NOW, LATER + timedelta(seconds=1)) == [("refund", 2)]
        assert await uow.replies.counts(NOW, LATER) == [("refund", 1)], "until, exclusive"
        assert await uow.replies.counts(LATER + timedelta(days=1), LATER + timedelta(days=2)) == []

"""Files, logins and accounts at another data centre than the account's own."""

from dataclasses import replace

import pytest

from core.model.outcomes import RetryAt, Scope, Sent
from core.model.places import Place
from core.model.room_effects import SaveMedia
from sandbox.faults import Face, Fault, Rule, Way
from sandbox.state.model import Content
from tests.support.waiting import eventually
from tests.userbot.conftest import TIMINGS, Desk
from userbot.account import Account
from userbot.login import LoginError, check_account, login

ABROAD = 4
DATA = b"from far away" * 1000


def counted(desk: Desk, method: str) -> Rule:
    return desk.faults.add(Fault(Face.MTPROTO, Way.DELAY, method, times=None))


async def arranged(desk: Desk) -> tuple[Account, Place, SaveMedia]:
    """A room in which a customer of another data centre sent a file."""
    account = await desk.account(replace(TIMINGS, look=0.1))
    room = await desk.room(account)
    return account, room, sent(desk, room, "1001/media/one.bin")


def sent(desk: Desk, room: Place, path: str) -> SaveMedia:
    desk.customer.dc = ABROAD
    file = desk.world.add_file("document", DATA, dc=desk.customer.dc)
    message = desk.world.send(desk.customer.id, room.chat_id or 0, Content(file=file))
    return SaveMedia(room.id, room.chat_id or 0, message.id, path)


async def goes_on(desk: Desk, account: Account, room: Place, text: str = "goes on") -> None:
    """The login stands: what is said comes, by the main session."""
    desk.say(room.chat_id or 0, text)
    await desk.texts(account, [text])


async def test_a_file_from_another_data_centre_is_saved_and_the_login_stays(desk: Desk) -> None:
    account, room, effect = await arranged(desk)
    main = account._client.main
    assert isinstance(await desk.gateway(account).carry_out(effect), Sent)
    assert (desk.archive / effect.path).read_bytes() == DATA
    assert account._client.main is main
    await goes_on(desk, account, room)
    (abroad,) = desk.face.servers[ABROAD]._sessions.values()
    assert (abroad.user_id, abroad.subscribed) == (desk.owner.id, False)


async def test_many_files_there_need_one_key_and_one_authorization(desk: Desk) -> None:
    account, room, _ = await arranged(desk)
    exported = counted(desk, "auth.exportAuthorization")
    for number in range(3):
        effect = sent(desk, room, f"1001/media/{number}.bin")
        assert isinstance(await desk.gateway(account).carry_out(effect), Sent)
    assert exported.hits == 1
    assert len(desk.face.servers[ABROAD].connections) == 1


async def test_a_session_there_that_is_not_for_files_is_not_the_main_one_either(desk: Desk) -> None:
    account, room, _ = await arranged(desk)
    main = account._client.main
    session = await account._client.get_session(ABROAD)
    assert session is not main
    assert account._client.main is main
    await goes_on(desk, account, room)


async def test_a_file_that_is_elsewhere_than_was_thought(desk: Desk) -> None:
    account, room, effect = await arranged(desk)
    desk.faults.error(Face.MTPROTO, "upload.getFile", 303, "FILE_MIGRATE_2")
    assert isinstance(await desk.gateway(account).carry_out(effect), Sent)
    await goes_on(desk, account, room)


async def test_data_centres_that_send_us_round_for_ever(desk: Desk) -> None:
    account, room, effect = await arranged(desk)
    asked = desk.faults.error(Face.MTPROTO, "upload.getFile", 303, "FILE_MIGRATE_2", times=None)
    assert isinstance(await desk.gateway(account).carry_out(effect), RetryAt)
    assert asked.hits <= 3
    await goes_on(desk, account, room)


@pytest.mark.parametrize("times", [1, None], ids=["once", "for good"])
async def test_another_data_centre_that_knows_us_no_more_ends_no_login(
    desk: Desk, times: int | None
) -> None:
    account, room, effect = await arranged(desk)
    refused = desk.faults.error(
        Face.MTPROTO, "upload.getFile", 401, "AUTH_KEY_UNREGISTERED", times=times
    )
    gateway = desk.gateway(account)
    for _ in range(5):
        outcome = await gateway.carry_out(effect)
        assert isinstance(outcome, RetryAt)
        assert outcome.scope is not Scope.ACCOUNT
    assert refused.hits == 1  # it is left alone for a while
    await goes_on(desk, account, room)
    refused.release()
    account._files._resting.clear()
    assert isinstance(await gateway.carry_out(effect), Sent)


@pytest.mark.parametrize("code", [404, 429, 444])
async def test_transport_errors_of_connections_for_files_end_no_login(
    desk: Desk, code: int
) -> None:
    account, room, effect = await arranged(desk)
    standing = desk.faults.transport_error(code, method="upload.getFile", times=None)
    for _ in range(3):
        assert isinstance(await desk.gateway(account).carry_out(effect), RetryAt)
    proved = counted(desk, "updates.getState")
    await proved.struck(3)
    standing.release()
    await goes_on(desk, account, room)


async def test_a_key_that_another_data_centre_has_forgotten_is_made_anew(desk: Desk) -> None:
    account, room, effect = await arranged(desk)
    gateway = desk.gateway(account)
    assert isinstance(await gateway.carry_out(effect), Sent)
    abroad = desk.face.servers[ABROAD]
    for session in list(abroad._sessions.values()):
        abroad.forget_key(session.auth.id)
    effect = sent(desk, room, "1001/media/two.bin")

    async def saved() -> bool:
        account._files._resting.clear()
        return isinstance(await gateway.carry_out(effect), Sent)

    await eventually(saved)
    await goes_on(desk, account, room)


async def test_a_file_at_home_draws_no_pushes(desk: Desk) -> None:
    """Updates go to the newest session of a key that wants them, and files' are newer."""
    account, room, _ = await arranged(desk)
    media = await account._client.get_session(2, is_media=True)
    assert media.is_usable
    (main,) = desk.face.server.sessions_of(desk.owner.id)
    assert account._client.main is not None
    assert main.id == account._client.main.session_id
    await goes_on(desk, account, room)


@pytest.mark.parametrize("password", [None, "correct horse"])
async def test_a_login_goes_on_where_the_account_lives(desk: Desk, password: str | None) -> None:
    desk.owner.dc, desk.owner.password = ABROAD, password
    me = await login(desk.credentials, desk.asking())
    assert me.id == desk.owner.id
    findings = await check_account(desk.credentials, None)
    assert all(finding.ok for finding in findings), findings
    desk._logged_in = None
    account = await desk.account()
    room = await desk.room(account)
    await goes_on(desk, account, room)
    assert not desk.face.server.connections


async def test_data_centres_that_send_a_login_round_for_ever(desk: Desk) -> None:
    sent = desk.faults.error(Face.MTPROTO, "auth.sendCode", 303, "PHONE_MIGRATE_4", times=None)
    with pytest.raises(LoginError, match="from one to another"):
        await login(desk.credentials, desk.asking())
    assert sent.hits <= 3


async def test_an_account_that_has_moved_is_followed(desk: Desk) -> None:
    """303 USER_MIGRATE in the middle of work: the main session is at the other one from now on."""
    account = await desk.account(replace(TIMINGS, look=0.1))
    room = await desk.room(account)
    desk.owner.dc = ABROAD
    await eventually(lambda: desk.face.servers[ABROAD].sessions_of(desk.owner.id))
    await goes_on(desk, account, room)
    assert await account.storage.dc_id() == ABROAD
    await account.stop()
    desk.say(room.chat_id or 0, "while away")
    again = await desk.account()
    await desk.texts(again, ["goes on", "while away"])

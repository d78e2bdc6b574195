"""Logging in, and what is said when it fails."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from core.model.findings import Found
from sandbox.faults import Face
from sandbox.mtproto.crypto import auth_key_id
from sandbox.mtproto.rsa import ServerKey
from tests.userbot.conftest import Desk
from userbot.login import (
    Banned,
    Flooded,
    LoginError,
    Me,
    Unreachable,
    WrongCode,
    WrongPassword,
    check_account,
    login,
)
from userbot.server import server_from


async def test_with_a_code(desk: Desk) -> None:
    me = await login(desk.credentials, desk.asking())
    assert me == Me(desk.owner.id, "Owner", "desk_owner", desk.owner.phone)
    file = desk.credentials.session_file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    async def never() -> str:
        raise AssertionError("asked again")

    assert await login(desk.credentials, desk.asking(phone=never)) == me


async def test_with_a_code_and_a_password(desk: Desk) -> None:
    desk.owner.password = "correct horse"
    hints: list[str] = []

    async def second_is_right(hint: str) -> str:
        hints.append(hint)
        return "wrong" if len(hints) == 1 else "correct horse"

    me = await login(desk.credentials, desk.asking(password=second_is_right))
    assert me.id == desk.owner.id
    assert len(hints) == 2


async def test_a_mistyped_code_is_asked_for_again(desk: Desk) -> None:
    given: list[str] = []

    async def second_is_right(_where: str) -> str:
        given.append("")
        right = " ".join(desk.world.login_code)  # people type blanks
        return "00000" if len(given) == 1 else right

    assert (await login(desk.credentials, desk.asking(code=second_is_right))).id == desk.owner.id


async def test_a_code_that_stays_wrong(desk: Desk) -> None:
    async def wrong(_where: str) -> str:
        return "00000"

    with pytest.raises(WrongCode):
        await login(desk.credentials, desk.asking(code=wrong))


async def test_a_password_that_stays_wrong(desk: Desk) -> None:
    desk.owner.password = "correct horse"

    async def wrong(_hint: str) -> str:
        return "wrong"

    with pytest.raises(WrongPassword):
        await login(desk.credentials, desk.asking(password=wrong))
    # Not logged in by half: the next try asks anew, and succeeds.
    assert (await login(desk.credentials, desk.asking())).id == desk.owner.id


@pytest.mark.parametrize(
    ("method", "code", "tag", "error"),
    [
        ("auth.sendCode", 420, "FLOOD_WAIT_600", Flooded),
        ("auth.sendCode", 400, "PHONE_NUMBER_BANNED", Banned),
        ("auth.sendCode", 400, "PHONE_NUMBER_INVALID", LoginError),
        ("auth.sendCode", 400, "PHONE_NUMBER_FLOOD", LoginError),
        ("auth.sendCode", 400, "API_ID_INVALID", LoginError),
        ("auth.signIn", 400, "PHONE_CODE_EXPIRED", WrongCode),
        ("auth.signIn", 400, "SOMETHING_NEW", LoginError),
    ],
)
async def test_refusals(
    desk: Desk, method: str, code: int, tag: str, error: type[LoginError]
) -> None:
    desk.faults.error(Face.MTPROTO, method, code, tag)
    with pytest.raises(error) as caught:
        await login(desk.credentials, desk.asking())
    assert "\n" not in str(caught.value)
    if isinstance(caught.value, Flooded):
        assert caught.value.seconds == 600


async def test_a_number_without_an_account(desk: Desk) -> None:
    async def nobody() -> str:
        return "+99966005555"

    with pytest.raises(LoginError, match="no Telegram account"):
        await login(desk.credentials, desk.asking(phone=nobody))


async def test_no_server(desk: Desk) -> None:
    desk.faults.refuse_connections()
    await desk.face.stop()
    with pytest.raises(Unreachable):
        await login(desk.credentials, desk.asking())


async def test_another_servers_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pyrogram.session.auth.Auth.MAX_RETRIES", 0)
    monkeypatch.setattr("pyrogram.crypto.rsa.server_public_keys", {})
    other = tmp_path / "other.pem"
    other.write_bytes(ServerKey.generate().public_pem())
    host, port = desk.address
    wrong = replace(desk.credentials, server=server_from(f"{host}:{port}", other))
    monkeypatch.setattr("pyrogram.crypto.rsa.server_public_keys", {})
    with pytest.raises(Unreachable, match="MTPROTO_PUBLIC_KEY"):
        await login(wrong, desk.asking())


async def test_the_doctor_finds_everything_in_order(desk: Desk) -> None:
    await login(desk.credentials, desk.asking())
    findings = await check_account(desk.credentials, "desk_bot")
    assert [(each.what.key.removeprefix("checked-"), each.ok) for each in findings] == [
        ("session", True),
        ("server", True),
        ("login", True),
        ("bot", True),
    ]
    assert findings[2].says[0].values["id"] == desk.owner.id


async def test_the_doctor_says_what_is_wrong(desk: Desk) -> None:
    (missing,) = await check_account(desk.credentials, "desk_bot")
    assert not missing.ok
    assert missing.says[0].key is Found.NO_SESSION

    await login(desk.credentials, desk.asking())
    desk.credentials.session_file.chmod(0o644)
    findings = await check_account(desk.credentials, "nobody_has_this")
    assert [(each.what.key.removeprefix("checked-"), each.ok) for each in findings] == [
        ("session", False),
        ("server", True),
        ("login", True),
        ("bot", False),
    ]


async def test_the_doctor_does_not_disturb_a_desk_that_runs(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    assert all(each.ok for each in await check_account(desk.credentials, "desk_bot"))
    said = [f"message {number}" for number in range(5)]
    for text in said:
        desk.say(room.chat_id or 0, text)
    await desk.texts(account, said)


async def test_the_doctor_sees_a_login_that_was_ended(desk: Desk) -> None:
    account = await desk.account()
    key = await account.storage.auth_key()
    await account.stop()
    desk.face.server.end_sessions(auth_key_id(key))
    findings = await check_account(desk.credentials, "desk_bot")
    assert not findings[-1].ok


async def test_the_doctor_without_a_server(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("userbot.login.REACH", 0.2)
    await login(desk.credentials, desk.asking())
    await desk.face.stop()
    findings = await check_account(desk.credentials, "desk_bot")
    assert [(each.what.key.removeprefix("checked-"), each.ok) for each in findings] == [
        ("session", True),
        ("server", False),
    ]

"""auth.* and account.getPassword: logging in and out (https://core.telegram.org/api/auth)."""

from __future__ import annotations

import secrets

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.rpc.logins import Login, Logins
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import User, Verdict

methods = Methods()


def _logins(call: Call) -> Logins:
    return call.services.logins


def _signed_in(call: Call, user: User) -> types.auth.Authorization:
    call.session.auth.user_id = user.id
    logins = _logins(call)
    logins.by_key.pop(call.session.auth.id, None)
    logins.waiting_for_password.pop(call.session.auth.id, None)
    call.services.feed.new_login(user.id, call.session)
    return types.auth.Authorization(user=View(call.world, user.id).user(user.id))


@methods.on(functions.auth.SendCode, anybody=True)
def send_code(call: Call, query: functions.auth.SendCode) -> Result:
    """Send a code by a message from Telegram itself; to who has no account, by SMS so to say."""
    digits = "".join(c for c in query.phone_number if c.isdigit())
    if not 5 <= len(digits) <= 15:
        raise RpcError(400, "PHONE_NUMBER_INVALID")
    user = call.world.by_phone(digits)
    if user is not None and user.dc != call.session.dc:
        raise RpcError(303, f"PHONE_MIGRATE_{user.dc}")
    if user is None:
        code = call.world.login_code
        kind: TL = types.auth.SentCodeTypeSms(length=len(code))
    else:
        code = call.world.tell_login_code(user.id)
        kind = types.auth.SentCodeTypeApp(length=len(code))
    login = Login(digits, secrets.token_hex(9), code)
    _logins(call).by_key[call.session.auth.id] = login
    return types.auth.SentCode(type=kind, phone_code_hash=login.code_hash)


@methods.on(functions.auth.ResendCode, anybody=True)
def resend_code(call: Call, query: functions.auth.ResendCode) -> Result:
    """The same code once more."""
    login = _login(call, query.phone_code_hash)
    user = call.world.by_phone(login.phone)
    if user is not None:
        call.world.tell_login_code(user.id)
    kind = types.auth.SentCodeTypeSms(length=len(login.code))
    return types.auth.SentCode(type=kind, phone_code_hash=login.code_hash)


def _login(call: Call, code_hash: str) -> Login:
    login = _logins(call).by_key.get(call.session.auth.id)
    if login is None or login.code_hash != code_hash:
        raise RpcError(400, "PHONE_CODE_EXPIRED")
    return login


@methods.on(functions.auth.SignIn, anybody=True)
def sign_in(call: Call, query: functions.auth.SignIn) -> Result:
    """Log in with the code; SESSION_PASSWORD_NEEDED when there is a password too."""
    login = _login(call, query.phone_code_hash)
    if not query.phone_code:
        raise RpcError(400, "PHONE_CODE_EMPTY")
    if query.phone_code != login.code:
        raise RpcError(400, "PHONE_CODE_INVALID")
    user = call.world.by_phone(login.phone)
    if user is None:
        login.passed = True
        return types.auth.AuthorizationSignUpRequired()
    if user.deleted:
        raise RpcError(401, "USER_DEACTIVATED")
    if user.verdict is Verdict.BANNED:
        raise RpcError(400, "PHONE_NUMBER_BANNED")
    if user.password is not None:
        _logins(call).waiting_for_password[call.session.auth.id] = user.id
        raise RpcError(401, "SESSION_PASSWORD_NEEDED")
    return _signed_in(call, user)


@methods.on(functions.auth.SignUp, anybody=True)
def sign_up(call: Call, query: functions.auth.SignUp) -> Result:
    """A new account, for who gave the right code before."""
    login = _login(call, query.phone_code_hash)
    if not login.passed:
        raise RpcError(400, "PHONE_CODE_INVALID")
    if call.world.by_phone(login.phone) is not None:
        raise RpcError(400, "PHONE_NUMBER_OCCUPIED")
    if not query.first_name.strip():
        raise RpcError(400, "FIRSTNAME_INVALID")
    user = call.world.add_person(
        query.first_name, last_name=query.last_name or None, phone=login.phone
    )
    return _signed_in(call, user)


@methods.on(functions.account.GetPassword, anybody=True)
def get_password(call: Call, _query: functions.account.GetPassword) -> Result:
    """Whether there is a password, and the challenge to prove that one knows it."""
    user = call.world.user(_who_proves(call))
    return call.services.passwords.describe(user.id, user.password)


@methods.on(functions.auth.CheckPassword, anybody=True)
def check_password(call: Call, query: functions.auth.CheckPassword) -> Result:
    """Finish a login with the password."""
    user = call.world.user(_who_proves(call))
    if user.password is None or not isinstance(query.password, types.InputCheckPasswordSRP):
        raise RpcError(400, "PASSWORD_HASH_INVALID")
    call.services.passwords.check(user.id, user.password, query.password)
    return _signed_in(call, user)


def _who_proves(call: Call) -> int:
    waiting = _logins(call).waiting_for_password.get(call.session.auth.id)
    if waiting is None and not call.me:
        raise RpcError(401, "AUTH_KEY_UNREGISTERED")
    return waiting or call.me


@methods.on(functions.auth.ImportBotAuthorization, anybody=True)
def import_bot_authorization(call: Call, query: functions.auth.ImportBotAuthorization) -> Result:
    """Log a bot in by its token."""
    bot = call.world.bot_by_token(query.bot_auth_token)
    if bot is None:
        raise RpcError(400, "ACCESS_TOKEN_INVALID")
    if bot.dc != call.session.dc:
        raise RpcError(303, f"USER_MIGRATE_{bot.dc}")
    return _signed_in(call, bot)


@methods.on(functions.auth.LogOut)
def log_out(call: Call, _query: functions.auth.LogOut) -> Result:
    """Nobody is logged in by this key any more."""
    call.session.auth.user_id = None
    call.session.subscribed = False
    return types.auth.LoggedOut()


@methods.on(functions.auth.ExportAuthorization)
def export_authorization(call: Call, query: functions.auth.ExportAuthorization) -> Result:
    """A ticket with which an auth key of another data centre is logged in as the same person."""
    if query.dc_id == call.session.dc or query.dc_id not in call.services.addresses:
        raise RpcError(400, "DC_ID_INVALID")
    ticket = secrets.token_bytes(32)
    _logins(call).exported[ticket] = call.me, query.dc_id
    return types.auth.ExportedAuthorization(id=call.me, bytes=ticket)


@methods.on(functions.auth.ImportAuthorization, anybody=True)
def import_authorization(call: Call, query: functions.auth.ImportAuthorization) -> Result:
    """Use such a ticket, once, at the data centre that it is for."""
    user_id, dc = _logins(call).exported.pop(query.bytes, (0, 0))
    if not user_id or user_id != query.id or dc != call.session.dc:
        raise RpcError(400, "AUTH_BYTES_INVALID")
    return _signed_in(call, call.world.user(user_id))

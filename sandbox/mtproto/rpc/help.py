"""help.*: where the server is."""

from __future__ import annotations

from pyrogram.raw import functions, types

from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.rpc.config import config

methods = Methods()


@methods.on(functions.help.GetConfig, anybody=True)
def get_config(call: Call, _query: functions.help.GetConfig) -> Result:
    """The configuration."""
    return config(call.now, call.services.addresses, call.session.dc)


@methods.on(functions.help.GetNearestDc, anybody=True)
def get_nearest_dc(call: Call, _query: functions.help.GetNearestDc) -> Result:
    """This one: all are equally near."""
    return types.NearestDc(country="", this_dc=call.session.dc, nearest_dc=call.session.dc)

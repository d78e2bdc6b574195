"""Where the account connects, and what is said of settings that cannot be used."""

import asyncio
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyrogram.crypto import rsa

from sandbox.mtproto.rsa import ServerKey
from userbot.server import Delays, ServerError, connection_factory, server_from

SPKI = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def pem(tmp_path: Path, server_key: ServerKey) -> Path:
    file = tmp_path / "server.pem"
    file.write_bytes(server_key.public_pem())
    return file


def test_nothing_set_is_telegram_itself() -> None:
    assert server_from(None, None) is None
    connection = connection_factory(None)(2, "149.154.167.51", 443, False, loop=None)
    assert (connection.server_address, connection.port) == ("149.154.167.51", 443)


async def test_every_connection_goes_to_the_server_that_is_set(pem: Path) -> None:
    server = server_from("127.0.0.1:4430", pem)
    for media in (False, True):
        made = connection_factory(server)(
            2, "149.154.167.51", 443, False, media=media, loop=asyncio.get_running_loop()
        )
        assert (made.server_address, made.port) == ("127.0.0.1", 4430)
        assert not made.ipv6


@pytest.mark.parametrize("form", ["pkcs1", "spki"])
def test_both_forms_of_a_public_key_give_its_fingerprint(
    form: str, tmp_path: Path, server_key: ServerKey
) -> None:
    file = tmp_path / "key.pem"
    public = serialization.load_pem_public_key(server_key.public_pem())
    file.write_bytes(server_key.public_pem() if form == "pkcs1" else public.public_bytes(*SPKI))
    server = server_from("localhost:443", file)
    assert server is not None
    assert server.fingerprint == server_key.fingerprint
    connection_factory(server)
    assert rsa.server_public_keys[server.fingerprint].m == server_key.modulus


def test_the_fingerprint_is_the_one_that_telegram_publishes() -> None:
    """kurigram carries Telegram's keys with their fingerprints: an independent vector."""
    from userbot.server import Server

    for fingerprint, key in rsa.server_public_keys.items():
        assert Server("", 1, key.m, key.e).fingerprint == fingerprint


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.1:", ":443", "host:0", "host:70000"])
def test_a_wrong_address_names_its_variable(address: str, pem: Path) -> None:
    with pytest.raises(ServerError, match="MTPROTO_SERVER is wrong"):
        server_from(address, pem)


def test_one_without_the_other_is_refused(pem: Path) -> None:
    with pytest.raises(ServerError, match="MTPROTO_PUBLIC_KEY is not set"):
        server_from("127.0.0.1:443", None)
    with pytest.raises(ServerError, match="MTPROTO_SERVER is not set"):
        server_from(None, pem)


def test_a_key_that_is_none_names_its_variable(tmp_path: Path) -> None:
    missing, garbage, other = (tmp_path / name for name in ("missing", "garbage", "other"))
    garbage.write_bytes(b"-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----\n")
    other.write_bytes(ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(*SPKI))
    for file in (missing, garbage, other):
        with pytest.raises(ServerError, match="MTPROTO_PUBLIC_KEY") as caught:
            server_from("127.0.0.1:443", file)
        assert "\n" not in str(caught.value)


def test_delays_grow_until_the_server_speaks() -> None:
    delays = Delays(first=1, longest=5)
    assert [delays.next() for _ in range(5)] == [0, 1, 2, 4, 5]
    delays.answered()
    assert delays.next() == 0


async def test_other_data_centres_are_where_the_server_says(pem: Path) -> None:
    """But never at Telegram's own, and "this machine" is the server's, not ours."""
    made = connection_factory(server_from("desk.example:4430", pem))
    for dc_id, host in ((1, "10.0.0.1"), (3, "149.154.175.100"), (4, "127.0.0.1"), (5, "0.0.0.0")):  # noqa: S104
        made.learn_address(dc_id, host, 4440 + dc_id)
    loop = asyncio.get_running_loop()
    found = {}
    for dc_id in range(1, 6):
        there = made(dc_id, "149.154.167.51", 443, False, loop=loop)
        found[dc_id] = there.server_address, there.port
    assert found == {
        1: ("10.0.0.1", 4441),
        2: ("desk.example", 4430),
        3: ("desk.example", 4430),
        4: ("desk.example", 4444),
        5: ("desk.example", 4445),
    }


async def test_telegrams_own_addresses_are_left_to_kurigram() -> None:
    made = connection_factory(None)
    made.learn_address(4, "10.0.0.1", 443)
    there = made(4, "149.154.167.91", 443, False, loop=asyncio.get_running_loop())
    assert (there.server_address, there.port) == ("149.154.167.91", 443)

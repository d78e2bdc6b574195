"""Bytes that were fixed before this server existed, or by hand: a codec shared with the client
cannot hide its own mistakes from them.
"""

import hashlib
from functools import partial
from hashlib import sha256
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st
from pyrogram.crypto import aes
from pyrogram.crypto.prime import CURRENT_DH_PRIME
from pyrogram.raw import functions, types
from pyrogram.raw.core import TLObject

from sandbox.mtproto import crypto, framing, rsa
from sandbox.mtproto.errors import BrokenPacketError
from sandbox.mtproto.handshake import is_prime, open_inner_data

# The worked example of https://core.telegram.org/mtproto/samples-auth_key (its older edition).
NONCE = bytes.fromhex("3E0549828CCA27E966B301A48FECE2FC")
SERVER_NONCE = bytes.fromhex("A5CF4D33F4A11EA877BA4AA573907330")
NEW_NONCE = bytes.fromhex("311C85DB234AA2640AFC4A76A735CF5B1F0FD68BD17FA181E1229AD867CC024D")
TMP_KEY = bytes.fromhex("F011280887C7BB01DF0FC4E17830E0B91FBB8BE4B2267CB985AE25F33B527253")
TMP_IV = bytes.fromhex("3212D579EE35452ED23E0D0C92841AA7D31B2E9BDEF2151E80D15860311C85DB")
ENCRYPTED_ANSWER = bytes.fromhex(
    "28A92FE20173B347A8BB324B5FAB2667C9A8BBCE6468D5B509A4CBDDC186240AC912CF7006AF8926DE606A2E74C0493C"
    "AA57741E6C82451F54D3E068F5CCC49B4444124B9666FFB405AAB564A3D01E67F6E912867C8D20D9882707DC330B17B4"
    "E0DD57CB53BFAAFA9EF5BE76AE6C1B9B6C51E2D6502A47C883095C46C81E3BE25F62427B585488BB3BF239213BF48EB8"
    "FE34C9A026CC8413934043974DB03556633038392CECB51F94824E140B98637730A4BE79A8F9DAFA39BAE81E1095849E"
    "A4C83467C92A3A17D997817C8A7AC61C3FF414DA37B7D66E949C0AEC858F048224210FCC61F11C3A910B431CCBD104CC"
    "CC8DC6D29D4A5D133BE639A4C32BBFF153E63ACA3AC52F2E4709B8AE01844B142C1EE89D075D64F69A399FEB04E656FE"
    "3675A6F8F412078F3D0B58DA15311C1A9F8E53B3CD6BB5572C294904B726D0BE337E2E21977DA26DD6E33270251C2CA2"
    "9DFCC70227F0755F84CFDA9AC4B8DD5F84F1D1EB36BA45CDDC70444D8C213E4BD8F63B8AB95A2D0B4180DC91283DC063"
    "ACFB92D6A4E407CDE7C8C69689F77A007441D4A6A8384B666502D9B77FC68B5B43CC607E60A146223E110FCB43BC3C94"
    "2EF981930CDC4A1D310C0B64D5E55D308D863251AB90502C3E46CC599E886A927CDA963B9EB16CE62603B68529EE98F9"
    "F5206419E03FB458EC4BD9454AA8F6BA777573CC54B328895B1DF25EAD9FB4CD5198EE022B2B81F388D281D5E5BC5801"
    "07CA01A50665C32B552715F335FD76264FAD00DDD5AE45B94832AC79CE7C511D194BC42B70EFA850BB15C2012C5215CA"
    "BFE97CE66B8D8734D0EE759A638AF013"
)
REQ_PQ = bytes.fromhex("789746603E0549828CCA27E966B301A48FECE2FC")
RES_PQ = bytes.fromhex(
    "632416053E0549828CCA27E966B301A48FECE2FCA5CF4D33F4A11EA877BA4AA573907330"
    "0817ED48941A08F98100000015C4B51C01000000216BE86C022BB4C3"
)
AUTH_KEY = bytes(range(256))
sha1 = partial(hashlib.sha1, usedforsecurity=False)


def little(data: bytes) -> int:
    return int.from_bytes(data, "little", signed=True)


def test_the_documented_request_and_answer() -> None:
    assert functions.ReqPq(nonce=little(NONCE)).write() == REQ_PQ
    answer = types.ResPQ(
        nonce=little(NONCE),
        server_nonce=little(SERVER_NONCE),
        pq=bytes.fromhex("17ED48941A08F981"),
        server_public_key_fingerprints=[little(bytes.fromhex("216BE86C022BB4C3"))],
    )
    assert answer.write() == RES_PQ
    assert is_prime(0x494C553B)
    assert is_prime(0x53911073)
    assert 0x494C553B * 0x53911073 == 0x17ED48941A08F981


def test_the_documented_temporary_key() -> None:
    assert crypto.handshake_key_iv(SERVER_NONCE, NEW_NONCE) == (TMP_KEY, TMP_IV)


def test_the_documented_answer_opens_and_closes() -> None:
    opened = aes.ige256_decrypt(ENCRYPTED_ANSWER, TMP_KEY, TMP_IV)
    inner = TLObject.read(BytesIO(opened[20:]))
    assert sha1(inner.write()).digest() == opened[:20]
    assert int.from_bytes(inner.dh_prime, "big") == CURRENT_DH_PRIME
    assert inner.nonce == little(NONCE)
    sealed = crypto.hash_and_encrypt(inner.write(), TMP_KEY, TMP_IV)
    assert len(sealed) == len(ENCRYPTED_ANSWER)
    # All but the last block, where the padding is random.
    assert sealed[:-16] == ENCRYPTED_ANSWER[:-16]


def test_the_fingerprint_of_a_published_key() -> None:
    # Telegram's first published key has the fingerprint c3b42b026ce86b21 in the same example.
    from pyrogram.crypto.rsa import server_public_keys

    number = little(bytes.fromhex("216BE86C022BB4C3"))
    published = server_public_keys[number]
    assert rsa.fingerprint(published.m, published.e) == number


def ige(data: bytes, key: bytes, iv: bytes) -> bytes:
    """AES-256-IGE written out from its definition over another library's AES."""
    block = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    previous_out, previous_in, out = iv[:16], iv[16:], b""
    for at in range(0, len(data), 16):
        part = data[at : at + 16]
        mixed = bytes(a ^ b for a, b in zip(part, previous_out, strict=True))
        done = bytes(a ^ b for a, b in zip(block.update(mixed), previous_in, strict=True))
        previous_out, previous_in, out = done, part, out + done
    return out


def test_a_message_of_the_server_as_the_documents_describe_it() -> None:
    pong = bytes.fromhex("c573773400000000000001000700000000000000")
    assert types.Pong(msg_id=1 << 48, ping_id=7).write() == pong
    plain = bytes(range(8)) + b"session!" + (5 << 32 | 1).to_bytes(8, "little")
    plain += (3).to_bytes(4, "little") + len(pong).to_bytes(4, "little") + pong + b"p" * 12
    msg_key = sha256(AUTH_KEY[96:128] + plain).digest()[8:24]
    a = sha256(msg_key + AUTH_KEY[8:44]).digest()
    b = sha256(AUTH_KEY[48:84] + msg_key).digest()
    body = ige(plain, a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:])
    expected = sha1(AUTH_KEY).digest()[-8:] + msg_key + body

    envelope = crypto.Envelope(little(bytes(range(8))), b"session!", 5 << 32 | 1, 3, pong)
    assert crypto.seal(AUTH_KEY, envelope, b"p" * 12) == expected
    assert expected.hex() == (
        "32d1586ea457dfc8a1304b7d17d5a919d3ef164d1a0a10ddc753ce818669b27325f21f077f25e6a8eaeb289c"
        "f955515e368b2264473829842897fb0c6aa62e073545adc5b26ff1c1f4c519f2cb7439b0804140d710eebcf6"
    )


def test_a_container_and_a_packed_message() -> None:
    ack = bytes.fromhex("59b4d66215c4b51c010000000100000000000000")
    assert types.MsgsAck(msg_ids=[1]).write() == ack
    wire = bytes.fromhex("dcf8f1730200000004000000000000000100000014000000")
    wire += ack + bytes.fromhex("08000000000000000300000014000000") + ack
    assert framing.container([(4, 1, ack), (8, 3, ack)]) == wire
    parts = framing.unfold(framing.Incoming(12, 4, wire))
    assert parts == [framing.Incoming(4, 1, ack), framing.Incoming(8, 3, ack)]

    gzipped = bytes.fromhex(
        "a1cf7230231f8b08000000000002038bdc722d49f4c85619460606061006010095cfc2b014000000"
    )
    assert framing.unfold(framing.Incoming(4, 1, gzipped)) == [framing.Incoming(4, 1, ack)]


def test_results() -> None:
    assert framing.boxed(True).hex() == "b5757299"
    assert framing.boxed(False).hex() == "379779bc"
    small = framing.rpc_result(4, framing.boxed(True))
    assert small.hex() == "016d5cf30400000000000000b5757299"
    large = framing.rpc_result(4, b"\0" * 4096)
    assert large[12:16].hex() == "a1cf7230"
    assert framing.unpacked(large[12:]) == b"\0" * 4096


def test_a_vector_of_the_smallest_objects() -> None:
    # users.getUsers#0d91a548 id:Vector<InputUser>, with inputUserSelf#f7c1b13f
    wire = bytes.fromhex("48a5910d15c4b51c010000003fb1c1f7")
    request = framing.read_request(wire)
    assert request == functions.users.GetUsers(id=[types.InputUserSelf()])


def test_both_ways_of_padding_the_inner_data() -> None:
    inner = types.PQInnerData(
        pq=bytes.fromhex("17ED48941A08F981"),
        p=bytes.fromhex("494C553B"),
        q=bytes.fromhex("53911073"),
        nonce=little(NONCE),
        server_nonce=little(SERVER_NONCE),
        new_nonce=little(NEW_NONCE),
    ).write()
    # SHA1 of the inner data as the example gives it.
    assert sha1(inner).hexdigest().upper() == "DB761C27718A2305044F71F2AD951629D78B2449"
    old = b"\0" + sha1(inner).digest() + inner + b"r" * (255 - 20 - len(inner))
    assert open_inner_data(old)[: len(inner)] == inner

    padded, temp_key = inner + b"r" * (192 - len(inner)), b"k" * 32
    opened = padded[::-1] + sha256(temp_key + padded).digest()
    closed = ige(opened, temp_key, bytes(32))
    masked = bytes(a ^ b for a, b in zip(temp_key, sha256(closed).digest(), strict=True))
    assert open_inner_data(masked + closed) == padded

    with pytest.raises(BrokenPacketError):
        open_inner_data(b"\1" + old[1:])
    with pytest.raises(BrokenPacketError):
        open_inner_data(old[:40] + b"\xff" + old[41:])


@given(st.binary(max_size=600), st.integers(-(2**63), 2**63 - 1), st.integers(0, 2**31 - 1))
def test_what_is_sealed_is_unsealed(body: bytes, number: int, seq_no: int) -> None:
    body += bytes(-len(body) % 4)
    envelope = crypto.Envelope(number, b"12345678", number, seq_no, body)
    sealed = crypto.seal(AUTH_KEY, envelope, side=crypto.FROM_CLIENT)
    assert crypto.unseal(AUTH_KEY, sealed) == envelope
    assert crypto.unseal(AUTH_KEY, sealed + b"padding") == envelope


@given(st.integers(24, 151), st.integers(1, 255))
def test_one_changed_byte_breaks_a_packet(at: int, by: int) -> None:
    envelope = crypto.Envelope(1, b"12345678", 4, 1, b"body" * 16)
    sealed = bytearray(crypto.seal(AUTH_KEY, envelope, side=crypto.FROM_CLIENT))
    at %= len(sealed) // 16 * 16
    sealed[max(at, 8)] ^= by
    with pytest.raises(BrokenPacketError):
        crypto.unseal(AUTH_KEY, bytes(sealed))


@given(st.binary(max_size=400))
def test_no_bytes_can_do_worse_than_be_refused(data: bytes) -> None:
    for constructor in ("dcf8f173", "a1cf7230"):
        try:
            framing.unfold(framing.Incoming(4, 1, bytes.fromhex(constructor) + data))
        except BrokenPacketError:
            continue
    with pytest.raises(BrokenPacketError):
        crypto.unseal(AUTH_KEY, data)


@given(st.lists(st.binary(max_size=40).map(lambda b: b + bytes(-len(b) % 4)), max_size=20))
def test_containers_give_back_what_went_in(bodies: list[bytes]) -> None:
    bodies = [b"\1\0\0\0" + body for body in bodies]
    parts = [(4 * n, n, body) for n, body in enumerate(bodies)]
    given_back = framing.unfold(framing.Incoming(0, 0, framing.container(parts)))
    assert [(p.msg_id, p.seq_no, p.body) for p in given_back] == parts


@given(st.lists(st.tuples(st.floats(0, 2**31), st.booleans()), min_size=1, max_size=50))
def test_message_ids_are_odd_and_grow_unless_the_clock_was_set_back(
    ticks: list[tuple[float, bool]],
) -> None:
    clock = iter([now for now, _ in ticks])
    ids = framing.MessageIds(lambda: next(clock))
    last = 0
    for now, answer in ticks:
        msg_id = ids.next(answer=answer)
        assert msg_id > last or last / 2**32 - now > framing.SET_BACK
        assert msg_id / 2**32 - now <= framing.SET_BACK + 1, "clients take the time from it"
        assert msg_id % 4 == (1 if answer else 3)
        last = msg_id
